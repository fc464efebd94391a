"""Reads dates in the words of an article, without knowing when it was published."""

from typing import Final, cast

from streams.events.dates.cursor import Cursor
from streams.events.dates.expression import Expression
from streams.events.dates.figures import read_figures
from streams.events.dates.months import read_month
from streams.events.dates.names import Unit
from streams.events.dates.relative import read_ago

MOST_FIGURES: Final = 50_000
"""No article has more figures; a text that does is looked at so far."""
_DIGITS: Final = frozenset("0123456789")


def read_expressions(cursor: Cursor) -> list[Expression]:
    """All dates in the order of the text, not overlapping."""
    found: list[Expression] = []
    phrases, words = cursor.calendar.phrases, cursor.words
    free = figures = 0
    for index in sorted({*words.among(cursor.calendar.openings), *words.figures}):
        if index < free:
            continue
        form = cursor.forms[index]
        if form in phrases:
            following = _named(cursor, index)
        elif not form.isalpha():
            figures += 1
            following = read_figures(cursor, index) if figures <= MOST_FIGURES else None
        else:
            following = read_ago(cursor, index)
        if following:
            expression, free = following
            if not _part_of_name(cursor, index, expression):
                found.append(expression)
    return found


def _part_of_name(cursor: Cursor, index: int, expression: Expression) -> bool:
    """Whether a day of a month is part of a name: "شارع 14 تموز"."""
    if not index or expression.day is None or expression.year is not None:
        return False
    return cursor.words.gaps[index] == " " and cursor.forms[index - 1] in cursor.calendar.not_after


def _named(cursor: Cursor, index: int) -> tuple[Expression, int] | None:
    meaning = cursor.phrase(index)
    if meaning is None:
        return None
    kind, number, length = meaning
    if kind in {"named", "persian"}:
        return read_month(cursor, index, None, index)
    if kind == "weekday":
        return _weekday(cursor, index, number, length)
    relative = cursor.expression(index, index + length, unit=cast(Unit, kind), shift=number)
    after = index + length
    if kind == "day" and cursor.joined(after):
        following = cursor.phrase(after)
        if following and following[0] == "weekday":  # "أمس الجمعة": the weekday decides
            end = after + following[2]
            dated = _dated_after(cursor, end)
            if dated:
                return dated[0].spanning(relative.start, relative.end), dated[1]
            both = cursor.expression(index, end, weekday=following[1], shift=number)
            return both, end
    if kind == "day" and number == 0 and not _today(cursor, index, after):
        return None
    return relative, after


def _today(cursor: Cursor, index: int, after: int) -> bool:
    """Whether "اليوم" is today, not "the day" of something: "اليوم التالي", "في ذلك اليوم"."""
    before = cursor.before(index)
    return before not in cursor.calendar.not_today_after and (
        after >= len(cursor.forms)
        or cursor.words.gaps[after] != " "
        or cursor.forms[after] not in cursor.calendar.not_today_before
    )


def _weekday(cursor: Cursor, index: int, number: int, length: int) -> tuple[Expression, int] | None:
    before = cursor.before(index)
    if before in cursor.calendar.not_after:
        return None
    end = index + length
    dated = _dated_after(cursor, end)
    first = index
    direction = None
    if cursor.calendar.modifiers_first:
        if before in cursor.calendar.modifiers:
            direction, first = cursor.calendar.modifiers[before], index - 1
    elif cursor.joined(end) and cursor.forms[end] in cursor.calendar.modifiers:
        direction, end = cursor.calendar.modifiers[cursor.forms[end]], end + 1
    if dated:
        return dated[0].spanning(cursor.words.starts[first], cursor.words.ends[index]), dated[1]
    if cursor.joined(end):
        following = cursor.phrase(end)
        if following and following[0] == "day" and following[1] != 0:  # "الجمعة أمس"
            after = end + following[2]
            return cursor.expression(first, after, weekday=number, shift=following[1]), after
    return cursor.expression(first, end, weekday=number, direction=direction), end


def _dated_after(cursor: Cursor, index: int) -> tuple[Expression, int] | None:
    """A day and month, or a date in figures, right after a weekday: "الجمعة (3 تشرين الثاني 2017)"."""
    if not cursor.joined(index):
        return None
    if cursor.forms[index][:1] in _DIGITS:
        read = read_figures(cursor, index)
    else:
        meaning = cursor.phrase(index)
        read = (
            read_month(cursor, index, None, index) if meaning and meaning[0] in {"named", "persian"} else None
        )
    if read is None or read[0].day is None:
        return None
    expression, end = read
    closing = cursor.words.ends[end - 1]
    if cursor.words.text[closing : closing + 1] == ")" and "(" in cursor.words.gaps[index]:
        expression = expression.spanning(expression.start, closing + 1)
    return expression, end
