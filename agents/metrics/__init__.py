"""Metrics: one catalogue, from which collectors, documentation and dashboards come."""

from agents.metrics.catalogue import CATALOGUE, metrics_of
from agents.metrics.collectors import Metrics
from agents.metrics.metric import Metric
from agents.metrics.server import Health, MetricsServer

__all__ = ["CATALOGUE", "Health", "Metric", "Metrics", "MetricsServer", "metrics_of"]
