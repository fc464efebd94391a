"""Runs through Kafka: raw articles go in, and all that is awaited is their output."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from confluent_kafka import Producer

from agents import kafka, topics
from agents.state import partitions_of, read_to_end
from benchmarks.throughput.processes import LOOK_SECONDS, PATIENCE_SECONDS, Contender, Processes
from config.loaders.settings import Settings
from streams.topics import DUPLICATES, ENRICHED, RAW

SETTLING_SECONDS: Final = 1.0
"""After warming up, and before counters are read: the last commits."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took.

    `seconds`: from the first article sent to the last one out; for loops that only copy, from their first message to
    their last. `cpu_seconds`: processor time of all processes meanwhile. `memory`: the most that one of them had, in
    MB. `ready_seconds`: from the start of the processes until all workers said that they are ready. `metrics`: how
    much the workers' metrics rose.
    """

    articles: int
    enriched: int
    duplicates: int
    seconds: float
    cpu_seconds: float
    memory: float
    ready_seconds: float
    metrics: dict[str, float] = field(default_factory=dict, repr=False)

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds

    @property
    def lost(self) -> int:
        """Articles that neither came out nor were called duplicates."""
        return self.articles - self.enriched - self.duplicates


async def run(
    contender: Contender, settings: Settings, warm_up: Sequence[bytes], articles: Sequence[bytes]
) -> Run:
    """Lets a contender work through the articles; `settings` have a topic prefix that nobody else uses.

    The articles of the warm-up come first: caches fill, connections stand, and nobody's start is measured.
    """
    await topics.ensure(settings)
    progress = Progress(settings)
    await progress.start()
    with tempfile.TemporaryDirectory() as folder:
        processes = Processes(contender, replace(settings, data_dir=Path(folder)))
        began = time.perf_counter()
        with processes.started():
            await processes.ready()
            ready = time.perf_counter() - began
            send(settings, warm_up)
            await progress.until(len(warm_up), processes)
            await asyncio.sleep(SETTLING_SECONDS)
            metrics, cpu = processes.metrics, processes.cpu_seconds
            sent = send(settings, articles)
            await progress.until(len(warm_up) + len(articles), processes)
            cpu = processes.cpu_seconds - cpu
            await asyncio.sleep(SETTLING_SECONDS)
            metrics = {name: value - metrics.get(name, 0.0) for name, value in processes.metrics.items()}
            memory = processes.memory
    await progress.stop()
    enriched = await _moments(settings, ENRICHED, contender.copies)
    duplicates = await _moments(settings, DUPLICATES, contender.copies)
    out = sorted(moment for moment in [*enriched, *duplicates] if moment >= sent)
    return Run(
        articles=len(articles),
        enriched=sum(moment >= sent for moment in enriched),
        duplicates=sum(moment >= sent for moment in duplicates),
        seconds=out[-1] - (out[0] if contender.copies else sent),
        cpu_seconds=cpu,
        memory=memory,
        ready_seconds=ready,
        metrics=metrics,
    )


class Progress:
    """Counts what has come out, by the ends of the output topics."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._consumer = kafka.consumer(settings)
        self._partitions: list[Any] = []

    async def start(self) -> None:
        """Connects."""
        names = [self._settings.topic(ENRICHED), self._settings.topic(DUPLICATES)]
        self._partitions = await partitions_of(self._settings, *names)
        await kafka.started(self._consumer, self._settings)

    async def stop(self) -> None:
        """Disconnects."""
        await self._consumer.stop()

    async def until(self, count: int, processes: Processes) -> None:
        """Waits until so many articles have come out."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while sum((await self._consumer.end_offsets(self._partitions)).values()) < count:
            processes.check(deadline)
            await asyncio.sleep(LOOK_SECONDS)


def send(settings: Settings, values: Sequence[bytes]) -> float:
    """Sends raw articles to the partitions in turn; when it began, in seconds since 1970."""
    producer = Producer({"bootstrap.servers": ",".join(settings.brokers), "linger.ms": 5})
    began = time.time()
    for number, value in enumerate(values):
        partition = number % settings.partitions
        producer.produce(settings.topic(RAW), value, str(number), partition=partition)
        if number % 1000 == 999:  # the producer's queue is bounded
            producer.flush()
    producer.flush()
    return began


async def _moments(settings: Settings, topic: str, copies: bool) -> list[float]:
    """When each record was sent, in seconds since 1970; of each key its last, as compaction keeps it."""
    records = [record async for record in read_to_end(settings, settings.topic(topic))]
    if copies:
        return [record.timestamp / 1000 for record in records]
    last = {record.key: record for record in records}
    return [record.timestamp / 1000 for record in last.values() if record.value is not None]
