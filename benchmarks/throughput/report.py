"""The results as tables in Markdown, ready for a document."""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.throughput import contenders
from benchmarks.throughput.contenders import CONTENDERS
from benchmarks.throughput.processes import Contender
from benchmarks.throughput.results import PURE, Results

RECORDS: Final = 'murasil_published_records_total{topic="'
BYTES: Final = 'murasil_published_bytes_total{topic="'
STAGES: Final = ("decode", "clean", "language", "fingerprint", "events", "encode")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the first column is to the left, the others to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, rule, *rows]) + "\n"


def report(results: Results) -> Iterator[str]:
    """The sections, one after the other."""
    yield "; ".join(f"{name} {value}" for name, value in results.machine.items()) + ".\n"
    yield (
        f"{results.articles:,} articles of {results.article_bytes:,.0f} bytes; {len(results.pure)} rounds, "
        "one contender after the other in each.\n"
    )
    yield "### Side by side\n"
    yield _side_by_side(results)
    yield "### What was aimed at\n"
    yield _targets(results)
    yield "### Where the time goes\n"
    yield _times(results)
    yield _sent(results)
    yield "### Longer articles, more articles\n"
    first = next(iter(results.length.values()))
    yield table(
        ["characters", "ns a character", "to the first"],
        [[f"{int(n):,}", f"{ns:,.0f}", f"{ns / first:.2f}"] for n, ns in results.length.items()],
    )
    yield table(
        ["articles held", "fingerprint", "resolve", "memory each"],
        [
            [
                f"{one.articles:,}",
                f"{one.fingerprint:.0f} µs",
                f"{one.resolve:.0f} µs",
                f"{one.memory:,.0f} B",
            ]
            for one in results.growth
        ],
    )


def _side_by_side(results: Results) -> str:
    pure = [one["rate"] for one in results.pure]
    rows = [_row(PURE, "core 0", pure, results.pure_figure("all"), results)]
    for one in CONTENDERS:
        if runs := results.runs.get(one.name):
            rates = [run.rate for run in runs]
            rows.append(_row(one.name, _cores(one), rates, results.cpu(one.name), results))
    head = [
        "",
        "runs on",
        "articles/s",
        "least–most",
        "processor ms each",
        "to pure",
        "to aiokafka",
        "to glued",
    ]
    return table(head, rows)


def _row(name: str, cores: str, rates: Sequence[float], cpu: float, results: Results) -> list[str]:
    return [
        name,
        cores,
        f"{sorted(rates)[len(rates) // 2]:,.0f}",
        f"{min(rates):,.0f}–{max(rates):,.0f}",
        f"{cpu:.2f}",
        f"{results.ratio(name, PURE):.2f}",
        f"{results.ratio(name, contenders.AIOKAFKA):.3f}",
        f"{results.ratio(name, contenders.GLUED):.2f}",
    ]


def _cores(contender: Contender) -> str:
    if len(contender.cores) == 1:
        return "core 0, broker on core 1"
    return f"cores {' and '.join(map(str, contender.cores))}, broker on any"


def _targets(results: Results) -> str:
    one = contenders.ONE
    runs = results.runs.get(one, [])
    lengths, held = list(results.length.values()), [each.resolve for each in results.growth]
    rows: list[tuple[str, float, str, str]] = [
        ("one worker to the glued job", results.ratio(one, contenders.GLUED), "2", "4"),
        (
            "one worker to the glued job with trafilatura",
            results.ratio(one, contenders.TRAFILATURA),
            "2",
            "4",
        ),
        ("one worker to the pure pipeline", results.ratio(one, PURE), "0.6", "0.8"),
        ("one worker to the aiokafka loop", results.ratio(one, contenders.AIOKAFKA), "0.08", "0.17"),
        ("two workers to one", results.ratio(contenders.TWO, one), "1.6", ""),
        ("a character of the longest articles to one of the shortest", lengths[-1] / lengths[0], "1", ""),
        ("resolving with the most articles held to the fewest", held[-1] / held[0], "1", ""),
        ("`murasil --help`, seconds", results.help_seconds, "below 0.3", ""),
        (
            "a worker is ready after, seconds",
            max((run.ready_seconds for run in runs), default=0),
            "below 5",
            "",
        ),
        ("a worker's memory, MB, at most", max((run.memory for run in runs), default=0), "below 400", ""),
    ]
    return table(
        ["", "figure", "aimed at", "hoped for"],
        [[what, f"{figure:.3g}", aimed, hoped] for what, figure, aimed, hoped in rows],
    )


def _times(results: Results) -> str:
    """Milliseconds for one article: the parts without Kafka, and what one worker takes beyond them."""
    run = sorted(results.runs[contenders.ONE], key=lambda run: run.rate)[len(results.pure) // 2]
    wall, cpu = run.seconds / run.articles * 1000, results.cpu(contenders.ONE)
    stages = {f"text: {stage}": results.pure_figure(stage) for stage in STAGES}
    resolve = results.pure_figure("resolve")
    parts = stages | {
        "duplicates, and the row to be stored": resolve,
        "Kafka: two hops, events, changelog": cpu - sum(stages.values()) - resolve,
        "waiting, for Kafka or for the core": wall - cpu,
        "all": wall,
    }
    return table(
        ["one worker, one article", "ms", "share"],
        [[name, f"{value:.3f}", f"{value / wall:.0%}"] for name, value in parts.items()],
    )


def _sent(results: Results) -> str:
    run = results.runs[contenders.ONE][-1]
    records, size = _labelled(run.metrics, RECORDS), _labelled(run.metrics, BYTES)
    return table(
        ["sent for one article", "messages", "bytes"],
        [
            [f"`{topic}`", f"{count / run.articles:.1f}", f"{size[topic] / run.articles:,.0f}"]
            for topic, count in records.items()
        ],
    )


def _labelled(metrics: dict[str, float], start: str) -> dict[str, float]:
    """A metric by its only label."""
    return {
        name[len(start) :].removesuffix('"}'): value
        for name, value in metrics.items()
        if name.startswith(start) and value
    }
