"""Delivery: records are sent, and acknowledged by Kafka, before anything is taken as done."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.structs import RecordMetadata

from agents import kafka
from agents.errors import DeliveryError
from config.loaders.settings import Settings

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


class Delivery:
    """Sends batches of records and waits until every in-sync replica has them; `published` is told of each."""

    def __init__(self, settings: Settings, published: Published = _nobody) -> None:
        self._published = published
        self._settings = settings
        self._timeout = settings.send_timeout.total_seconds()
        self._producer: AIOKafkaProducer | None = None
        self._started = asyncio.Event()

    async def start(self) -> None:
        """Connects.

        Raises:
            BrokerError: no broker answers.
        """
        self._producer = await kafka.started(kafka.producer(self._settings), self._settings)
        self._started.set()

    async def stop(self) -> None:
        """Disconnects, after what was sent has been acknowledged."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None

    async def publish(self, records: Sequence[Record]) -> list[RecordMetadata]:
        """Sends all records and waits for all acknowledgements; the order of records with one key is kept.

        Waits for `start` when it is still under way.

        Raises:
            DeliveryError: a record was not acknowledged in time or was refused. What was sent stays sent.
        """
        if not records:
            return []
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._timeout):
                await self._started.wait()
                if self._producer is None:
                    raise DeliveryError("delivery has been stopped")
                pending = [
                    await self._producer.send(
                        record.topic,
                        value=record.value,
                        key=record.key,
                        partition=record.partition,
                        headers=list(record.headers),
                    )
                    for record in records
                ]
                acknowledged = list(await asyncio.gather(*pending))
        except TimeoutError as error:
            raise DeliveryError(f"Kafka did not acknowledge within {self._timeout:.0f} s") from error
        except KafkaError as error:
            raise DeliveryError(f"Kafka refused a record: {error!r}") from error
        self._published(records, time.perf_counter() - began)
        return acknowledged
