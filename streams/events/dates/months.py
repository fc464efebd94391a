"""Reads what begins with a month's name, or has one behind a day."""

from streams.events.dates.cursor import LONGEST_NUMBER, ORDINALS, PERSIAN_YEARS, YEARS, Cursor
from streams.events.dates.expression import Expression, days_in


def read_month(cursor: Cursor, index: int, day: int | None, first: int) -> tuple[Expression, int] | None:
    """A month's name at `index` with what stands around it: day, second name, year, modifier."""
    meaning = cursor.phrase(index)
    if meaning is None:
        return None
    kind, month, length = meaning
    at = index + length
    if cursor.joined(at):
        second = cursor.phrase(at)  # "حزيران/يونيو", "يناير كانون الثاني"
        if second and second[:2] == (kind, month):
            at += second[2]
    if day is None and cursor.joined(at) and cursor.words.gaps[at] == " ":
        day, at = _day_after(cursor, at)
    year, after = _year_after(cursor, at)
    direction = None
    if year is None:
        direction, after, first = _direction(cursor, at, first)
    else:
        at = after
    if day is None and year is None and direction is None and not _certain(cursor, index, length):
        return None
    if day is None and first == index and index and cursor.forms[index - 1] in cursor.calendar.month_nouns:
        first = index - 1
    if kind == "persian":
        return cursor.whole(first, at, year, month, day or 1) if year in PERSIAN_YEARS and day else None
    if year is not None and year not in YEARS:
        return None
    if day is not None and not 1 <= day <= days_in(year, month):
        return None
    end = max(at, after)
    return cursor.expression(first, end, year=year, month=month, day=day, direction=direction), end


def _certain(cursor: Cursor, index: int, length: int) -> bool:
    """Whether a month's name alone is a month."""
    if length > 1 or cursor.forms[index] not in cursor.calendar.ambiguous:
        return True
    return (
        index > 0
        and cursor.words.gaps[index] == " "
        and cursor.forms[index - 1] in cursor.calendar.month_cues
    )


def _day_after(cursor: Cursor, index: int) -> tuple[int | None, int]:
    """The day after a month's name: "March 19"."""
    form = cursor.forms[index]
    figures = form[:-2] if form.endswith(ORDINALS) else form
    if cursor.calendar.modifiers_first and figures.isdecimal() and len(figures) <= 2:
        day = int(figures)
        return (day, index + 1) if 1 <= day <= 31 else (None, index)
    return None, index


def _year_after(cursor: Cursor, index: int) -> tuple[int | None, int]:
    """The year after day and month, fillers between: "من عام 2017"."""
    at = index
    while cursor.joined(at) and cursor.forms[at] in cursor.calendar.fillers and at - index < 3:
        at += 1
    if not cursor.joined(at):
        return None, index
    year = cursor.number(at)
    if (
        year is not None
        and len(cursor.forms[at]) == LONGEST_NUMBER
        and (year in YEARS or year in PERSIAN_YEARS)
    ):
        return year, at + 1
    return None, index


def _direction(cursor: Cursor, after: int, first: int) -> tuple[int | None, int, int]:
    """ "Last", "this" or "next" beside a month; also "من العام الماضي" and "last year" after it."""
    calendar = cursor.calendar
    if calendar.modifiers_first and first and cursor.words.gaps[first] == " ":
        before = cursor.forms[first - 1]
        if before in calendar.modifiers:
            return calendar.modifiers[before], after, first - 1
    if not calendar.modifiers_first and cursor.joined(after) and cursor.forms[after] in calendar.modifiers:
        return calendar.modifiers[cursor.forms[after]], after + 1, first
    return None, after, first
