"""Rules and dashboards by themselves, without a running Prometheus."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.metrics import CATALOGUE
from tests.monitoring.files import FOLDER, PROMETHEUS, metric_names, queries, rules
from tools.dashboards.catalogue import dashboard_files, panels_table

RULE_TESTS = sorted((Path(__file__).parent / "rules").glob("*.test.yml"))
NOT_OURS = {"up", "ALERTS"}


def known_names() -> set[str]:
    process = {"process_start_time_seconds", "process_cpu_seconds_total", "process_resident_memory_bytes"}
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    return {metric.name for metric in CATALOGUE} | process | recorded | NOT_OURS


def test_the_configuration_is_one_that_prometheus_takes(promtool: str) -> None:
    subprocess.run([promtool, "check", "config", PROMETHEUS / "prometheus.yml"], check=True)


@pytest.mark.parametrize("file", RULE_TESTS, ids=lambda file: file.name)
def test_alerts_fire_when_they_should_and_not_else(promtool: str, file: Path) -> None:
    done = subprocess.run([promtool, "test", "rules", file], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr + done.stdout


def test_every_alert_is_tested_where_it_fires() -> None:
    tested = {
        case["alertname"]
        for file in RULE_TESTS
        for test in yaml.safe_load(file.read_text())["tests"]
        for case in test["alert_rule_test"]
        if case.get("exp_alerts")
    }
    assert {rule["alert"] for rule in rules() if "alert" in rule} == tested


def test_every_alert_says_how_urgent_it_is_and_what_to_do() -> None:
    for rule in rules():
        if "alert" in rule:
            assert rule["labels"]["severity"] in {"page", "ticket"}, rule["alert"]
            assert ": " in rule["annotations"]["summary"], rule["alert"]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.get("alert") or rule["record"])
def test_rules_use_metrics_of_the_catalogue_only(rule: dict[str, Any]) -> None:
    assert metric_names(rule["expr"]) <= known_names()


def test_dashboards_use_metrics_of_the_catalogue_only() -> None:
    for where, expr in queries():
        assert metric_names(expr) <= known_names(), where


def test_every_metric_of_the_catalogue_is_looked_at_somewhere() -> None:
    used = {name for _, expr in queries() for name in metric_names(expr)}
    used |= {name for rule in rules() for name in metric_names(rule["expr"])}
    # For those who count bytes, and for dashboards that people bring along from kafka_exporter.
    besides = {
        "murasil_received_bytes_total",
        "murasil_published_bytes_total",
        "murasil_monitor_look_seconds",
        "kafka_broker_info",
        "kafka_topic_partitions",
        "kafka_topic_partition_replicas",
        "kafka_consumergroup_lag_sum",
        "kafka_consumergroup_current_offset_sum",
    }
    assert besides == {metric.name for metric in CATALOGUE} - used


@pytest.mark.parametrize("name", sorted(dashboard_files()))
def test_dashboards_are_what_the_code_makes(name: str) -> None:
    assert dashboard_files()[name] == (FOLDER / name).read_text(encoding="utf-8"), "run python -m tools.docs"


@pytest.mark.parametrize("name", sorted(dashboard_files()))
def test_every_panel_says_what_it_tells_and_has_a_place_of_its_own(name: str) -> None:
    taken: set[tuple[int, int]] = set()
    panels = json.loads((FOLDER / name).read_text())["panels"]
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert place["x"] + place["w"] <= 24
        taken |= cells
        if panel["type"] != "row":
            assert panel["description"].endswith((".", "…")), panel["title"]
            references = [target["refId"] for target in panel["targets"]]
            assert references == list("ABCDEFGH"[: len(references)]), panel["title"]
            assert references, panel["title"]
    assert list(range(1, len(panels) + 1)) == [panel["id"] for panel in panels]
    titles = [panel["title"] for panel in panels if panel["type"] != "row"]
    assert titles == [
        row.split(" | ")[0][2:] for row in panels_table(name.removesuffix(".json")).splitlines()[2:]
    ]


def test_every_variable_is_used_by_its_dashboard() -> None:
    for file in FOLDER.glob("*.json"):
        text = file.read_text()
        for variable in json.loads(text)["templating"]["list"]:
            name = variable["name"]
            assert f"${name}" in text or f"${{{name}}}" in text, f"{file.stem}: {name}"
