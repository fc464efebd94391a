"""The broker: lag and traffic by partition, groups, copies and disks."""

from grafana_foundation_sdk.builders.dashboard import Dashboard, Row

from tools.dashboards.frame import TOPIC, frame
from tools.dashboards.panels import ORANGE, RED, About, Query, figure, graph, ranking, timeline

THESE = '{topic=~"$topic"}'


def broker() -> Dashboard:
    """What Kafka itself knows."""
    made = frame("broker", "broker", "What does Kafka itself say?", TOPIC)
    made = _answers(made.with_row(Row("Kafka")))
    return _disks(_lag(made.with_row(Row("Lag and traffic"))).with_row(Row("Copies and disks")))


def _answers(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            figure(
                About("Failed looks", "1 when the monitor cannot ask Kafka."),
                "1 - min(murasil_broker_up)",
                [(1, RED)],
                4,
            )
        )
        .with_panel(figure(About("Brokers", "Brokers in the cluster."), "max(kafka_brokers)", width=4))
        .with_panel(
            figure(
                About(
                    "Without leader", "Partitions that nobody leads: they can be neither read nor written."
                ),
                f"count(kafka_topic_partition_leader{THESE} < 0) or vector(0)",
                [(1, RED)],
                4,
            )
        )
        .with_panel(
            figure(
                About("Copies behind", "Partitions with a copy that is not up to date."),
                f"sum(kafka_topic_partition_under_replicated_partition{THESE})",
                [(1, ORANGE)],
                4,
            )
        )
        .with_panel(
            figure(
                About("Fullest disk", "How full the fullest disk of a broker is.", "percentunit"),
                "max(1 - murasil_broker_disk_usable_bytes / murasil_broker_disk_bytes)",
                [(0.8, ORANGE), (0.9, RED)],
                4,
            )
        )
        .with_panel(
            figure(
                About("Age of this view", "How long ago the monitor last saw Kafka.", "s"),
                "time() - max(murasil_monitor_last_success_timestamp_seconds)",
                [(60, ORANGE), (300, RED)],
                4,
            )
        )
    )


def _lag(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            graph(
                About(
                    "Lag by partition", "Messages that wait in each partition. One alone: its owner is stuck."
                ),
                Query(f"kafka_consumergroup_lag{THESE}", "{{topic}} {{partition}}"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Lag in seconds by partition",
                    "Age of the oldest message that waits in each partition.",
                    "s",
                ),
                Query(f"murasil_consumergroup_lag_seconds{THESE}", "{{topic}} {{partition}}"),
            )
        )
        .with_panel(
            graph(
                About("Written", "Messages that came into each topic, a second.", "suffix: /s"),
                Query(
                    f"sum by (topic) (rate(kafka_topic_partition_current_offset{THESE}[$__rate_interval]))",
                    "{{topic}}",
                ),
            )
        )
        .with_panel(
            graph(
                About("Acknowledged", "Messages that the workers were done with, a second.", "suffix: /s"),
                Query(
                    f"sum by (topic) (rate(kafka_consumergroup_current_offset{THESE}[$__rate_interval]))",
                    "{{topic}}",
                ),
            )
        )
        .with_panel(
            timeline(
                About(
                    "State of the groups", "Which state each group was in; anything but Stable is a pause."
                ),
                Query("murasil_consumergroup_state", "{{consumergroup}}: {{state}}"),
            )
        )
        .with_panel(
            graph(
                About("Partitions by worker", "How evenly the partitions are shared."),
                Query(f"murasil_assigned_partitions{THESE}", "{{topic}} at {{instance}}"),
                stacked=True,
            )
        )
    )


def _disks(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            ranking(
                About("Size of the topics", "Bytes of each topic on the leaders' disks.", "bytes"),
                Query(f"sum by (topic) (murasil_topic_partition_bytes{THESE})", "{{topic}}"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Messages kept", "Offsets between the oldest message that is kept and the end, by topic."
                ),
                Query(
                    f"sum by (topic) (kafka_topic_partition_current_offset{THESE}"
                    f" - kafka_topic_partition_oldest_offset{THESE})",
                    "{{topic}}",
                ),
            )
        )
        .with_panel(
            graph(
                About("Room on the disks", "Bytes free for each broker.", "bytes"),
                Query("murasil_broker_disk_usable_bytes", "broker {{broker}} {{path}}"),
            )
        )
        .with_panel(
            graph(
                About("Copies in sync", "The fewest copies in sync that a partition of each topic has."),
                Query(f"min by (topic) (kafka_topic_partition_in_sync_replica{THESE})", "{{topic}}"),
            )
        )
    )
