"""The metrics of the process that polls feeds. `feed` is bounded by the list of feeds in the configuration."""

from typing import Final

from agents.metrics.metric import Metric, Process

_FEEDS: Final[tuple[Process, ...]] = ("feeds",)

FEED_METRICS: Final = (
    Metric("murasil_feeds", "gauge", "Feeds that this process polls.", processes=_FEEDS),
    Metric(
        "murasil_feed_polls_total",
        "counter",
        "Polls by how they ended (`ok`, `unchanged`, or the label of the failure).",
        ("feed", "outcome"),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_articles_total",
        "counter",
        "Items of feeds: `sent` to `articles.raw`, or `known` from an earlier poll.",
        ("feed", "state"),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_item_failures_total",
        "counter",
        "Pages and items that could not be had whole, by the label of the failure.",
        ("feed", "reason"),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_poll_seconds",
        "histogram",
        "Seconds that a poll took, the pages of its articles included.",
        (),
        (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 600.0),
        _FEEDS,
    ),
    Metric(
        "murasil_feed_last_success_timestamp_seconds",
        "gauge",
        "When a poll last ended well; seconds since 1970.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_last_article_timestamp_seconds",
        "gauge",
        "When the feed last had a new article; seconds since 1970.",
        ("feed",),
        processes=_FEEDS,
    ),
    Metric(
        "murasil_feed_next_poll_timestamp_seconds",
        "gauge",
        "When the feed is polled next; seconds since 1970.",
        ("feed",),
        processes=_FEEDS,
    ),
)
