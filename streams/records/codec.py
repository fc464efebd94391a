"""Records to bytes."""

from typing import Any

import orjson

from streams.records.article import EnrichedArticle
from streams.records.prepared import EventSlice


def encode(record: Any) -> bytes:
    """Encodes a record (dataclass, dict, list) as UTF-8 JSON; the same record always gives the same bytes."""
    return orjson.dumps(record)


def encode_enriched(article: EnrichedArticle) -> tuple[bytes, tuple[EventSlice, ...]]:
    """The enriched article's bytes, and where each of its events stands in them.

    The events are encoded once: published alone, they are these very bytes.
    """
    encoded = [orjson.dumps(event) for event in article.events]
    fields = {name: getattr(article, name) for name in article.__slots__}
    fields["events"] = [orjson.Fragment(event) for event in encoded]
    whole = orjson.dumps(fields)
    slices, position = [], 0
    for event, value in zip(article.events, encoded, strict=True):
        start = whole.index(value, position)
        position = start + len(value)
        slices.append(EventSlice(event.id, start, position, event.type, event.status))
    return whole, tuple(slices)
