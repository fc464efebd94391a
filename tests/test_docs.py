"""The documentation is up to date, and names all that there is."""

from pathlib import Path

import click
import pytest

from agents.cli.main import COMMANDS, murasil
from tools.docs import generated

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("file", "text"), list(generated()), ids=lambda value: getattr(value, "name", ""))
def test_what_is_generated_is_up_to_date(file: Path, text: str) -> None:
    assert text == file.read_text(encoding="utf-8"), f"run `python -m tools.docs` ({file.name})"


@pytest.mark.parametrize("name", ["settings", "topics", "reasons", "commands", "metrics"])
def test_each_table_stands_in_a_page(name: str) -> None:
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md")]

    assert any(f"<!-- generated: {name} -->" in page for page in pages)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name: str) -> None:
    command = murasil.get_command(click.Context(murasil), name)

    assert command is not None
    assert command.epilog
    assert command.epilog.startswith("Example: ")
    assert COMMANDS[name] != ""
    for subcommand in getattr(command, "commands", {}).values():
        assert subcommand.epilog.startswith("Example: ")


def test_streams_imports_nothing_of_the_world() -> None:
    for file in (ROOT / "streams").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for package in ("agents", "config", "aiokafka", "faust", "asyncio", "time"):
            assert f"import {package}\n" not in text, file
            assert f"from {package}" not in text, file


def test_config_imports_nothing_of_agents() -> None:
    for file in (ROOT / "config").rglob("*.py"):
        assert "from agents" not in file.read_text(encoding="utf-8"), file
