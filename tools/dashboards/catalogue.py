"""All dashboards, as files and as a table for the documentation."""

from collections.abc import Callable
from typing import Final

from grafana_foundation_sdk.builders.dashboard import Dashboard
from grafana_foundation_sdk.models.dashboard import Panel, RowPanel

from tools.dashboards.broker import broker
from tools.dashboards.content import content
from tools.dashboards.feeds import feeds
from tools.dashboards.frame import to_json
from tools.dashboards.overview import overview
from tools.dashboards.stages import stages

DASHBOARDS: Final[dict[str, Callable[[], Dashboard]]] = {
    "overview": overview,
    "stages": stages,
    "content": content,
    "feeds": feeds,
    "broker": broker,
}


def dashboard_files() -> dict[str, str]:
    """The files: name and JSON."""
    return {f"{name}.json": to_json(make()) for name, make in DASHBOARDS.items()}


def panels_table(name: str) -> str:
    """What each panel of a dashboard tells, as Markdown."""
    panels = _panels(DASHBOARDS[name]().build().panels or [])
    rows = [f"| {panel.title} | {panel.description} |" for panel in panels]
    return "\n".join(["| panel | what it tells |", "|---|---|", *rows])


def _panels(panels: list[Panel | RowPanel]) -> list[Panel]:
    found: list[Panel] = []
    for one in panels:
        if isinstance(one, RowPanel):
            found += one.panels or []
        else:
            found.append(one)
    return found
