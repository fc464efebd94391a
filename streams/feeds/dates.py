"""Dates as feeds write them, to RFC 3339."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final

from streams.dates import timestamp

_ISO: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?)?"
    r"\s?(Z|z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.ASCII,
)
_LONGEST: Final = 80


def to_rfc3339(written: str) -> str | None:
    """RFC 3339 in UTC (to the second), or the date alone where there is no time; None when unreadable.

    Reads RFC 822 with its usual variants (RSS), W3CDTF and ISO 8601 (Atom, Dublin Core, sitemaps). Without a
    zone UTC is taken.
    """
    text = " ".join(written[:_LONGEST].split())
    if not text:
        return None
    found = _from_iso(text) or _from_rfc822(text)
    return found if found and timestamp(found) is not None else None


def _from_iso(text: str) -> str | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            min(int(second or 0), 59),
            tzinfo=_zone(zone),
        )
        return _write(moment)
    except (ValueError, OverflowError):
        return None


def _zone(zone: str | None) -> timezone:
    if zone is None or zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if zone[0] == "-" else offset)


def _from_rfc822(text: str) -> str | None:
    try:
        parsed = parsedate_tz(text)
        if parsed is None:
            return None
        year, month, day, hour, minute, second, *_, offset = parsed
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return _write(moment - timedelta(seconds=offset or 0))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _write(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
