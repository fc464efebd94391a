"""The stage that decides which articles are published as articles and which as duplicates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from streams.duplicates.batch import Batch, Fetch
from streams.duplicates.held import Held
from streams.duplicates.loading import load
from streams.duplicates.options import DuplicateOptions
from streams.duplicates.overlay import Overlay
from streams.duplicates.resolution import Arrival, Resolution
from streams.duplicates.rows import article_key, verdict_key


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a resolver holds, and what it has done since it was made.

    `articles`, `duplicates`: articles held, and those of them that are duplicates. `bodies`: different normalised
    bodies. `postings`: entries of the inverted index. `bytes`: memory of shingles and index, without the objects
    around them. `corrections`: articles that were published differently from before because another one came.
    `compared`: pairs of bodies whose shingles were compared.
    """

    articles: int
    duplicates: int
    bodies: int
    postings: int
    bytes: int
    corrections: int
    compared: int


class Resolver:
    """Holds what has been seen and decides on each batch of arrivals.

    The order of use: `resolve`, publish its outputs, store its rows, `commit`. A crash anywhere in between is
    made good by the arrivals coming again after `load`. Not safe to share between threads.
    """

    def __init__(self, fetch: Fetch, options: DuplicateOptions | None = None) -> None:
        """`fetch` reads a stored row by its table key; rows are not held in memory a second time."""
        self._fetch = fetch
        self._options = options or DuplicateOptions()
        self._held = Held()
        self._corrections = 0
        self._compared = 0

    def resolve(self, batch: Sequence[Arrival]) -> Resolution:
        """Decides on a batch without changing what is held: `commit` does, once all is published and stored.

        Raises:
            MissingRow: the store lacks a row of an article that is held.
            UnknownRowVersion: the store has a row of a newer version of murasil.
        """
        return Batch(self._held, self._options, self._fetch, batch).resolve()

    def commit(self, resolution: Resolution) -> None:
        """Takes over what a resolution changed.

        Raises:
            ValueError: the resolution is not of the present state: another was committed, or rows were loaded.
        """
        if (
            resolution.overlay.held is not self._held
            or resolution.overlay.generation != self._held.generation
        ):
            raise ValueError("this resolution was made on a state that is no longer held")
        self._held.take(resolution.overlay)
        self._corrections += resolution.corrections
        self._compared += resolution.compared

    def load(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Replaces all that is held by the stored rows: after recovery, or when ownership moves.

        Raises:
            UnknownRowVersion: a row was written by a newer version of murasil.
        """
        self._held = load(rows)

    def expire(self, before: int, limit: int = 10_000) -> Resolution:
        """The deletion of rows that arrived before a moment (milliseconds since 1970), at most `limit` articles.

        What was published stays. To be called again until `rows` is empty.
        """
        overlay = Overlay(self._held)
        rows: dict[str, bytes | None] = {verdict_key(i): None for i in sorted(self._held.orphans)[:limit]}
        overlay.buried.update(sorted(self._held.orphans)[:limit])
        for entry in self._held.arrivals.before(before, limit, self._held.entries):
            if entry.id in self._held.verdicts:
                rows[verdict_key(entry.id)] = None
                overlay.decide(entry.id, None)
            rows[article_key(entry.id)] = None
            overlay.remove(entry)
        return Resolution((), rows, (), overlay)

    @property
    def statistics(self) -> Statistics:
        """Figures for metrics; cheap enough to be read after every batch."""
        held = self._held
        return Statistics(
            articles=len(held.entries),
            duplicates=len(held.verdicts),
            bodies=len(held.bodies),
            postings=held.index.length,
            bytes=held.index.nbytes + held.shingle_bytes,
            corrections=self._corrections,
            compared=self._compared,
        )
