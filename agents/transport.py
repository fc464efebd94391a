"""Faust's Kafka transport, with two things mended that would lose messages, and two that would hold them up.

While a table recovers, Faust may already fetch inputs, and drops them in two ways: streams skip them while the flow is
suspended, and the streams' queues are emptied when it is resumed. It then relies on having gone back to what was
committed; but aiokafka does not go back where nothing was committed yet, and what is fetched between going back and
resuming is emptied away all the same. Later commits would take what was dropped for done.

One loop fetches for all agents. It waits when one agent's queue is full, while the other has nothing to do: a worker
with a backlog of raw articles would find no duplicates until all of them are prepared. And it waits up to a second
for partitions that were all paused when it began to wait, though their queues have emptied since.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final

import faust
from faust.transport.drivers import aiokafka as driver

FETCH_SECONDS: Final = 0.05


class _ConsumerThread(driver.AIOKafkaConsumerThread):  # type: ignore[misc] # Faust has no types that mypy can follow
    async def on_start(self) -> None:
        """Starts, and listens to the answers to heartbeats: aiokafka keeps them to itself."""
        await super().on_start()
        coordinator = self._ensure_consumer()._coordinator  # noqa: SLF001 - there is no other way to them
        beat = coordinator._do_heartbeat  # noqa: SLF001

        async def heartbeat() -> bool:
            sent = time.monotonic()
            answered: bool = await beat()
            if answered:
                self.app.transport.heard(sent)
            return answered

        coordinator._do_heartbeat = heartbeat  # noqa: SLF001

    async def getmany(self, active_partitions: Any, timeout: float) -> Any:  # noqa: ASYNC109 - as Faust calls it
        """Fetched records; looks again soon whether partitions are taken from that were paused."""
        return await super().getmany(active_partitions, min(timeout, FETCH_SECONDS))

    async def seek_to_committed(self) -> Any:
        """Puts every input partition back to what is acknowledged: to its beginning where nothing is yet."""
        return await self.call_thread(self._rewind)

    async def _rewind(self) -> Any:
        consumer = self._ensure_consumer()
        changelogs = self.app.tables.changelog_topics
        committed: dict[Any, int | None] = {}
        for partition in consumer.assignment():
            offset = committed[partition] = await consumer.committed(partition)
            if partition.topic in changelogs:
                continue
            if offset is None:
                offset = (await consumer.beginning_offsets([partition]))[partition]
            consumer.seek(partition, offset)
        return committed


class _Consumer(driver.Consumer):  # type: ignore[misc]
    def _new_consumer_thread(self) -> _ConsumerThread:
        return _ConsumerThread(self, loop=self.loop, beacon=self.beacon)


class _Transport(driver.Transport):  # type: ignore[misc]
    Consumer: Final = _Consumer
    heard: Callable[[float], None]


def never_hold_up(channel: Any) -> None:
    """Lets a channel take what has been fetched already, so that the fetching loop never waits for one agent.

    Its partitions are paused all the same when it holds a lot; what comes on top is one fetch of each of them.
    """
    channel.queue.full = _never


def _never() -> bool:
    return False


def mend_transport(
    app: faust.App, fail: Callable[[BaseException], None], heard: Callable[[float], None]
) -> None:
    """Gives the application the mended transport, which goes back once more when the flow has been resumed.

    What the streams already have may then come twice, which repeats it; nothing is passed over. `fail` ends the
    process when going back is not possible; `heard` is told when each heartbeat was sent that Kafka has answered.
    """
    app.transport = _Transport(app.conf.broker_consumer, app)
    app.transport.heard = heard
    rebalance_ended = app.on_rebalance_end
    tasks: set[asyncio.Task[None]] = set()

    def on_rebalance_end() -> None:
        rebalance_ended()
        task = asyncio.get_running_loop().create_task(_go_back(app, fail))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    app.on_rebalance_end = on_rebalance_end


async def _go_back(app: faust.App, fail: Callable[[BaseException], None]) -> None:
    consumer, generation = app.consumer, app.consumer_generation_id

    def superseded() -> bool:
        """Another rebalance has begun, and will go back itself; or the worker stops."""
        changed: bool = app.consumer_generation_id != generation or app.rebalancing or app.should_stop
        return changed

    consumer.stop_flow()
    try:
        await consumer.perform_seek()
    except Exception as error:
        if not superseded():
            fail(error)
    if not superseded():
        consumer.resume_flow()
