"""What a date's words say, before the publication date is known."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, TypedDict

from streams.events.dates.names import Unit

Resolution = Literal["day", "week", "month", "year"]
Resolved = tuple[str | None, Resolution | None]

UNRESOLVED: Final[Resolved] = (None, None)
_MONTHS_BACK: Final = 9
"""A day or month without year that would lie further back may as well be the next one: unresolved."""


class Parts(TypedDict, total=False):
    """What an expression may say, see there."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    unit: Unit | None
    shift: int
    direction: int | None


@dataclass(frozen=True, slots=True)
class Expression:
    """A date's words: `text[start:end]`.

    Either `year`, `month` and `day` as far as they are said, with `direction` −1 for "last", 0 for "this", 1 for
    "next" where no year is said; or `shift` units of `unit` from the publication; or a `weekday` (Monday is 0) alone.
    With nothing said it is a date that could be several.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: Unit | None = None
    shift: int = 0
    direction: int | None = None

    def spanning(self, start: int, end: int) -> "Expression":
        """The same over a wider span."""
        return replace(self, start=min(self.start, start), end=max(self.end, end))


def resolve(expression: Expression, published: date | None, own_year: int | None) -> Resolved:
    """Value and resolution.

    `own_year`: the year that an undated article says it is about.
    """
    try:
        if expression.year is not None:
            return _absolute(expression.year, expression.month, expression.day)
        if expression.month is not None:
            return _yearless(expression, published, own_year)
        if published is None or (expression.weekday is None and expression.unit is None):
            return UNRESOLVED
        if expression.weekday is not None:
            return _weekday(expression, published), "day"
        return _shifted(expression, published)
    except (ValueError, OverflowError):
        return UNRESOLVED


def _absolute(year: int, month: int | None, day: int | None) -> Resolved:
    if month is None:
        return f"{year:04}", "year"
    if day is None:
        return f"{year:04}-{month:02}", "month"
    return date(year, month, day).isoformat(), "day"


def _yearless(expression: Expression, published: date | None, own_year: int | None) -> Resolved:
    """The nearest year back for what is reported, forward only where the words say so."""
    month, day, direction = expression.month or 1, expression.day, expression.direction
    if published is None:
        return _absolute(own_year, month, day) if own_year and direction in {None, 0} else UNRESOLVED
    if direction == 0:
        return _absolute(published.year, month, day)
    later = (month, day or 0) > (published.month, published.day if day else 0)
    if direction == 1:
        return _absolute(published.year if later else published.year + 1, month, day)
    same = month == published.month and direction == -1 and day is None
    year = published.year - 1 if later or same else published.year
    back = (published.year - year) * 12 + published.month - month
    return UNRESOLVED if direction is None and back > _MONTHS_BACK else _absolute(year, month, day)


def _weekday(expression: Expression, published: date) -> str:
    """The last such day up to the publication, which "last" excludes; for "next" the first one after it."""
    back = (published.weekday() - (expression.weekday or 0)) % 7
    if expression.direction == 1:
        return (published + timedelta(days=7 - back)).isoformat()
    if expression.shift < 0 or expression.direction == -1:
        back = back or 7
    if expression.shift > 0:
        back -= 7
    return (published - timedelta(days=back)).isoformat()


def _shifted(expression: Expression, published: date) -> Resolved:
    shift = expression.shift
    if expression.unit == "day":
        return (published + timedelta(days=shift)).isoformat(), "day"
    if expression.unit == "week":
        day = published + timedelta(days=7 * shift)
        return (day - timedelta(days=day.weekday())).isoformat(), "week"
    if expression.unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        return date(months // 12, months % 12 + 1, 1).isoformat()[:7], "month"
    return date(published.year + shift, 1, 1).isoformat()[:4], "year"


def days_in(year: int | None, month: int) -> int:
    """How many days a month may have at most."""
    return calendar.monthrange(year or 2000, month)[1]
