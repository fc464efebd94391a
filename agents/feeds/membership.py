"""Which partitions of the feeds' topic this worker owns: Kafka's consumer group decides.

The consumer never reads: it is there to be a member. What is remembered is read by `load_states`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.coordinator.assignors.sticky.sticky_assignor import StickyPartitionAssignor

from agents import kafka
from agents.feeds.ending import end
from config.loaders.settings import Settings
from streams import topics

log = logging.getLogger(__name__)

_HEARTBEATS: Final = 6
_POLL_SECONDS: Final = 1.0


class Membership(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types that mypy can follow
    """One worker's place in the group. `released` is awaited before partitions go to another worker."""

    def __init__(self, settings: Settings, released: Callable[[], Awaitable[None]]) -> None:
        self._settings = settings
        self._topic = settings.topic(topics.FEEDS)
        self._released = released
        self._consumer: AIOKafkaConsumer | None = None
        self._member: asyncio.Task[None] | None = None
        self._assignments: asyncio.Queue[frozenset[int]] = asyncio.Queue()
        self.partitions = 0

    async def join(self) -> None:
        """Joins the group.

        Raises:
            BrokerError: no broker answers.
        """
        session = int(self._settings.session_timeout.total_seconds() * 1000)
        self._consumer = await kafka.started(
            kafka.consumer(
                self._settings,
                group_id=f"{self._settings.group}-feeds",
                session_timeout_ms=session,
                heartbeat_interval_ms=max(session // _HEARTBEATS, 500),
                partition_assignment_strategy=(StickyPartitionAssignor,),
            ),
            self._settings,
        )
        self._consumer.subscribe([self._topic], listener=self)
        self._member = asyncio.create_task(self._stay(), name="feeds-membership")

    async def leave(self) -> None:
        """Leaves the group, so that others take over at once."""
        if self._member is not None:
            self._member.cancel()
            await asyncio.gather(self._member, return_exceptions=True)
        if self._consumer is not None:
            await end(self._consumer.stop())

    async def next_assignment(self) -> frozenset[int]:
        """Waits for the next division; the partitions that are this worker's now, perhaps none.

        Raises:
            KafkaError: the worker is no member any more.
        """
        waiting = asyncio.create_task(self._assignments.get())
        if self._member is None:
            raise RuntimeError("join first")
        await asyncio.wait({waiting, self._member}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            self._member.result()
        assigned = waiting.result()
        while not self._assignments.empty():
            assigned = self._assignments.get_nowait()
        return assigned

    async def _stay(self) -> None:
        """A member must ask for records to be taken for alive; all partitions are paused, so none come."""
        if self._consumer is None:
            raise RuntimeError("join first")
        while True:
            await self._consumer.getmany(timeout_ms=int(_POLL_SECONDS * 1000))

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """Stops polling before others begin."""
        if revoked:
            await self._released()

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Notes what is owned now."""
        if self._consumer is None:
            return
        self._consumer.pause(*assigned)
        found = self._consumer.partitions_for_topic(self._topic)
        self.partitions = len(found or ())
        self._assignments.put_nowait(frozenset(partition.partition for partition in assigned))
