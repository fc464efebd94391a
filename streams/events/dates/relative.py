"""Reads dates counted back from the publication."""

from streams.events.dates.cursor import Cursor
from streams.events.dates.expression import Expression


def read_ago(cursor: Cursor, index: int) -> tuple[Expression, int] | None:
    """Units back: "قبل يومين", "قبل 3 أيام", "two days ago"."""
    calendar = cursor.calendar
    at = index + 1 if cursor.forms[index] in calendar.ago_before else index
    if at == index and not calendar.ago_after:
        return None
    if at >= len(cursor.forms) or (at > index and cursor.words.gaps[at] != " "):
        return None
    form = cursor.forms[at]
    if at > index and form in calendar.pairs:
        return cursor.expression(index, at + 1, unit=calendar.pairs[form], shift=-2), at + 1
    if at > index and form in calendar.units:
        return cursor.expression(index, at + 1, unit=calendar.units[form], shift=-1), at + 1
    count = calendar.counts.get(form)
    if count is None:
        count = cursor.number(at)
    if count is None or not cursor.joined(at + 1) or cursor.forms[at + 1] not in calendar.units:
        return None
    unit, end = calendar.units[cursor.forms[at + 1]], at + 2
    if at == index:
        if not cursor.joined(end) or cursor.forms[end] not in calendar.ago_after:
            return None
        end += 1
    return cursor.expression(index, end, unit=unit, shift=-count), end
