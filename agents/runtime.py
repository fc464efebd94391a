"""What the agents share: whether they own what they work on, and how a worker ends when it cannot go on."""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import faust

from agents.app import stream_batches
from agents.backlog import Backlog
from agents.crash import no_faults
from agents.delivery import Delivery
from agents.errors import MurasilError
from agents.health import Progress
from agents.membership import Membership
from agents.metrics import Metrics
from agents.metrics.articles import ArticleCounts
from agents.transport import never_hold_up
from agents.wakefulness import Wakefulness
from config.loaders.settings import Settings

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Runtime:
    """The worker's surroundings, handed to each agent. `fault` is called at each named step; tests crash there."""

    app: faust.App
    settings: Settings
    delivery: Delivery
    metrics: Metrics
    counts: ArticleCounts
    progress: Progress
    wakefulness: Wakefulness
    membership: Membership
    backlog: Backlog
    fault: Callable[[str], None] = no_faults
    closing: bool = False
    owning: bool = False
    """False from the loss of partitions until all is recovered after the next assignment."""
    working: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the stateful agent works on a batch: ownership is given up only between two batches."""

    def is_current(self, event: Any) -> bool:
        """Whether the event belongs to the present assignment of partitions."""
        current: bool = event.message.generation_id == self.app.consumer_generation_id
        return current and not self.closing


def end_process(error: BaseException) -> None:
    """Ends the worker at once: what was not acknowledged comes again, to whoever owns it then."""
    if isinstance(error, MurasilError):
        log.critical("stopping: %s", error)
    else:
        log.critical("stopping on an unexpected error", exc_info=error)
    logging.shutdown()
    os._exit(error.exit_status if isinstance(error, MurasilError) else 1)


async def or_end_process(work: Coroutine[Any, Any, None]) -> None:
    """Does what nobody waits for, or ends the worker when that fails."""
    try:
        await work
    except Exception as error:
        end_process(error)


async def run_batches(stream: Any, handle: Callable[[list[Any]], Any], runtime: Runtime) -> None:
    """Hands batches to an agent, one after the other; the agent acknowledges them, in order.

    No exception leaves: Faust would acknowledge the batch that raised it.
    """
    never_hold_up(stream.channel)
    async for batch in stream_batches(stream, runtime.settings):
        try:
            for part in split_by_bytes(batch, runtime.settings.batch_bytes):
                if not all(runtime.is_current(event) for event in part):
                    break  # of an assignment that has ended: these messages come again
                await handle(part)
        except Exception as error:
            end_process(error)


def split_by_bytes(batch: Sequence[Any], limit: int) -> Iterator[list[Any]]:
    """Parts of a batch of at most `limit` bytes, or one event."""
    part: list[Any] = []
    size = 0
    for event in batch:
        length = len(event.message.value or b"")
        if part and size + length > limit:
            yield part
            part, size = [], 0
        part.append(event)
        size += length
    if part:
        yield part


def acknowledge(events: Sequence[Any]) -> None:
    """Lets Kafka forget these messages, in their order."""
    for event in events:
        event.ack()
