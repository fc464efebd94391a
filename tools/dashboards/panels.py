"""The few kinds of panels that the dashboards are made of. Each has a sentence that says what it tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from grafana_foundation_sdk.builders import (
    bargauge,
    common,
    dashboard,
    prometheus,
    stat,
    statetimeline,
    table,
    timeseries,
)
from grafana_foundation_sdk.models import common as common_models
from grafana_foundation_sdk.models import dashboard as models
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

SOURCE: Final = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
GREEN, ORANGE, RED, BLUE = "green", "orange", "red", "blue"
Steps = Sequence[tuple[float, str]]

_AnyPanel = TypeVar(
    "_AnyPanel", stat.Panel, timeseries.Panel, bargauge.Panel, table.Panel, statetimeline.Panel
)


@dataclass(frozen=True, slots=True)
class About:
    """A panel's title, the sentence that says what it tells, and its unit in Grafana's terms."""

    title: str
    tells: str
    unit: str = "short"


@dataclass(frozen=True, slots=True)
class Query:
    """A PromQL expression, the legend of its series, and in a table the unit of its column."""

    expr: str
    legend: str = ""
    unit: str = ""


def quantiles(metric: str, *levels: float) -> tuple[Query, ...]:
    """The time that so many of all took at most, for a histogram without labels."""
    buckets = f"sum by (le) (rate({metric}_bucket[$__rate_interval]))"
    return tuple(Query(f"histogram_quantile({level}, {buckets})", f"{level:.0%}") for level in levels)


def figure(about: About, expr: str, steps: Steps = (), width: int = 3) -> stat.Panel:
    """One number, coloured by the thresholds it has passed, with its recent course behind it."""
    panel = _common(stat.Panel(), about, width, 4)
    return (
        panel.with_target(_query(Query(expr)))
        .thresholds(_thresholds(steps))
        .color_mode(
            common_models.BigValueColorMode.BACKGROUND_SOLID
            if steps
            else common_models.BigValueColorMode.NONE
        )
        .graph_mode(common_models.BigValueGraphMode.AREA)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
        .no_value("–")
    )


def graph(about: About, *queries: Query, stacked: bool = False, width: int = 12) -> timeseries.Panel:
    """Lines over time, or areas that add up."""
    panel = _common(timeseries.Panel(), about, width, 8)
    for number, query in enumerate(queries):
        panel = panel.with_target(_query(query, number))
    legend = (
        common.VizLegendOptions()
        .display_mode(common_models.LegendDisplayMode.TABLE)
        .placement(
            common_models.LegendPlacement.RIGHT if width >= 12 else common_models.LegendPlacement.BOTTOM
        )
        .show_legend(True)
        .calcs(["lastNotNull", "max"])
    )
    mode = common_models.StackingMode.NORMAL if stacked else common_models.StackingMode.NONE
    return (
        panel.legend(legend)
        .tooltip(
            common.VizTooltipOptions()
            .mode(common_models.TooltipDisplayMode.MULTI)
            .sort(common_models.SortOrder.DESCENDING)
        )
        .stacking(common.StackingConfig().mode(mode))
        .fill_opacity(40 if stacked else 8)
        .line_width(1)
        .min(0)
    )


def ranking(about: About, query: Query, width: int = 12) -> bargauge.Panel:
    """Bars, the longest first, of the values now."""
    return (
        _common(bargauge.Panel(), about, width, 8)
        .with_target(_query(query, instant=True))
        .orientation(common_models.VizOrientation.HORIZONTAL)
        .display_mode(common_models.BarGaugeDisplayMode.BASIC)
        .color_scheme(dashboard.FieldColor().mode(models.FieldColorModeId.FIXED).fixed_color(BLUE))
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
        .min(0)
    )


def listing(about: About, *queries: Query, hidden: Sequence[str] = (), width: int = 12) -> table.Panel:
    """A table of the values now: a row for each set of labels, a column for each query, named by its legend."""
    panel = _common(table.Panel(), about, width, 8)
    names: dict[str, object] = {}
    for number, query in enumerate(queries):
        panel = panel.with_target(_query(query, number, instant=True).format(PromQueryFormat.TABLE))
        names["Value" if len(queries) == 1 else f"Value #{_reference(number)}"] = query.legend
        if query.unit:
            panel = panel.override_by_name(query.legend, [models.DynamicConfigValue("unit", query.unit)])
    excluded = dict.fromkeys(("Time", *hidden), True)
    if len(queries) > 1:
        panel = panel.with_transformation(models.DataTransformerConfig("merge", options={}))
    return panel.with_transformation(
        models.DataTransformerConfig("organize", options={"excludeByName": excluded, "renameByName": names})
    )


def timeline(about: About, query: Query, width: int = 12) -> statetimeline.Panel:
    """A bar for each series, for as long as it is there."""
    return (
        _common(statetimeline.Panel(), about, width, 8)
        .with_target(_query(query))
        .show_value(common_models.VisibilityMode.NEVER)
        .color_scheme(dashboard.FieldColor().mode(models.FieldColorModeId.FIXED).fixed_color(BLUE))
    )


def _common(panel: _AnyPanel, about: About, width: int, height: int) -> _AnyPanel:
    return (
        panel.title(about.title)
        .description(about.tells)
        .unit(about.unit)
        .datasource(SOURCE)
        .span(width)
        .height(height)
    )


def _query(query: Query, number: int = 0, *, instant: bool = False) -> prometheus.Dataquery:
    target = prometheus.Dataquery().expr(query.expr).datasource(SOURCE).ref_id(_reference(number))
    if query.legend:
        target = target.legend_format(query.legend)
    return target.instant() if instant else target.range()


def _reference(number: int) -> str:
    """Grafana's name of a panel's query: A, B, …"""
    return chr(ord("A") + number)


def _thresholds(steps: Steps) -> dashboard.ThresholdsConfig:
    all_steps = [models.Threshold(None, GREEN), *(models.Threshold(value, color) for value, color in steps)]
    if not steps:
        all_steps = [models.Threshold(None, BLUE)]
    return dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(all_steps)
