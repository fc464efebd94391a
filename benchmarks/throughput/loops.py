"""Plain copy loops from `articles.raw` to `articles.enriched`: the most that a client can do, with nothing in between.

usage: python -m benchmarks.throughput.loops aiokafka|confluent

Both send as murasil's workers do (idempotent, acknowledged by all replicas, LZ4), await each batch, then commit it.
Settings come from the environment, as for a worker. They run until they are terminated.
"""

import asyncio
import sys
from typing import Any

from confluent_kafka import Consumer, Producer

from agents import kafka
from config.loaders.settings import Settings, load_settings
from streams.topics import ENRICHED, RAW

BATCH = 200


async def with_aiokafka(settings: Settings) -> None:
    """The loop with the client that Faust uses."""
    consumer = kafka.consumer(settings, settings.topic(RAW), group_id=settings.group)
    await kafka.started(consumer, settings)
    producer = await kafka.started(kafka.producer(settings), settings)
    while True:
        batches: dict[Any, list[Any]] = await consumer.getmany(timeout_ms=200, max_records=BATCH)
        pending = [
            await producer.send(settings.topic(ENRICHED), value=record.value, key=record.key)
            for records in batches.values()
            for record in records
        ]
        await asyncio.gather(*pending)
        if pending:
            await consumer.commit()


def confluent_clients(settings: Settings) -> tuple[Consumer, Producer]:
    """A consumer of raw articles and a producer, of the client that is written in C."""
    servers = ",".join(settings.brokers)
    consumer = Consumer(
        {
            "bootstrap.servers": servers,
            "group.id": settings.group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([settings.topic(RAW)])
    producer = Producer(
        {
            "bootstrap.servers": servers,
            "enable.idempotence": True,
            "compression.type": "lz4",
            "linger.ms": 5,
            "message.max.bytes": settings.max_output_bytes,
        }
    )
    return consumer, producer


def with_confluent(settings: Settings) -> None:
    """The loop with the client that is written in C."""
    consumer, producer = confluent_clients(settings)
    topic = settings.topic(ENRICHED)
    while True:
        messages = consumer.consume(BATCH, timeout=0.2)
        for message in messages:
            producer.produce(topic, message.value(), message.key())
        producer.flush()
        if messages:
            consumer.commit(asynchronous=False)


def main() -> None:
    """Runs one of them."""
    settings = load_settings()
    if sys.argv[1] == "aiokafka":
        asyncio.run(with_aiokafka(settings))
    else:
        with_confluent(settings)


if __name__ == "__main__":
    main()
