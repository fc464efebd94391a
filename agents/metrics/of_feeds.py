"""The metrics of `murasil feeds`. Label `feed` is bounded by the list of feeds."""

from typing import Final

from agents.metrics.metric import POLL_BUCKETS, Metric, Process

_FEEDS: Final[tuple[Process, ...]] = ("feeds",)

FEED_METRICS: Final = (
    Metric(
        "murasil_feed_polls_total",
        "counter",
        "Polls of a feed, answered or not.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_items_total",
        "counter",
        "Items that a feed listed, over all polls.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_new_total",
        "counter",
        "Articles of a feed sent into `articles.raw`.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_duplicates_total",
        "counter",
        "Items listed that this feed, or another one of its outlet, had before.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_left_out_total",
        "counter",
        "Items beyond the limit for one document, which were not looked at.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_errors_total",
        "counter",
        "Polls and pages that failed, by reason (`streams/feeds/reasons.py`).",
        ("feed", "reason"),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_poll_seconds",
        "histogram",
        "Seconds that polls took, pages included.",
        (),
        POLL_BUCKETS,
        _FEEDS,
    ),
    Metric(
        "murasil_feed_last_poll_seconds",
        "gauge",
        "Seconds that a feed's last poll took.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_last_success_timestamp_seconds",
        "gauge",
        "When a feed was last read, or found unchanged (seconds since 1970).",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_last_new_timestamp_seconds",
        "gauge",
        "When a feed last had something new (seconds since 1970).",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_next_poll_timestamp_seconds",
        "gauge",
        "When a feed is polled next (seconds since 1970).",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_silent",
        "gauge",
        "1 when a feed had nothing new for three days and twenty of its intervals, or says it is gone; else 0.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric("murasil_feeds_owned", "gauge", "Feeds that this worker polls now.", processes=_FEEDS),
    Metric(
        "murasil_feeds_listed",
        "gauge",
        "Feeds in the list that this worker was started with.",
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feeds_ownership_changes_total",
        "counter",
        "Times that feeds were divided anew.",
        processes=_FEEDS,
    ),
)
