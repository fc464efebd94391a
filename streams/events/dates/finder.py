"""Finds and resolves dates."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from streams.dates import timestamp
from streams.events.dates.cursor import Cursor
from streams.events.dates.expression import Expression, resolve
from streams.events.dates.names import CalendarNames
from streams.events.dates.reading import read_expressions
from streams.events.words import Words
from streams.records.event import EventDate

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def find_dates(
    text: str, language: str, published_at: str | None, names: CalendarNames, words: Words | None = None
) -> tuple[EventDate, ...]:
    """The dates in the order of the text, not overlapping; `text[start:end]` is the quoted date.

    `published_at` is RFC 3339 or a date; `words` are the text's, where the caller has them already. What cannot
    be resolved without a guess has `value` and `resolution` null. A week's `value` is its Monday (ISO 8601).
    A month without year is the nearest one back from the publication, unless that is more than nine months;
    in an article without date it is in the year that the article says it is about, if it does.
    """
    words = words or Words.of(text)
    expressions = read_expressions(Cursor(words, names.of(language), month_first=language == "en"))
    if not expressions:
        return ()
    published = _day(published_at)
    own_year = _own_year(expressions) if published is None else None
    return tuple(
        EventDate(text[e.start : e.end], e.start, e.end, *resolve(e, published, own_year))
        for e in expressions
    )


def _day(published_at: str | None) -> date | None:
    microseconds = timestamp(published_at) if published_at else None
    if microseconds is None:
        return None
    try:
        return (_EPOCH + timedelta(microseconds=microseconds)).date()
    except OverflowError:
        return None


def _own_year(expressions: list[Expression]) -> int | None:
    """The year that an article names at least twice, and no later one at all."""
    years = Counter(e.year for e in expressions if e.year is not None)
    last = max(years, default=None)
    return last if last is not None and years[last] > 1 else None
