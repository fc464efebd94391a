"""One look at Kafka: brokers, topics, groups, and how far the groups have come."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    GroupIdNotFound,
    GroupLoadInProgressError,
    NotCoordinatorForGroupError,
    for_code,
)

from agents import kafka, topics
from agents.monitor.ages import OldestMessages
from agents.monitor.log_dirs import log_folders
from agents.monitor.snapshot import Snapshot
from config.loaders.settings import Settings

NO_SUCH_GROUP: Final = "Dead"
COORDINATOR_SECONDS: Final = 10.0


@dataclass(slots=True)
class Clients:
    """The connections that looks are made with."""

    admin: AIOKafkaAdminClient
    consumer: AIOKafkaConsumer
    oldest: OldestMessages

    @classmethod
    async def connect(cls, settings: Settings) -> "Clients":
        """Connects.

        Raises:
            BrokerError: no broker answers.
        """
        admin = await kafka.started(kafka.admin(settings), settings)
        # The smallest fetch: a broker sends one batch at least, and one message is all that is looked at.
        small = kafka.consumer(settings, max_partition_fetch_bytes=1, fetch_max_bytes=1)
        try:
            consumer = await kafka.started(small, settings)
        except BaseException:
            await admin.close()
            raise
        return cls(admin, consumer, OldestMessages(consumer))

    async def close(self) -> None:
        """Disconnects."""
        await self.consumer.stop()
        await self.admin.close()


class Look:
    """Fills one snapshot."""

    def __init__(self, clients: Clients, settings: Settings) -> None:
        self._clients = clients
        self._settings = settings
        self._leaders: dict[TopicPartition, int] = {}
        self._oldest: dict[TopicPartition, int] = {}
        self._ends: dict[TopicPartition, int] = {}
        self.snapshot = Snapshot()

    async def take(self) -> Snapshot:
        """Asks for all of it.

        Raises:
            KafkaError: Kafka refused to answer, or could not be reached.
        """
        brokers = await self._brokers()
        await self._topics()
        await self._disks(brokers)
        group = self._settings.group
        # The feeds' group only stands for who polls which feeds: it reads nothing.
        await self._group(group, always=True)
        await self._group(f"{group}-feeds", always=False)
        await self._lag(group)
        return self.snapshot

    async def _brokers(self) -> list[int]:
        cluster = await self._clients.admin.describe_cluster()
        brokers = cluster["brokers"]
        self.snapshot.set("kafka_brokers", len(brokers))
        for one in brokers:
            self.snapshot.set("kafka_broker_info", 1, one["node_id"], f"{one['host']}:{one['port']}")
        return [one["node_id"] for one in brokers]

    async def _topics(self) -> None:
        names = [one.name for one in topics.specifications(self._settings)]
        for topic in await self._clients.admin.describe_topics(names):
            if topic["error_code"]:
                continue  # not created yet
            self.snapshot.set("kafka_topic_partitions", len(topic["partitions"]), topic["topic"])
            for partition in topic["partitions"]:
                self._partition(TopicPartition(topic["topic"], partition["partition"]), partition)
        readable = [tp for tp, leader in self._leaders.items() if leader >= 0]
        if not readable:
            return
        self._ends = await self._clients.consumer.end_offsets(readable)
        self._oldest = await self._clients.consumer.beginning_offsets(readable)
        for tp in readable:
            self.snapshot.set("kafka_topic_partition_current_offset", self._ends[tp], *tp)
            self.snapshot.set("kafka_topic_partition_oldest_offset", self._oldest[tp], *tp)

    def _partition(self, tp: TopicPartition, described: Mapping[str, Any]) -> None:
        replicas, in_sync = len(described["replicas"]), len(described["isr"])
        self._leaders[tp] = described["leader"]
        self.snapshot.set("kafka_topic_partition_leader", described["leader"], *tp)
        self.snapshot.set("kafka_topic_partition_replicas", replicas, *tp)
        self.snapshot.set("kafka_topic_partition_in_sync_replica", in_sync, *tp)
        self.snapshot.set("kafka_topic_partition_under_replicated_partition", in_sync < replicas, *tp)

    async def _disks(self, brokers: list[int]) -> None:
        partitions: dict[str, list[int]] = {}
        for tp in self._leaders:
            partitions.setdefault(tp.topic, []).append(tp.partition)
        for broker in brokers:
            for folder in await log_folders(self._clients.admin, broker, partitions):
                self.snapshot.set("murasil_broker_disk_bytes", folder.total, broker, folder.path)
                self.snapshot.set("murasil_broker_disk_usable_bytes", folder.usable, broker, folder.path)
                for tp, size in folder.partitions.items():
                    if self._leaders.get(TopicPartition(*tp)) == broker:
                        self.snapshot.set("murasil_topic_partition_bytes", size, *tp)

    async def _group(self, group: str, *, always: bool) -> None:
        state, members = await _patiently(lambda: self._described(group))
        if state != NO_SUCH_GROUP or always:
            self.snapshot.set("kafka_consumergroup_members", members, group)
            self.snapshot.set("murasil_consumergroup_state", 1, group, state)

    async def _described(self, group: str) -> tuple[str, int]:
        """The group's state, and how many members it has."""
        # One at a time: aiokafka cannot read the answer to several.
        [response] = await self._clients.admin.describe_consumer_groups([group])
        error, _, state, _, _, members, *_ = response.groups[0]
        if for_code(error) is GroupIdNotFound:
            return NO_SUCH_GROUP, 0  # what Kafka 4 says of a group that has never been
        if error:
            raise for_code(error)(f"group {group}")
        return state, len(members)

    async def _lag(self, group: str) -> None:
        stored = await _patiently(lambda: self._clients.admin.list_consumer_group_offsets(group))
        committed = {tp: one.offset for tp, one in stored.items() if one.offset >= 0}
        lagging: dict[TopicPartition, int] = {}
        consumed = [
            tp
            for tp in self._ends
            if tp in committed or tp.topic in topics.consumed_by_workers(self._settings)
        ]
        for tp in consumed:
            # What retention has taken can no longer be read, and a group that never committed begins at the oldest.
            offset = max(committed.get(tp, 0), self._oldest[tp])
            behind = max(0, self._ends[tp] - offset)
            if behind:
                lagging[tp] = offset
            if tp in committed:
                self.snapshot.set("kafka_consumergroup_current_offset", committed[tp], group, *tp)
                self.snapshot.add("kafka_consumergroup_current_offset_sum", committed[tp], group, tp.topic)
            self.snapshot.set("kafka_consumergroup_lag", behind, group, *tp)
            self.snapshot.add("kafka_consumergroup_lag_sum", behind, group, tp.topic)
            if not behind:
                self.snapshot.set("murasil_consumergroup_lag_seconds", 0, group, *tp)
        arrived = await self._clients.oldest.arrivals(lagging)
        for tp, since in arrived.items():
            self.snapshot.set("murasil_consumergroup_lag_seconds", max(0.0, time.time() - since), group, *tp)


async def _patiently(ask: Callable[[], Awaitable[Any]]) -> Any:
    """Asks again for some seconds while the groups' coordinator starts or moves."""
    deadline = time.monotonic() + COORDINATOR_SECONDS
    while True:
        try:
            return await ask()
        except (GroupCoordinatorNotAvailableError, GroupLoadInProgressError, NotCoordinatorForGroupError):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.2)
