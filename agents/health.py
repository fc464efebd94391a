"""What `/healthz` and `/readyz` answer from: whether the event loop turns, and whether the work keeps up."""

import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class UnderWay:
    """A batch that an agent works on: when it was begun (performance counter), when its oldest message arrived."""

    agent: str
    began: float
    oldest: float


class Progress:
    """Measures batches, and knows whether what a worker takes has been waiting for too long."""

    def __init__(self, metrics: Metrics, limit_seconds: float) -> None:
        self._metrics = metrics
        self._limit = limit_seconds
        self._under_way: dict[str, list[UnderWay]] = {}
        self._ended: dict[str, tuple[float, float]] = {}
        """When an agent's last batch ended (monotonic), and the age that its oldest message had."""

    def begin(self, agent: str, events: Sequence[Any]) -> UnderWay:
        """Notes that an agent begins with a batch."""
        oldest = min(event.message.timestamp or time.time() for event in events)
        batch = UnderWay(agent, time.perf_counter(), oldest)
        self._under_way.setdefault(agent, []).append(batch)
        return batch

    def end(self, batch: UnderWay) -> None:
        """Notes that the batch has been acknowledged, and how long that took."""
        self._ended[batch.agent] = time.monotonic(), time.time() - batch.oldest
        self._under_way[batch.agent].remove(batch)
        self._metrics.observe("murasil_batch_seconds", time.perf_counter() - batch.began, batch.agent)

    @contextlib.contextmanager
    def batch(self, agent: str, events: Sequence[Any]) -> Iterator[None]:
        """Measures the time that an agent spends on a batch."""
        batch = self.begin(agent, events)
        yield
        self.end(batch)

    def wrong(self) -> str | None:
        """What is wrong: an agent works, or worked a moment ago, on a message older than the limit."""
        for agent, batches in list(self._under_way.items()):
            oldest = min((batch.oldest for batch in list(batches)), default=None)
            ended = self._ended.get(agent)
            if oldest is not None:
                age = time.time() - oldest
            elif ended is not None and time.monotonic() - ended[0] <= IDLE_SECONDS:
                age = ended[1]
            else:
                continue  # there was nothing more to take
            if age > self._limit:
                return f"behind: `{agent}` works on messages that came {age:.0f} s ago"
        return None
