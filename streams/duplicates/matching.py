"""Which articles match which: candidates by their sketches, verdicts by their true shingles."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, repeat
from typing import Final, TypeVar

import numpy as np

from streams.duplicates.articles import Body, Entry, by_rank, moment
from streams.duplicates.index import Mask, Numbers, SketchIndex, candidates
from streams.duplicates.neighbours import Neighbours
from streams.duplicates.options import DuplicateOptions
from streams.duplicates.overlay import Overlay
from streams.duplicates.sketch import Keys, shared_keys_needed
from streams.duplicates.verdict import Likeness, Match, judge, judge_same, may_match
from streams.rank import Rank

CHUNKS: Final = (1, 16, 256, 4096)
"""Bodies compared at once: few at first, since the earliest candidate mostly matches."""

Found = tuple[Entry, Match]
Sliceable = TypeVar("Sliceable", list[Entry], Numbers)


class Matcher:
    """Answers questions about one overlay. What two bodies have in common never changes and is counted once."""

    def __init__(self, overlay: Overlay, options: DuplicateOptions, bodies: Sequence[Body]) -> None:
        """`bodies`: those of the batch. No others gain articles, and their candidates are looked up together."""
        self._overlay = overlay
        self._held = overlay.held
        self._options = options
        self._window = options.window // timedelta(microseconds=1)
        keys = [overlay.keys_of(body) for body in bodies]
        self._batch = bodies
        self._batch_index = SketchIndex()
        self._batch_index.add(keys, range(len(bodies)))
        self._gaining = np.array([body.number for body in bodies if not overlay.is_new(body)], dtype=np.int64)
        self._neighbours: dict[Body, Neighbours] = {}
        self._look_up(bodies, keys)

    @property
    def compared(self) -> int:
        """How many pairs of bodies were compared so far."""
        return sum(neighbours.compared for neighbours in self._neighbours.values())

    def twin(self, entry: Entry) -> Entry | None:
        """The earliest earlier article with the same body and date: it matches all that this one matches."""
        for other in self._overlay.members_of(entry.body):
            if other.rank >= entry.rank:
                return None
            if other.published == entry.published:
                return other
        return None

    def earliest(self, entry: Entry) -> Found | None:
        """The earliest article before this one that it matches, and how."""
        own = self._first_before(entry.body, entry, entry.rank)
        best = (own, judge_same(_same_url(entry, own))) if own else None
        neighbours = self._neighbours_of(entry.body)
        best = self._earliest_of_others(entry, neighbours, best)
        return self._earliest_of_held(entry, neighbours, best)

    def later(self, entry: Entry) -> Iterator[Found]:
        """The articles after this one that match it and whose verdict does not name a still earlier one."""
        for other in self._open_members(entry.body, entry):
            yield other, judge_same(_same_url(entry, other))
        neighbours = self._neighbours_of(entry.body)
        opened = {
            body: members for body in neighbours.others if (members := list(self._open_members(body, entry)))
        }
        for (body, members), count in zip(opened.items(), neighbours.shared_with(list(opened)), strict=True):
            yield from self._judged(entry, body, members, count)
        if not len(neighbours.numbers):
            return
        positions = np.flatnonzero(self._may_be_open(neighbours.numbers, entry.rank))
        shared = neighbours.shared(positions)
        sizes = self._held.lengths[neighbours.numbers[positions]]
        likely = may_match(sizes, entry.body.size, shared, self._options)
        for position, count in zip(positions[likely].tolist(), shared[likely].tolist(), strict=True):
            other_body = self._held.by_number[int(neighbours.numbers[position])]
            if other_body is not None:
                yield from self._judged(entry, other_body, self._open_members(other_body, entry), count)

    def match(self, later: Entry, earlier: Entry) -> Match | None:
        """How a later article matches an earlier one, or None."""
        one, other = later.body, earlier.body
        if not self._comparable(later, earlier) or one.language != other.language:
            return None
        if one is other:
            return judge_same(_same_url(later, earlier))
        mine, theirs = self._overlay.keys_of(one), self._overlay.keys_of(other)
        needed = shared_keys_needed(np.array([len(mine)]), len(theirs))[0]
        if len(np.intersect1d(mine, theirs, assume_unique=True)) < needed:
            return None
        return self._judge(later, earlier, self._neighbours_of(one).shared_with([other])[0])

    def _earliest_of_others(self, entry: Entry, neighbours: Neighbours, best: Found | None) -> Found | None:
        """The earliest match so far or among the neighbours that gain articles."""
        bound = best[0].rank if best else entry.rank
        firsts = [first for body in neighbours.others if (first := self._first_before(body, entry, bound))]
        firsts.sort(key=by_rank)
        for chunk in _chunks(firsts):
            shared = neighbours.shared_with([first.body for first in chunk])
            for first, count in zip(chunk, shared, strict=True):
                how = self._judge(entry, first, count)
                if how is not None:
                    return first, how
        return best

    def _earliest_of_held(self, entry: Entry, neighbours: Neighbours, best: Found | None) -> Found | None:
        """The earliest match so far or among the other neighbours: the earliest of these are compared first."""
        if not len(neighbours.numbers):
            return best
        bound = best[0].rank if best else entry.rank
        firsts = self._held.first[neighbours.numbers]
        order = np.flatnonzero(firsts <= moment(bound))
        order = order[np.argsort(firsts[order], kind="stable")]
        for chunk in _chunks(order):
            if firsts[chunk[0]] > moment(bound):
                break
            shared = neighbours.shared(chunk)
            likely = may_match(
                np.int64(entry.body.size),
                self._held.lengths[neighbours.numbers[chunk]],
                shared,
                self._options,
            )
            for position, count in zip(chunk[likely].tolist(), shared[likely].tolist(), strict=True):
                body = self._held.by_number[int(neighbours.numbers[position])]
                first = self._first_before(body, entry, bound) if body else None
                how = self._judge(entry, first, count) if first else None
                if first is not None and how is not None:
                    best, bound = (first, how), first.rank
        return best

    def _may_be_open(self, numbers: Numbers, rank: Rank) -> Mask:
        """Which bodies may have a later article whose verdict does not name a still earlier one than this rank."""
        at = moment(rank)
        mask: Mask = (self._held.last[numbers] >= at) & (self._held.weakest[numbers] >= at)
        if self._overlay.weakened:
            mask |= np.isin(numbers, sorted(self._overlay.weakened))
        return mask

    def _open_members(self, body: Body, entry: Entry) -> Iterator[Entry]:
        """The later articles of a body that may be compared and whose verdict may change."""
        changed, held = self._overlay.verdicts, self._held.verdicts
        for other in self._overlay.members_after(body, entry.rank):
            verdict = changed[other.id] if other.id in changed else held.get(other.id)
            if (verdict is None or verdict.target >= entry.rank) and self._comparable(entry, other):
                yield other

    def _judged(
        self, entry: Entry, body: Body, members: Iterator[Entry] | list[Entry], shared: int
    ) -> Iterator[Found]:
        alike = Likeness(body.size, entry.body.size, shared)
        for other in members:
            how = judge(alike, self._options, _same_url(entry, other))
            if how is None:
                return
            yield other, how

    def _judge(self, later: Entry, earlier: Entry, shared: int) -> Match | None:
        alike = Likeness(later.body.size, earlier.body.size, shared)
        return judge(alike, self._options, _same_url(later, earlier))

    def _first_before(self, body: Body, entry: Entry, bound: Rank) -> Entry | None:
        """The earliest article of a body before a rank that may be compared with an article."""
        for other in self._overlay.members_of(body):
            if other.rank >= bound:
                return None
            if self._comparable(entry, other):
                return other
        return None

    def _comparable(self, one: Entry, other: Entry) -> bool:
        if one.published is None or other.published is None:
            return True
        return abs(one.published - other.published) <= self._window

    def _neighbours_of(self, body: Body) -> Neighbours:
        if body not in self._neighbours:
            self._look_up([body], [self._overlay.keys_of(body)])
        return self._neighbours[body]

    def _look_up(self, bodies: Sequence[Body], keys: Sequence[Keys]) -> None:
        index = self._held.index
        from_held = candidates(keys, index.runs, index.sizes)
        from_batch = candidates(keys, self._batch_index.runs, self._batch_index.sizes)
        for body, held, batch in zip(bodies, from_held, from_batch, strict=True):
            numbers = held[held != body.number]
            if len(numbers) and len(self._gaining):
                numbers = numbers[~np.isin(numbers, self._gaining)]
            others = [self._batch[place] for place in batch.tolist() if self._batch[place] is not body]
            self._neighbours[body] = Neighbours(body, self._held, numbers, others)


def _same_url(one: Entry, other: Entry) -> bool:
    return one.url is not None and one.url == other.url


def _chunks(items: Sliceable) -> Iterator[Sliceable]:
    """The items in parts, small ones first."""
    start = 0
    for size in chain(CHUNKS, repeat(CHUNKS[-1])):
        if start >= len(items):
            return
        yield items[start : start + size]
        start += size
