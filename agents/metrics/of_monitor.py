"""The metrics of `murasil monitor`: what only the broker knows.

Those that start with `kafka_` have kafka_exporter's names and labels, so that dashboards made for it work too.
"""

from typing import Final

from agents.metrics.metric import Metric, Process

_MONITOR: Final[tuple[Process, ...]] = ("monitor",)
_PARTITION: Final = ("topic", "partition")
_GROUP: Final = ("consumergroup", "topic", "partition")


def _gauge(name: str, help_: str, labels: tuple[str, ...] = ()) -> Metric:
    return Metric(name, "gauge", help_, labels, processes=_MONITOR)


MONITOR_METRICS: Final = (
    _gauge("kafka_brokers", "Brokers in the cluster."),
    _gauge("kafka_broker_info", "Always 1; the labels say which broker it is.", ("id", "address")),
    _gauge("kafka_topic_partitions", "Partitions of a topic.", ("topic",)),
    _gauge("kafka_topic_partition_current_offset", "Offset that the next record will have.", _PARTITION),
    _gauge("kafka_topic_partition_oldest_offset", "Offset of the oldest record that is kept.", _PARTITION),
    _gauge(
        "kafka_topic_partition_leader", "Id of the broker that leads a partition, -1 if none.", _PARTITION
    ),
    _gauge("kafka_topic_partition_replicas", "Copies that a partition should have.", _PARTITION),
    _gauge("kafka_topic_partition_in_sync_replica", "Copies of a partition that are up to date.", _PARTITION),
    _gauge(
        "kafka_topic_partition_under_replicated_partition",
        "1 when a copy of the partition is not up to date, else 0.",
        _PARTITION,
    ),
    _gauge("kafka_consumergroup_members", "Workers that Kafka holds for alive.", ("consumergroup",)),
    _gauge("kafka_consumergroup_current_offset", "Offset up to which the workers have acknowledged.", _GROUP),
    _gauge(
        "kafka_consumergroup_current_offset_sum",
        "The same, over all partitions of a topic.",
        ("consumergroup", "topic"),
    ),
    _gauge("kafka_consumergroup_lag", "Messages that the workers have not acknowledged yet.", _GROUP),
    _gauge(
        "kafka_consumergroup_lag_sum", "The same, over all partitions of a topic.", ("consumergroup", "topic")
    ),
    _gauge(
        "murasil_consumergroup_lag_seconds",
        "Seconds since the arrival of the oldest message that is not acknowledged yet; 0 when all are.",
        _GROUP,
    ),
    _gauge(
        "murasil_consumergroup_state",
        "1 for the state that the group of workers is in (Stable, Empty, PreparingRebalance, …).",
        ("consumergroup", "state"),
    ),
    _gauge("murasil_topic_partition_bytes", "Bytes of the partition on its leader's disk.", _PARTITION),
    _gauge(
        "murasil_broker_disk_bytes", "Size of the disk that holds a broker's log folder.", ("broker", "path")
    ),
    _gauge("murasil_broker_disk_usable_bytes", "Bytes free on that disk.", ("broker", "path")),
    _gauge("murasil_broker_up", "1 when the last look at Kafka went well, else 0."),
    _gauge("murasil_monitor_look_seconds", "Seconds that the last look at Kafka took."),
    _gauge("murasil_monitor_last_success_timestamp_seconds", "When it last went well; seconds since 1970."),
)
