"""The processes that are measured: workers, loops, and the glued job."""

import asyncio
import contextlib
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agents.demo import worker_environment
from benchmarks.throughput import machine
from config.loaders.settings import Settings

PATIENCE_SECONDS: Final = 300.0
LOOK_SECONDS: Final = 0.05

_METRICS: Final = re.compile(r"metrics on (http://\S+)")
_ASSIGNED: Final = 'murasil_assigned_partitions{topic="%s"}'


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do it: what runs after `python -m`, and a core for each process (None: any).

    `copies`: it does nothing but copy. `worker`: it is murasil's own, which says when it is ready.
    """

    name: str
    arguments: tuple[str, ...]
    cores: tuple[int | None, ...] = (machine.WORKER_CORE,)
    copies: bool = False
    worker: bool = False


class Processes:
    """The running processes of a contender, and what they have used."""

    def __init__(self, contender: Contender, settings: Settings) -> None:
        self._contender = contender
        self._settings = settings
        self._running: list[subprocess.Popen[bytes]] = []
        self._logs: list[Path] = []

    @contextlib.contextmanager
    def started(self) -> Iterator[None]:
        """Runs them, and ends them with the block."""
        try:
            for number, core in enumerate(self._contender.cores):
                self._start(number, core)
            yield
        finally:
            for process in self._running:
                process.terminate()
            for process in self._running:
                process.wait()

    def _start(self, number: int, core: int | None) -> None:
        path = self._settings.data_dir / f"{number}.log"
        with machine.on_core(core), path.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - a command of our own
                [sys.executable, "-m", *self._contender.arguments],
                env=worker_environment(self._settings),
                stdout=log,
                stderr=log,
            )
        self._running.append(process)
        self._logs.append(path)

    def check(self, deadline: float) -> None:
        """Ends the benchmark when a process has ended, or when it takes too long."""
        if all(process.poll() is None for process in self._running) and time.monotonic() < deadline:
            return
        for path in self._logs:
            print(path.read_text(errors="replace")[-1500:], file=sys.stderr)
        raise SystemExit(f"{self._contender.name}: a process has ended, or it takes too long")

    async def ready(self) -> None:
        """Waits until every worker has partitions and has recovered."""
        topic = _ASSIGNED % self._settings.topic("articles.raw")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._contender.worker and not all(
            one.get("murasil_ready") and one.get(topic) for one in map(_metrics, self._logs)
        ):
            self.check(deadline)
            await asyncio.sleep(LOOK_SECONDS)

    @property
    def cpu_seconds(self) -> float:
        """Processor time of all."""
        return sum(machine.cpu_seconds(process.pid) for process in self._running)

    @property
    def memory(self) -> float:
        """The most that one of them has had, in MB."""
        return max(machine.peak_memory(process.pid) for process in self._running)

    @property
    def metrics(self) -> dict[str, float]:
        """The metrics of all workers, added up; empty for other processes."""
        total: dict[str, float] = {}
        for one in map(_metrics, self._logs):
            for name, value in one.items():
                total[name] = total.get(name, 0.0) + value
        return total


def _metrics(log: Path) -> dict[str, float]:
    found = _METRICS.search(log.read_text(errors="replace"))
    if not found:
        return {}
    with urllib.request.urlopen(found[1], timeout=10) as response:  # noqa: S310 - our own worker's address
        lines = response.read().decode().splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}
