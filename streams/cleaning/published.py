"""The article's own date: from the lines around the body, or from the dateline at its beginning."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from streams.cleaning.body import Stretch
from streams.cleaning.lines import Line
from streams.written_dates import DateNames, dates_in, weekday_before

_BEFORE: Final = 12
_INSIDE: Final = 2
_AFTER: Final = 8
_DATELINE: Final = 90
_OPENING: Final = 2_000
_DATE_WORDS: Final = 10
_DIGIT: Final = re.compile(r"\d")
_TIME: Final = re.compile(r"\d+|[^\W\d_]+")
_SIGNED: Final = re.compile(r"[-–—]\s.*@")
"""A quoted message's signature, part of the story that quotes it."""
_UPDATED: Final = re.compile(r"updat|تحديث|actualiz|mis.? à jour|güncel|обновл|روزرسانی", re.IGNORECASE)


def is_date_line(line: Line, names: DateNames) -> bool:
    """Whether a short line is little more than a date, a time and a name."""
    if line.words > _DATE_WORDS or not _DIGIT.search(line.text) or _SIGNED.match(line.text):
        return False
    found = next(dates_in(line.text, names), None)
    if found is None:
        return False
    rest = _TIME.findall(line.text[: found.start] + " " + line.text[found.end :])
    return sum(not word.isdecimal() for word in rest) <= 5


def published(lines: Sequence[Line], body: Stretch, names: DateNames) -> str | None:
    """The date of publication that the text itself gives, or None; as `YYYY-MM-DD`.

    Date lines near the body come first: the nearest before it, then those after it, times of an update only when
    there is no other. Else the body's dateline, or a weekday with the date in brackets behind it, the way in
    which agencies write "today". A date inside the story is never taken.
    """
    head = [line for line in lines[: body.first + _INSIDE] if line.kind != "tags"]
    before = [line for line in head[-_BEFORE:] if line.kind == "byline"]
    after = [line for line in lines[body.last : body.last + _AFTER] if line.kind == "byline"]
    dated = [
        (line, found.value)
        for line in (*reversed(before), *after)
        if (found := next(dates_in(line.text, names), None)) is not None
    ]
    for line, value in dated:
        if not _UPDATED.search(line.text):
            return value.isoformat()
    if dated:
        return dated[0][1].isoformat()
    day = _in_body([line for line in lines[body.first : body.last] if line.kind is None], names)
    return day.isoformat() if day else None


def _in_body(body: Sequence[Line], names: DateNames) -> date | None:
    length = 0
    for position, line in enumerate(body):
        if length > _OPENING:
            break
        length += len(line.text)
        if position > 0 and "(" not in line.text:
            continue
        for found in dates_in(line.text[:_OPENING], names):
            if position == 0 and found.end <= _DATELINE and _is_dateline(line.text, found.start, found.end):
                return found.value
            bracketed = line.text[: found.start].endswith("(") and line.text[found.end :].startswith(")")
            if bracketed and weekday_before(line.text, found.start, names) == found.value.weekday():
                return found.value
    return None


def _is_dateline(text: str, start: int, end: int) -> bool:
    """PLACE, date (AGENCY) - : only names before the date, a dash soon after it."""
    return (
        start <= _DATELINE // 2 and re.match(r"[^.!?؟:]{0,30}?\s?[-–—:]\s", text[end : end + 40]) is not None
    )
