"""What `murasil feeds` counts; the metrics themselves stand in the catalogue."""

from urllib.parse import urlsplit

from agents.feeds.poller import PollReport
from agents.metrics import Metrics
from streams.feeds.options import FeedSource
from streams.feeds.schedule import is_silent
from streams.feeds.state import FeedState


def label(feed: FeedSource) -> str:
    """A feed's label: its address without scheme and user name."""
    parts = urlsplit(feed.url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}{query}"


def begin(metrics: Metrics, feed: FeedSource) -> None:
    """Lets a feed's counters begin at 0: a rate sees only what comes after the first value."""
    name = label(feed)
    for counter in ("polls", "items", "new", "duplicates", "left_out"):
        metrics.add(f"murasil_feed_{counter}_total", 0, name)


def record(metrics: Metrics, feed: FeedSource, report: PollReport, now: float) -> None:
    """Counts one poll."""
    name = label(feed)
    metrics.add("murasil_feed_polls_total", 1, name)
    metrics.add("murasil_feed_items_total", report.listed, name)
    metrics.add("murasil_feed_new_total", report.sent, name)
    metrics.add("murasil_feed_duplicates_total", report.duplicates, name)
    metrics.add("murasil_feed_left_out_total", report.left_out, name)
    for failure in (report.failure, *report.item_failures):
        if failure is not None:
            metrics.add("murasil_feed_errors_total", 1, name, failure.label)
    metrics.observe("murasil_feed_poll_seconds", report.seconds)
    metrics.set("murasil_feed_last_poll_seconds", report.seconds, name)
    show_state(metrics, feed, report.state, now)


def show_state(metrics: Metrics, feed: FeedSource, state: FeedState, now: float) -> None:
    """Shows what is remembered of a feed."""
    name = label(feed)
    metrics.set("murasil_feed_last_success_timestamp_seconds", state.succeeded_at or 0, name)
    metrics.set("murasil_feed_last_new_timestamp_seconds", state.new_at or 0, name)
    metrics.set("murasil_feed_next_poll_timestamp_seconds", state.next_poll, name)
    silent = state.gone or is_silent(state.new_at, state.interval, now)
    metrics.set("murasil_feed_silent", float(silent), name)
