import re
import time

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from agents.metrics import CATALOGUE, Metric, Metrics, metrics_of
from agents.metrics.metric import PROCESSES
from config.loaders.settings import Settings

KAFKA_EXPORTER = {
    "kafka_brokers": (),
    "kafka_broker_info": ("id", "address"),
    "kafka_topic_partitions": ("topic",),
    "kafka_topic_partition_current_offset": ("topic", "partition"),
    "kafka_topic_partition_oldest_offset": ("topic", "partition"),
    "kafka_topic_partition_leader": ("topic", "partition"),
    "kafka_topic_partition_replicas": ("topic", "partition"),
    "kafka_topic_partition_in_sync_replica": ("topic", "partition"),
    "kafka_topic_partition_under_replicated_partition": ("topic", "partition"),
    "kafka_consumergroup_members": ("consumergroup",),
    "kafka_consumergroup_current_offset": ("consumergroup", "topic", "partition"),
    "kafka_consumergroup_current_offset_sum": ("consumergroup", "topic"),
    "kafka_consumergroup_lag": ("consumergroup", "topic", "partition"),
    "kafka_consumergroup_lag_sum": ("consumergroup", "topic"),
}


@pytest.mark.parametrize("metric", CATALOGUE, ids=lambda metric: metric.name)
def test_names_follow_the_conventions(metric: Metric) -> None:
    assert re.fullmatch(r"(murasil|kafka)_[a-z_]+", metric.name)
    assert metric.name.endswith("_total") == (metric.kind == "counter")
    assert not re.search(r"_(ms|milliseconds|kb|mb|minutes|hours|percent)(_|$)", metric.name)
    assert metric.name.endswith("_seconds") == (metric.kind == "histogram") or metric.kind == "gauge"
    assert metric.help.endswith(".")
    assert all(re.fullmatch(r"[a-z]+", label) for label in metric.labels)
    assert list(metric.buckets) == sorted(set(metric.buckets))
    assert bool(metric.buckets) == (metric.kind == "histogram")


def test_a_name_stands_once_in_the_catalogue() -> None:
    names = [metric.name for metric in CATALOGUE]
    assert sorted(set(names)) == sorted(names)


def test_names_of_kafka_exporter_have_its_labels() -> None:
    ours = {metric.name: metric.labels for metric in CATALOGUE if metric.name.startswith("kafka_")}
    assert KAFKA_EXPORTER == ours


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_exports_its_part_and_the_parser_of_prometheus_reads_it(process) -> None:
    metrics = Metrics(process)
    for metric in metrics_of(process):
        labels = ("x",) * len(metric.labels)
        record = {"counter": metrics.add, "gauge": metrics.set, "histogram": metrics.observe}[metric.kind]
        record(metric.name, 1, *labels)
    families = text_string_to_metric_families(generate_latest(metrics.registry).decode())
    exported = {family.name + ("_total" if family.type == "counter" else "") for family in families}
    assert {metric.name for metric in metrics_of(process)} <= exported
    assert {
        "process_cpu_seconds_total",
        "process_resident_memory_bytes",
        "process_start_time_seconds",
    } <= exported


def test_scraping_costs_under_a_hundredth_of_a_worker() -> None:
    metrics = Metrics()
    for metric in metrics_of("worker"):
        if not metric.labels:
            continue
        # Far more than there are: each label has 10 values, `source` as many as it may have.
        sources = Settings().metrics_sources if "source" in metric.labels else 10
        for number in range(sources * 4):
            labels = (f"{label}-{number % sources}-{number}" for label in metric.labels)
            {"counter": metrics.add, "gauge": metrics.set, "histogram": metrics.observe}[metric.kind](
                metric.name, 1, *labels
            )
    began = time.process_time()
    for _ in range(5):
        generate_latest(metrics.registry)
    seconds = (time.process_time() - began) / 5
    interval = 15
    assert seconds < interval / 100


def test_a_name_that_is_not_in_the_catalogue_is_an_error() -> None:
    with pytest.raises(KeyError):
        Metrics().add("murasil_made_up_total")
