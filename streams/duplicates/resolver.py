"""The stage that decides which articles are published as articles and which as duplicates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from streams import topics
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

    `outputs` are coalesced: at most one for each topic and key. `rows`: by article id, None to delete.
    `outcomes` has one entry for each arrival, in order.
    """

    outputs: tuple[Output, ...]
    rows: Mapping[str, bytes | None]
    outcomes: tuple[Outcome, ...]


class Resolver:
    """Holds what has been seen and decides on each batch of arrivals."""

    def resolve(self, batch: Sequence[Arrival]) -> Resolution:
        """Decides on a batch without changing what is held: `commit` does, once all is published and stored."""
        outputs: list[Output] = []
        for arrival in batch:
            article = arrival.article
            outputs.append(Output(topics.ENRICHED, article.id, article.enriched))
            outputs += [
                Output(topics.EVENTS, slice_.id, article.event(i)) for i, slice_ in enumerate(article.events)
            ]
        return Resolution(tuple(outputs), {}, tuple("enriched" for _ in batch))

    def commit(self, resolution: Resolution) -> None:
        """Takes over what a resolution changed."""

    def load(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Replaces all that is held by the stored rows: after recovery, or when ownership moves."""

    def expire(self, before: int) -> Resolution:
        """The deletion of rows that arrived before a moment (milliseconds since 1970)."""
        del before
        return Resolution((), {}, ())
