"""Writes what is generated: tables in docs/, JSON Schemas, the AsyncAPI document and Grafana's dashboards.

usage: python -m tools.docs [--check]

With --check nothing is written; the exit status is 1 when something is not up to date.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
import orjson
import yaml

from agents.cli.main import COMMANDS, murasil
from agents.metrics import CATALOGUE
from agents.topics import specifications
from config.loaders.durations import written_duration, written_size
from config.loaders.settings import PREFIX, Settings, Size, _types
from streams.events.ontology import EVENT_TYPES, MODES, acled
from streams.feeds.reasons import Failure
from streams.reasons import Reason
from streams.records.schema import schemas
from tests.chaos.catalogue import SCENARIOS
from tools.asyncapi import asyncapi
from tools.dashboards.catalogue import DASHBOARDS, dashboard_files, panels_table

ROOT: Final = Path(__file__).parent.parent
TEMPLATE: Final = re.compile(r"\{\{ \$(?:labels\.)?(\w+)[^}]*\}\}")
MARKER: Final = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def settings_table() -> str:
    """Every setting, with its default and its meaning."""
    rows = ["| setting | environment | default | meaning |", "|---|---|---|---|"]
    for item in fields(Settings):
        secret = f", or a file named by `{PREFIX}{item.name.upper()}_FILE`" if item.metadata["secret"] else ""
        rows.append(
            f"| `{item.name}` | `{PREFIX}{item.name.upper()}` | {_default(item.name)} "
            f"| {item.metadata['meaning']}{secret} |"
        )
    return "\n".join(rows)


def topics_table() -> str:
    """Every topic, with what it holds and how it is kept."""
    rows = ["| topic | partitions | holds | kept | largest message |", "|---|---|---|---|---|"]
    for one in specifications(Settings()):
        kept = "compacted" if one.config["cleanup.policy"] == "compact" else "by time"
        partitions = "`shards`" if one.exact_partitions else "`partitions`"
        largest = written_size(int(one.config["max.message.bytes"]))
        rows.append(f"| `{one.name}` | {partitions} | {one.meaning} | {kept} | {largest} |")
    return "\n".join(rows)


def reasons_table() -> str:
    """Every reason for which a message is set aside."""
    rows = ["| reason | stage | what it means | what to do |", "|---|---|---|---|"]
    rows += [f"| `{one.value}` | {one.stage} | {one.meaning} | {one.remedy} |" for one in Reason]
    return "\n".join(rows)


def feed_reasons_table() -> str:
    """Every reason for which a poll or a page fails."""
    rows = ["| reason | what it means | may pass |", "|---|---|---|"]
    rows += [f"| `{one.label}` | {one.meaning} | {'yes' if one.passing else 'no'} |" for one in Failure]
    return "\n".join(rows)


def metrics_table() -> str:
    """Every metric."""
    rows = ["| metric | type | labels | exported by | meaning |", "|---|---|---|---|---|"]
    for metric in CATALOGUE:
        labels = ", ".join(f"`{label}`" for label in metric.labels)
        processes = ", ".join(metric.processes)
        rows.append(f"| `{metric.name}` | {metric.kind} | {labels} | {processes} | {metric.help} |")
    return "\n".join(rows)


def ontology_table() -> str:
    """PLOVER's types and modes, with what ACLED calls them when nothing is known of the parties."""
    rows = ["| type | mode | ACLED event type | ACLED sub-event type |", "|---|---|---|---|"]
    for type_ in EVENT_TYPES:
        for mode in (None, *MODES[type_]):
            named = acled(type_, mode)
            names = f"{named.event_type} | {named.sub_event_type}" if named else "– | –"
            rows.append(f"| {type_} | {mode or 'none'} | {names} |")
    return "\n".join(rows)


def commands() -> str:
    """The help of every command."""
    parts = []
    for name, command in _commands():
        context = click.Context(command, info_name=name, terminal_width=100)
        parts.append(f"### `{name}`\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts)


def alerts_table() -> str:
    """Every alert, with what it says."""
    rows = ["| alert | severity | what it says |", "|---|---|---|"]
    for file in sorted((ROOT / "config" / "prometheus" / "rules").glob("*.yml")):
        for group in yaml.safe_load(file.read_text(encoding="utf-8"))["groups"]:
            for rule in group["rules"]:
                if "alert" in rule:
                    summary = TEMPLATE.sub(r"*\1*", rule["annotations"]["summary"])
                    rows.append(f"| `{rule['alert']}` | {rule['labels']['severity']} | {summary} |")
    return "\n".join(rows)


def scenarios_table() -> str:
    """Every scenario of the fault suite."""
    rows = ["| scenario | what it shows | among the tests |", "|---|---|---|"]
    rows += [f"| `{one.name}` | {one.promise} | {'yes' if one.short else ''} |" for one in SCENARIOS]
    return "\n".join(rows)


TABLES: Final[dict[str, Callable[[], str]]] = {
    "settings": settings_table,
    "topics": topics_table,
    "reasons": reasons_table,
    "feed-reasons": feed_reasons_table,
    "metrics": metrics_table,
    "ontology": ontology_table,
    "commands": commands,
    "alerts": alerts_table,
    "scenarios": scenarios_table,
    **{f"panels-{name}": partial(panels_table, name) for name in DASHBOARDS},
}


def generated() -> Iterator[tuple[Path, str]]:
    """Every file that holds something generated, with what it must hold."""
    for file in sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]):
        if file.exists() and "<!-- generated: " in (text := file.read_text(encoding="utf-8")):
            yield file, MARKER.sub(lambda match: f"{match[1]}{TABLES[match[2]]()}\n{match[3]}", text)
    for name, schema in schemas().items():
        yield ROOT / "docs" / "schemas" / f"{name}.json", _json(schema)
    yield ROOT / "docs" / "asyncapi.json", _json(asyncapi(Settings()))
    for name, text in dashboard_files().items():
        yield ROOT / "config" / "grafana" / "dashboards" / name, text


def main() -> int:
    """Writes, or checks."""
    check = "--check" in sys.argv[1:]
    stale = [
        (file, text) for file, text in generated() if not file.exists() or file.read_text("utf-8") != text
    ]
    for file, text in stale:
        print(f"{'stale' if check else 'written'}: {file.relative_to(ROOT)}")
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


def _json(document: Any) -> str:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _default(name: str) -> str:
    if name == "data_dir":
        return "`~/.local/share/murasil`"
    value = getattr(Settings(), name)
    if isinstance(value, timedelta):
        return f"`{written_duration(value)}`"
    if _types()[name] is Size:
        return f"`{written_size(value)}`"
    return f"`{value}`" if value != "" else ""


def _commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(murasil, info_name="murasil")
    for name in sorted(COMMANDS):
        command = murasil.get_command(context, name)
        if command is None:
            raise LookupError(name)
        yield f"murasil {name}", command
        if isinstance(command, click.Group):
            yield from ((f"murasil {name} {sub}", one) for sub, one in sorted(command.commands.items()))


if __name__ == "__main__":
    sys.exit(main())
