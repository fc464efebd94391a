"""The limit on how much may fail before the cause must be elsewhere than in the articles."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailureOptions:
    """Too much: more than `limit` failures, and more than `ratio` of the last `window` articles."""

    window: int = 1000
    limit: int = 500
    ratio: float = 0.5


class FailureLimit:
    """Counts failures among the last articles. After arroyo's dead-letter policy."""

    def __init__(self, options: FailureOptions | None = None) -> None:
        self._options = options or FailureOptions()
        self._last: deque[bool] = deque(maxlen=self._options.window)
        self._failures = 0

    def exceeded_by(self, failed: Iterable[bool]) -> bool:
        """Takes over the outcomes of a batch; True when the limit was passed anywhere in it."""
        exceeded = False
        for failure in failed:
            exceeded |= self._one(failure)
        return exceeded

    def _one(self, failure: bool) -> bool:
        if len(self._last) == self._last.maxlen:
            self._failures -= self._last[0]
        self._last.append(failure)
        self._failures += failure
        return self._failures > self._options.limit and self._failures > self._options.ratio * len(self._last)
