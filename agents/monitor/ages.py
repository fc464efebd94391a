"""How old the oldest message is that a group has not acknowledged: lag in seconds."""

import asyncio
import time
from collections.abc import Mapping
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition

PATIENCE_SECONDS: Final = 5.0


class OldestMessages:
    """Reads one message for each partition that lags, and only when the group has moved since the last look."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        """`consumer` must fetch little at a time and belong to no group."""
        self._consumer = consumer
        self._known: dict[TopicPartition, tuple[int, float]] = {}

    async def arrivals(self, offsets: Mapping[TopicPartition, int]) -> dict[TopicPartition, float]:
        """When the messages at these offsets arrived, in seconds since 1970; those that could be read in time.

        Raises:
            KafkaError: Kafka refused to answer.
        """
        self._known = {tp: known for tp, known in self._known.items() if offsets.get(tp) == known[0]}
        wanted = {tp: offset for tp, offset in offsets.items() if tp not in self._known}
        if wanted:
            await self._read(wanted)
        return {tp: known[1] for tp, known in self._known.items()}

    async def _read(self, wanted: dict[TopicPartition, int]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        self._consumer.assign(list(wanted))
        for tp, offset in wanted.items():
            self._consumer.seek(tp, offset)
        missing = set(wanted)
        while missing and (left := deadline - time.monotonic()) > 0:
            found = await self._consumer.getmany(*missing, timeout_ms=int(left * 1000), max_records=1)
            for tp, records in found.items():
                self._known[tp] = wanted[tp], records[0].timestamp / 1000
                missing.discard(tp)
                self._consumer.pause(tp)
            await asyncio.sleep(0)
        self._consumer.unsubscribe()
