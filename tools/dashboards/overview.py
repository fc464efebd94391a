"""The overview: is it keeping up, and what is failing?"""

from grafana_foundation_sdk.builders.dashboard import Dashboard, Row

from tools.dashboards.frame import TOPIC, frame
from tools.dashboards.panels import ORANGE, RED, About, Query, figure, graph, listing, quantiles

WORKERS = 'consumergroup!~".*-feeds"'


def overview() -> Dashboard:
    """Answers the operator's first two questions without a scroll."""
    made = frame("overview", "overview", "Is it keeping up, and what is failing?", TOPIC)
    made = _answers(made.with_row(Row("Is it keeping up, and what is failing?")))
    return _causes(_courses(made.with_row(Row("Keeping up"))).with_row(Row("Failing")))


def _answers(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            figure(
                About(
                    "Behind by",
                    "How long the oldest article that is not processed yet has been waiting. Green: it is keeping up.",
                    "s",
                ),
                'max(murasil_consumergroup_lag_seconds{topic=~"$topic"})',
                [(60, ORANGE), (300, RED)],
            )
        )
        .with_panel(
            figure(
                About("Waiting", "Messages that no worker has acknowledged yet, over both hops."),
                'sum(kafka_consumergroup_lag{topic=~"$topic"})',
            )
        )
        .with_panel(
            figure(
                About("Received", "Articles taken from `articles.raw` a second.", "suffix: /s"),
                "sum(rate(murasil_articles_received_total[$__rate_interval]))",
            )
        )
        .with_panel(
            figure(
                About(
                    "Time to publish",
                    "Nineteen of twenty articles are published sooner than this after they arrived.",
                    "s",
                ),
                "histogram_quantile(0.95, sum by (le) (rate(murasil_end_to_end_seconds_bucket[$__rate_interval])))",
                [(60, ORANGE), (300, RED)],
            )
        )
        .with_panel(
            figure(
                About(
                    "Set aside",
                    "Share of the last quarter of an hour's articles that became dead letters. Red: the alert's limit.",
                    "percentunit",
                ),
                'sum(rate(murasil_articles_total{outcome="dead-letter"}[15m]))'
                " / sum(rate(murasil_articles_total[15m])) or vector(0)",
                [(0.01, ORANGE), (0.05, RED)],
            )
        )
        .with_panel(
            figure(
                About(
                    "Workers lost",
                    "Members of the groups that are gone, compared with the most of the last half hour.",
                ),
                "sum(max_over_time(kafka_consumergroup_members[30m]) - kafka_consumergroup_members)",
                [(1, RED)],
            )
        )
        .with_panel(
            figure(
                About("Feeds silent", "Feeds that have had nothing new for days, or say that they are gone."),
                "count(min by (feed) (murasil_feed_silent) > 0) or vector(0)",
                [(1, ORANGE)],
            )
        )
        .with_panel(
            figure(
                About("Alerts", "Alerts that fire now; the table below says which, and what to do."),
                'count(ALERTS{alertstate="firing"}) or vector(0)',
                [(1, RED)],
            )
        )
    )


def _courses(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            graph(
                About(
                    "Articles by outcome",
                    "What became of the articles, a second. When the areas together lie below the line of what was "
                    "received, work is piling up.",
                    "suffix: /s",
                ),
                Query("sum by (outcome) (rate(murasil_articles_total[$__rate_interval]))", "{{outcome}}"),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About(
                    "Behind by, for each topic", "Age of the oldest message that waits in each topic.", "s"
                ),
                Query('max by (topic) (murasil_consumergroup_lag_seconds{topic=~"$topic"})', "{{topic}}"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Received and finished",
                    "Articles taken in and articles done with, a second.",
                    "suffix: /s",
                ),
                Query("sum(rate(murasil_articles_received_total[$__rate_interval]))", "received"),
                Query("sum(rate(murasil_articles_total[$__rate_interval]))", "finished"),
            )
        )
        .with_panel(
            graph(
                About(
                    "From arrival to publication",
                    "How long articles take from their arrival in `articles.raw`: half of them, nineteen of twenty, "
                    "99 of 100.",
                    "s",
                ),
                *quantiles("murasil_end_to_end_seconds", 0.5, 0.95, 0.99),
            )
        )
    )


def _causes(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            listing(
                About(
                    "Alerts that fire",
                    "Which alerts fire, since they last began to, and what they are about.",
                ),
                Query('ALERTS{alertstate="firing"}', "firing"),
                hidden=("__name__", "alertstate", "firing", "job"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Dead letters by reason",
                    "What is set aside, an hour, by stage and reason; `murasil dead-letters list` shows the messages.",
                ),
                Query(
                    "sum by (stage, reason) (rate(murasil_dead_letters_total[$__rate_interval])) * 3600",
                    "{{stage}}: {{reason}}",
                ),
                stacked=True,
            )
        )
        .with_panel(
            listing(
                About(
                    "Workers",
                    "Each process: whether it is ready, when it started, how much memory and CPU (cores) it "
                    "takes. A young one among old ones has restarted.",
                ),
                Query('max by (job, instance) (up{job=~"murasil-.*"})', "answers"),
                Query("max by (job, instance) (murasil_ready)", "ready"),
                Query(
                    'time() - max by (job, instance) (process_start_time_seconds{job=~"murasil-.*"})',
                    "up for",
                    "s",
                ),
                Query(
                    'max by (job, instance) (process_resident_memory_bytes{job=~"murasil-.*"})',
                    "memory",
                    "bytes",
                ),
                Query(
                    'max by (job, instance) (rate(process_cpu_seconds_total{job=~"murasil-.*"}[$__rate_interval]))',
                    "CPU",
                ),
            )
        )
        .with_panel(
            graph(
                About("Members of the groups", "Workers and feed pollers that Kafka holds for alive."),
                Query("kafka_consumergroup_members", "{{consumergroup}}"),
            )
        )
    )
