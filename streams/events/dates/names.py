"""Names of months and weekdays and the words of relative dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from streams.events.words import Words

Unit = Literal["day", "week", "month", "year"]
Meaning = tuple[str, int, int]
"""What a phrase says: `named` (a month), `persian` (a Solar Hijri month), `weekday` or a unit; its number or offset;
and how many words it has."""

_JOINED: Final = ("", "و", "ف", "ب", "ل", "ك")
_FIRST_NON_LATIN: Final = "\u0370"


@dataclass(frozen=True, slots=True)
class LanguageCalendar:
    """One language's words, folded, with Arabic proclitics before the first word where these can stand.

    `phrases`: by their first word, the phrases with the words after it, longest first. `modifiers`: −1 for
    "last", 0 for "this", 1 for "next"; `modifiers_first` says whether they stand before what they modify.
    `units` and `pairs` are what `ago_before` and `ago_after` count, `counts` small numbers as words. `ambiguous`
    months need one of `month_cues` before them; a bare year one of `year_cues`, which include `year_nouns`.
    Between the words of `not_today_after` and `not_today_before`, "today" is "the day": "في اليوم التالي".
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Meaning], ...]] = field(default_factory=dict)
    modifiers: Mapping[str, int] = field(default_factory=dict)
    modifiers_first: bool = False
    units: Mapping[str, Unit] = field(default_factory=dict)
    pairs: Mapping[str, Unit] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    ago_before: frozenset[str] = frozenset()
    ago_after: frozenset[str] = frozenset()
    year_nouns: frozenset[str] = frozenset()
    year_cues: frozenset[str] = frozenset()
    month_nouns: frozenset[str] = frozenset()
    month_cues: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_today_after: frozenset[str] = frozenset()
    not_today_before: frozenset[str] = frozenset()
    openings: frozenset[str] = field(init=False)
    """The words that a date in words may begin with."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "openings", frozenset((*self.phrases, *self.ago_before, *self.counts)))


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """The calendars of all languages by their codes; in others only dates in figures are read."""

    languages: Mapping[str, LanguageCalendar] = field(default_factory=dict)

    def of(self, language: str) -> LanguageCalendar:
        """The calendar of a language."""
        return self.languages.get(language, _NO_CALENDAR)


_NO_CALENDAR: Final = LanguageCalendar()


def with_proclitics(word: str) -> tuple[str, ...]:
    """A folded word, and if it is Arabic, with the proclitics that may stand before a date."""
    if word < _FIRST_NON_LATIN:
        return (word,)
    joined = [proclitic + word for proclitic in _JOINED]
    if word.startswith("ال"):
        joined.append("لل" + word[2:])
    return tuple(joined)


def phrase_table(
    phrases: Iterable[tuple[str, str, int]],
) -> Mapping[str, tuple[tuple[tuple[str, ...], Meaning], ...]]:
    """Phrases with their kind and number, by first word."""
    table: dict[str, dict[tuple[str, ...], Meaning]] = {}
    for phrase, kind, number in phrases:
        first, *rest = Words.of(phrase).forms
        for form in with_proclitics(first):
            table.setdefault(form, {}).setdefault(tuple(rest), (kind, number, len(rest) + 1))
    return {
        first: tuple(sorted(rest.items(), key=lambda item: -len(item[0]))) for first, rest in table.items()
    }
