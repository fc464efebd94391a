"""A supervisor as deployments have one: it restarts workers that end, unless they say that it would be no use."""

import asyncio
import contextlib
import signal
import subprocess
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from random import Random
from typing import Any

from aiokafka.errors import KafkaError

from agents.errors import BrokerError, DeliveryError, MurasilError, TooManyFailures
from tests.deployment import Deployment

LOOK_SECONDS = 0.4
RATE_SECONDS = 2.0
"""Commits come in bursts: a rate over less time would be theirs, not the work's."""
MOST_STRANGE = 5
EXPECTED = frozenset({BrokerError.exit_status, DeliveryError.exit_status})
"""How a worker may end by itself when Kafka fails: documented, and the supervisor starts another."""


class Supervisor:
    """Keeps so many workers running, counts how they ended, and watches how fast the work goes."""

    def __init__(
        self, deployment: Deployment, workers: int, settings: Mapping[str, Any] | None = None
    ) -> None:
        """`settings`: what workers have otherwise than the deployment."""
        self.deployment = deployment
        self.workers = workers
        self._settings = settings or {}
        self.ended: Counter[int] = Counter()
        self.peak = 0.0
        """The most messages acknowledged in a second, on both hops together."""
        self.left = 0
        self.finished = False

    @contextlib.asynccontextmanager
    async def __call__(self) -> AsyncIterator["Supervisor"]:
        """Starts the workers, and restarts them until the block ends."""
        for _ in range(self.workers):
            self.deployment.start_worker(**self._settings)
        self.left = await self.deployment.work_left()
        tasks = [asyncio.create_task(self._restart()), asyncio.create_task(self._watch())]
        try:
            yield self
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def kill_one(self, random: Random) -> None:
        """`kill -9` of any worker that runs."""
        running = [worker for worker in self.deployment.workers if worker.poll() is None]
        if running:
            random.choice(running).send_signal(signal.SIGKILL)

    async def until_left(self, most: int) -> None:
        """Waits until no more than so many steps are left: two for each article."""
        while self.left > most:
            self._require_sense()
            await asyncio.sleep(LOOK_SECONDS / 2)

    async def through(self) -> None:
        """Waits until all is through."""
        while not self.finished:
            self._require_sense()
            await asyncio.sleep(LOOK_SECONDS)

    @property
    def rebalances(self) -> int:
        """How often a worker came or went while there was work: each divides the partitions anew."""
        return self.deployment.started - self.workers + self.ended.total()

    @property
    def said(self) -> str:
        """The exit statuses, for a person."""
        names = {
            status: str(status) if status >= 0 else signal.Signals(-status).name for status in self.ended
        }
        return (
            ", ".join(f"{count} × {names[status]}" for status, count in sorted(self.ended.items())) or "none"
        )

    def _require_sense(self) -> None:
        """There is none in restarting workers that end with a status of their own again and again."""
        strange = sum(count for status, count in self.ended.items() if status > 0 and status not in EXPECTED)
        assert strange <= MOST_STRANGE, f"workers end with {self.said}:\n{self.deployment.logs()}"

    async def _restart(self) -> None:
        while True:
            for worker in list(self.deployment.workers):
                if worker.poll() is not None:
                    self._replace(worker)
            await asyncio.sleep(LOOK_SECONDS)

    def _replace(self, worker: subprocess.Popen[bytes]) -> None:
        self.ended[worker.returncode] += 1
        self.deployment.workers.remove(worker)
        if worker.returncode != TooManyFailures.exit_status:
            self.deployment.start_worker(**self._settings)

    async def _watch(self) -> None:
        since, then = time.monotonic(), self.left
        while True:
            left = await work_left_if_known(self.deployment)
            now = time.monotonic()
            if left is not None:
                self.left = left
                self.finished = left == 0
                if now - since >= RATE_SECONDS:
                    self.peak = max(self.peak, (then - left) / (now - since))
                    since, then = now, left
            await asyncio.sleep(LOOK_SECONDS)


async def work_left_if_known(deployment: Deployment) -> int | None:
    """Steps that are left; None while Kafka cannot say."""
    try:
        async with asyncio.timeout(10):
            return await deployment.work_left()
    except (KafkaError, MurasilError, TimeoutError, OSError):
        return None
