"""Dates written with names of months, or in numbers, in any of the languages that the calendar file knows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple

from streams.folding import fold

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_YEAR: Final = re.compile(r"[12١٢۱۲]\d{3}(?!\d)")
_YEARS: Final = range(1300, 2100)
_FILLERS: Final = frozenset("de del of the st nd rd th er ال من سنه عام ماه سال г года год um".split())
_NUMERIC: Final = re.compile(r"\s?[-/.–]\s?")
_ENGLISH: Final = frozenset(
    "on at by am pm et est edt gmt published posted updated date created first last".split()
)
_PERSIAN_YEARS: Final = range(1300, 1500)
_BACK: Final = 5


@dataclass(frozen=True, slots=True)
class DateNames:
    """Folded names to numbers: months from 1, weekdays from 0 for Monday."""

    months: Mapping[str, int] = field(default_factory=dict)
    persian_months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)


class FoundDate(NamedTuple):
    """A full date and where it is written: half-open offsets in the text."""

    start: int
    end: int
    value: date


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    number: int | None


def dates_in(text: str, names: DateNames) -> Iterator[FoundDate]:
    """The full dates (day, month, year) in a text, in order.

    Solar Hijri dates are converted; Islamic (lunar) ones are not read, their start being decided by sighting.
    Numbers alone are read day first, unless they can only be month first; with slashes in an English line,
    where both are usual, a date that could be either is not read.
    """
    for year in _YEAR.finditer(text):
        if int(year.group()) not in _YEARS or text[year.start() - 1 : year.start()].isdecimal():
            continue
        begin = max(0, year.start() - 48)
        before = [_token(m, begin) for m in _TOKEN.finditer(text[begin : year.start()])]
        after = [_token(m, year.end()) for m in _TOKEN.finditer(text[year.end() : year.end() + 16])]
        found = _ending(text, before, year, names) or _starting(text, year, after)
        if found is not None:
            yield found


def weekday_before(text: str, start: int, names: DateNames) -> int | None:
    """The weekday named directly before an offset, brackets and commas aside."""
    words = [fold(m.group()) for m in _TOKEN.finditer(text[max(0, start - 24) : start])]
    for name in (" ".join(words[-2:]), *words[-1:]):
        if name in names.weekdays:
            return names.weekdays[name]
    return None


def _token(match: re.Match[str], offset: int) -> _Token:
    text = match.group()
    number = int(text[:9]) if text.isdecimal() else None
    return _Token(
        match.start() + offset, match.end() + offset, "" if number is not None else fold(text), number
    )


def _ending(text: str, before: list[_Token], year: re.Match[str], names: DateNames) -> FoundDate | None:
    """Dates that end with their year: 20 March 2019, March 20, 2019, 20/03/2019."""
    tokens = [token for token in before if token.word not in _FILLERS]
    months = names.persian_months if int(year.group()) in _PERSIAN_YEARS else names.months
    month, rest = _month_at_end(tokens, months)
    if month is not None:
        return _dated(rest[-1:], year, month) if rest and rest[-1].number is not None else None
    if tokens and tokens[-1].number is not None:
        month, rest = _month_at_end(tokens[:-1], months)
        if month is not None and text[tokens[-1].end : year.start()].strip(", \u060c.") in (
            "",
            "th",
            "st",
            "nd",
            "rd",
        ):
            day = tokens[-1].number
            start = tokens[len(rest)].start
            return _found(start, year.end(), int(year.group()), month, day)
        if len(tokens) > 1 and tokens[-2].number is not None:
            return _numeric(text, tokens[-2], tokens[-1], year)
    return None


def _month_at_end(tokens: list[_Token], months: Mapping[str, int]) -> tuple[int | None, list[_Token]]:
    """The month that the tokens end with, and the tokens before it; two names of one month count as one."""
    month = None
    while tokens:
        for length in (2, 1):
            value = (
                months.get(" ".join(token.word for token in tokens[-length:]))
                if len(tokens) >= length
                else None
            )
            if value is not None:
                break
        if value is None or (month is not None and value != month):
            break
        month, tokens = value, tokens[:-length]
    return month, tokens


def _dated(day: list[_Token], year: re.Match[str], month: int) -> FoundDate | None:
    return _found(day[0].start, year.end(), int(year.group()), month, day[0].number or 0)


def _numeric(text: str, first: _Token, second: _Token, year: re.Match[str]) -> FoundDate | None:
    separators = text[first.end : second.start], text[second.end : year.start()]
    if not all(map(_NUMERIC.fullmatch, separators)):
        return None
    day, month = first.number or 0, second.number or 0
    if month > 12 >= day:
        day, month = month, day
    elif day <= 12 and day != month and "/" in separators[0]:
        words = {token.group().lower() for token in _TOKEN.finditer(text)}
        if not words.isdisjoint(_ENGLISH):
            return None
    return _found(first.start, year.end(), int(year.group()), month, day)


def _starting(text: str, year: re.Match[str], after: list[_Token]) -> FoundDate | None:
    """Dates that start with their year: 2019-03-20, ۱۳۹۷/۱۲/۲۹."""
    if len(after) < 2 or after[0].number is None or after[1].number is None:
        return None
    month, day = after[0], after[1]
    separators = text[year.end() : month.start], text[month.end : day.start]
    if not all(map(_NUMERIC.fullmatch, separators)):
        return None
    return _found(year.start(), day.end, int(year.group()), month.number or 0, day.number or 0)


def _found(start: int, end: int, year: int, month: int, day: int) -> FoundDate | None:
    try:
        value = persian_date(year, month, day) if year in _PERSIAN_YEARS else date(year, month, day)
    except ValueError:
        return None
    return FoundDate(start, end, value)


def persian_date(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Solar Hijri one, for the years 1300 to 1499.

    Leap years by the 33-year rule, which agrees with the observed calendar in these years up to 1502 (Borkowski,
    "The Persian calendar for 3000 years", 1996).

    Raises:
        ValueError: there is no such day.
    """
    length = 31 if month <= 6 else 30 if month < 12 or _is_persian_leap(year) else 29
    if not (1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"{year}-{month}-{day} is no Solar Hijri date")
    leaps = sum(_is_persian_leap(earlier) for earlier in range(_PERSIAN_YEARS.start, year))
    days = (
        365 * (year - _PERSIAN_YEARS.start)
        + leaps
        + 31 * min(month - 1, 6)
        + 30 * max(month - 7, 0)
        + day
        - 1
    )
    return _PERSIAN_EPOCH + timedelta(days=days)


_PERSIAN_EPOCH: Final = date(1921, 3, 21)
_PERSIAN_LEAPS: Final = frozenset((1, 5, 9, 13, 17, 22, 26, 30))


def _is_persian_leap(year: int) -> bool:
    return year % 33 in _PERSIAN_LEAPS
