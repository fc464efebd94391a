"""Languages and events: what comes in, from whom, and what is found in it."""

from grafana_foundation_sdk.builders.dashboard import Dashboard, Row

from tools.dashboards.frame import ARTICLE_SOURCE, LANGUAGE, frame
from tools.dashboards.panels import About, Query, graph, quantiles, ranking

ARTICLES = 'murasil_articles_total{language=~"$language", source=~"$source"'


def content() -> Dashboard:
    """What changed in the stream itself."""
    made = frame(
        "content",
        "languages and events",
        "What comes in, from whom, and what is found?",
        LANGUAGE,
        ARTICLE_SOURCE,
    )
    return _events(_articles(made.with_row(Row("Articles"))).with_row(Row("Events")))


def _articles(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            graph(
                About("Articles by language", "Articles that were no dead letters, an hour, by language."),
                Query(
                    f'sum by (language) (rate({ARTICLES}, outcome!="dead-letter"}}[$__rate_interval])) * 3600',
                    "{{language}}",
                ),
                stacked=True,
            )
        )
        .with_panel(
            ranking(
                About(
                    "Articles by source",
                    "Which sources the articles of the time shown come from; `other` are those beyond "
                    "`metrics_sources`.",
                ),
                Query(
                    f'topk(20, sum by (source) (increase({ARTICLES}, outcome!="dead-letter"}}[$__range])))',
                    "{{source}}",
                ),
            )
        )
        .with_panel(
            graph(
                About(
                    "Share of duplicates by language",
                    "How much of what comes in was there before. A jump: a source repeats itself, or its template "
                    "has taken over the text.",
                    "percentunit",
                ),
                Query(
                    f'sum by (language) (rate({ARTICLES}, outcome="duplicate"}}[$__rate_interval]))'
                    f" / sum by (language) (rate({ARTICLES}}}[$__rate_interval]))",
                    "{{language}}",
                ),
            )
        )
        .with_panel(
            graph(
                About("Outcomes", "What became of the articles of these languages and sources, an hour."),
                Query(f"sum by (outcome) (rate({ARTICLES}}}[$__rate_interval])) * 3600", "{{outcome}}"),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About(
                    "Age when published",
                    "From the publication date that articles name to their publication here: how fresh the news is.",
                    "s",
                ),
                *quantiles("murasil_publication_age_seconds", 0.5, 0.95),
                width=24,
            )
        )
    )


def _events(made: Dashboard) -> Dashboard:
    events = 'murasil_events_total{language=~"$language"}'
    return (
        made.with_panel(
            graph(
                About("Events by type", "Event candidates published, an hour, by PLOVER's types."),
                Query(f"sum by (type) (rate({events}[$__rate_interval])) * 3600", "{{type}}"),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About(
                    "Events by status",
                    "Event candidates an hour, by whether they are asserted, planned, negated, …",
                ),
                Query(f"sum by (status) (rate({events}[$__rate_interval])) * 3600", "{{status}}"),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About("Events by language", "Event candidates an hour, by the language of their article."),
                Query(f"sum by (language) (rate({events}[$__rate_interval])) * 3600", "{{language}}"),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About(
                    "Events for each article",
                    "Mean number of events found in an article, by language. A fall: pages have changed, or the text "
                    "is cut.",
                ),
                Query(
                    f"sum by (language) (rate({events}[$__rate_interval])) / sum by (language)"
                    ' (rate(murasil_articles_total{language=~"$language", outcome="enriched"}[$__rate_interval]))',
                    "{{language}}",
                ),
            )
        )
    )
