"""Loads the names of months and weekdays, and the words of relative dates."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from config.loaders.errors import ConfigurationError
from config.loaders.written_dates import PATH as NAMES
from config.loaders.written_dates import load_date_names
from streams.events.dates.names import CalendarNames, LanguageCalendar, Unit, phrase_table, with_proclitics
from streams.events.words import Words, fold

PATH: Final = Path(__file__).resolve().parents[1] / "calendar.toml"
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
KINDS: Final = {"months": ("named", 1), "persian-months": ("persian", 1), "weekdays": ("weekday", 0)}


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    """A language's table in the file."""

    first: bool = False
    past: str = ""
    present: str = ""
    future: str = ""
    year_nouns: str = ""
    year_cues: str = ""
    month_nouns: str = ""
    month_cues: str = ""
    ambiguous: str = ""
    fillers: str = ""
    not_after: str = ""
    not_today_after: str = ""
    not_today_before: str = ""
    ago_before: str = ""
    ago_after: str = ""
    day: dict[str, list[str]] = {}
    week: dict[str, list[str]] = {}
    month: dict[str, list[str]] = {}
    year: dict[str, list[str]] = {}
    units: dict[Unit, str] = {}
    pairs: dict[Unit, str] = {}
    counts: dict[str, str] = {}


def load_calendar_names(path: Path = PATH, names: Path = NAMES) -> CalendarNames:
    """The calendars of all languages that either file knows.

    Raises:
        ConfigurationError: a file is no TOML, or holds a key or value that has no meaning.
    """
    load_date_names(names)  # checks the file
    months: dict[str, Any] = tomllib.loads(names.read_text(encoding="utf-8"))
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    calendars = {}
    for language in sorted({*document, *months}):
        try:
            table = msgspec.convert(document.get(language, {}), _Table)
            calendars[language] = _calendar(table, months.get(language, {}))
        except (msgspec.ValidationError, ValueError) as error:
            raise ConfigurationError(f"{path}: [{language}]: {error}") from error
    return CalendarNames(calendars)


def _calendar(table: _Table, names: Mapping[str, list[list[str]]]) -> LanguageCalendar:
    modifiers = {-1: table.past, 0: table.present, 1: table.future}
    return LanguageCalendar(
        phrases=phrase_table(_phrases(table, names)),
        modifiers={fold(word): number for number, text in modifiers.items() for word in text.split()},
        modifiers_first=table.first,
        units={fold(word): unit for unit, text in table.units.items() for word in text.split()},
        pairs={fold(word): unit for unit, text in table.pairs.items() for word in text.split()},
        counts={fold(word): int(count) for count, text in table.counts.items() for word in text.split()},
        ago_before=_words(table.ago_before, joined=True),
        ago_after=_words(table.ago_after),
        year_nouns=_words(table.year_nouns, joined=True),
        year_cues=_words(table.year_cues, joined=True) | _words(table.year_nouns, joined=True),
        month_nouns=_words(table.month_nouns, joined=True),
        month_cues=_words(table.month_cues, joined=True),
        ambiguous=_words(table.ambiguous, joined=True),
        fillers=_words(table.fillers),
        not_after=_words(table.not_after, joined=True),
        not_today_after=_words(table.not_today_after),
        not_today_before=_words(table.not_today_before),
    )


def _phrases(table: _Table, names: Mapping[str, list[list[str]]]) -> Iterator[tuple[str, str, int]]:
    for key, (kind, first) in KINDS.items():
        for number, group in enumerate(names.get(key, ()), first):
            for name in group:
                yield name, kind, number
    for unit, phrases in zip(UNITS, (table.day, table.week, table.month, table.year), strict=True):
        for offset, group in phrases.items():
            for phrase in group:
                if not Words.of(phrase).forms:
                    raise ValueError(f"{unit}: {phrase!r} holds no words")
                yield phrase, unit, int(offset)


def _words(text: str, joined: bool = False) -> frozenset[str]:
    folded = map(fold, text.split())
    return frozenset(form for word in folded for form in (with_proclitics(word) if joined else (word,)))
