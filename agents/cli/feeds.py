"""`murasil feeds`."""

import asyncio
import contextlib
import logging
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agents.cli.common import command as murasil_command
from agents.cli.common import log_to_stderr
from config.loaders.settings import Settings

if TYPE_CHECKING:
    from agents.feeds.poller import PollReport
    from agents.feeds.service import FeedsOptions, FeedsWorker
    from agents.health import Heartbeat
    from agents.metrics import Health
    from streams.feeds.options import FeedSource

log = logging.getLogger(__name__)


@murasil_command("feeds", "murasil feeds --once --feeds config/feeds.toml")
@click.option("--once", is_flag=True, help="Poll each feed that is due, print what came, and end.")
@click.option(
    "--feeds",
    "feeds_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The list of feeds: TOML, or OPML when its name ends in .opml or .xml. Default: config/feeds.toml.",
)
@click.option(
    "--import",
    "opml",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Print an OPML file's feeds as TOML, to be added to the list, and end.",
)
def command(settings: Settings, once: bool, feeds_file: Path | None, opml: Path | None) -> int:
    """Poll RSS, Atom and news-sitemap feeds, and send each new article into articles.raw.

    Runs until SIGTERM or SIGINT. Several on any machines share the list, and take over from one that dies.
    With --once the exit status is 1 when no feed answered.
    """
    from config.loaders.feeds import load_feeds, to_toml

    if opml is not None:
        click.echo(to_toml(list(load_feeds(opml).feeds)), nl=False)
        return 0
    from agents.feeds.service import FeedsOptions, FeedsWorker
    from agents.health import Heartbeat
    from agents.metrics import Health

    feeds = load_feeds(feeds_file)
    reports: list[tuple[FeedSource, PollReport]] = []
    if once:
        logging.getLogger("agents.feeds").setLevel(logging.ERROR)
        options = FeedsOptions(settings, feeds, once=True, on_report=lambda *one: reports.append(one))
        _run_until_stopped(FeedsWorker(options))
        return _summary(reports, len(feeds.feeds))
    log_to_stderr(settings)
    options = FeedsOptions(settings, feeds)
    worker = FeedsWorker(options)
    heartbeat = Heartbeat(settings.session_timeout.total_seconds())
    _serve_metrics(
        settings, options, Health(heartbeat.wrong, lambda: None if worker.owning else "no feeds yet")
    )
    _run_until_stopped(worker, heartbeat)
    return 0


def _serve_metrics(settings: Settings, options: "FeedsOptions", health: "Health") -> None:
    from agents.metrics import MetricsServer

    server = MetricsServer(options.metrics.registry, health, settings.metrics_host, settings.metrics_port)
    server.start()
    log.info("metrics on http://%s:%d/metrics", server.host, server.port)


def _run_until_stopped(worker: "FeedsWorker", heartbeat: "Heartbeat | None" = None) -> None:
    async def run() -> None:
        if heartbeat is not None:
            heartbeat.start(asyncio.get_running_loop())
        work = asyncio.create_task(worker.run())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, work.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await work

    asyncio.run(run())


def _summary(reports: "list[tuple[FeedSource, PollReport]]", listed: int) -> int:
    """Prints the table; the command's exit status."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from streams.feeds.schedule import is_silent

    console = Console(highlight=False)
    table = Table("feed", "listed", "new", "seen", "waiting", "seconds", "result", box=None, pad_edge=False)
    for column in table.columns[1:6]:
        column.justify = "right"
    for feed, report in sorted(reports, key=lambda one: one[0].url):
        result = f"{report.failure.label}: {report.detail}" if report.failure else "ok"
        if report.failure is None and is_silent(report.state.new_at, report.state.interval, time.time()):
            result = f"silent since {datetime.fromtimestamp(report.state.new_at or 0, UTC):%Y-%m-%d}"
        others = sorted({failure.label for failure in report.item_failures})
        result += f" ({', '.join(others)})" if others else ""
        numbers = (report.listed, report.sent, report.duplicates, report.waiting)
        table.add_row(
            escape(feed.url), *(f"{number:,}" for number in numbers), f"{report.seconds:.1f}", escape(result)
        )
    if reports:
        console.print(table)
    failed = sum(report.failure is not None for _, report in reports)
    new = sum(report.sent for _, report in reports)
    console.print(
        f"{len(reports):,} of {listed:,} feeds were due; {new:,} new articles sent; {failed:,} feeds failed"
    )
    return 1 if reports and failed == len(reports) else 0
