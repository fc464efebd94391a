"""Where the shingles of all bodies lie: end to end in large blocks, which costs a third less than apart."""

from typing import Final

import numpy as np

from streams.duplicates.sketch import Shingles

BLOCK: Final = 131_072
"""Shingles in a block: a megabyte."""


class Arena:
    """Copies arrays into blocks. A block is freed when nobody refers to it any more.

    Articles that came together expire together, so blocks empty as a whole.
    """

    def __init__(self) -> None:
        self._block: Shingles = np.empty(0, dtype=np.uint64)
        self._used = 0

    def keep(self, shingles: Shingles) -> tuple[Shingles, int]:
        """Copies an array into a block; gives the block and where in it the array begins."""
        if self._used + len(shingles) > len(self._block):
            self._block = np.empty(max(BLOCK, len(shingles)), dtype=np.uint64)
            self._used = 0
        start, self._used = self._used, self._used + len(shingles)
        self._block[start : self._used] = shingles
        return self._block, start
