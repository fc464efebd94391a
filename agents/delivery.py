"""Delivery: records are sent, and acknowledged by Kafka, before anything is taken as done."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from agents import kafka
from agents.errors import DeliveryError
from config.loaders.settings import Settings

log = logging.getLogger(__name__)

SHORTEST_POLL_SECONDS: Final = 0.001
LONGEST_POLL_SECONDS: Final = 0.02

Headers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One record to send; `topic` is the full name, a value of None a tombstone."""

    topic: str
    key: bytes | None
    value: bytes | None
    partition: int | None = None
    headers: Headers = ()


Published = Callable[[Sequence[Record], float], None]
"""Told of a batch that Kafka has acknowledged, and of the seconds that this took."""


def _nobody(records: Sequence[Record], seconds: float) -> None:
    """Nobody wants to know."""


def _always() -> None:
    """May always send."""


@dataclass(slots=True)
class _Acknowledgements:
    """Counts the reports on the records of one batch; `offset` is the highest that Kafka gave one of them."""

    left: int
    offset: int = -1
    error: KafkaError | None = field(default=None)

    def __call__(self, error: KafkaError | None, message: Message) -> None:
        self.left -= 1
        if error is not None:
            self.error = error
        elif (offset := message.offset()) is not None and offset > self.offset:
            self.offset = offset


class Delivery:
    """Sends batches of records and waits until every in-sync replica has them; `published` is told of each.

    Reports are fetched in the event loop: nothing here runs in a thread of its own but librdkafka. `awake` is called
    before each record is handed to it, and raises when this process must not send any more; what it has already
    and has not sent, it gives up by itself when that has waited too long (`agents.kafka.sending`).
    """

    def __init__(
        self, settings: Settings, published: Published = _nobody, awake: Callable[[], None] = _always
    ) -> None:
        self._published = published
        self._awake = awake
        self._settings = settings
        self._timeout = settings.send_timeout.total_seconds()
        self._producer: Producer | None = None
        self._started = asyncio.Event()

    async def start(self) -> None:
        """Connects.

        Raises:
            BrokerError: no broker answers.
        """
        # The producer would try for ever; this says at once when nobody is there.
        client = await kafka.started(kafka.admin(self._settings), self._settings)
        await client.close()
        self._producer = Producer(kafka.sending(self._settings), logger=log)
        self._started.set()

    async def stop(self) -> None:
        """Disconnects, after what was sent has been acknowledged or given up."""
        producer, self._producer = self._producer, None
        while producer is not None and len(producer):
            await _polled(producer, LONGEST_POLL_SECONDS)

    async def publish(self, records: Sequence[Record]) -> int:
        """Sends all records and waits for all acknowledgements; the order of records with one key is kept.

        Waits for `start` when it is still under way.

        Returns:
            The highest offset that a record got in its partition; -1 without records.

        Raises:
            DeliveryError: a record was not acknowledged in time or was refused. What was sent stays sent.
        """
        acknowledged = _Acknowledgements(len(records))
        if not records:
            return acknowledged.offset
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._timeout):
                await self._started.wait()
                await self._send(records, acknowledged)
        except TimeoutError as error:
            raise DeliveryError(f"Kafka did not acknowledge within {self._timeout:.0f} s") from error
        except KafkaException as error:
            raise DeliveryError(f"Kafka did not take a record: {error.args[0].str()}") from error
        if acknowledged.error is not None:
            raise DeliveryError(f"Kafka did not take a record: {acknowledged.error.str()}")
        self._published(records, time.perf_counter() - began)
        return acknowledged.offset

    async def _send(self, records: Sequence[Record], acknowledged: _Acknowledgements) -> None:
        producer = self._producer
        if producer is None:
            raise DeliveryError("delivery has been stopped")
        for record in records:
            self._awake()
            while not _enqueued(producer, record, acknowledged):
                await _polled(producer, SHORTEST_POLL_SECONDS)
        pause = SHORTEST_POLL_SECONDS
        while acknowledged.left:
            await _polled(producer, pause)
            pause = min(2 * pause, LONGEST_POLL_SECONDS)


def _enqueued(producer: Producer, record: Record, acknowledged: _Acknowledgements) -> bool:
    """Hands a record over; False when there is no room for it yet."""
    try:
        producer.produce(
            record.topic,
            record.value,
            record.key,
            -1 if record.partition is None else record.partition,
            on_delivery=acknowledged,
            headers=list(record.headers),
        )
    except BufferError:
        return False
    return True


async def _polled(producer: Producer, pause: float) -> None:
    """Lets reports come in, or other work be done for so many seconds when there are none."""
    await asyncio.sleep(0 if producer.poll(0) else pause)
