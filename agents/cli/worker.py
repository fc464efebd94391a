"""`murasil worker`."""

import asyncio

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
    settings say, 5 far too much is bad (see failure_limit), 6 Kafka did not acknowledge in time,
    7 a newer murasil wrote the state.
    """
    from agents import topics
    from agents.crash import CrashAt, no_faults
    from agents.worker import WorkerProcess

    try:
        fault = CrashAt(crash_at) if crash_at else no_faults
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--crash-at") from None
    # First of all, and before the libraries may log: what is wrong with Kafka or the topics is one line.
    asyncio.run(topics.require(settings))
    log_to_stderr(settings)
    WorkerProcess(settings, fault).run()
