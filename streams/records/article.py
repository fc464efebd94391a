"""Raw and enriched articles."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from streams.records.event import EventCandidate
from streams.version import PIPELINE, SCHEMA

RemovedKind = Literal[
    "navigation", "byline", "title", "tags", "related", "share", "notice", "source-note", "other"
]


class RawArticle(Struct, frozen=True):
    """An article as received, checked at the door. Exactly one of `text` and `html` is set."""

    id: Annotated[str, Meta(description="given, or derived from the content")]
    url: Annotated[str | None, Meta(description="where the article was published, as received")]
    source: Annotated[str | None, Meta(description="outlet or host; else the URL's host")]
    title: str | None
    text: Annotated[str | None, Meta(description="the text as a scraper left it")]
    html: Annotated[str | None, Meta(description="the page; used when both are given")]
    language: Annotated[str | None, Meta(description="declared language, a hint that decides nothing alone")]
    published_at: Annotated[str | None, Meta(description="RFC 3339, or a date, which means 00:00 UTC")]
    fetched_at: Annotated[str | None, Meta(description="RFC 3339, or a date, which means 00:00 UTC")]
    extra: Annotated[dict[str, Any], Meta(description="unknown fields, and dates that cannot be read")]
    content: Annotated[
        str, Meta(description="SHA-256 (hex) of what makes the content: URL, source, text, date")
    ]


class RemovedSpan(Struct, frozen=True):
    """A stretch of the received text that was taken out: half-open offsets in Unicode code points."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    kind: RemovedKind
    rule: Annotated[str, Meta(description="name of the rule that removed it")]


class Language(Struct, frozen=True):
    """The language of the clean body."""

    code: Annotated[str, Meta(description="ISO 639-1 where there is one, else 639-3; `und` when unknown")]
    confidence: Annotated[float, Meta(ge=0, le=1)]


class EnrichedArticle(Struct, frozen=True):
    """What murasil makes of an article; published under its id to `articles.enriched`."""

    id: str
    url: str | None
    source: str | None
    title: str | None
    published_at: str | None
    fetched_at: str | None
    language: Language
    text: Annotated[str, Meta(description="the clean body, paragraphs separated by a blank line")]
    removed: tuple[RemovedSpan, ...]
    fingerprint: Annotated[str, Meta(description="SHA-256 of the normalised body, hex")]
    events: tuple[EventCandidate, ...]
    extra: dict[str, Any] = field(default_factory=dict)
    schema: int = SCHEMA
    pipeline: str = PIPELINE
