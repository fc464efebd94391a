"""JSON Schemas (draft 2020-12) of the public records, made from their types."""

from typing import Any, Final

import msgspec

from streams.records.article import EnrichedArticle
from streams.records.duplicate import Duplicate
from streams.records.event import EventCandidate

_OPTIONAL_TEXT: Final = {"type": ["string", "null"]}
_DATE: Final = {
    "description": "RFC 3339, or a date, which means 00:00; without a zone, UTC. Unreadable: kept under `extra`.",
}

RAW_ARTICLE: Final[dict[str, Any]] = {
    "title": "RawArticle",
    "description": "An article as scrapers and feeds send it. One of `text` and `html` is required; null means absent.",
    "type": "object",
    "properties": {
        "id": {
            **_OPTIONAL_TEXT,
            "description": "Stands for one content; derived from the content when absent.",
        },
        "url": _OPTIONAL_TEXT,
        "source": {**_OPTIONAL_TEXT, "description": "Outlet or host; the URL's host when absent."},
        "title": _OPTIONAL_TEXT,
        "text": {**_OPTIONAL_TEXT, "description": "The text as a scraper left it."},
        "html": {**_OPTIONAL_TEXT, "description": "The page; used when both are given."},
        "language": {
            **_OPTIONAL_TEXT,
            "description": "Declared language: a hint that decides nothing alone.",
        },
        "published_at": _DATE,
        "fetched_at": _DATE,
    },
    "anyOf": [
        {"required": ["text"], "properties": {"text": {"type": "string", "pattern": "\\S"}}},
        {"required": ["html"], "properties": {"html": {"type": "string", "pattern": "\\S"}}},
    ],
    "additionalProperties": True,
}


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas by record name: `raw-article`, `enriched-article`, `duplicate`, `event-candidate`."""
    types = {"enriched-article": EnrichedArticle, "duplicate": Duplicate, "event-candidate": EventCandidate}
    made = {name: _published(msgspec.json.schema(record)) for name, record in types.items()}
    return {"raw-article": RAW_ARTICLE, **made}


def _published(schema: dict[str, Any]) -> dict[str, Any]:
    """Every field of a published record is always there, those with a default too."""
    for definition in schema.get("$defs", {}).values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
    return schema
