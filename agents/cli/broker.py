"""`murasil broker`."""

import signal
import threading
from pathlib import Path
from types import FrameType

import click

from agents.cli.common import command as murasil_command
from config.loaders.settings import Settings


@murasil_command("broker", "murasil broker --port 9092 --data-dir kafka-data")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=9092, show_default=True, help="0 takes a free port."
)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to keep the data; under the setting data_dir when not given.",
)
def command(settings: Settings, port: int, data_dir: Path | None) -> None:
    """Run the embedded Kafka in the foreground, for trying and testing.

    A real Apache Kafka on 127.0.0.1; Java and the jars come from packages the first time. It prints its
    address when it is ready, and ends cleanly on SIGTERM and Ctrl-C.
    """
    from agents.broker import BrokerOptions, EmbeddedBroker

    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    broker = EmbeddedBroker(BrokerOptions(port, data_dir or settings.data_dir / "broker"))
    broker.start()
    try:
        click.echo(broker.address)
        while not stop.wait(0.2):
            broker.check()
    finally:
        broker.stop()
