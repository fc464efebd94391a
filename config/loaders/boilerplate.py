"""Loads the wording in `config/boilerplate/`: one file for each language."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast, get_args

from config.loaders.errors import ConfigurationError
from streams.cleaning.wording import Wording
from streams.folding import fold
from streams.records.article import RemovedKind

FOLDER: Final = Path(__file__).resolve().parents[1] / "boilerplate"
KINDS: Final[tuple[RemovedKind, ...]] = get_args(RemovedKind)
PHRASES: Final = ("lines", "starts", "labels")
TABLES: Final = (*PHRASES, "vocabulary", "common", "ends", "hints")


def load_boilerplate(folder: Path = FOLDER) -> tuple[Wording, ...]:
    """The wording of every `*.toml` file in the folder, in the order of their names.

    Raises:
        ConfigurationError: a file is no TOML, or holds a key, kind or value that has no meaning.
    """
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ConfigurationError(f"{folder}: no wording files (*.toml) in this folder")
    return tuple(_wording(path) for path in paths)


def _wording(path: Path) -> Wording:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    if document.pop("language", None) != path.stem:
        raise ConfigurationError(f'{path}: `language` must be "{path.stem}", as the file is named')
    for name, table in document.items():
        if name not in TABLES:
            raise ConfigurationError(f"{path}: unknown table [{name}]; known are {', '.join(TABLES)}")
        if not isinstance(table, dict):
            raise ConfigurationError(f"{path}: `{name}` must be a table, [{name}]")
    return Wording(
        **{name: _phrases(path, name, document.get(name, {})) for name in PHRASES},
        vocabulary={
            kind: _words(path, f"vocabulary.{kind}", text)
            for kind, text in _kinds(path, "vocabulary", document.get("vocabulary", {})).items()
        },
        common=_common(path, document.get("common", {})),
        ends=_set(path, "ends", "labels", document.get("ends", {})),
        hints=_set(path, "hints", "notice", document.get("hints", {})),
    )


def _kinds(path: Path, name: str, table: Mapping[str, Any]) -> Mapping[RemovedKind, Any]:
    for kind in table:
        if kind not in KINDS:
            raise ConfigurationError(f"{path}: {name}.{kind}: unknown kind; known are {', '.join(KINDS)}")
    return cast(Mapping[RemovedKind, Any], table)


def _phrases(path: Path, name: str, table: Mapping[str, Any]) -> dict[RemovedKind, tuple[str, ...]]:
    result = {}
    for kind, phrases in _kinds(path, name, table).items():
        key = f"{name}.{kind}"
        if not isinstance(phrases, list):
            raise ConfigurationError(f"{path}: {key}: must be a list of phrases")
        for position, phrase in enumerate(phrases, 1):
            if not isinstance(phrase, str) or not fold(phrase):
                raise ConfigurationError(f"{path}: {key}: entry {position} ({phrase!r}) holds no words")
        result[kind] = tuple(phrases)
    return result


def _words(path: Path, key: str, text: object) -> frozenset[str]:
    if not isinstance(text, str) or not fold(text):
        raise ConfigurationError(f"{path}: {key}: must be words with spaces between them")
    return frozenset(text.split())


def _common(path: Path, table: Mapping[str, Any]) -> frozenset[str]:
    if unknown := next((key for key in table if key != "words"), None):
        raise ConfigurationError(f"{path}: common.{unknown}: unknown key; known is words")
    return _words(path, "common.words", table["words"]) if table else frozenset()


def _set(path: Path, name: str, known: str, table: Mapping[str, Any]) -> frozenset[str]:
    if unknown := next((key for key in table if key != known), None):
        raise ConfigurationError(f"{path}: {name}.{unknown}: unknown key; known is {known}")
    phrases = table.get(known, [])
    if not isinstance(phrases, list) or not all(isinstance(text, str) and fold(text) for text in phrases):
        raise ConfigurationError(f"{path}: {name}.{known}: must be a list of phrases")
    return frozenset(phrases)
