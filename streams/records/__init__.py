"""The records that go in and out: their fields, their checks and their bytes."""

from streams.records.article import EnrichedArticle, Language, RawArticle, RemovedSpan
from streams.records.codec import encode
from streams.records.dead_letter import DeadLetter
from streams.records.duplicate import Duplicate
from streams.records.event import (
    Acled,
    Actor,
    Attribution,
    EventCandidate,
    EventDate,
    Location,
    Number,
    Span,
)

__all__ = [
    "Acled",
    "Actor",
    "Attribution",
    "DeadLetter",
    "Duplicate",
    "EnrichedArticle",
    "EventCandidate",
    "EventDate",
    "Language",
    "Location",
    "Number",
    "RawArticle",
    "RemovedSpan",
    "Span",
    "encode",
]
