"""Which articles match which: candidates by their sketches, verdicts by their true shingles."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

import numpy as np

from streams.duplicates.index import SketchIndex, candidates
from streams.duplicates.options import DuplicateOptions
from streams.duplicates.sketch import shared_keys_needed, shingle_array
from streams.duplicates.state import Body, Entry, Overlay
from streams.duplicates.verdict import Likeness, Match, judge, judge_same
from streams.rank import Rank

CHUNKS: Final = (1, 8, 64, 512)
"""Bodies compared at once: few at first, since the earliest candidate mostly matches."""


class Matcher:
    """Answers questions about one overlay.

    What two bodies have in common never changes, so it is worked out once for each pair. `compared` counts the
    pairs of bodies that were compared.
    """

    def __init__(self, overlay: Overlay, options: DuplicateOptions, bodies: Sequence[Body]) -> None:
        """`bodies`: those of the batch, whose candidates are looked up together."""
        self.overlay = overlay
        self.options = options
        self._window = options.window // timedelta(microseconds=1)
        self.compared = 0
        self._fresh = [body for body in bodies if overlay.is_new(body)]
        self._offset = self._fresh[0].number if self._fresh else 0
        self._fresh_index = SketchIndex()
        self._fresh_index.add([body.keys() for body in self._fresh], range(len(self._fresh)))
        self._neighbours: dict[Body, list[Body]] = {}
        self._shared: dict[Body, dict[Body, int]] = {}
        self._look_up(bodies)

    def earliest(self, entry: Entry) -> tuple[Entry, Match] | None:
        """The earliest article before this one that it matches, and how."""
        body, best, bound = entry.body, None, entry.rank
        for other in self.overlay.members_of(body):
            if other.rank >= bound:
                break
            if self._comparable(entry, other):
                best, bound = other, other.rank
                break
        found = judge_same(_same_url(entry, best)) if best else None
        for other_body in self._ascending(body, bound):
            first = self._first_before(other_body, entry, bound)
            if first is None:
                continue
            how = self._judge(entry, first)
            if how is not None:
                best, found, bound = first, how, first.rank
        return (best, found) if best and found else None

    def later(self, entry: Entry) -> Iterator[tuple[Entry, Match]]:
        """The articles after this one that match it and whose verdict is not yet a still earlier one."""
        for other in self.overlay.members_after(entry.body, entry.rank):
            if self._comparable(entry, other) and self._is_open(other, entry.rank):
                yield other, judge_same(_same_url(entry, other))
        others = self._open_bodies(entry)
        self._compare(entry.body, others)
        for body in others:
            shared = self._shared[entry.body][body]
            if judge(Likeness(body.size, entry.body.size, shared), self.options, False) is None:
                continue
            for other in self.overlay.members_after(body, entry.rank):
                if self._comparable(entry, other) and self._is_open(other, entry.rank):
                    how = judge(
                        Likeness(body.size, entry.body.size, shared), self.options, _same_url(entry, other)
                    )
                    if how is not None:
                        yield other, how

    def match(self, later: Entry, earlier: Entry) -> Match | None:
        """How a later article matches an earlier one, or None."""
        if not self._comparable(later, earlier) or later.body.language != earlier.body.language:
            return None
        if later.body is earlier.body:
            return judge_same(_same_url(later, earlier))
        if earlier.body not in self._shared.get(later.body, ()):
            one, other = later.body.keys(), earlier.body.keys()
            keys = len(np.intersect1d(one, other, assume_unique=True))
            needed = int(shared_keys_needed(np.array([len(one)]), len(other))[0])
            if keys < needed:
                return None
            self._compare(later.body, [earlier.body])
        return self._judge(later, earlier)

    def _judge(self, later: Entry, earlier: Entry) -> Match | None:
        shared = self._shared[later.body][earlier.body]
        alike = Likeness(later.body.size, earlier.body.size, shared)
        return judge(alike, self.options, _same_url(later, earlier))

    def _ascending(self, body: Body, bound: Rank) -> Iterator[Body]:
        """The neighbours that may have an article before a rank, those with the earliest articles first, compared."""
        firsts = [
            (members[0].rank, other)
            for other in self._neighbours_of(body)
            if (members := self.overlay.members_of(other)) and members[0].rank < bound
        ]
        firsts.sort(key=_first_rank)
        position, step = 0, 0
        while position < len(firsts):
            chunk = [other for _, other in firsts[position : position + CHUNKS[step]]]
            self._compare(body, chunk)
            yield from chunk
            position += len(chunk)
            step = min(step + 1, len(CHUNKS) - 1)

    def _first_before(self, body: Body, entry: Entry, bound: Rank) -> Entry | None:
        """The earliest article of a body before a rank that may be compared with an article."""
        for other in self.overlay.members_of(body):
            if other.rank >= bound:
                return None
            if self._comparable(entry, other):
                return other
        return None

    def _open_bodies(self, entry: Entry) -> list[Body]:
        """The neighbours that may have a later article whose verdict this article changes."""
        return [
            other
            for other in self._neighbours_of(entry.body)
            if any(
                self._is_open(later, entry.rank) for later in self.overlay.members_after(other, entry.rank)
            )
        ]

    def _is_open(self, other: Entry, rank: Rank) -> bool:
        verdict = self.overlay.verdict(other.id)
        return verdict is None or verdict.target >= rank

    def _comparable(self, one: Entry, other: Entry) -> bool:
        if one.published is None or other.published is None:
            return True
        return abs(one.published - other.published) <= self._window

    def _neighbours_of(self, body: Body) -> list[Body]:
        if body not in self._neighbours:
            self._look_up([body])
        return self._neighbours[body]

    def _look_up(self, bodies: Sequence[Body]) -> None:
        index, held = self.overlay.held.index, self.overlay.held.by_number
        queries = [body.keys() for body in bodies]
        old = candidates(queries, index.runs, index.sizes)
        new = candidates(queries, self._fresh_index.runs, self._fresh_index.sizes)
        for body, from_held, from_fresh in zip(bodies, old, new, strict=True):
            found = [held[number] for number in from_held.tolist()]
            found += [self._fresh[number] for number in from_fresh.tolist()]
            self._neighbours[body] = [
                other
                for other in found
                if other is not None and other is not body and other.language == body.language
            ]

    def _compare(self, body: Body, others: Sequence[Body]) -> None:
        """Counts the shingles that a body shares with others."""
        known = self._shared.setdefault(body, {})
        others = [other for other in others if other not in known]
        if not others:
            return
        self.compared += len(others)
        own = np.sort(shingle_array(body.shingles))
        theirs = shingle_array(b"".join(other.shingles for other in others))
        places = np.searchsorted(own, theirs)
        places[places == len(own)] = 0
        starts = np.cumsum([0] + [other.size for other in others[:-1]])
        counts = np.add.reduceat(own[places] == theirs, starts, dtype=np.int64)
        known.update(zip(others, counts.tolist(), strict=True))


def _same_url(one: Entry, other: Entry | None) -> bool:
    return other is not None and one.url is not None and one.url == other.url


def _first_rank(pair: tuple[Rank, Body]) -> Rank:
    return pair[0]
