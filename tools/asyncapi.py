"""The AsyncAPI 3.0 document of the topics that users send to and read from."""

from typing import Any, Final

from agents.topics import specifications
from config.loaders.settings import Settings
from streams import topics
from streams.version import PIPELINE

MESSAGES: Final = {
    topics.RAW: ("raw-article", "receive", "anything"),
    topics.ENRICHED: ("enriched-article", "send", "the article's id"),
    topics.DUPLICATES: ("duplicate", "send", "the article's id"),
    topics.EVENTS: ("event-candidate", "send", "the event's id"),
    topics.DEAD_LETTERS: ("dead-letter", "send", "as received"),
}
HEADERS: Final = ("stage", "reason", "message", "origin-topic", "origin-partition", "origin-offset")


def asyncapi(settings: Settings) -> dict[str, Any]:
    """The document, as murasil sees it: it receives raw articles and sends the rest."""
    specified = {one.name: one for one in specifications(settings)}
    names = {topic: _name(topic) for topic in MESSAGES}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "murasil",
            "version": PIPELINE,
            "license": {"name": "Apache-2.0"},
            "description": "Topics of a murasil deployment; a topic prefix may stand before every name.",
        },
        "channels": {
            names[topic]: {
                "address": topic,
                "description": specified[topic].meaning,
                "messages": {message: {"$ref": f"#/components/messages/{message}"}},
                "bindings": {
                    "kafka": {
                        "partitions": specified[topic].partitions,
                        "topicConfiguration": _configuration(specified[topic].config),
                        "bindingVersion": "0.5.0",
                    }
                },
            }
            for topic, (message, _, _) in MESSAGES.items()
        },
        "operations": {
            f"{action}-{names[topic]}": {
                "action": action,
                "channel": {"$ref": f"#/channels/{names[topic]}"},
                "messages": [{"$ref": f"#/channels/{names[topic]}/messages/{message}"}],
            }
            for topic, (message, action, _) in MESSAGES.items()
        },
        "components": {
            "messages": {message: _message(message, key) for message, _, key in MESSAGES.values()}
        },
    }


def _message(name: str, key: str) -> dict[str, Any]:
    message: dict[str, Any] = {
        "name": name,
        "contentType": "application/json",
        "bindings": {"kafka": {"key": {"type": "string", "description": key}, "bindingVersion": "0.5.0"}},
    }
    if name == "dead-letter":
        message |= {
            "contentType": "application/octet-stream",
            "summary": "The bytes that were received, untouched.",
            "headers": {
                "type": "object",
                "properties": {header: {"type": "string"} for header in HEADERS},
                "required": list(HEADERS),
            },
        }
    else:
        message["payload"] = {"$ref": f"schemas/{name}.json"}
    return message


def _configuration(config: dict[str, str]) -> dict[str, Any]:
    return {
        key: [value] if key == "cleanup.policy" else int(value)
        for key, value in config.items()
        if key != "message.timestamp.type"
    }


def _name(topic: str) -> str:
    return topic.replace(".", "-")
