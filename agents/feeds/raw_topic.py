"""The raw topic, as far as feeds are concerned: sending articles, and finding out which ones were sent."""

import time
from collections.abc import Mapping, Sequence
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition

from agents import kafka
from agents.delivery import Delivery, Record
from agents.feeds.ending import LONGEST, end
from agents.feeds.publisher import Article
from agents.state import partitions_of
from config.loaders.settings import Settings
from streams import topics
from streams.feeds.intents import Intent, mark

HEADER: Final = "murasil-feed-item"
_KNOWN_ENDS: Final = 10.0
"""Seconds for which the topic's ends are not asked for again; older ends only make a search longer."""


class RawTopic:
    """One for each worker, shared by its partitions."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._topic = settings.topic(topics.RAW)
        self._delivery = Delivery(settings)
        self._consumer: AIOKafkaConsumer | None = None
        self._partitions: list[TopicPartition] = []
        self._ends: dict[int, int] = {}
        self._asked = 0.0

    async def start(self) -> None:
        """Connects.

        Raises:
            BrokerError: no broker answers.
        """
        self._partitions = await partitions_of(self._settings, self._topic)
        self._consumer = await kafka.started(kafka.consumer(self._settings), self._settings)
        await self._delivery.start()

    async def stop(self, *, at_once: bool) -> None:
        """Disconnects; unless `at_once`, not before what was sent has arrived or been given up for good.

        Otherwise an article could arrive after its successor looked for it.
        """
        given_up = min(self._settings.send_timeout, self._settings.session_timeout).total_seconds()
        consumer = [] if self._consumer is None else [self._consumer.stop()]
        await end(*consumer, self._delivery.stop(), seconds=LONGEST if at_once else given_up)

    async def ends(self) -> dict[int, int]:
        """Ends of the partitions, not later than now.

        Raises:
            KafkaError: the broker does not say.
        """
        if self._consumer is None:
            raise RuntimeError("the raw topic is not open")
        if not self._ends or time.monotonic() - self._asked > _KNOWN_ENDS:
            began = time.monotonic()
            found = await self._consumer.end_offsets(self._partitions)
            self._ends = {one.partition: offset for one, offset in found.items()}
            self._asked = began
        return self._ends

    async def send(self, articles: Sequence[tuple[str, Article]]) -> None:
        """Sends articles, each with the address of its feed, and waits until Kafka has them.

        Raises:
            DeliveryError: not all were acknowledged.
        """
        await self._delivery.publish(
            [
                Record(
                    self._topic,
                    article.key,
                    article.value,
                    headers=((HEADER, mark(url, article.item).encode("ascii")),),
                )
                for url, article in articles
            ]
        )

    async def sent(self, intent: Intent) -> frozenset[str]:
        """The marks of all articles that were sent since an intent was written down.

        Raises:
            BrokerError: no broker answers.
        """
        consumer = await kafka.started(kafka.consumer(self._settings), self._settings)
        try:
            return frozenset(await self._marks(consumer, intent.offsets))
        finally:
            await consumer.stop()

    async def _marks(self, consumer: AIOKafkaConsumer, offsets: Mapping[int, int]) -> set[str]:
        ends = await consumer.end_offsets(self._partitions)
        behind = [one for one in self._partitions if offsets.get(one.partition, 0) < ends[one]]
        marks: set[str] = set()
        if not behind:
            return marks
        consumer.assign(behind)
        for one in behind:
            consumer.seek(one, offsets.get(one.partition, 0))
        while [one for one in behind if await consumer.position(one) < ends[one]]:
            for records in (await consumer.getmany(timeout_ms=200)).values():
                for record in records:
                    marks.update(
                        value.decode("ascii", "replace") for name, value in record.headers if name == HEADER
                    )
        return marks
