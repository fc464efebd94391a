"""What is remembered of a feed between two polls, and how it is written down."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from streams.feeds.identity import KEY_CHARACTERS

DAY: Final = 86_400
SEEN_DAYS: Final = 45
"""How long an item that a feed no longer lists is remembered, in days."""
MAX_SEEN: Final = 50_000
"""Items remembered beyond those now listed, at most; 11 bytes each."""


class FeedState(msgspec.Struct, frozen=True, omit_defaults=True):
    """The state of one feed. Times are seconds since 1970.

    `revision` counts the writes, so that the latest of several records can be told.
    `seen` holds, by the day on which they were last listed, the keys of items, one after another.
    `waiting` counts how often the page of an item could not be had. `sitemaps` has the modification date of
    each sitemap of an index when it was last read in full.
    """

    url: str
    revision: int = 0
    polled_at: float = 0.0
    next_poll: float = 0.0
    interval: float = 0.0
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    gone: bool = False
    failures: int = 0
    failure: str | None = None
    succeeded_at: float | None = None
    new_at: float | None = None
    seen: dict[str, str] = {}
    waiting: dict[str, int] = {}
    sitemaps: dict[str, str] = {}
    schema: int = 1

    @property
    def address(self) -> str:
        """Where the feed is now."""
        return self.moved_to or self.url


_decoder: Final = msgspec.json.Decoder(FeedState)
_encoder: Final = msgspec.json.Encoder()


def encode(state: FeedState) -> bytes:
    """The state as JSON."""
    return _encoder.encode(state)


def decode(value: bytes) -> FeedState:
    """The state from JSON.

    Raises:
        ValueError: it is none.
    """
    return _decoder.decode(value)


def seen_keys(state: FeedState) -> dict[str, int]:
    """The keys of the items seen, each with the day on which it was last listed (days since 1970)."""
    width = KEY_CHARACTERS
    return {
        keys[start : start + width]: int(day)
        for day, keys in sorted(state.seen.items())
        for start in range(0, len(keys), width)
    }


def remember(seen: Mapping[str, int], listed: Iterable[str], now: float) -> dict[str, str]:
    """`FeedState.seen` after a poll that found `listed` (all known by now).

    What is listed is always kept, however much it is, or it would be sent again with every poll.
    """
    today = int(now // DAY)
    kept = dict.fromkeys(listed, today)
    earlier = [(day, key) for key, day in seen.items() if key not in kept and day > today - SEEN_DAYS]
    earlier.sort(reverse=True)
    by_day: dict[str, list[str]] = {}
    for key, day in [*kept.items(), *((key, day) for day, key in earlier[:MAX_SEEN])]:
        by_day.setdefault(str(day), []).append(key)
    return {day: "".join(keys) for day, keys in sorted(by_day.items())}
