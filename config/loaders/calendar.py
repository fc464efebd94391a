"""Loads the names of months and weekdays."""

from streams.events.dates import CalendarNames


def load_calendar_names() -> CalendarNames:
    """The calendar names of this installation."""
    return CalendarNames()
