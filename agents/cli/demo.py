"""`murasil demo`."""

import asyncio
import os
import signal
import time
from pathlib import Path

import click

from agents.cli.common import command as murasil_command
from config.loaders.settings import Settings

EVENTS_SHOWN = 8


@murasil_command("demo", "murasil demo --output records/")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the final state of every output topic to DIR/<topic>.jsonl.",
    metavar="DIR",
)
def command(settings: Settings, output: Path | None) -> None:
    """See the whole thing work: Kafka, topics, a worker, the seed files, and what came out.

    It starts a real Kafka on free ports, or uses the one that MURASIL_BROKER names, under a topic prefix that
    it deletes at the end. All that it started is stopped again.
    """
    import orjson
    from rich.console import Console

    from agents.cli import layout
    from agents.demo import demonstrate, surroundings, write
    from streams import topics

    if output:
        output.mkdir(parents=True, exist_ok=True)  # what cannot be written is said before the work
    began = time.monotonic()
    progress = Console(stderr=True, highlight=False)

    def say(what: str) -> None:
        progress.print(f"[dim]{time.monotonic() - began:5.1f} s[/dim]  {what}", soft_wrap=True)

    # Ended from outside it tidies up as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with surroundings(settings, "MURASIL_BROKER" not in os.environ, say) as ours:
        state, report = asyncio.run(demonstrate(ours, say))
    if output:
        for file in write(state, output):
            say(f"written: {file}")
    console = layout.console()
    articles = [orjson.loads(value) for value in state[topics.ENRICHED].values()]
    console.print(layout.articles_table(articles))
    duplicates = [orjson.loads(value) for value in state[topics.DUPLICATES].values()]
    if duplicates:
        console.print(layout.duplicates_table(duplicates))
    for article in articles:
        if article["events"]:
            shown = article["events"][:EVENTS_SHOWN]
            title = f"events of {article['id'][:8]}: {len(shown)} of {len(article['events'])}"
            console.print(layout.events_table(shown, title))
    events = len(state[topics.EVENTS])
    console.print(
        f"{report.sent} raw articles: {len(articles)} enriched, {len(duplicates)} duplicates, {events} event candidates"
    )
    say("all stopped")
