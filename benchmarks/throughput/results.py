"""The results of all rounds."""

import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from benchmarks.duplicates import Growth
from benchmarks.throughput.runs import Run

PURE: Final = "pure pipeline, no Kafka"


@dataclass(slots=True)
class Results:
    """All that was measured; lists have an entry for each round."""

    machine: dict[str, str]
    articles: int = 0
    article_bytes: float = 0.0
    pure: list[dict[str, float]] = field(default_factory=list)
    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))
    length: dict[str, float] = field(default_factory=dict)
    growth: list[Growth] = field(default_factory=list)
    help_seconds: float = float("nan")

    def json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    def ratio(self, name: str, other: str) -> float:
        """How many times as fast one is as another: the median of the rounds, each compared within itself."""
        rates, others = self._rates(name), self._rates(other)
        return _median(one / two for one, two in zip(rates, others, strict=False))

    def _rates(self, name: str) -> list[float]:
        if name == PURE:
            return [one["rate"] for one in self.pure]
        return [run.rate for run in self.runs.get(name, ())]

    def cpu(self, name: str) -> float:
        """Milliseconds of processor time for one article: the median of the rounds."""
        return _median(run.cpu_seconds / run.articles * 1000 for run in self.runs.get(name, ()))

    def pure_figure(self, name: str) -> float:
        """A figure of the pure pipeline: the median of the rounds."""
        return _median(one[name] for one in self.pure)

    def wrong(self) -> list[str]:
        """What must not be: an article of murasil's lost, or taken for a duplicate."""
        return [
            f"{name}: {run.lost} lost, {run.duplicates} taken for duplicates"
            for name, runs in self.runs.items()
            for run in runs
            if run.lost or (run.metrics and run.duplicates)
        ]


def _median(values: Iterable[float]) -> float:
    values = list(values)
    return statistics.median(values) if values else float("nan")
