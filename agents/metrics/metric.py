"""What a metric is: an entry of the catalogue."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["counter", "gauge", "histogram"]
Process = Literal["worker", "feeds", "monitor"]

PROCESSES: Final[tuple[Process, ...]] = ("worker", "feeds", "monitor")

STAGE_BUCKETS: Final = (0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0)
BATCH_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0)
LATENCY_BUCKETS: Final = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 7200.0, 86400.0)
POLL_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0)
AGE_BUCKETS: Final = (
    60.0,
    300.0,
    900.0,
    1800.0,
    3600.0,
    10800.0,
    21600.0,
    86400.0,
    259200.0,
    604800.0,
    2592000.0,
)


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its name, what it measures, by which labels, and which processes export it.

    Names follow Prometheus' conventions: base units (seconds, bytes), `_total` for counters. Labels come from
    bounded sets only: never a URL, never free text. Names that start with `kafka_` are kafka_exporter's.
    """

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()
    processes: tuple[Process, ...] = ("worker",)
