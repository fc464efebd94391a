"""What all dashboards share: identity, variables, links to each other, and their way to JSON."""

import json
from typing import Final

from grafana_foundation_sdk.builders import dashboard
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard as models

from tools.dashboards.panels import SOURCE

TAG: Final = "murasil"

TOPIC: Final = ("topic", "Topic", "label_values(kafka_topic_partitions, topic)")
LANGUAGE: Final = ("language", "Language", "label_values(murasil_articles_total, language)")
ARTICLE_SOURCE: Final = ("source", "Source", "label_values(murasil_articles_total, source)")
FEED: Final = ("feed", "Feed", "label_values(murasil_feed_polls_total, feed)")


def frame(name: str, title: str, description: str, *variables: tuple[str, str, str]) -> dashboard.Dashboard:
    """An empty dashboard with the variables, which all start as "All"."""
    made = (
        dashboard.Dashboard(f"murasil: {title}")
        .uid(f"murasil-{name}")
        .description(description)
        .tags([TAG])
        .editable()
        .tooltip(models.DashboardCursorSync.CROSSHAIR)
        .refresh("30s")
        .time("now-3h", "now")
        .timezone("browser")
        .link(
            dashboard.DashboardLink("murasil")
            .type(models.DashboardLinkType.DASHBOARDS)
            .tags([TAG])
            .include_vars(True)
            .keep_time(True)
        )
        .with_variable(dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus"))
    )
    for variable, label, query in variables:
        made = made.with_variable(
            dashboard.QueryVariable(variable)
            .label(label)
            .datasource(SOURCE)
            .query(query)
            .refresh(models.VariableRefresh.ON_TIME_RANGE_CHANGED)
            .sort(models.VariableSort.ALPHABETICAL_ASC)
            .multi(True)
            .include_all(True)
            .all_value(".*")
            .current(models.VariableOption(selected=True, text="All", value="$__all"))
        )
    return made


def to_json(made: dashboard.Dashboard) -> str:
    """As Grafana imports it; the same dashboard always gives the same text."""
    built = made.build()
    for number, panel in enumerate(built.panels or [], start=1):
        panel.id_val = number
    return json.dumps(built, cls=JSONEncoder, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
