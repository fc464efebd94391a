"""Which of a worker's two agents goes first when both have work.

Any worker can prepare articles, but only one owns what they are compared with. Were the owner to share its time
equally, the others would prepare more than it resolves, and the hop between the two would grow without end.
"""

import asyncio
import time
from typing import Final

WAIT_SECONDS: Final = 1.0
LOOK_SECONDS: Final = 0.01


class Backlog:
    """What the owner has still to resolve. Preparing gives way while that is more than `limit` messages."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._behind: dict[int, int] = {}

    def measure(self, partition: int, offset: int, end: int | None) -> None:
        """Takes note of the last offset that was resolved in a partition, and of the partition's end when known."""
        self._behind[partition] = max(0, (end or 0) - offset - 1)

    def clear(self) -> None:
        """Nothing is owned any more."""
        self._behind.clear()

    async def give_way(self) -> None:
        """Waits while there is too much to resolve, but not for ever: a full stream must not hold up the other."""
        until = time.monotonic() + WAIT_SECONDS
        while sum(self._behind.values()) > self._limit and time.monotonic() < until:
            await asyncio.sleep(LOOK_SECONDS)
