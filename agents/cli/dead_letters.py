"""`murasil dead-letters`."""

import asyncio
from collections import Counter

import click

from agents.cli.common import CONTEXT
from agents.cli.common import command as murasil_command
from config.loaders.settings import Settings
from streams.reasons import Reason

REASONS = click.Choice([reason.value for reason in Reason])


@click.group(
    "dead-letters",
    context_settings=CONTEXT,
    epilog="Example: murasil dead-letters list --reason invalid-json",
)
def command() -> None:
    """Show what was set aside and why, or send it back once the cause is fixed."""


@murasil_command("list", "murasil dead-letters list --reason invalid-json")
@click.option("--reason", type=REASONS, metavar="REASON", help="Only those with this reason.")
@click.option("--all", "also_replayed", is_flag=True, help="Also those that were sent back.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Show so many, at most."
)
def list_letters(settings: Settings, reason: str | None, also_replayed: bool, limit: int) -> None:
    """Show what was set aside and has not been sent back."""
    from rich.table import Table

    from agents.cli import layout
    from agents.letters import Letter, Selection, letters

    async def collect() -> list[Letter]:
        return [letter async for letter in letters(settings, Selection(reason, also_replayed))]

    found = asyncio.run(collect())
    console = layout.console()
    table = Table("reason", "message", "from", "bytes", "begins")
    for letter in found[:limit]:
        begins = layout.shortened(letter.value[:200].decode("utf-8", "replace"), 60)
        table.add_row(
            letter.reason,
            layout.isolated(letter.message),
            letter.origin,
            f"{len(letter.value):,}",
            layout.isolated(begins),
        )
    if found:
        console.print(table)
    counts = Counter(letter.reason for letter in found)
    for name, count in counts.most_common():
        console.print(f"{count:,} {name}: {Reason(name).meaning} {Reason(name).remedy}", markup=False)
    console.print(f"{len(found):,} dead letters" + (f", {limit} shown" if len(found) > limit else ""))


@murasil_command("replay", "murasil dead-letters replay --reason too-large")
@click.option("--reason", type=REASONS, metavar="REASON", help="Only those with this reason.")
def replay_letters(settings: Settings, reason: str | None) -> None:
    """Send back what was set aside, each message once, to the topic that it came from."""
    from agents.letters import Selection, replay

    count = asyncio.run(replay(settings, Selection(reason)))
    click.echo(f"{count:,} sent back")


command.add_command(list_letters)
command.add_command(replay_letters)
