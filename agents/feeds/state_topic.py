"""What is remembered of feeds, in a compacted topic, and who may write it.

The topic's partitions are the unit of ownership: a worker that owns a partition polls the feeds that belong to
it and writes their states there. For each batch of articles a worker writes down what it is about to send, sends
it, and writes the states that say so. Whoever takes over looks in the raw topic for what was written down and
not confirmed, so nothing is sent twice and nothing is lost, wherever its predecessor was stopped.
"""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import InvalidProducerEpoch, KafkaError, ProducerFenced

from agents import kafka
from agents.errors import MurasilError
from agents.feeds.ending import end
from agents.feeds.publisher import Article, OwnershipLost, PublishFailed
from agents.feeds.raw_topic import RawTopic
from config.loaders.settings import Settings
from streams import topics
from streams.feeds import intents, state
from streams.feeds.intents import Intent
from streams.feeds.state import FeedState

log = logging.getLogger(__name__)

_INTENT: Final = "murasil-intent "
_BATCH_BYTES: Final = 4 * 1024 * 1024
_QUEUED: Final = 64
_OVERHEAD: Final = 8 * 1024


@dataclass(slots=True)
class Remembered:
    """What the topic holds: the latest state of each feed, and intents that were not confirmed, by partition."""

    states: dict[str, FeedState] = field(default_factory=dict)
    intents: dict[int, Intent] = field(default_factory=dict)

    def apply(self, key: bytes | None, value: bytes | None) -> None:
        """Takes one record over."""
        name = (key or b"").decode("utf-8", "replace")
        try:
            if name.startswith(_INTENT):
                self._apply_intent(int(name.removeprefix(_INTENT)), value)
            elif value is not None:
                self._apply_state(state.decode(value))
        except ValueError as error:
            log.warning("a record of the feeds' topic cannot be read and is left out: %s", error)

    def _apply_intent(self, partition: int, value: bytes | None) -> None:
        if value is None:
            self.intents.pop(partition, None)
        else:
            self.intents[partition] = intents.decode(value)

    def _apply_state(self, found: FeedState) -> None:
        known = self.states.get(found.url)
        if known is None or known.revision <= found.revision:
            self.states[found.url] = found


async def load(settings: Settings, count: int) -> Remembered:
    """What all of the topic's `count` partitions hold.

    All of them, because a feed's partition changes with the list of feeds and the number of partitions, and what
    it had must not be sent again.

    Raises:
        BrokerError: no broker answers.
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
        remembered = Remembered()
        while [one for one in partitions if await consumer.position(one) < ends[one]]:
            for records in (await consumer.getmany(timeout_ms=200)).values():
                for record in records:
                    remembered.apply(record.key, record.value)
        return remembered
    finally:
        await consumer.stop()


@dataclass(slots=True)
class _Commit:
    articles: Sequence[Article]
    state: FeedState
    done: asyncio.Future[None]

    @property
    def size(self) -> int:
        return sum(len(article.value) for article in self.articles)


class PartitionPublisher:
    """Sends the articles of one partition's feeds and writes their states.

    States and intents are written in transactions whose id belongs to the partition: who starts last owns it,
    and a worker that slept and wakes up as a former owner is refused by Kafka. Articles are sent outside of
    them: the markers of transactions would stay in the raw topic as lag that no consumer can work off, and
    consumers that read uncommitted records would see the articles of transactions that were given up.
    """

    def __init__(self, settings: Settings, partition: int, raw: RawTopic) -> None:
        self._settings = settings
        self._raw_topic = raw
        self._partition = partition
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
        self._writer = asyncio.create_task(self._work(), name=f"feeds-writer-{self._partition}")

    async def stop(self) -> None:
        """Finishes the batch at hand, if Kafka lets it, and leaves."""
        self._broken = self._broken or OwnershipLost("the partition was given up")
        if self._writer is not None:
            self._writer.cancel()
            await end(_ended(self._writer))
            self._writer.cancel()  # the first time it finishes its batch, the second time it gives up
        while not self._queue.empty():
            self._refuse([self._queue.get_nowait()], self._broken)
        if self._producer is not None:
            await end(self._producer.stop())

    async def commit(self, articles: Sequence[Article], state: FeedState) -> None:
        """Sends articles and writes the state, with what other feeds commit at the same time."""
        if self._broken is not None:
            raise type(self._broken)(str(self._broken))
        commit = _Commit(articles, state, asyncio.get_running_loop().create_future())
        await self._queue.put(commit)
        await commit.done

    async def _work(self) -> None:
        while self._broken is None:
            batch = [await self._queue.get()]
            size = batch[0].size
            while size < _BATCH_BYTES and not self._queue.empty():
                batch.append(self._queue.get_nowait())
                size += batch[-1].size
            work = asyncio.create_task(self._take(batch))
            try:
                await asyncio.shield(work)
            except asyncio.CancelledError:
                await work  # what was begun is ended
                raise

    async def _take(self, batch: list[_Commit]) -> None:
        try:
            async with asyncio.timeout(2 * self._settings.send_timeout.total_seconds()):
                await self._publish(batch)
        except (ProducerFenced, InvalidProducerEpoch) as error:
            self._broken = OwnershipLost(f"another worker owns partition {self._partition}: {error!r}")
            self._refuse(batch, self._broken)
        except (KafkaError, MurasilError, TimeoutError, OSError) as error:
            # What went through is unknown; it is found out when the partition is taken over, by whomever.
            self._broken = PublishFailed(f"Kafka did not take what was sent: {error!r}")
            self._refuse(batch, self._broken)
        except OwnershipLost as error:
            self._broken = error
            self._refuse(batch, error)
        else:
            for commit in batch:
                if not commit.done.done():
                    commit.done.set_result(None)

    async def _publish(self, batch: list[_Commit]) -> None:
        records = {commit.state.url: state.encode(commit.state) for commit in batch}
        intent = self._intent_key(self._partition)
        articles = [(commit.state.url, article) for commit in batch for article in commit.articles]
        if not articles:
            await self._write(records)
            return
        items: dict[str, list[str]] = {}
        for url, article in articles:
            items.setdefault(url, []).append(article.item)
        began = time.monotonic()
        await self._write({intent: intents.encode(Intent(await self._raw_topic.ends(), items))})
        if time.monotonic() - began > self._settings.session_timeout.total_seconds() / 2:
            # The process slept: its partitions may be another's, who does not see these articles yet.
            raise OwnershipLost("writing took so long that the partition may be another worker's")
        await self._raw_topic.send(articles)
        await self._write({**records, intent: None})

    async def recover(self, remembered: Remembered, now: float) -> None:
        """Finds out what was sent of the partition's unconfirmed intent, and takes that into `remembered`.

        Raises:
            BrokerError, KafkaError: Kafka does not answer, or the partition is another worker's.
        """
        intent = remembered.intents.get(self._partition)
        if intent is None:
            return
        changed = intents.made_good(remembered.states, intent, await self._raw_topic.sent(intent), now)
        records: dict[str, bytes | None] = {url: state.encode(found) for url, found in changed.items()}
        await self._write({**records, self._intent_key(self._partition): None})
        remembered.states.update(changed)
        log.info("partition %d: %d feeds had sent what they had not confirmed", self._partition, len(changed))

    @staticmethod
    def _intent_key(partition: int) -> str:
        return f"{_INTENT}{partition}"

    async def _write(self, records: Mapping[str, bytes | None]) -> None:
        """Writes records in one transaction."""
        if self._producer is None:
            raise RuntimeError("the publisher has not been started")
        await self._producer.begin_transaction()
        sends: list[asyncio.Future[Any]] = []
        for key, value in records.items():
            send = await self._producer.send(
                self._states, value=value, key=key.encode("utf-8"), partition=self._partition
            )
            sends.append(_noticed(send))
        await asyncio.gather(*sends)
        await self._producer.commit_transaction()

    @staticmethod
    def _refuse(batch: list[_Commit], error: Exception) -> None:
        for commit in batch:
            if not commit.done.done():
                commit.done.set_exception(error)


async def _ended(task: asyncio.Task[None]) -> None:
    await asyncio.wait({task})


def _noticed(send: asyncio.Future[Any]) -> asyncio.Future[Any]:
    """One failure ends a transaction; those of the other sends are no news."""
    send.add_done_callback(lambda done: done.cancelled() or done.exception())
    return send
