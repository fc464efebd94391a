"""The bodies that may match one body, and how many shingles they have in common with it."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from streams.duplicates.articles import Body
from streams.duplicates.held import Held
from streams.duplicates.index import Numbers
from streams.duplicates.sketch import Shingles

MAX_SHINGLES: Final = 16_384
"""Shingles compared in one step: so few that the step stays in the processor's cache (ten times as fast)."""

_SLOT_BITS: Final = 14
_SHIFT: Final = np.uint64(64 - _SLOT_BITS)


class Neighbours:
    """The neighbours of a body.

    `numbers`: those that are held and gain no article in this batch, by number; ten thousand of them cost little.
    `others`: those that do, and new ones. What is shared is counted once, when it is asked for.
    """

    def __init__(self, body: Body, held: Held, numbers: Numbers, others: Sequence[Body]) -> None:
        self.numbers = numbers
        self.others = others
        self.compared = 0
        self._body = body
        self._held = held
        self._tables: list[tuple[np.uint64, Shingles]] | None = None
        self._shared: npt.NDArray[np.int32] = np.full(len(numbers), -1, dtype=np.int32)
        self._shared_with_others: dict[Body, int] = {}

    def shared(self, positions: Numbers) -> npt.NDArray[np.int32]:
        """How many shingles the body shares with the neighbours at some positions in `numbers`."""
        unknown = positions[self._shared[positions] < 0]
        if len(unknown):
            bodies = [self._held.by_number[number] for number in self.numbers[unknown].tolist()]
            self._shared[unknown] = self._count([body for body in bodies if body is not None])
        return self._shared[positions]

    def shared_with(self, others: Sequence[Body]) -> list[int]:
        """How many shingles the body shares with others, neighbours or not."""
        unknown = [other for other in others if other not in self._shared_with_others]
        if unknown:
            self._shared_with_others.update(zip(unknown, self._count(unknown).tolist(), strict=True))
        return [self._shared_with_others[other] for other in others]

    def _count(self, bodies: Sequence[Body]) -> Numbers:
        self.compared += len(bodies)
        if self._tables is None:
            self._tables = _tables(self._body.shingles)
        step = max(1, MAX_SHINGLES // max(1, self._body.size))
        parts = [self._count_some(bodies[start : start + step]) for start in range(0, len(bodies), step)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _count_some(self, bodies: Sequence[Body]) -> Numbers:
        theirs = np.concatenate([body.shingles for body in bodies])
        found = np.zeros(len(theirs), dtype=np.bool_)
        for multiplier, table in self._tables or ():
            slots = ((theirs * multiplier) >> _SHIFT).view(np.int64)
            found |= table.take(slots, mode="clip") == theirs  # clip: no check, none is out of bounds
        lengths = [body.size for body in bodies]
        starts = np.array([0, *accumulate(lengths[:-1])])
        counts: Numbers = np.add.reduceat(found, starts, dtype=np.int64)
        if any(body.language != self._body.language for body in bodies):  # keys may agree by chance
            counts[[body.language != self._body.language for body in bodies]] = 0
        return counts


def _tables(shingles: Shingles) -> list[tuple[np.uint64, Shingles]]:
    """Hash tables that hold every shingle in one slot of one table: a look-up is a multiplication and a comparison.

    What finds its slot taken goes into the next table, under another multiplier. A free slot holds some shingle
    of the body too, so that whatever equals the content of its slot is one of the body's.
    """
    tables = []
    multiplier = 0x9E3779B97F4A7C15
    left = shingles
    while len(left):
        table = np.full(1 << _SLOT_BITS, left[0], dtype=np.uint64)
        slots = (left * np.uint64(multiplier)) >> _SHIFT
        table[slots] = left
        tables.append((np.uint64(multiplier), table))
        left = left[table[slots] != left]
        multiplier = (multiplier * 0xD1342543DE82EF95 + 2) % 2**64
    return tables
