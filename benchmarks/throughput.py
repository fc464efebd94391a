"""Throughput through Kafka: one worker, beside a plain aiokafka copy loop on the same broker in the same run.

usage: python -m benchmarks.throughput [--copies N]

Sends N copies of each seed with words of their own mixed in, so that none duplicates another; counts what comes
out, and ends with an error when anything is lost.
"""

import argparse
import asyncio
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from agents import kafka, topics
from agents.broker import EmbeddedBroker
from agents.delivery import Delivery, Record
from agents.demo import seeds, worker_process
from agents.sources import Found, read_paths
from agents.state import final_state, lag
from config.loaders.settings import Settings
from streams.topics import DUPLICATES, ENRICHED, PREPARED, RAW

SEED = 20190320
EVERY_WORDS = 3
WARM_UP = orjson.dumps({"text": "السطر الأول من الخبر الذي يوقظ العامل قبل القياس.", "id": "warm-up"})


def main() -> None:
    """Runs both and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--copies", type=int, default=400, help="copies of each of the five seeds (default 400)"
    )
    arguments = parser.parse_args()
    articles = list(copies(arguments.copies))
    size = sum(map(len, articles))
    print(
        f"Python {platform.python_version()}, {platform.machine()}; {len(articles):,} articles, {size:,} bytes"
    )
    with EmbeddedBroker() as broker, tempfile.TemporaryDirectory() as folder:
        settings = Settings(broker=broker.address, data_dir=Path(folder))
        copied = asyncio.run(copy_loop(replace(settings, topic_prefix="copy-"), articles))
        print(f"plain aiokafka copy loop: {len(articles) / copied:8.0f} articles/s")
        seconds, enriched, duplicates = asyncio.run(through_worker(settings, articles))
        lost = len(articles) - enriched - duplicates
        ratio = copied / seconds
        print(
            f"murasil, one worker:      {len(articles) / seconds:8.0f} articles/s, {ratio:.3f} of the copy loop"
        )
        print(f"{enriched:,} enriched, {duplicates:,} duplicates, {lost:,} lost")
    sys.exit(1 if lost else 0)


def copies(count: int) -> Iterator[bytes]:
    """Copies of the seeds in which every third word is followed by one that no other copy has."""
    generator = random.Random(SEED)  # noqa: S311 - for a benchmark that is the same every time
    originals = [orjson.loads(one.value) for one in read_paths([seeds()]) if isinstance(one, Found)]
    for number in range(count):
        for original in originals:
            lines = [_mixed(line, number, generator) for line in original["text"].split("\n")]
            yield orjson.dumps(
                {"text": "\n".join(lines), "source": "benchmark", "id": f"{original['file']}-{number}"}
            )


def _mixed(line: str, number: int, generator: random.Random) -> str:
    words = line.split(" ")
    if len(words) < EVERY_WORDS:
        return line
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    mixed = []
    for position, word in enumerate(words):
        mixed.append(word)
        if position % EVERY_WORDS == EVERY_WORDS - 1 and position + 1 < len(words):
            mixed.append("".join(generator.choices(letters, k=6)) + letters[number % len(letters)])
    return " ".join(mixed)


async def copy_loop(settings: Settings, articles: list[bytes]) -> float:
    """Seconds that a plain loop needs to copy the articles from one topic to another, batch by batch."""
    await topics.ensure(settings)
    await send(settings, articles)
    consumer = await kafka.started(kafka.consumer(settings, settings.topic(RAW), group_id="copy"), settings)
    producer = await kafka.started(kafka.producer(settings), settings)
    began = time.perf_counter()
    copied = 0
    while copied < len(articles):
        batches: dict[Any, list[Any]] = await consumer.getmany(timeout_ms=200, max_records=200)
        pending = [
            await producer.send(settings.topic(ENRICHED), value=record.value, key=b"x")
            for records in batches.values()
            for record in records
        ]
        await asyncio.gather(*pending)
        copied += len(pending)
    seconds = time.perf_counter() - began
    await producer.stop()
    await consumer.stop()
    return seconds


async def through_worker(settings: Settings, articles: list[bytes]) -> tuple[float, int, int]:
    """Seconds that one worker needs from its first commit to its last; enriched articles and duplicates."""
    await topics.ensure(settings)
    hops = [settings.topic(RAW), settings.topic(PREPARED)]
    async with worker_process(settings):
        # A first article warms the worker up and says that it is ready.
        await send(settings, [WARM_UP])
        await through(settings, hops)
        await send(settings, articles)
        began = time.perf_counter()
        await through(settings, hops)
        seconds = time.perf_counter() - began
    enriched = await final_state(settings, settings.topic(ENRICHED))
    duplicates = await final_state(settings, settings.topic(DUPLICATES))
    return seconds, len(enriched) - 1, len(duplicates)


async def through(settings: Settings, hops: list[str]) -> None:
    """Waits until the worker has acknowledged all."""
    while await lag(settings, hops):
        await asyncio.sleep(0.1)


async def send(settings: Settings, values: list[bytes]) -> None:
    """Sends raw articles."""
    delivery = Delivery(settings)
    await delivery.start()
    for begin in range(0, len(values), 500):
        await delivery.publish(
            [Record(settings.topic(RAW), None, value) for value in values[begin : begin + 500]]
        )
    await delivery.stop()


if __name__ == "__main__":
    main()
