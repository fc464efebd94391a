"""The metrics of workers."""

from typing import Final

from agents.metrics.metric import (
    AGE_BUCKETS,
    BATCH_BUCKETS,
    LATENCY_BUCKETS,
    PROCESSES,
    STAGE_BUCKETS,
    Metric,
)

WORKER_METRICS: Final = (
    Metric("murasil_articles_received_total", "counter", "Raw messages taken from `articles.raw`."),
    Metric("murasil_received_bytes_total", "counter", "Bytes of raw messages taken from `articles.raw`."),
    Metric(
        "murasil_articles_total",
        "counter",
        "Articles by what became of them (enriched, duplicate, repeated, dead-letter): together, all that were "
        "received. Sources beyond `metrics_sources` count as `other`, dead letters as `unknown`.",
        ("outcome", "source", "language"),
    ),
    Metric(
        "murasil_corrections_total",
        "counter",
        "Articles that are published differently from before because an earlier one came later.",
    ),
    Metric(
        "murasil_dead_letters_total",
        "counter",
        "Messages set aside, by stage and reason.",
        ("stage", "reason"),
    ),
    Metric(
        "murasil_events_total",
        "counter",
        "Event candidates of the articles that were published as enriched.",
        ("type", "status", "language"),
    ),
    Metric(
        "murasil_published_records_total",
        "counter",
        "Records that Kafka acknowledged, corrections and tombstones included, by topic.",
        ("topic",),
    ),
    Metric(
        "murasil_published_bytes_total",
        "counter",
        "Bytes of values that Kafka acknowledged, by topic.",
        ("topic",),
    ),
    Metric(
        "murasil_publish_seconds",
        "histogram",
        "Seconds that a batch of records waited until Kafka had acknowledged all of it.",
        (),
        BATCH_BUCKETS,
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
    Metric(
        "murasil_publication_age_seconds",
        "histogram",
        "Seconds from the publication date that an article names to its publication as enriched; dates to come "
        "count as 0, undated articles not at all.",
        (),
        AGE_BUCKETS,
    ),
    Metric("murasil_index_rows", "gauge", "Seen articles held for comparison by this worker."),
    Metric("murasil_index_duplicates", "gauge", "Those of them that are duplicates."),
    Metric(
        "murasil_index_bytes",
        "gauge",
        "Bytes of memory that the fingerprints and the index take.",
    ),
    Metric("murasil_index_compared_total", "counter", "Pairs of bodies whose 5-grams were compared."),
    Metric("murasil_index_expired_total", "counter", "Rows that left after `duplicate_retention`."),
    Metric(
        "murasil_recovery_seconds", "gauge", "Seconds from the last assignment of partitions to readiness."
    ),
    Metric("murasil_rebalances_total", "counter", "Times that partitions were assigned anew to this worker."),
    Metric("murasil_assigned_partitions", "gauge", "Partitions that this worker owns, by topic.", ("topic",)),
    Metric("murasil_ready", "gauge", "1 when the worker has its partitions and has recovered, else 0."),
    Metric(
        "murasil_build_info",
        "gauge",
        "Always 1; the labels say what runs.",
        ("version", "python"),
        processes=PROCESSES,
    ),
)
