"""The stages: where the time goes, and what the processes take."""

from grafana_foundation_sdk.builders.dashboard import Dashboard, Row

from tools.dashboards.frame import frame
from tools.dashboards.panels import About, Query, graph, quantiles

SECONDS = "sum by ({0}, le) (rate({1}_bucket[$__rate_interval]))"


def stages() -> Dashboard:
    """Which stage is slow, and whether it is the stage, Kafka or the machine."""
    made = frame("stages", "stages", "Where does the time go, and what do the processes take?")
    made = _stages(made.with_row(Row("Stages")))
    return _processes(_duplicates(made.with_row(Row("Duplicates"))).with_row(Row("Processes")))


def _stages(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            graph(
                About(
                    "Slowest twentieth by stage",
                    "Nineteen of twenty articles spend less than this in a stage.",
                    "s",
                ),
                Query(
                    f"histogram_quantile(0.95, {SECONDS.format('stage', 'murasil_stage_seconds')})",
                    "{{stage}}",
                ),
            )
        )
        .with_panel(
            graph(
                About(
                    "Mean by stage", "Mean time of an article in each stage; together, the text work.", "s"
                ),
                Query(
                    "sum by (stage) (rate(murasil_stage_seconds_sum[$__rate_interval]))"
                    " / sum by (stage) (rate(murasil_stage_seconds_count[$__rate_interval]))",
                    "{{stage}}",
                ),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About(
                    "Share of a core by stage",
                    "How busy each stage keeps the workers: 1 is one core. All together near the number of workers "
                    "means that more workers are needed.",
                ),
                Query("sum by (stage) (rate(murasil_stage_seconds_sum[$__rate_interval]))", "{{stage}}"),
                stacked=True,
            )
        )
        .with_panel(
            graph(
                About(
                    "Time of a batch by agent",
                    "From taking a batch to its acknowledgement, nineteen of twenty; `prepare` is the text work, "
                    "`resolve` the duplicates.",
                    "s",
                ),
                Query(
                    f"histogram_quantile(0.95, {SECONDS.format('agent', 'murasil_batch_seconds')})",
                    "{{agent}}",
                ),
            )
        )
        .with_panel(
            graph(
                About(
                    "Waiting for Kafka", "How long batches of records wait for Kafka's acknowledgement.", "s"
                ),
                *quantiles("murasil_publish_seconds", 0.5, 0.95),
            )
        )
        .with_panel(
            graph(
                About(
                    "Published records by topic", "Records that Kafka acknowledged, a second.", "suffix: /s"
                ),
                Query(
                    "sum by (topic) (rate(murasil_published_records_total[$__rate_interval]))", "{{topic}}"
                ),
                stacked=True,
            )
        )
    )


def _duplicates(made: Dashboard) -> Dashboard:
    return (
        made.with_panel(
            graph(
                About(
                    "Seen articles", "Articles held for comparison, and those of them that are duplicates."
                ),
                Query("sum(murasil_index_rows)", "articles"),
                Query("sum(murasil_index_duplicates)", "duplicates"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Memory of the index", "What fingerprints and index take in the owner's memory.", "bytes"
                ),
                Query("sum by (instance) (murasil_index_bytes)", "{{instance}}"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Corrections, expiries, comparisons",
                    "Articles published anew because an earlier one came, rows that left, and pairs of bodies "
                    "compared, a second. Many corrections: articles come in the wrong order.",
                    "suffix: /s",
                ),
                Query("sum(rate(murasil_corrections_total[$__rate_interval]))", "corrections"),
                Query("sum(rate(murasil_index_expired_total[$__rate_interval]))", "expiries"),
                Query("sum(rate(murasil_index_compared_total[$__rate_interval]))", "comparisons"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Recovery", "How long each worker took from its last assignment until it was ready.", "s"
                ),
                Query("max by (instance) (murasil_recovery_seconds)", "{{instance}}"),
            )
        )
    )


def _processes(made: Dashboard) -> Dashboard:
    jobs = 'job=~"murasil-.*"'
    return (
        made.with_panel(
            graph(
                About("CPU", "Cores that each process keeps busy; a worker can use one.", "short"),
                Query(f"rate(process_cpu_seconds_total{{{jobs}}}[$__rate_interval])", "{{job}} {{instance}}"),
            )
        )
        .with_panel(
            graph(
                About("Memory", "Resident memory of each process.", "bytes"),
                Query(f"process_resident_memory_bytes{{{jobs}}}", "{{job}} {{instance}}"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Restarts and rebalances",
                    "How often processes started and partitions were assigned, an hour.",
                ),
                Query(
                    f"sum by (job) (changes(process_start_time_seconds{{{jobs}}}[1h]))", "restarts of {{job}}"
                ),
                Query("sum(increase(murasil_rebalances_total[1h]))", "rebalances"),
            )
        )
        .with_panel(
            graph(
                About(
                    "Versions", "Processes by the version they run: two of them means an update is half done."
                ),
                Query(
                    "count by (version, python) (murasil_build_info)",
                    "murasil {{version}}, Python {{python}}",
                ),
            )
        )
    )
