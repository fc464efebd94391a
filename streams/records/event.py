"""Event candidates: who did what to whom, where, when, how many, with the words that say so."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from streams.version import PIPELINE, SCHEMA

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["asserted", "planned", "hypothetical", "negated", "historical"]
Counted = Literal[
    "killed", "injured", "captured", "arrested", "displaced", "surrendered",
    "kidnapped", "missing", "troops", "participants", "other",
]  # fmt: skip
Offset = Annotated[int, Meta(ge=0, description="in the enriched article's `text`, in Unicode code points")]


class Span(Struct, frozen=True):
    """Quoted words: `article.text[start:end] == text`."""

    text: str
    start: Offset
    end: Offset


class Acled(Struct, frozen=True):
    """ACLED's names for the event, where a sub-event type fits."""

    event_type: str
    sub_event_type: str


class Actor(Struct, frozen=True):
    """Who did it, or to whom it was done."""

    text: str
    start: Offset
    end: Offset
    name: Annotated[str | None, Meta(description="canonical English name")]
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-2")]
    sector: Annotated[str | None, Meta(description="PLOVER sector code: GOV, MIL, REB, COP, CVL, …")]


class Location(Struct, frozen=True):
    """Where it happened."""

    text: str
    start: Offset
    end: Offset
    name: str | None
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-2")]
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    feature: Annotated[str | None, Meta(description="country, region, city, river, …")]


class EventDate(Struct, frozen=True):
    """When it happened; `value` is null when the words cannot be resolved."""

    text: str
    start: Offset
    end: Offset
    value: Annotated[str | None, Meta(description="`2019-03-19`, `2019-03` or `2019`")]
    resolution: Literal["day", "week", "month", "year"] | None


class Number(Struct, frozen=True):
    """How many, as a range; a bound that is not known is null."""

    text: str
    start: Offset
    end: Offset
    minimum: int | None
    maximum: int | None
    what: Counted


class Attribution(Struct, frozen=True):
    """Who says so."""

    text: str
    start: Offset
    end: Offset
    name: Annotated[str | None, Meta(description="canonical name, where known")]


class EventCandidate(Struct, frozen=True):
    """One event candidate; published under its id to `events.candidates`.

    The id is derived from the article's id, the type and the trigger's span.
    """

    id: str
    article_id: str
    source: str | None
    url: str | None
    published_at: str | None
    language: str
    type: EventType
    mode: str | None
    acled: Acled | None
    status: Status
    trigger: Span
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    locations: tuple[Location, ...]
    date: EventDate | None
    numbers: tuple[Number, ...]
    attribution: Attribution | None
    sentence: Span
    confidence: Annotated[float, Meta(ge=0, le=1)]
    schema: int = SCHEMA
    pipeline: str = PIPELINE
