"""The catalogue of metrics, as data. Base units, `_total` for counters, labels from bounded sets only."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["counter", "gauge", "histogram"]

STAGE_BUCKETS: Final = (0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0)
BATCH_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0)
LATENCY_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0, 86400.0)


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its name, what it counts, and by which labels."""

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


CATALOGUE: Final = (
    Metric("murasil_articles_received_total", "counter", "Raw messages taken from `articles.raw`."),
    Metric("murasil_received_bytes_total", "counter", "Bytes of raw messages taken from `articles.raw`."),
    Metric(
        "murasil_articles_total",
        "counter",
        "Articles by what became of them (enriched, duplicate, repeated, dead-letter); together, all received.",
        ("outcome", "language"),
    ),
    Metric(
        "murasil_corrections_total",
        "counter",
        "Records published again because an earlier article came later.",
    ),
    Metric(
        "murasil_dead_letters_total",
        "counter",
        "Messages set aside, by stage and reason.",
        ("stage", "reason"),
    ),
    Metric("murasil_events_total", "counter", "Event candidates published.", ("type", "status", "language")),
    Metric(
        "murasil_published_records_total", "counter", "Records that Kafka acknowledged, by topic.", ("topic",)
    ),
    Metric(
        "murasil_published_bytes_total",
        "counter",
        "Bytes of values that Kafka acknowledged, by topic.",
        ("topic",),
    ),
    Metric(
        "murasil_stage_seconds",
        "histogram",
        "Seconds that one article spent in a stage.",
        ("stage",),
        STAGE_BUCKETS,
    ),
    Metric(
        "murasil_batch_seconds",
        "histogram",
        "Seconds from taking a batch to its acknowledgement, by agent.",
        ("agent",),
        BATCH_BUCKETS,
    ),
    Metric(
        "murasil_end_to_end_seconds",
        "histogram",
        "Seconds from an article's arrival in `articles.raw` to the publication of what became of it.",
        (),
        LATENCY_BUCKETS,
    ),
    Metric("murasil_index_rows", "gauge", "Seen articles held for comparison by this worker."),
    Metric("murasil_index_bytes", "gauge", "Estimated bytes of memory that the seen articles take."),
    Metric("murasil_index_expired_total", "counter", "Seen articles that left after `duplicate_retention`."),
    Metric("murasil_recovery_seconds", "gauge", "Seconds that the last rebuilding of the index took."),
    Metric("murasil_rebalances_total", "counter", "Times that partitions were assigned anew to this worker."),
    Metric("murasil_assigned_partitions", "gauge", "Partitions that this worker owns, by topic.", ("topic",)),
    Metric("murasil_ready", "gauge", "1 when the worker has its partitions and has recovered, else 0."),
    Metric("murasil_build_info", "gauge", "Always 1; the labels say what runs.", ("version", "python")),
)
