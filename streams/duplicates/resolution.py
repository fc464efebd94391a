"""What goes into the resolver and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from streams.duplicates.overlay import Overlay
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import PreparedArticle

Outcome = Literal["enriched", "duplicate", "repeated"] | DeadLetter


@dataclass(frozen=True, slots=True)
class Arrival:
    """A prepared article, and when its raw message arrived (milliseconds since 1970, from Kafka)."""

    article: PreparedArticle
    arrived: int


@dataclass(frozen=True, slots=True)
class Output:
    """A record to publish; a value of None is a tombstone. `topic` is one of `streams.topics.OUTPUTS`."""

    topic: str
    key: str
    value: bytes | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one batch changes: records to publish, then rows to store. Nothing of it is in force yet.

    `outputs` are coalesced: at most one for each topic and key. `rows`: by table key, None to delete; to be stored
    in their order. `outcomes` has one entry for each arrival, in order. `corrections`: how many articles that had
    come before this batch are published differently. `compared`: pairs of bodies whose shingles were compared.
    """

    outputs: tuple[Output, ...]
    rows: Mapping[str, bytes | None]
    outcomes: tuple[Outcome, ...]
    overlay: Overlay = field(repr=False)
    corrections: int = 0
    compared: int = 0
