"""The metrics of `murasil feeds`, as data; label `feed` is bounded by the list of feeds."""

from typing import Final
from urllib.parse import urlsplit

from agents.feeds.poller import PollReport
from agents.metrics import Metric, Metrics
from streams.feeds.options import FeedSource
from streams.feeds.schedule import is_silent
from streams.feeds.state import FeedState

SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0)

CATALOGUE: Final = (
    Metric("murasil_feed_polls_total", "counter", "Polls of a feed, answered or not.", ("feed",)),
    Metric("murasil_feed_items_total", "counter", "Items that a feed listed, over all polls.", ("feed",)),
    Metric("murasil_feed_new_total", "counter", "Articles of a feed sent into `articles.raw`.", ("feed",)),
    Metric(
        "murasil_feed_duplicates_total",
        "counter",
        "Items listed that this feed, or another one of its outlet, had before.",
        ("feed",),
    ),
    Metric(
        "murasil_feed_left_out_total",
        "counter",
        "Items beyond the limit for one document, which were not looked at.",
        ("feed",),
    ),
    Metric(
        "murasil_feed_errors_total",
        "counter",
        "Polls and pages that failed, by reason (`streams/feeds/reasons.py`).",
        ("feed", "reason"),
    ),
    Metric("murasil_feed_poll_seconds", "histogram", "Seconds that polls took, pages included.", (), SECONDS),
    Metric("murasil_feed_last_poll_seconds", "gauge", "Seconds that a feed's last poll took.", ("feed",)),
    Metric(
        "murasil_feed_last_success_timestamp_seconds",
        "gauge",
        "When a feed was last read, or found unchanged (Unix time).",
        ("feed",),
    ),
    Metric(
        "murasil_feed_last_new_timestamp_seconds",
        "gauge",
        "When a feed last had something new (Unix time).",
        ("feed",),
    ),
    Metric(
        "murasil_feed_next_poll_timestamp_seconds",
        "gauge",
        "When a feed is polled next (Unix time).",
        ("feed",),
    ),
    Metric(
        "murasil_feed_silent",
        "gauge",
        "1 when a feed had nothing new for three days and twenty of its intervals, or says it is gone; else 0.",
        ("feed",),
    ),
    Metric("murasil_feeds_owned", "gauge", "Feeds that this worker polls now."),
    Metric("murasil_feeds_listed", "gauge", "Feeds in the list that this worker was started with."),
    Metric("murasil_feeds_ownership_changes_total", "counter", "Times that feeds were divided anew."),
    Metric("murasil_build_info", "gauge", "Always 1; the labels say what runs.", ("version", "python")),
)


def label(feed: FeedSource) -> str:
    """A feed's label: its address without scheme and user name."""
    parts = urlsplit(feed.url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}{query}"


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
