"""What `/healthz` and `/readyz` answer from: whether the event loop turns, and whether the work keeps up."""

import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final

from agents.metrics import Metrics

BEAT_SECONDS: Final = 0.5
IDLE_SECONDS: Final = 10.0


class Heartbeat:
    """Beats in the event loop; anybody may ask from another thread when it last did."""

    def __init__(self, limit_seconds: float) -> None:
        self._limit = limit_seconds
        self._last = time.monotonic()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begins to beat, as soon as the loop runs."""
        self._last = time.monotonic()
        loop.call_later(BEAT_SECONDS, self.start, loop)

    def wrong(self) -> str | None:
        """What is wrong: the loop has stood still for longer than the limit."""
        still = time.monotonic() - self._last
        return f"the event loop has stood still for {still:.0f} s" if still > self._limit else None


class Progress:
    """Measures batches, and knows whether what a worker takes has been waiting for too long."""

    def __init__(self, metrics: Metrics, limit_seconds: float) -> None:
        self._metrics = metrics
        self._limit = limit_seconds
        self._oldest: dict[str, float] = {}
        """When the oldest message of an agent's last batch arrived; seconds since 1970."""
        self._ended: dict[str, tuple[float, float]] = {}
        """When that batch ended (monotonic), and the age that its oldest message had."""

    @contextlib.contextmanager
    def batch(self, agent: str, events: Sequence[Any]) -> Iterator[None]:
        """Measures the time that an agent spends on a batch."""
        began = time.perf_counter()
        self._oldest[agent] = min(event.message.timestamp or time.time() for event in events)
        self._ended.pop(agent, None)
        yield
        self._ended[agent] = time.monotonic(), time.time() - self._oldest[agent]
        self._metrics.observe("murasil_batch_seconds", time.perf_counter() - began, agent)

    def wrong(self) -> str | None:
        """What is wrong: an agent works, or worked a moment ago, on a message older than the limit."""
        for agent, oldest in list(self._oldest.items()):
            ended = self._ended.get(agent)
            if ended and time.monotonic() - ended[0] > IDLE_SECONDS:
                continue  # there was nothing more to take
            age = ended[1] if ended else time.time() - oldest
            if age > self._limit:
                return f"behind: `{agent}` works on messages that came {age:.0f} s ago"
        return None
