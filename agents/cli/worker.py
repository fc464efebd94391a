"""`murasil worker`."""

import asyncio
import os
import signal

import click

from agents.cli.common import command as murasil_command
from agents.cli.common import log_to_stderr
from config.loaders.settings import Settings


@murasil_command("worker", "MURASIL_BROKER=kafka://broker-1:9092 murasil worker")
@click.option(
    "--crash-at", hidden=True, help="POINT[:N]: kill this process at the Nth pass of a point, for tests."
)
def command(settings: Settings, crash_at: str | None) -> None:
    """Run a worker: as many as there are partitions can share the work, on any machines.

    It ends cleanly on SIGTERM and SIGINT. Exit statuses: 3 no broker answers, 4 the topics are not as the
    settings say, 5 far too much is bad (see failure_limit), 6 Kafka did not acknowledge in time.
    """
    from agents import topics
    from agents.runtime import no_faults
    from agents.worker import WorkerProcess

    # First of all, and before the libraries may log: what is wrong with Kafka or the topics is one line.
    asyncio.run(topics.require(settings))
    log_to_stderr(settings)
    WorkerProcess(settings, _crasher(crash_at) if crash_at else no_faults).run()


class _crasher:  # noqa: N801 - used as a function
    """Ends the process as a power cut would, at the Nth pass of one point."""

    def __init__(self, what: str) -> None:
        self._point, _, times = what.partition(":")
        self._left = int(times or 1)

    def __call__(self, point: str) -> None:
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
