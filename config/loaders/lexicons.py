"""Loads the lexicons in `config/lexicons/`, and says where a mistake in one stands."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import msgspec
import msgspec.structs

from config.loaders.errors import ConfigurationError
from streams.events.lexicon import (
    Lexicon,
    LexiconDefinition,
    LexiconError,
    TriggerDefinition,
    compile_lexicon,
)
from streams.events.ontology import EVENT_TYPES
from streams.records.event import EventType

FOLDER: Final = Path(__file__).parent.parent / "lexicons"
_ENTRY: Final = re.compile(r"\$?\.?(?P<table>[\w.\-]+)(?:\[(?P<index>\d+)\])?")
_TOML_LINE: Final = re.compile(r"at line (\d+)")


def load_lexicons(folder: Path = FOLDER) -> dict[str, Lexicon]:
    """The lexicons of a folder by language code.

    Raises:
        ConfigurationError: a file is no TOML, or no lexicon.
    """
    lexicons = {}
    for path in sorted(folder.glob("*.toml")):
        lexicon = load_lexicon(path)
        if lexicon.code != path.stem:
            raise ConfigurationError(
                f"{path}:1: the file of language {lexicon.code!r} is {lexicon.code}.toml"
            )
        lexicons[lexicon.code] = lexicon
    return lexicons


def load_country_names(path: Path = FOLDER / "en.toml") -> dict[str, str]:
    """The English name of each state that a lexicon knows, by ISO 3166-1 code: the first of its names."""
    with path.open("rb") as file:
        states = tomllib.load(file).get("states", {})
    return {code: names.split()[0].replace("_", " ") for code, names in states.items()}


def load_lexicon(path: Path) -> Lexicon:
    """One lexicon.

    Raises:
        ConfigurationError: the file is no TOML, or no lexicon.
    """
    source = path.read_text(encoding="utf-8")
    try:
        return compile_lexicon(_definition(tomllib.loads(source)))
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        raise ConfigurationError(f"{path}:{line.group(1) if line else 1}: {error}") from error
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$.")
        raise ConfigurationError(f"{path}:{_line(source, place.rstrip('`'))}: {message}") from error
    except LexiconError as error:
        raise ConfigurationError(f"{path}:{_line(source, error.path)}: {error} ({error.path})") from error


def _definition(tables: dict[str, Any]) -> LexiconDefinition:
    """The tables checked, entry by entry so that a mistake is known by its place."""
    triggers = tables.pop("triggers", {})
    definition = msgspec.convert(tables, LexiconDefinition)
    checked: dict[EventType, tuple[TriggerDefinition, ...]] = {}
    for name, entries in triggers.items():
        if name not in EVENT_TYPES:
            raise LexiconError(f"no event type {name!r}", f"triggers.{name}")
        made = []
        for index, entry in enumerate(entries):
            try:
                made.append(msgspec.convert(entry, TriggerDefinition))
            except msgspec.ValidationError as error:
                raise LexiconError(str(error), f"triggers.{name}[{index}]") from error
        checked[name] = tuple(made)
    return msgspec.structs.replace(definition, triggers=checked)


def _line(source: str, place: str) -> int:
    """The line of a place such as `triggers.ASSAULT[3].verb`; entries of an array stand on a line each."""
    match = _ENTRY.match(place)
    if match is None:
        return 1
    keys = match["table"].split(".")
    lines = source.splitlines()
    table, row = "", 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.startswith("["):
            table = text.strip("[]")
        key = text.partition("=")[0].strip().strip('"')
        if (
            not row
            and key
            and ".".join(filter(None, (table, key))) == ".".join(keys[: len(table.split(".")) + 1])
        ):
            row = number
            if match["index"] is None:
                return row
            break
        if match["index"] is None and text.startswith("[") and table == ".".join(keys):
            return number
    if not row:
        return 1
    entries = [n for n, line in enumerate(lines[row:], row + 1) if line.lstrip().startswith("{")]
    index = int(match["index"] or 0)
    return entries[index] if index < len(entries) else row
