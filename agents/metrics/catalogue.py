"""The catalogue of metrics, as data: collectors, documentation and dashboards come from it."""

from typing import Final

from agents.metrics.metric import Metric, Process
from agents.metrics.of_feeds import FEED_METRICS
from agents.metrics.of_monitor import MONITOR_METRICS
from agents.metrics.of_workers import WORKER_METRICS

CATALOGUE: Final[tuple[Metric, ...]] = (*WORKER_METRICS, *FEED_METRICS, *MONITOR_METRICS)


def metrics_of(process: Process) -> tuple[Metric, ...]:
    """What one kind of process exports."""
    return tuple(metric for metric in CATALOGUE if process in metric.processes)
