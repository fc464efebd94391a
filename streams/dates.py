"""Dates as raw articles carry them: RFC 3339, or a date alone."""

import re
from datetime import UTC, datetime
from typing import Final

_DATE: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
MICROSECONDS_A_DAY: Final = 86_400_000_000


def timestamp(text: str) -> int | None:
    """Microseconds since 1970 UTC, or None when the text is no date.

    A date alone means 00:00; a time without a zone is UTC (RFC 3339, section 5.6, with both made optional).
    A leap second counts as the second before it.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
            tzinfo=UTC,
        )
        if int(second or 0) > 60:
            return None
    except ValueError:
        return None
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    microseconds = since.days * MICROSECONDS_A_DAY + since.seconds * 1_000_000
    if fraction:
        microseconds += int(fraction.ljust(6, "0")[:6])
    return microseconds - _offset(zone)


def _offset(zone: str | None) -> int:
    if zone is None or zone in "Zz":
        return 0
    digits = zone[1:].replace(":", "")
    microseconds = (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * 1_000_000
    return -microseconds if zone[0] == "-" else microseconds
