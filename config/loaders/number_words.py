"""Loads number words."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from config.loaders.errors import ConfigurationError
from streams.events.numbers.model import LanguageNumbers, Noun, NumberWords, Phrases, Qualifier
from streams.events.words import Words, fold
from streams.records.event import Counted

PATH: Final = Path(__file__).resolve().parents[1] / "number_words.toml"


class _Sense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one kind of count is known by."""

    nouns: str = ""
    duals: str = ""
    verbs: str = ""
    states: str = ""


class _People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of people."""

    nouns: str = ""
    duals: str = ""


class _Table(msgspec.Struct, forbid_unknown_fields=True, rename={"conjunction": "and"}):
    """A language's table in the file."""

    conjunction: str = ""
    joins_and: bool = False
    of: str = ""
    stops: str = ""
    not_counts: str = ""
    not_after: str = ""
    cardinals: dict[str, str] = {}
    multipliers: dict[str, str] = {}
    pairs: dict[str, str] = {}
    vague: dict[str, str] = {}
    few: dict[str, str] = {}
    before: dict[Qualifier, list[str]] = {}
    after: dict[Qualifier, list[str]] = {}
    what: dict[Counted, _Sense] = {}
    troops: _People = _People()
    participants: _People = _People()
    person: _People = _People()


def load_number_words(path: Path = PATH) -> NumberWords:
    """The number words of all languages in the file.

    Raises:
        ConfigurationError: the file is no TOML, or holds a key or value that has no meaning.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    languages = {}
    for language, table in document.items():
        try:
            languages[language] = _numbers(msgspec.convert(table, _Table))
        except (msgspec.ValidationError, ValueError) as error:
            raise ConfigurationError(f"{path}: [{language}]: {error}") from error
    return NumberWords(languages)


def _numbers(table: _Table) -> LanguageNumbers:
    people: list[tuple[Counted | None, _People]] = [
        ("troops", table.troops),
        ("participants", table.participants),
        (None, table.person),
    ]
    nouns = {word: Noun(None, kind) for kind, entry in people for word in _words(entry.nouns)}
    nouns |= {word: Noun(what, None) for what, sense in table.what.items() for word in _words(sense.nouns)}
    duals = {word: Noun(None, kind) for kind, entry in people for word in _joined(entry.duals)}
    duals |= {word: Noun(what, None) for what, sense in table.what.items() for word in _joined(sense.duals)}
    numerals = (table.cardinals, table.multipliers, table.pairs, table.vague, table.few)
    plain = [word for entries in numerals for text in entries.values() for word in _words(text)]
    forms = _with_proclitics(plain) if table.joins_and else {word: word for word in plain}
    return LanguageNumbers(
        starters=frozenset((*forms, *duals)),
        plain=forms,
        cardinals=_values(table.cardinals),
        multipliers=_values(table.multipliers),
        pairs=_values(table.pairs),
        vague=_ranges(table.vague),
        few=_ranges(table.few),
        before=_phrases(table.before),
        after=_phrases(table.after),
        nouns=nouns,
        duals=duals,
        verbs={word: what for what, sense in table.what.items() for word in _words(sense.verbs)},
        states={word: what for what, sense in table.what.items() for word in _words(sense.states)},
        not_counts=frozenset(_words(table.not_counts)),
        not_after=frozenset(_words(table.not_after)),
        stops=frozenset(_words(table.stops)),
        of=frozenset(_words(table.of)),
        conjunction=frozenset(_words(table.conjunction)),
        attached_and=table.joins_and,
    )


def _words(text: str) -> Iterable[str]:
    return map(fold, text.split())


def _joined(text: str) -> Iterable[str]:
    """Words with the Arabic proclitics that may stand before a counted noun."""
    return (proclitic + word for word in _words(text) for proclitic in ("", "و", "ف", "ب", "ل", "ك"))


def _with_proclitics(words: list[str]) -> Mapping[str, str]:
    """Arabic numerals as they may stand in a text, to the numeral: "وبثلاثة", "للآلاف"."""
    joined = {
        proclitic + word: word for word in words for proclitic in ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب")
    }
    return joined | {word: word for word in words}


def _values(table: Mapping[str, str]) -> Mapping[str, int]:
    return {word: int(value) for value, text in table.items() for word in _words(text)}


def _ranges(table: Mapping[str, str]) -> Mapping[str, tuple[int, int]]:
    ranges: dict[str, tuple[int, int]] = {}
    for bounds, text in table.items():
        least, _, most = bounds.partition("-")
        if int(least) > int(most):
            raise ValueError(f"{bounds!r}: the least comes first")
        ranges |= {word: (int(least), int(most)) for word in _words(text)}
    return ranges


def _phrases(table: Mapping[Qualifier, list[str]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    for qualifier, phrases in table.items():
        for phrase in phrases:
            forms = Words.of(phrase).forms
            if not forms:
                raise ValueError(f"{qualifier}: {phrase!r} holds no words")
            found.setdefault(forms[0], []).append((tuple(forms[1:]), qualifier))
    return {first: tuple(sorted(rest, key=lambda item: -len(item[0]))) for first, rest in found.items()}
