"""Dates in an article, absolute and relative, resolved against its publication date."""

from streams.events.dates.finder import find_dates
from streams.events.dates.names import CalendarNames, LanguageCalendar

__all__ = ["CalendarNames", "LanguageCalendar", "find_dates"]
