"""`murasil topics`."""

import asyncio

import click

from agents.cli.common import command as murasil_command
from config.loaders.settings import Settings


@murasil_command("topics", "MURASIL_PARTITIONS=8 murasil topics")
def command(settings: Settings) -> None:
    """Create the topics that are missing and check the others.

    Partitions, compaction, retention and sizes come from the settings. What exists is never changed; where it
    differs, the difference is shown and the exit status is 4.
    """
    from rich.table import Table

    from agents import topics
    from agents.cli import layout
    from agents.errors import TopicsError

    reports = asyncio.run(topics.ensure(settings))
    table = Table("topic", "partitions", "what it holds", "state", box=None, pad_edge=False)
    for one in reports:
        table.add_row(
            one.name, str(one.partitions), one.meaning, f"[red]{one.state}[/red]" if one.wrong else one.state
        )
    layout.console().print(table)
    wrong = [one.name for one in reports if one.wrong]
    if wrong:
        raise TopicsError(f"not as the settings say: {', '.join(wrong)}")
    click.echo(f"{sum(one.state == 'created' for one in reports)} created, {len(reports)} in all")
