"""Where the shingles of all bodies lie: end to end in large blocks, which costs a third less than apart."""

from typing import Final

import numpy as np

from streams.duplicates.sketch import Shingles

BLOCK: Final = 131_072
"""Shingles in a block: a megabyte."""


class Arena:
    """Copies arrays into blocks. A block is freed when the last array in it is gone.

    Articles that came together expire together, so blocks empty as a whole.
    """

    def __init__(self) -> None:
        self._block: Shingles = np.empty(0, dtype=np.uint64)
        self._used = 0

    def keep(self, shingles: Shingles) -> Shingles:
        """The same array, in a block."""
        if self._used + len(shingles) > len(self._block):
            self._block = np.empty(max(BLOCK, len(shingles)), dtype=np.uint64)
            self._used = 0
        kept = self._block[self._used : self._used + len(shingles)]
        kept[:] = shingles
        self._used += len(shingles)
        return kept
