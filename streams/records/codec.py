"""Records to bytes."""

from typing import Any, Final

import msgspec
import orjson

from streams.records.article import EnrichedArticle
from streams.records.prepared import EventSlice

_ENCODER: Final = msgspec.json.Encoder()
"""For murasil's own records. What senders put into an article goes through orjson: it writes exponents otherwise."""
_FIELDS: Final = EnrichedArticle.__struct_fields__
_BEFORE: Final = _FIELDS[: _FIELDS.index("events")]
_BEHIND: Final = _FIELDS[_FIELDS.index("events") + 1 :]


def encode(record: Any) -> bytes:
    """Encodes a record (struct, dict, list) as UTF-8 JSON; the same record always gives the same bytes."""
    return _ENCODER.encode(record)


def encode_enriched(article: EnrichedArticle) -> tuple[bytes, tuple[EventSlice, ...]]:
    """The enriched article's bytes, and where each of its events stands in them.

    The events are encoded once: published alone, they are these very bytes.
    """
    encoded = list(map(_ENCODER.encode, article.events))
    before: dict[str, Any] = {name: getattr(article, name) for name in _BEFORE}
    for name in ("language", "removed"):
        before[name] = orjson.Fragment(_ENCODER.encode(before[name]))
    head = orjson.dumps(before)[:-1] + b',"events":['
    tail = b"]," + orjson.dumps({name: getattr(article, name) for name in _BEHIND})[1:]
    slices, position = [], len(head)
    for event, value in zip(article.events, encoded, strict=True):
        end = position + len(value)
        slices.append(EventSlice(event.id, position, end, event.type, event.status))
        position = end + 1  # the comma
    return head + b",".join(encoded) + tail, tuple(slices)
