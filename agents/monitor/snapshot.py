"""What one look at Kafka saw, as samples of the catalogue's metrics."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from agents.metrics.of_monitor import MONITOR_METRICS

_LABELS: Final = {metric.name: metric.labels for metric in MONITOR_METRICS}


@dataclass(slots=True)
class Snapshot:
    """Samples by metric and labels. What is not seen again is not shown again: no partition outlives its topic."""

    samples: dict[str, dict[tuple[str, ...], float]] = field(default_factory=dict)

    def set(self, name: str, value: float, *labels: object) -> None:
        """Notes a value. A name that is not in the catalogue, or other labels than it has there, is an error."""
        if len(labels) != len(_LABELS[name]):
            raise ValueError(f"{name} has the labels {_LABELS[name]}")
        self.samples.setdefault(name, {})[tuple(map(str, labels))] = value

    def add(self, name: str, value: float, *labels: object) -> None:
        """Adds to a value that is noted, or to 0."""
        noted = self.samples.get(name, {}).get(tuple(map(str, labels)), 0.0)
        self.set(name, noted + value, *labels)


class SnapshotCollector(Collector):
    """Exports the latest snapshot."""

    def __init__(self) -> None:
        self.latest = Snapshot()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The metrics that the snapshot has samples of."""
        samples = self.latest.samples
        for metric in MONITOR_METRICS:
            if metric.name in samples:
                family = GaugeMetricFamily(metric.name, metric.help, labels=metric.labels)
                for labels, value in samples[metric.name].items():
                    family.add_metric(labels, value)
                yield family

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """All names, so that no other collector takes one."""
        return [GaugeMetricFamily(one.name, one.help, labels=one.labels) for one in MONITOR_METRICS]
