"""`murasil monitor`."""

import asyncio
import contextlib
import logging
import signal

from agents.cli.common import command as murasil_command
from agents.cli.common import log_to_stderr
from config.loaders.settings import Settings


@murasil_command("monitor", "MURASIL_METRICS_PORT=9463 murasil monitor")
def command(settings: Settings) -> None:
    """Export what only the broker knows: consumer lag, topic sizes, groups without members.

    One for each deployment. The metrics have kafka_exporter's names where it has one. Ends on SIGTERM and SIGINT.
    """
    from agents.monitor import Monitor

    async def run() -> None:
        work = asyncio.create_task(Monitor(settings).run())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, work.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await work

    log_to_stderr(settings)
    # The monitor says itself, once, when Kafka does not answer.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    asyncio.run(run())
