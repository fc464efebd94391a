"""Loads the names of months and days from `config/written_dates.toml`."""

import tomllib
from pathlib import Path
from typing import Any, Final

from config.loaders.errors import ConfigurationError
from streams.folding import fold
from streams.written_dates import DateNames

PATH: Final = Path(__file__).resolve().parents[1] / "written_dates.toml"
LENGTHS: Final = {"months": 12, "persian-months": 12, "weekdays": 7}


def load_date_names(path: Path = PATH) -> DateNames:
    """The names of all languages together.

    Raises:
        ConfigurationError: the file is no TOML, a list has the wrong length, or one name stands for two months or days.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    tables: dict[str, dict[str, int]] = {name: {} for name in LENGTHS}
    for language, lists in document.items():
        if not isinstance(lists, dict):
            raise ConfigurationError(f"{path}: `{language}` must be a table, [{language}]")
        for name, groups in lists.items():
            key = f"{language}.{name}"
            if name not in LENGTHS:
                raise ConfigurationError(f"{path}: {key}: unknown key; known are {', '.join(LENGTHS)}")
            if not isinstance(groups, list) or len(groups) != LENGTHS[name]:
                raise ConfigurationError(f"{path}: {key}: must hold {LENGTHS[name]} lists of names")
            for number, group in enumerate(groups, 0 if name == "weekdays" else 1):
                _add(tables[name], group, number, f"{path}: {key}")
    return DateNames(tables["months"], tables["persian-months"], tables["weekdays"])


def _add(table: dict[str, int], group: Any, number: int, where: str) -> None:
    if not isinstance(group, list) or not all(isinstance(name, str) and fold(name) for name in group):
        raise ConfigurationError(f"{where}: entry {number} must be a list of names")
    for name in group:
        if table.setdefault(fold(name), number) != number:
            raise ConfigurationError(f"{where}: {name!r} stands for both {table[fold(name)]} and {number}")
