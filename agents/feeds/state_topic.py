"""What is remembered of feeds, in a compacted topic; and the transactions that write it.

The topic's partitions are also the unit of ownership: a worker that owns a partition polls the feeds that are
assigned to it, and writes their states there.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import InvalidProducerEpoch, KafkaError, ProducerFenced

from agents import kafka
from agents.feeds.publisher import Article, OwnershipLost, PublishFailed
from config.loaders.settings import Settings
from streams import topics
from streams.feeds.state import FeedState, decode, encode

log = logging.getLogger(__name__)

_TRANSACTION_BYTES: Final = 4 * 1024 * 1024
_QUEUED: Final = 64
_OVERHEAD: Final = 8 * 1024
_LONGEST_STOP: Final = 5.0


async def load_states(settings: Settings, count: int) -> dict[str, FeedState]:
    """The latest state of every feed, whichever of the topic's `count` partitions it was written to.

    All partitions are read, because a feed's partition changes with the list of feeds and the number of
    partitions, and what it had must not be sent again.
    """
    topic = settings.topic(topics.FEEDS)
    consumer = await kafka.started(
        kafka.consumer(settings, isolation_level="read_committed", fetch_max_bytes=32 * 2**20), settings
    )
    try:
        partitions = [TopicPartition(topic, number) for number in range(count)]
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        await consumer.seek_to_beginning(*partitions)
        states: dict[str, FeedState] = {}
        while [p for p in partitions if await consumer.position(p) < ends[p]]:
            for records in (await consumer.getmany(timeout_ms=200)).values():
                for record in records:
                    _apply(states, record.value)
        return states
    finally:
        await consumer.stop()


def _apply(states: dict[str, FeedState], value: bytes | None) -> None:
    if value is None:
        return
    try:
        state = decode(value)
    except ValueError as error:
        log.warning("a feed's state cannot be read and is left out: %s", error)
        return
    known = states.get(state.url)
    if known is None or known.revision <= state.revision:
        states[state.url] = state


@dataclass(slots=True)
class _Commit:
    articles: Sequence[Article]
    state: FeedState
    done: asyncio.Future[None]

    @property
    def size(self) -> int:
        return sum(len(article.value) for article in self.articles)


class PartitionPublisher:
    """Writes the articles and states of one partition's feeds, in transactions.

    The transactional id belongs to the partition: who starts last owns it, and a worker that slept and wakes
    up as a former owner is refused by Kafka instead of sending what the new owner sends as well.
    """

    def __init__(self, settings: Settings, partition: int) -> None:
        self._settings = settings
        self._partition = partition
        self._raw = settings.topic(topics.RAW)
        self._states = settings.topic(topics.FEEDS)
        self._queue: asyncio.Queue[_Commit] = asyncio.Queue(_QUEUED)
        self._producer: AIOKafkaProducer | None = None
        self._writer: asyncio.Task[None] | None = None
        self._broken: Exception | None = None

    @property
    def max_article_bytes(self) -> int:
        """The largest article that the stages accept and the raw topic takes."""
        return min(self._settings.max_article_bytes, self._settings.max_message_bytes - _OVERHEAD)

    async def start(self) -> None:
        """Becomes the owner: whoever was before is refused from now on, and what it had begun is undone.

        Raises:
            BrokerError: no broker answers.
        """
        self._producer = kafka.producer(
            self._settings,
            transactional_id=f"{self._states}-{self._partition}",
            transaction_timeout_ms=int(self._settings.send_timeout.total_seconds() * 1000),
        )
        await kafka.started(self._producer, self._settings)
        self._writer = asyncio.create_task(self._write(), name=f"feeds-writer-{self._partition}")

    async def stop(self) -> None:
        """Finishes the transaction at hand and leaves."""
        if self._writer is not None:
            self._broken = self._broken or OwnershipLost("the partition was given up")
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)
        while not self._queue.empty():
            self._refuse(
                [self._queue.get_nowait()], self._broken or OwnershipLost("the partition was given up")
            )
        if self._producer is not None:
            # A producer flushes before it stops; with Kafka away that would last as long.
            with contextlib.suppress(TimeoutError, KafkaError):
                async with asyncio.timeout(_LONGEST_STOP):
                    await self._producer.stop()

    async def commit(self, articles: Sequence[Article], state: FeedState) -> None:
        """Sends articles and state in one transaction, with what other feeds commit at the same time."""
        if self._broken is not None:
            raise type(self._broken)(str(self._broken))
        commit = _Commit(articles, state, asyncio.get_running_loop().create_future())
        await self._queue.put(commit)
        await commit.done

    async def _write(self) -> None:
        while self._broken is None:
            batch = [await self._queue.get()]
            size = batch[0].size
            while size < _TRANSACTION_BYTES and not self._queue.empty():
                batch.append(self._queue.get_nowait())
                size += batch[-1].size
            transaction = asyncio.create_task(self._transact(batch))
            try:
                await asyncio.shield(transaction)
            except asyncio.CancelledError:
                await transaction  # a transaction once begun is ended
                raise

    async def _transact(self, batch: list[_Commit]) -> None:
        try:
            async with asyncio.timeout(self._settings.send_timeout.total_seconds()):
                await self._send(batch)
        except (ProducerFenced, InvalidProducerEpoch) as error:
            self._broken = OwnershipLost(f"another worker owns partition {self._partition}: {error!r}")
            self._refuse(batch, self._broken)
        except (KafkaError, TimeoutError, OSError) as error:
            # Whether it went through may be unknown: only a new owner's start, which ends or undoes it, tells.
            self._broken = PublishFailed(f"Kafka did not take a transaction: {error!r}")
            self._refuse(batch, self._broken)
        else:
            for commit in batch:
                if not commit.done.done():
                    commit.done.set_result(None)

    async def _send(self, batch: list[_Commit]) -> None:
        if self._producer is None:
            raise RuntimeError("the publisher has not been started")
        await self._producer.begin_transaction()
        sends: list[asyncio.Future[Any]] = []
        for commit in batch:
            for article in commit.articles:
                send = await self._producer.send(self._raw, value=article.value, key=article.key)
                sends.append(_noticed(send))
            key, value = commit.state.url.encode("utf-8"), encode(commit.state)
            send = await self._producer.send(self._states, value=value, key=key, partition=self._partition)
            sends.append(_noticed(send))
        await asyncio.gather(*sends)
        await self._producer.commit_transaction()

    @staticmethod
    def _refuse(batch: list[_Commit], error: Exception) -> None:
        for commit in batch:
            if not commit.done.done():
                commit.done.set_exception(error)


def _noticed(send: asyncio.Future[Any]) -> asyncio.Future[Any]:
    """One failure ends a transaction; those of the other sends are no news."""
    send.add_done_callback(lambda done: done.cancelled() or done.exception())
    return send
