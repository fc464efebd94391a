"""A deployment under test: real worker processes on a real Kafka."""

import asyncio
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiokafka.errors import KafkaError

from agents import topics as agent_topics
from agents.delivery import Delivery, Record
from agents.errors import MurasilError
from agents.state import final_state, lag, lags, read_to_end
from agents.topics import consumed_by_workers
from config.loaders.durations import written_duration
from config.loaders.settings import PREFIX, Settings
from streams import topics

LOOK_SECONDS = 0.4
ROOT = Path(__file__).parent.parent


def environment(settings: Settings) -> dict[str, str]:
    """The settings as a process takes them: each that is not as it is by default."""
    ours = {
        f"{PREFIX}{item.name.upper()}": _written(value)
        for item in fields(Settings)
        if (value := getattr(settings, item.name)) != getattr(_DEFAULTS, item.name)
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return {**others, "PYTHONPATH": str(ROOT), **ours}


_DEFAULTS = Settings()


def _written(value: object) -> str:
    return written_duration(value) if isinstance(value, timedelta) else str(value)


@dataclass
class Deployment:
    """Workers come and go; what was sent must come through."""

    settings: Settings
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    started: int = 0

    async def __aenter__(self) -> "Deployment":
        await agent_topics.ensure(self.settings)
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        return self

    async def __aexit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.terminate()
            worker.send_signal(signal.SIGCONT)  # one that is stopped would not hear it
        for worker in self.workers:
            try:
                worker.wait(30)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()

    def start_worker(self, *options: str, **settings: Any) -> subprocess.Popen[bytes]:
        """One more worker; it may have settings of its own."""
        return self.start(["-m", "agents", "worker", *options], **settings)

    def start(self, arguments: list[str], **settings: Any) -> subprocess.Popen[bytes]:
        """A process of Python with these arguments that counts as a worker."""
        log = self.settings.data_dir / f"worker-{self.started}.log"
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [sys.executable, *arguments],
                env=environment(replace(self.settings, **settings)),
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )
        self.workers.append(worker)
        self.started += 1
        return worker

    def end_worker(self, worker: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> int:
        """Ends a worker; its exit status."""
        worker.send_signal(how)
        status = worker.wait(40)
        self.workers.remove(worker)
        return status

    def log_of(self, number: int = 0) -> str:
        """What a worker wrote."""
        return (self.settings.data_dir / f"worker-{number}.log").read_text(errors="replace")

    def logs(self) -> str:
        """The ends of all that the workers wrote."""
        return "\n".join(f"worker {number}:\n{self.log_of(number)[-1500:]}" for number in range(self.started))

    async def send(self, values: Iterable[bytes | None], topic: str = topics.RAW) -> int:
        """Sends raw messages, acknowledged."""
        delivery = Delivery(self.settings)
        await delivery.start()
        try:
            # aiokafka sends no record that has neither key nor value.
            records = [
                Record(self.settings.topic(topic), b"key" if value is None else None, value)
                for value in values
            ]
            for begin in range(0, len(records), 500):
                await delivery.publish(records[begin : begin + 500])
            return len(records)
        finally:
            await delivery.stop()

    def lose_state(self) -> None:
        """Deletes what the workers keep on disk."""
        shutil.rmtree(self.settings.data_dir / "workers")

    async def until_some(self, topic: str, patience: float = 60.0) -> None:
        """Waits until something has come out."""
        deadline = time.monotonic() + patience
        while not await self.records(topic):
            assert time.monotonic() < deadline, f"nothing came out:\n{self.log_of()[-2000:]}"
            await asyncio.sleep(0.1)

    async def until_ready(self, number: int, patience: float = 60.0) -> None:
        """Waits until the worker started as that number has its partitions."""
        deadline = time.monotonic() + patience
        while "ready" not in self.log_of(number):
            assert time.monotonic() < deadline, self.log_of(number)[-2000:]
            await asyncio.sleep(0.1)

    async def until_behind(self, most: int, patience: float = 90.0) -> None:
        """Waits until no more than so many messages are left."""
        deadline = time.monotonic() + patience
        while await self.left() > most:
            assert time.monotonic() < deadline, self.logs()
            await asyncio.sleep(0.2)

    async def left(self) -> int:
        """Messages that no worker has acknowledged."""
        return await lag(self.settings, consumed_by_workers(self.settings))

    async def left_if_known(self) -> float:
        """The same; without end while Kafka cannot say."""
        try:
            return await self.left()
        except (KafkaError, MurasilError):
            return math.inf

    async def work_left(self) -> int:
        """Steps left to do: two for each raw message, one for each that is prepared already."""
        raw, prepared = consumed_by_workers(self.settings)
        left = await lags(self.settings, (raw, prepared))
        return 2 * left[raw] + left[prepared]

    async def through(self, patience: float = 90.0) -> None:
        """Waits until the workers have acknowledged all; fails when none of them is left or it takes too long."""
        deadline = time.monotonic() + patience
        while left := await self.left_if_known():
            running = any(worker.poll() is None for worker in self.workers)
            assert running, (
                f"no worker runs, {left} messages are left:\n{self.log_of(self.started - 1)[-2000:]}"
            )
            assert time.monotonic() < deadline, f"{left} messages are left:\n{self.logs()}"
            await asyncio.sleep(LOOK_SECONDS)

    async def state(self) -> dict[str, dict[str, bytes]]:
        """The final state of the three compacted topics."""
        return {name: await final_state(self.settings, self.settings.topic(name)) for name in topics.OUTPUTS}

    async def records(self, topic: str) -> list[Any]:
        """Every record of a topic."""
        return [record async for record in read_to_end(self.settings, self.settings.topic(topic))]
