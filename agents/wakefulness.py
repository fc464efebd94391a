"""Whether this process has been standing still: stopped by a signal, or on a machine that slept."""

import threading
import time
from typing import Final

from agents.errors import DeliveryError

TICK_SECONDS: Final = 0.25


class Wakefulness:
    """A thread that looks at the clock; a gap means that the whole process stood still.

    A busy event loop is no gap: the thread that keeps the worker in its group goes on beside it, and so does
    this one.
    """

    def __init__(self, limit_seconds: float) -> None:
        self._limit = limit_seconds
        self._longest = 0.0
        self._last = time.monotonic()
        threading.Thread(target=self._tick, name="wakefulness", daemon=True).start()

    def check(self) -> None:
        """Refuses to go on after a gap, because the partitions may have another owner by now.

        Raises:
            DeliveryError: the process stood still for longer than the limit.
        """
        self._note()
        if self._longest > self._limit:
            raise DeliveryError(
                f"this worker stood still for {self._longest:.1f} s and may have lost its partitions"
            )

    def _tick(self) -> None:
        while True:
            self._note()
            time.sleep(TICK_SECONDS)

    def _note(self) -> None:
        now = time.monotonic()
        self._longest = max(self._longest, now - self._last)
        self._last = now
