"""Dates in an article, absolute and relative, resolved against its publication date."""

from dataclasses import dataclass

from streams.records.event import EventDate


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Names of months and weekdays and the words of relative dates, by language."""


def find_dates(
    text: str, language: str, published_at: str | None, names: CalendarNames
) -> tuple[EventDate, ...]:
    """The dates in the order of the text, not overlapping; `text[start:end]` is the quoted date.

    `published_at` is RFC 3339 or a date. What cannot be resolved without a guess has `value` and
    `resolution` null. A week's `value` is its Monday (ISO 8601).
    """
    del text, language, published_at, names
    return ()
