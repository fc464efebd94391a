"""The lookup structure: which bodies share enough of their sketches to be compared.

An inverted index as a log-structured merge tree in memory: each posting is one integer, the key of the sketch in
its upper half and the number of the body in its lower half, and each run of postings is a sorted array. A new
batch is a run of its own; runs of like size are merged.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from streams.duplicates.sketch import Keys, shared_keys_needed

Postings = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

GROWTH: Final = 4
"""A run is merged into the one before it unless that is more than so many times as long."""

MAX_GATHERED: Final = 4_000_000
"""Postings looked at in one step, which bounds the memory of a step."""

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

    def renumber(self) -> Numbers:
        """Closes the gaps that removed bodies left: gives the old numbers of the bodies, by new number."""
        kept = np.flatnonzero(self.sizes)
        new = np.full(len(self.sizes), -1, dtype=np.int64)
        new[kept] = np.arange(len(kept))
        for position, run in enumerate(self.runs):
            number = new[(run & _NUMBER).astype(np.int64)]
            alive = number >= 0
            self.runs[position] = (run[alive] & ~_NUMBER) | number[alive].astype(np.uint64)
        self.sizes = self.sizes[kept]
        self._reserve(1024)
        return kept

    @property
    def length(self) -> int:
        """How many postings are held."""
        return sum(map(len, self.runs))

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        return self.sizes.nbytes + sum(run.nbytes for run in self.runs)

    def _merge_last_two(self) -> None:
        merged = np.concatenate([self.runs.pop(-2), self.runs.pop()])
        merged = merged[self.sizes[(merged & _NUMBER).astype(np.int64)] > 0]
        merged.sort(kind="stable")  # both parts are sorted: a merge, not a sort
        self.runs.append(merged)

    def _reserve(self, count: int) -> None:
        if count > len(self.sizes):
            grown = np.zeros(max(count, len(self.sizes) * 3 // 2), dtype=np.int64)
            grown[: len(self.sizes)] = self.sizes
            self.sizes = grown


def candidates(queries: Sequence[Keys], runs: Sequence[Postings], sizes: Numbers) -> Iterator[Numbers]:
    """For each query the numbers of all bodies that share enough keys with it, ascending."""
    starts: list[Numbers] = []
    stops: list[Numbers] = []
    keys = np.concatenate(queries).astype(np.uint64) if queries else np.empty(0, dtype=np.uint64)
    for run in runs:
        starts.append(np.searchsorted(run, keys << _NUMBER_BITS))
        stops.append(np.searchsorted(run, (keys << _NUMBER_BITS) | _NUMBER, side="right"))
    position = 0
    for query in queries:
        part = slice(position, position + len(query))
        position += len(query)
        found = [
            _gather(run, start[part], stop[part])
            for run, start, stop in zip(runs, starts, stops, strict=True)
        ]
        yield _count(np.concatenate(found) if found else np.empty(0, dtype=np.int64), sizes, len(query))


def _gather(run: Postings, starts: Numbers, stops: Numbers) -> Numbers:
    """The body numbers in the stretches of a run."""
    lengths = stops - starts
    total = int(lengths.sum())
    if not total:
        return np.empty(0, dtype=np.int64)
    ends = np.cumsum(lengths)
    positions = np.arange(total) + np.repeat(starts - ends + lengths, lengths)
    numbers: Numbers = (run[positions] & _NUMBER).astype(np.int64)
    return numbers


def _count(hits: Numbers, sizes: Numbers, size: int) -> Numbers:
    if not len(hits):
        return hits
    if len(hits) * 8 > len(sizes):
        counts = np.bincount(hits, minlength=len(sizes))
        numbers = np.flatnonzero(counts)
        counts = counts[numbers]
    else:
        numbers, counts = np.unique(hits, return_counts=True)
    held = sizes[numbers]
    return numbers[(held > 0) & (counts >= shared_keys_needed(held, size))]
