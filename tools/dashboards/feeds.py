"""The feeds: which are silent, which fail, and why."""

from grafana_foundation_sdk.builders.dashboard import Dashboard, Row

from tools.dashboards.frame import FEED, frame
from tools.dashboards.panels import ORANGE, RED, About, Query, figure, graph, listing, quantiles, ranking

THESE = '{feed=~"$feed"}'


def feeds() -> Dashboard:
    """Which feed went silent."""
    made = frame("feeds", "feeds", "Which feeds are silent, which fail, and why?", FEED)
    made = _answers(made.with_row(Row("Silent or failing?")))
    return _courses(made.with_row(Row("Polls")))


def _answers(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            figure(
                About("Polled", "Feeds that are polled now, over all processes."),
                "sum(murasil_feeds_owned)",
                width=4,
            )
        )
        .with_panel(
            figure(
                About("Not polled", "Feeds in the list that no process polls now.", "short"),
                "max(murasil_feeds_listed) - sum(murasil_feeds_owned)",
                [(1, RED)],
                width=4,
            )
        )
        .with_panel(
            figure(
                About("Silent", "Feeds that have had nothing new for days, or say that they are gone."),
                "count(min by (feed) (murasil_feed_silent) > 0) or vector(0)",
                [(1, ORANGE)],
                width=4,
            )
        )
        .with_panel(
            figure(
                About("Not read for six hours", "Feeds whose polls have all failed for six hours."),
                "count(time() - max by (feed) (murasil_feed_last_success_timestamp_seconds) > 6 * 3600) or vector(0)",
                [(1, ORANGE)],
                width=4,
            )
        )
        .with_panel(
            figure(
                About("New articles", "Articles that feeds brought, an hour."),
                f"sum(rate(murasil_feed_new_total{THESE}[$__rate_interval])) * 3600",
                width=4,
            )
        )
        .with_panel(
            figure(
                About("Failures", "Polls and pages that failed, an hour."),
                f"sum(rate(murasil_feed_errors_total{THESE}[$__rate_interval])) * 3600",
                width=4,
            )
        )
        .with_panel(
            listing(
                About(
                    "Feeds",
                    "Each feed: how long ago it was last read, and had something new (blank: never), when it is polled "
                    "next, and whether it counts as silent.",
                ),
                Query(
                    f"time() - (max by (feed) (murasil_feed_last_success_timestamp_seconds{THESE}) > 0)",
                    "since success",
                    "s",
                ),
                Query(
                    f"time() - (max by (feed) (murasil_feed_last_new_timestamp_seconds{THESE}) > 0)",
                    "since new",
                    "s",
                ),
                Query(
                    f"max by (feed) (murasil_feed_next_poll_timestamp_seconds{THESE}) - time()",
                    "until next",
                    "s",
                ),
                Query(f"min by (feed) (murasil_feed_silent{THESE})", "silent"),
                width=24,
            )
        )
    )


def _courses(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            graph(
                About("New articles by feed", "Articles sent into `articles.raw`, an hour."),
                Query(
                    f"sum by (feed) (rate(murasil_feed_new_total{THESE}[$__rate_interval])) * 3600",
                    "{{feed}}",
                ),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About("Failures by reason", "Why polls and pages failed, an hour."),
                Query(
                    f"sum by (reason) (rate(murasil_feed_errors_total{THESE}[$__rate_interval])) * 3600",
                    "{{reason}}",
                ),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About(
                    "Items listed, new and known",
                    "What the feeds listed, what of it was new, had before, or beyond the limit, an hour.",
                ),
                Query(f"sum(rate(murasil_feed_items_total{THESE}[$__rate_interval])) * 3600", "listed"),
                Query(f"sum(rate(murasil_feed_new_total{THESE}[$__rate_interval])) * 3600", "new"),
                Query(f"sum(rate(murasil_feed_duplicates_total{THESE}[$__rate_interval])) * 3600", "known"),
                Query(f"sum(rate(murasil_feed_left_out_total{THESE}[$__rate_interval])) * 3600", "left out"),
            )
        )
        .with_panel(
            graph(
                About("Time of a poll", "How long polls take, pages of articles included.", "s"),
                *quantiles("murasil_feed_poll_seconds", 0.5, 0.95),
            )
        )
        .with_panel(
            ranking(
                About("Slowest feeds", "Feeds whose last poll took longest.", "s"),
                Query(f"topk(15, max by (feed) (murasil_feed_last_poll_seconds{THESE}))", "{{feed}}"),
            )
        )
        .with_panel(
            graph(
                About("Polls", "Polls an hour, and times that feeds were divided anew."),
                Query(f"sum(rate(murasil_feed_polls_total{THESE}[$__rate_interval])) * 3600", "polls"),
                Query(
                    "sum(rate(murasil_feeds_ownership_changes_total[$__rate_interval])) * 3600",
                    "divided anew",
                ),
            )
        )
    )
