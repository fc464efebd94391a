"""The topics of a deployment: what they must be like, and whether they are."""

from dataclasses import dataclass
from typing import Final

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from agents import kafka
from agents.errors import TopicsError
from config.loaders.settings import Settings
from streams import topics

TABLE: Final = "articles"
REPLAYED: Final = "murasil-replayed"


@dataclass(frozen=True, slots=True)
class TopicSpecification:
    """What a topic must be like; `exact_partitions` where another number would lose the way."""

    name: str
    partitions: int
    config: dict[str, str]
    meaning: str
    exact_partitions: bool = False


def changelog(settings: Settings) -> str:
    """The changelog of the table of seen articles."""
    return f"{settings.group}-{TABLE}-changelog"


def consumed_by_workers(settings: Settings) -> tuple[str, ...]:
    """The topics whose messages workers acknowledge."""
    return settings.topic(topics.RAW), settings.topic(topics.PREPARED)


def specifications(settings: Settings) -> list[TopicSpecification]:
    """All topics, with the partitions and the configuration that the settings ask for."""
    kept = str(int(settings.topic_retention.total_seconds() * 1000))

    def by_time(size: int) -> dict[str, str]:
        # Time of arrival, not of the producer's choosing: retention and expiry go by it.
        return {
            "cleanup.policy": "delete",
            "retention.ms": kept,
            "max.message.bytes": str(size),
            "message.timestamp.type": "LogAppendTime",
        }

    def compacted(size: int) -> dict[str, str]:
        return {"cleanup.policy": "compact", "delete.retention.ms": kept, "max.message.bytes": str(size)}

    raw, output, internal = settings.max_message_bytes, settings.max_output_bytes, settings.max_internal_bytes
    plain = [
        (topics.RAW, by_time(raw), "raw articles"),
        (topics.ENRICHED, compacted(output), "enriched articles"),
        (topics.DUPLICATES, compacted(output), "duplicates"),
        (topics.EVENTS, compacted(output), "event candidates"),
        (topics.DEAD_LETTERS, by_time(internal), "what was set aside"),
        (REPLAYED, compacted(output), "which dead letters were sent back"),
        (topics.FEEDS, compacted(output), "what is remembered of feeds"),
    ]
    owned = [
        (settings.topic(topics.PREPARED), by_time(internal), "prepared articles on their way to one owner"),
        (changelog(settings), compacted(internal), "the table of seen articles"),
    ]
    return [
        TopicSpecification(settings.topic(name), settings.partitions, config, meaning)
        for name, config, meaning in plain
    ] + [
        TopicSpecification(name, settings.shards, config, meaning, exact_partitions=True)
        for name, config, meaning in owned
    ]


@dataclass(frozen=True, slots=True)
class TopicReport:
    """What was done about one topic: `created`, `as it should be`, or what is wrong with it."""

    name: str
    meaning: str
    partitions: int
    state: str
    wrong: bool = False


async def ensure(settings: Settings) -> list[TopicReport]:
    """Creates the topics that are missing and checks the others; changes nothing that exists.

    Raises:
        BrokerError: no broker answers.
        TopicsError: a topic could not be created.
    """
    client = await kafka.started(kafka.admin(settings), settings)
    try:
        existing = set(await client.list_topics())
        wanted = specifications(settings)
        missing = [one for one in wanted if one.name not in existing]
        await _create(client, missing, settings)
        found = [one for one in wanted if one.name in existing]
        return [
            TopicReport(one.name, one.meaning, one.partitions, "created") for one in missing
        ] + await _check(client, found)
    finally:
        await client.close()


async def _create(client: AIOKafkaAdminClient, missing: list[TopicSpecification], settings: Settings) -> None:
    if not missing:
        return
    response = await client.create_topics(
        [
            NewTopic(one.name, one.partitions, settings.replication_factor, topic_configs=one.config)
            for one in missing
        ]
    )
    for name, code, *rest in response.topic_errors:
        error = for_code(code)
        # Another worker may have been quicker.
        if code and error is not TopicAlreadyExistsError:
            raise TopicsError(
                f"topic {name} could not be created: {error.__name__} {rest[0] if rest else ''}"
            )


async def _check(client: AIOKafkaAdminClient, found: list[TopicSpecification]) -> list[TopicReport]:
    if not found:
        return []
    described = {
        one["topic"]: len(one["partitions"]) for one in await client.describe_topics([t.name for t in found])
    }
    configured = await _configurations(client, [one.name for one in found])
    return [_report(one, described.get(one.name, 0), configured.get(one.name, {})) for one in found]


async def _configurations(client: AIOKafkaAdminClient, names: list[str]) -> dict[str, dict[str, str]]:
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    configured: dict[str, dict[str, str]] = {}
    for response in await client.describe_configs(resources):
        for resource in response.resources:
            configured[resource[3]] = {entry[0]: entry[1] for entry in resource[4]}
    return configured


def _report(wanted: TopicSpecification, partitions: int, config: dict[str, str]) -> TopicReport:
    differences = [
        f"{key} is {config[key]}, the settings say {value}"
        for key, value in wanted.config.items()
        if key in config and config[key] != value
    ]
    if wanted.exact_partitions and partitions != wanted.partitions:
        differences.insert(
            0,
            f"it has {partitions} partitions, `shards` says {wanted.partitions}; "
            "put the setting back, or start over under another `topic_prefix` and replay the raw topic",
        )
    elif partitions != wanted.partitions:
        differences.insert(0, f"it has {partitions} partitions, `partitions` says {wanted.partitions}")
    state = "; ".join(differences) or "as it should be"
    return TopicReport(wanted.name, wanted.meaning, partitions, state, bool(differences))


async def require(settings: Settings) -> None:
    """Creates what is missing, and refuses to go on where the number of partitions would lose the way.

    Raises:
        TopicsError: the internal hop or its changelog has another number of partitions than `shards`.
    """
    exact = {one.name for one in specifications(settings) if one.exact_partitions}
    for report in await ensure(settings):
        if report.name in exact and report.wrong and "partitions" in report.state:
            raise TopicsError(f"topic {report.name}: {report.state}")
