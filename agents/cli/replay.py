"""`murasil replay`."""

import asyncio
import itertools
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from agents.cli.common import command as murasil_command
from config.loaders.settings import Settings


@murasil_command("replay", "murasil replay seeds/ --rate 50")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--rate", type=click.FloatRange(min=0.01), help="Articles a second; as fast as Kafka takes them if none."
)
@click.option("--loop", is_flag=True, help="Begin again at the end, until stopped.")
@click.option("--source", help="The articles' source, for files that name none; else the folder's name.")
def command(
    settings: Settings, paths: tuple[Path, ...], rate: float | None, loop: bool, source: str | None
) -> int:
    """Send .txt, .html, .jsonl(.gz) and .warc(.gz) files into articles.raw.

    A .txt or .html file becomes {"text"|"html": …, "source": its folder's name, "file": its name}; a line of
    JSON Lines is sent as it is; a page of a web archive keeps its address and its date. What is refused is said
    at the end, with the reason; the exit status is 1 when nothing could be sent.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from agents import topics
    from agents.replay import Replay, ReplayReport
    from agents.sources import Found, Refused, read_paths

    def found() -> Iterator[Found | Refused]:
        for number in itertools.count() if loop else range(1):
            any_found = False
            for one in read_paths(paths, source):
                any_found = any_found or isinstance(one, Found)
                # What is refused in one round is refused in the next: said once.
                if number == 0 or isinstance(one, Found):
                    yield one
            if not any_found:
                return

    console = Console(stderr=True, highlight=False)
    asyncio.run(topics.require(settings))
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} articles sent"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("replay", total=None)

        def show(report: ReplayReport) -> None:
            bar.update(task, completed=report.sent)

        sending = Replay(settings, rate, show)
        interrupted = False
        try:
            asyncio.run(sending.run(found()))
        except KeyboardInterrupt:
            interrupted = True
    report = sending.report
    say = partial(console.print, markup=False, soft_wrap=True)
    say(f"{report.sent:,} articles sent ({report.bytes:,} bytes), {len(report.refused):,} refused")
    for one in report.refused[:20]:
        say(f"  {one.where}: {one.why}")
    if len(report.refused) > 20:
        say(f"  … and {len(report.refused) - 20:,} more")
    if interrupted:
        raise KeyboardInterrupt
    return 0 if report.sent or not report.refused else 1
