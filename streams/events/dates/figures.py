"""Reads dates that begin with a figure."""

from typing import Final

from streams.events.dates.cursor import LONGEST_NUMBER, PERSIAN_YEARS, YEARS, Cursor
from streams.events.dates.expression import Expression
from streams.events.dates.months import read_month
from streams.events.dates.relative import read_ago

_SEPARATORS: Final = frozenset({"/", "-", ".", " - ", " / ", "–", " – "})


def read_figures(cursor: Cursor, index: int) -> tuple[Expression, int] | None:
    """What begins with a figure: "19 March", "20/3/2019", "2019-03-20", "2015" after a cue, "3 days ago"."""
    number = cursor.number(index)
    if number is None:
        return None
    numeric = _numeric(cursor, index)
    if numeric:
        return numeric
    at = index + 1
    if 1 <= number <= 31:
        while cursor.joined(at) and cursor.forms[at] in cursor.calendar.fillers | cursor.calendar.month_nouns:
            at += 1
        meaning = cursor.phrase(at) if cursor.joined(at) else None
        if meaning and meaning[0] in {"named", "persian"}:
            return read_month(cursor, at, number, index)
    ago = read_ago(cursor, index)
    if ago:
        return ago
    if number in YEARS and len(cursor.forms[index]) == LONGEST_NUMBER:
        return _year(cursor, index, number)
    return None


def _year(cursor: Cursor, index: int, year: int) -> tuple[Expression, int] | None:
    """A bare year after a noun or preposition; the noun belongs to it."""
    calendar = cursor.calendar
    before = cursor.before(index)
    opened = cursor.words.text[max(0, cursor.words.starts[index] - 1) : cursor.words.starts[index]] == "("
    closed = cursor.words.text[cursor.words.ends[index] : cursor.words.ends[index] + 1] == ")"
    if before in calendar.year_nouns:
        return cursor.expression(index - 1, index + 1, year=year), index + 1
    if before in calendar.year_cues or (opened and closed):
        return cursor.expression(index, index + 1, year=year), index + 1
    return None


def _numeric(cursor: Cursor, index: int) -> tuple[Expression, int] | None:
    """Day, month and year in figures."""
    if index + 2 >= len(cursor.forms):
        return None
    gaps = cursor.words.gaps[index + 1], cursor.words.gaps[index + 2]
    if gaps[0] not in _SEPARATORS or gaps[1].strip() != gaps[0].strip():
        return None
    numbers = [cursor.number(at) for at in range(index, index + 3)]
    if None in numbers:
        return None
    first, second, third = (number or 0 for number in numbers)
    if first in YEARS or first in PERSIAN_YEARS:
        year, month, day = first, second, third
    elif third in YEARS or third in PERSIAN_YEARS:
        day, month, year = first, second, third
        if month > 12 >= day:
            day, month = month, day
        elif cursor.month_first and day <= 12 and day != month and "/" in gaps[0]:
            return cursor.expression(index, index + 3), index + 3  # could be either: unresolved
    else:
        return None
    return cursor.whole(index, index + 3, year, month, day)
