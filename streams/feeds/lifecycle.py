"""How a poll changes what is remembered of a feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from streams.feeds import schedule
from streams.feeds.model import FeedDocument
from streams.feeds.options import FeedSource
from streams.feeds.reasons import Failure
from streams.feeds.schedule import Yield
from streams.feeds.state import FeedState, remember, seen_keys


@dataclass(frozen=True, slots=True)
class Moment:
    """When a poll ended (seconds since 1970) and a random number in [0, 1) that spreads what follows."""

    now: float
    spread: float = 0.5


@dataclass(frozen=True, slots=True)
class Success:
    """A poll that was answered. `document` is None when nothing had changed (304).

    `listed` are the keys of the items that are done with (sent now or before), `new` of them are sent now,
    `waiting` counts the attempts for those whose page could not be had yet. `complete` is false when items are
    left for the next poll: then the feed must be answered in full again, not with 304.
    """

    document: FeedDocument | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    listed: tuple[str, ...] = ()
    new: int = 0
    waiting: Mapping[str, int] = field(default_factory=dict)
    complete: bool = True
    sitemaps: Mapping[str, str] = field(default_factory=dict)


def succeeded(state: FeedState, feed: FeedSource, poll: Success, moment: Moment) -> FeedState:
    """The state after a poll that was answered."""
    now = moment.now
    elapsed = now - state.succeeded_at if state.succeeded_at is not None else None
    found = Yield(len(poll.document.entries) if poll.document else 0, poll.new, elapsed)
    interval = schedule.interval(state.interval, found, feed)
    wait = interval if poll.complete else feed.min_interval
    changed = poll.document is not None
    return msgspec.structs.replace(
        state,
        revision=state.revision + 1,
        polled_at=now,
        interval=interval,
        next_poll=schedule.next_poll(now, wait, poll.document, feed, moment.spread),
        etag=(poll.etag if poll.complete else None) if changed else state.etag,
        last_modified=(poll.last_modified if poll.complete else None) if changed else state.last_modified,
        moved_to=poll.moved_to or state.moved_to,
        gone=False,
        failures=0,
        failure=None,
        succeeded_at=now,
        new_at=now if poll.new else state.new_at,
        seen=remember(seen_keys(state), poll.listed, now) if changed else state.seen,
        waiting=dict(poll.waiting) if changed else state.waiting,
        sitemaps=dict(poll.sitemaps if poll.complete else {}) if changed else state.sitemaps,
    )


def progressed(state: FeedState, keys: tuple[str, ...], now: float) -> FeedState:
    """The state in the middle of a poll: some items are sent, the rest is still to be read again if it ends here."""
    return msgspec.structs.replace(
        state,
        revision=state.revision + 1,
        etag=None,
        last_modified=None,
        new_at=now,
        seen=remember(seen_keys(state), keys, now),
    )


def failed(
    state: FeedState, feed: FeedSource, failure: Failure, moment: Moment, retry_after: float | None = None
) -> FeedState:
    """The state after a poll that failed; an address that a redirect led to is forgotten when it fails for good."""
    failures = state.failures + 1
    wait = schedule.backoff(failures, feed, moment.spread)
    if failure is Failure.GONE and state.moved_to is None:
        wait = schedule.GONE_INTERVAL
    return msgspec.structs.replace(
        state,
        revision=state.revision + 1,
        polled_at=moment.now,
        next_poll=moment.now + max(wait, retry_after or 0.0),
        gone=failure is Failure.GONE and state.moved_to is None,
        moved_to=None if not failure.passing or failures > 3 else state.moved_to,
        etag=None if failure is Failure.GONE else state.etag,
        last_modified=None if failure is Failure.GONE else state.last_modified,
        failures=failures,
        failure=failure.label,
    )
