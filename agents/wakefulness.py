"""Whether this process has been standing still: stopped by a signal, or on a machine that slept."""

import threading
import time
from collections.abc import Callable
from typing import Final

from agents.errors import DeliveryError

TICK_SECONDS: Final = 0.25


class Wakefulness:
    """A thread that looks at the clock; a gap means that the whole process stood still.

    A busy event loop is no gap: the thread that keeps the worker in its group goes on beside it, and so does
    this one. It ends the process as soon as it sees the gap; `check` sees it too, for the thread that sends
    may be the first to run.
    """

    def __init__(self, limit_seconds: float, end: Callable[[BaseException], None]) -> None:
        self._limit = limit_seconds
        self._end = end
        self._longest = 0.0
        self._last = time.monotonic()
        self._noting = threading.Lock()
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
            try:
                self.check()
            except DeliveryError as error:
                self._end(error)
            time.sleep(TICK_SECONDS)

    def _note(self) -> None:
        with self._noting:
            now = time.monotonic()
            self._longest = max(self._longest, now - self._last)
            self._last = now
