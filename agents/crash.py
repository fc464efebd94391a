"""Crashes on purpose: a worker can be told to die between two steps of a batch, to show that nothing is lost then."""

import os
import signal
from typing import Final

CRASH_POINTS: Final = (
    "prepare.before-outputs",
    "prepare.after-outputs",
    "resolve.before-outputs",
    "resolve.after-outputs",
    "resolve.after-changelog",
    "resolve.after-rows",
    "resolve.before-acknowledgement",
)
"""The points that the agents pass with each batch, in their order."""


def no_faults(point: str) -> None:
    """Nothing goes wrong on purpose."""


class CrashAt:
    """Ends the process as a power cut would, at the Nth pass of one point."""

    def __init__(self, what: str) -> None:
        """`what`: POINT or POINT:N.

        Raises:
            ValueError: there is no such point, or N is no number.
        """
        self._point, _, times = what.partition(":")
        if self._point not in CRASH_POINTS:
            raise ValueError(f"{self._point!r} is none of {', '.join(CRASH_POINTS)}")
        self._left = int(times or 1)

    def __call__(self, point: str) -> None:
        """Tells of a point that is passed."""
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
