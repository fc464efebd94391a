"""When to poll again: arithmetic on explicit times, in seconds since 1970."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import sqrt
from typing import Final

from streams.feeds.model import FeedDocument
from streams.feeds.options import FeedSource

HOUR: Final = 3600
LONGEST_RETRY_AFTER: Final = 24 * HOUR
GONE_INTERVAL: Final = 30 * 24 * HOUR
"""A feed that answered 410 is looked at again after this long, in case it came back."""
_GROWTH: Final = 1.5
_JITTER: Final = 0.1


@dataclass(frozen=True, slots=True)
class Yield:
    """What a successful poll found: items listed, those of them not seen before, seconds since the last one."""

    listed: int
    new: int
    elapsed: float | None


def interval(previous: float, found: Yield, feed: FeedSource) -> float:
    """The seconds to the next poll of a feed, from how often it changes and how much of it was new.

    The interval moves towards the mean time between two items (the geometric mean of the two, so that one
    burst does not decide). When half of the list was new, items may have been missed in between: it is halved
    at least. Without anything new it grows by half. Always within the feed's bounds.
    """
    if found.elapsed is None or previous <= 0:
        return clamp(3 * feed.min_interval, feed)
    if found.new == 0:
        return clamp(previous * _GROWTH, feed)
    towards = sqrt(previous * found.elapsed / found.new)
    if 2 * found.new >= found.listed:
        towards = min(towards, previous / 2)
    return clamp(min(towards, previous * _GROWTH), feed)


def clamp(seconds: float, feed: FeedSource) -> float:
    """The seconds within the feed's bounds."""
    return min(max(seconds, feed.min_interval), max(feed.max_interval, feed.min_interval))


def next_poll(
    now: float, seconds: float, document: FeedDocument | None, feed: FeedSource, spread: float
) -> float:
    """The time of the next poll after a success.

    `spread` in [0, 1) varies it by a tenth either way, so that feeds do not keep step. The document's `ttl` is
    a lower bound (up to the feed's `max_interval`: a feed cannot silence itself), and hours and days that it
    asks to skip are skipped.
    """
    seconds *= 1 + _JITTER * (2 * spread - 1)
    if document is None:
        return now + seconds
    if document.ttl:
        seconds = max(seconds, clamp(document.ttl, feed))
    return after_skipped(now + seconds, document.skip_hours, document.skip_days)


def after_skipped(moment: float, hours: frozenset[int], days: frozenset[int]) -> float:
    """The first time from `moment` on that is in none of the hours (UTC) and days; at most a week later."""
    if len(hours) >= 24 or len(days) >= 7:
        return moment
    later = moment
    for _ in range(7 * 24):
        at = datetime.fromtimestamp(later, UTC)
        if at.hour not in hours and at.weekday() not in days:
            return later
        later = (later // HOUR + 1) * HOUR
    return moment


def backoff(failures: int, feed: FeedSource, spread: float) -> float:
    """Seconds to wait after the `failures`-th failure in a row: doubling, half of it at random."""
    ceiling = clamp(feed.min_interval * 2 ** min(failures - 1, 16), feed)
    return ceiling * (0.5 + 0.5 * spread)


def retry_after(header: str | None, now: float) -> float | None:
    """Seconds that a `Retry-After` header asks to wait (RFC 9110, section 10.2.3), a day at most."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 12:
        return float(min(int(text), LONGEST_RETRY_AFTER))
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return min(max(moment.timestamp() - now, 0.0), LONGEST_RETRY_AFTER)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def is_silent(new_at: float | None, interval_: float, now: float) -> bool:
    """Whether a feed that answers has had nothing new for so long that somebody should look."""
    return new_at is not None and now - new_at > max(3 * 24 * HOUR, 20 * interval_)
