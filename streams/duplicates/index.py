"""The lookup structure: which bodies share enough of their sketches to be compared.

An inverted index as a log-structured merge tree in memory: each posting is one integer, the key of the sketch in
its upper half and the number of the body in its lower half, and each run of postings is a sorted array. A new
batch is a run of its own; runs of like size are merged.
"""

from collections.abc import Sequence
from mmap import mmap
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from streams.duplicates.sketch import Keys, shared_keys_needed

Postings = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

GROWTH: Final = 4
"""A run is merged into the one before it unless that is more than so many times as long."""

HEAVY: Final = 4_096
"""A query with more hits than that is counted by itself; the others of a batch are counted together."""

_NUMBER_BITS: Final = np.uint64(32)
_NUMBER: Final = np.uint64(0xFFFFFFFF)


def postings(keys: Sequence[Keys], numbers: Sequence[int]) -> Postings:
    """A run: the postings of some bodies, sorted."""
    if not keys:
        return np.empty(0, dtype=np.uint64)
    owners = np.repeat(np.array(numbers, dtype=np.uint64), [len(k) for k in keys])
    run = (np.concatenate(keys).astype(np.uint64) << _NUMBER_BITS) | owners
    run.sort()
    return run


class SketchIndex:
    """Runs of postings, and the size of each body's sketch by number (0: no such body)."""

    def __init__(self) -> None:
        self.runs: list[Postings] = []
        self.sizes: Numbers = np.zeros(1024, dtype=np.int64)
        self._removed = False

    def add(self, keys: Sequence[Keys], numbers: Sequence[int]) -> None:
        """Adds bodies under numbers that are not in use."""
        if not numbers:
            return
        self._reserve(max(numbers) + 1)
        self.sizes[list(numbers)] = [len(k) for k in keys]
        self.runs.append(postings(keys, numbers))
        while len(self.runs) > 1 and len(self.runs[-2]) <= GROWTH * len(self.runs[-1]):
            self._merge_last_two()

    def remove(self, numbers: Sequence[int]) -> None:
        """Forgets bodies; their postings leave when their runs are merged."""
        self.sizes[list(numbers)] = 0
        self._removed = self._removed or bool(len(numbers))

    def renumber(self, kept: Numbers) -> None:
        """Keeps the bodies of some numbers, ascending, and numbers them anew from 0: closes gaps, frees postings."""
        new = np.full(len(self.sizes), -1, dtype=np.int64)
        new[kept] = np.arange(len(kept))
        for position, run in enumerate(self.runs):
            numbers = new[(run & _NUMBER).astype(np.int64)]
            alive = numbers >= 0  # the order of what stays is the same, so the runs stay sorted
            self.runs[position] = (run[alive] & ~_NUMBER) | numbers[alive].astype(np.uint64)
        self.sizes = self.sizes[kept]
        self._removed = False

    @property
    def length(self) -> int:
        """How many postings are held."""
        return sum(map(len, self.runs))

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return self.sizes.nbytes + sum(run.nbytes for run in self.runs)

    def _merge_last_two(self) -> None:
        small, large = self.runs.pop(), self.runs.pop()
        if self._removed:
            small, large = (run[self.sizes[(run & _NUMBER).astype(np.int64)] > 0] for run in (small, large))
        self.runs.append(_merge(large, small))

    def _reserve(self, count: int) -> None:
        if count > len(self.sizes):
            grown = np.zeros(max(count, len(self.sizes) * 3 // 2), dtype=np.int64)
            grown[: len(self.sizes)] = self.sizes
            self.sizes = grown


def _merge(large: Postings, small: Postings) -> Postings:
    """One sorted run of two. It lies in memory of its own, which goes back to the system as a whole.

    The allocator would keep what merging frees, a fifth of all memory that the resolver takes.
    """
    size = len(large) + len(small)
    if not size:
        return large
    merged: Postings = np.frombuffer(mmap(-1, size * 8), dtype=np.uint64)
    places = np.searchsorted(large, small) + np.arange(len(small))
    others = np.ones(size, dtype=np.bool_)
    others[places] = False
    merged[places] = small
    merged[others] = large
    return merged


class _Stretch(NamedTuple):
    """The postings of some keys in one run: where they begin, how many they are, which queries ask for them."""

    run: Postings
    starts: Numbers
    lengths: Numbers
    owners: Numbers

    def of(self, chosen: Mask) -> "_Stretch":
        return _Stretch(self.run, self.starts[chosen], self.lengths[chosen], self.owners[chosen])

    def numbers(self) -> Postings:
        """The body numbers, those of each key behind one another."""
        ends = np.cumsum(self.lengths)
        before = np.repeat(self.starts - ends + self.lengths, self.lengths)
        numbers: Postings = self.run[np.arange(len(before)) + before] & _NUMBER
        return numbers


def candidates(queries: Sequence[Keys], runs: Sequence[Postings], sizes: Numbers) -> list[Numbers]:
    """For each query the numbers of all bodies that share enough keys with it, ascending."""
    found = [np.empty(0, dtype=np.int64)] * len(queries)
    if not queries:
        return found
    lengths = np.array([len(query) for query in queries])
    stretches = _stretches(queries, lengths, runs)
    if not stretches:
        return found
    hits = sum(np.bincount(s.owners, weights=s.lengths, minlength=len(queries)) for s in stretches)
    heavy = np.asarray(hits) > HEAVY
    owners, numbers = _count_together([s.of(~heavy[s.owners]) for s in stretches], sizes, lengths)
    places = np.searchsorted(owners, np.arange(len(queries) + 1))
    for owner in range(len(queries)):
        found[owner] = numbers[places[owner] : places[owner + 1]]
    for owner in np.flatnonzero(heavy).tolist():
        found[owner] = _count_alone([s.of(s.owners == owner) for s in stretches], sizes, lengths[owner])
    return found


def _stretches(queries: Sequence[Keys], lengths: Numbers, runs: Sequence[Postings]) -> list[_Stretch]:
    """What each run holds of the keys of all queries, looked up in ascending order, which spares the caches."""
    keys = np.concatenate(queries)
    order = np.argsort(keys, kind="stable")
    lowest = keys[order].astype(np.uint64) << _NUMBER_BITS
    owners = np.repeat(np.arange(len(queries)), lengths)[order]
    stretches = []
    for run in runs:
        if not len(run):
            continue
        starts = np.searchsorted(run, lowest)
        there = run[np.minimum(starts, len(run) - 1)] & ~_NUMBER == lowest
        there &= starts < len(run)
        starts = starts[there]
        stops = np.searchsorted(run, lowest[there] | _NUMBER, side="right")
        stretches.append(_Stretch(run, starts, stops - starts, owners[there]))
    return stretches


def _count_together(
    stretches: Sequence[_Stretch], sizes: Numbers, lengths: Numbers
) -> tuple[Numbers, Numbers]:
    """Queries and bodies that share enough keys, ascending, by sorting all hits of all queries."""
    hits = np.concatenate(
        [s.numbers() | (np.repeat(s.owners, s.lengths).astype(np.uint64) << _NUMBER_BITS) for s in stretches]
    )
    hits.sort()
    firsts = np.flatnonzero(np.diff(hits, prepend=~hits[:1]))
    counts = np.diff(firsts, append=len(hits))
    owners = (hits[firsts] >> _NUMBER_BITS).astype(np.int64)
    numbers = (hits[firsts] & _NUMBER).astype(np.int64)
    enough = _enough(counts, sizes[numbers], lengths[owners])
    return owners[enough], numbers[enough]


def _count_alone(stretches: Sequence[_Stretch], sizes: Numbers, length: int) -> Numbers:
    """The bodies that share enough keys with one query that hits very many, by counting per body."""
    hits = np.concatenate([s.numbers() for s in stretches]).astype(np.int64)
    counts = np.bincount(hits)
    numbers = np.flatnonzero(counts)
    return numbers[_enough(counts[numbers], sizes[numbers], length)]


def _enough(counts: Numbers, sizes: Numbers, lengths: Numbers | int) -> Mask:
    enough: Mask = (sizes > 0) & (counts >= shared_keys_needed(sizes, lengths))
    return enough
