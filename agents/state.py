"""Reading topics to their present end: what is in them, and what the final state of the compacted ones is."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from agents import kafka
from agents.errors import TopicsError
from config.loaders.settings import Settings


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
    partitions = await partitions_of(settings, *topics)
    consumer = await kafka.started(kafka.consumer(settings, group_id=settings.group), settings)
    try:
        ends = await consumer.end_offsets(partitions)
        beginnings = await consumer.beginning_offsets(partitions)
        total = 0
        for partition in partitions:
            committed = await consumer.committed(partition)
            total += ends[partition] - (beginnings[partition] if committed is None else committed)
        return total
    finally:
        await consumer.stop()


async def _records(consumer: AIOKafkaConsumer, partition: TopicPartition, end: int) -> AsyncIterator[Any]:
    # The position also passes over what compaction or a transaction's marker has taken from the log.
    while await consumer.position(partition) < end:
        for record in (await consumer.getmany(partition, timeout_ms=500)).get(partition, []):
            if record.offset < end:
                yield record
