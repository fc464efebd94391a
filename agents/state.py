"""Reading topics to their present end: what is in them, and what the final state of the compacted ones is."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError

from agents import kafka
from agents.errors import BrokerError, TopicsError
from config.loaders.settings import Settings

COORDINATOR_SECONDS: Final = 30.0


async def read_to_end(settings: Settings, topic: str) -> AsyncIterator[Any]:
    """Every record that the topic holds now, by partition and offset.

    Raises:
        BrokerError: no broker answers.
        TopicsError: there is no such topic.
    """
    partitions = await partitions_of(settings, topic)
    consumer = await kafka.started(kafka.consumer(settings), settings)
    try:
        ends = await consumer.end_offsets(partitions)
        beginnings = await consumer.beginning_offsets(partitions)
        for partition in partitions:
            if ends[partition] > beginnings[partition]:
                consumer.assign([partition])
                await consumer.seek_to_beginning(partition)
                async for record in _records(consumer, partition, ends[partition]):
                    yield record
    finally:
        await consumer.stop()


async def final_state(settings: Settings, topic: str) -> dict[str, bytes]:
    """The latest value of each key, tombstones dropped, by key in order."""
    state: dict[str, bytes] = {}
    async for record in read_to_end(settings, topic):
        key = record.key.decode()
        if record.value is None:
            state.pop(key, None)
        else:
            state[key] = record.value
    return dict(sorted(state.items()))


async def partitions_of(settings: Settings, *names: str) -> list[TopicPartition]:
    """The topics' partitions.

    Raises:
        BrokerError: no broker answers.
        TopicsError: there is no such topic.
    """
    client = await kafka.started(kafka.admin(settings), settings)
    try:
        described = await client.describe_topics(list(names))
    finally:
        await client.close()
    for one in described:
        if one["error_code"]:
            raise TopicsError(f"there is no topic {one['topic']}; `murasil topics` creates what is missing")
    return sorted(
        TopicPartition(one["topic"], partition["partition"])
        for one in described
        for partition in one["partitions"]
    )


async def lag(settings: Settings, topics: Sequence[str]) -> int:
    """Messages in these topics that the workers have not acknowledged yet."""
    return sum((await lags(settings, topics)).values())


async def lags(settings: Settings, topics: Sequence[str]) -> dict[str, int]:
    """The same, topic by topic."""
    partitions = await partitions_of(settings, *topics)
    committed = await _committed(settings)
    consumer = await kafka.started(kafka.consumer(settings), settings)
    try:
        ends = await consumer.end_offsets(partitions)
        beginnings = await consumer.beginning_offsets(partitions)
    finally:
        await consumer.stop()
    done = {partition: committed[partition].offset for partition in partitions if partition in committed}
    left = dict.fromkeys(topics, 0)
    for one in partitions:
        left[one.topic] += ends[one] - max(done.get(one, 0), beginnings[one])
    return left


async def _committed(settings: Settings) -> Mapping[TopicPartition, Any]:
    """What the workers have acknowledged. A new cluster needs a moment until it keeps track of groups."""
    client = await kafka.started(kafka.admin(settings), settings)
    try:
        async with asyncio.timeout(COORDINATOR_SECONDS):
            while True:
                try:
                    committed: Mapping[TopicPartition, Any] = await client.list_consumer_group_offsets(
                        settings.group
                    )
                except (GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError):
                    await asyncio.sleep(0.2)
                else:
                    return committed
    except TimeoutError:
        raise BrokerError(f"no broker keeps track of the group {settings.group}") from None
    finally:
        await client.close()


async def _records(consumer: AIOKafkaConsumer, partition: TopicPartition, end: int) -> AsyncIterator[Any]:
    # The position also passes over what compaction or a transaction's marker has taken from the log.
    while await consumer.position(partition) < end:
        for record in (await consumer.getmany(partition, timeout_ms=500)).get(partition, []):
            if record.offset < end:
                yield record
