"""The rules and dashboards as they stand in config/, and the metrics that they name."""

import json
import re
from typing import Any

import yaml

from tests.deployment import ROOT

PROMETHEUS = ROOT / "config" / "prometheus"
FOLDER = ROOT / "config" / "grafana" / "dashboards"
WORDS_OF_PROMQL = set(
    """sum rate increase max min count by on le and or unless offset histogram_quantile topk time vector
    quantile_over_time max_over_time min_over_time changes predict_linear absent without group_left""".split()
)

DURATIONS = {f"{n}{unit}" for n in range(60) for unit in "mhd"}


def rules() -> list[dict[str, Any]]:
    documents = [yaml.safe_load(file.read_text()) for file in sorted((PROMETHEUS / "rules").glob("*.yml"))]
    return [rule for document in documents for group in document["groups"] for rule in group["rules"]]


def queries() -> list[tuple[str, str]]:
    found = []
    for file in sorted(FOLDER.glob("*.json")):
        for panel in json.loads(file.read_text())["panels"]:
            found += [(f"{file.stem}: {panel['title']}", t["expr"]) for t in panel.get("targets", [])]
    return found


def series_names(expr: str) -> set[str]:
    """The names of the series that an expression reads."""
    bare = re.sub(r'"[^"]*"|\{[^}]*\}|\[[^\]]*\]', " ", expr)
    bare = re.sub(r"\b(by|on|without|group_left)\s*\([^)]*\)", " ", bare)
    return set(re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]+", bare)) - WORDS_OF_PROMQL - DURATIONS


def metric_names(expr: str) -> set[str]:
    """The names of the metrics whose series these are: a histogram has three."""
    return {
        name if name.endswith(("lag_sum", "offset_sum")) else re.sub(r"_(bucket|sum|count)$", "", name)
        for name in series_names(expr)
    }
