"""The collectors made from the catalogue, in a registry of their own."""

import platform
import time
from collections.abc import Collection
from types import TracebackType
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from agents.metrics.catalogue import metrics_of
from agents.metrics.metric import Metric, Process
from streams.version import PIPELINE


class Metrics:
    """Counts what happens. A name that is not in the catalogue is a KeyError, so none goes undocumented."""

    def __init__(self, process: Process = "worker", *, without: Collection[Metric] = ()) -> None:
        """`without`: metrics that a collector of another kind exports."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._collectors = {
            metric.name: _collector(metric, self.registry)
            for metric in metrics_of(process)
            if metric not in without
        }
        self._children: dict[tuple[str, ...], Any] = {}
        self.set("murasil_build_info", 1, PIPELINE, platform.python_version())

    def add(self, name: str, amount: float = 1, *labels: str) -> None:
        """Adds to a counter."""
        self._child(name, labels).inc(amount)

    def set(self, name: str, value: float, *labels: str) -> None:
        """Sets a gauge."""
        self._child(name, labels).set(value)

    def observe(self, name: str, value: float, *labels: str) -> None:
        """Adds an observation to a histogram."""
        self._child(name, labels).observe(value)

    def stage(self, name: str) -> "StageTimer":
        """A context that measures one article in one stage."""
        return StageTimer(self._child("murasil_stage_seconds", (name,)))

    def _child(self, name: str, labels: tuple[str, ...]) -> Any:
        key = (name, *labels)
        child = self._children.get(key)
        if child is None:
            collector = self._collectors[name]
            child = self._children[key] = collector.labels(*labels) if labels else collector
        return child


class StageTimer:
    """Observes the seconds between entering and leaving."""

    __slots__ = ("_began", "_histogram")

    def __init__(self, histogram: Any) -> None:
        self._histogram = histogram

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._histogram.observe(time.perf_counter() - self._began)


def _collector(metric: Metric, registry: CollectorRegistry) -> Any:
    if metric.kind == "histogram":
        return Histogram(metric.name, metric.help, metric.labels, registry=registry, buckets=metric.buckets)
    kind = Counter if metric.kind == "counter" else Gauge
    return kind(metric.name, metric.help, metric.labels, registry=registry)
