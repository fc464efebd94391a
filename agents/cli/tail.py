"""`murasil tail`."""

import asyncio
import contextlib
from typing import Any

import click

from agents.cli.common import command as murasil_command
from config.loaders.settings import Settings
from streams.topics import DEAD_LETTERS, DUPLICATES, ENRICHED, EVENTS, OUTPUTS, RAW

TOPICS = (*OUTPUTS, DEAD_LETTERS, RAW)


@murasil_command("tail", "murasil tail events.candidates --from-beginning")
@click.argument("topic", type=click.Choice(TOPICS), default=ENRICHED)
@click.option("--from-beginning", is_flag=True, help="Also what is in the topic already.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many records.")
def command(settings: Settings, topic: str, from_beginning: bool, limit: int | None) -> None:
    """Follow a topic in the terminal, laid out for reading; Ctrl-C ends it."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_follow(settings, topic, from_beginning, limit))


async def _follow(settings: Settings, topic: str, from_beginning: bool, limit: int | None) -> None:
    from agents import kafka
    from agents.cli import layout
    from agents.state import partitions_of

    console = layout.console()
    partitions = await partitions_of(settings, settings.topic(topic))
    consumer = await kafka.started(kafka.consumer(settings), settings)
    shown = 0
    try:
        consumer.assign(partitions)
        await (consumer.seek_to_beginning if from_beginning else consumer.seek_to_end)(*partitions)
        async for record in consumer:
            _show(console, topic, record)
            shown += 1
            if limit is not None and shown >= limit:
                break
    finally:
        await consumer.stop()


def _show(console: Any, topic: str, record: Any) -> None:
    import orjson

    from agents.cli import layout

    key = (record.key or b"").decode("utf-8", "replace")
    if topic in OUTPUTS and record.value is None:
        console.print(f"[dim]{key} is deleted[/dim]")
    elif topic == EVENTS:
        event = orjson.loads(record.value)
        console.print(layout.events_table([event], key[:8]))
        console.print(layout.isolated(event["sentence"]["text"]))
    elif topic == ENRICHED:
        console.print(layout.article_panel(orjson.loads(record.value)))
    elif topic == DUPLICATES:
        console.print(layout.duplicates_table([orjson.loads(record.value)]))
    else:
        headers = {name: value.decode("utf-8", "replace") for name, value in record.headers}
        text = (record.value or b"").decode("utf-8", "replace")
        if headers:
            console.print(
                f"{headers.get('stage')}: {headers.get('reason')}: {headers.get('message')}", markup=False
            )
        console.print(layout.isolated(layout.shortened(text, 400)))
