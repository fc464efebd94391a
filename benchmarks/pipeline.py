"""The pure pipeline on the seed texts: milliseconds of processor time for one article, by stage.

usage: python -m benchmarks.pipeline [--rounds N]

The rounds are interleaved over the seeds and the best round of each counts, so that a busy machine disturbs less.
"""

import argparse
import platform
import time
from collections import defaultdict
from contextlib import AbstractContextManager
from types import TracebackType

from agents.demo import seeds
from agents.sources import Found, read_paths
from config.loaders.pipeline import build_pipeline

STAGES = ("decode", "clean", "language", "fingerprint", "events", "encode")


class Stopwatch(AbstractContextManager[None]):
    """Adds the processor time of one stage to the present round."""

    def __init__(self, stage: str, spent: dict[str, float]) -> None:
        self._stage, self._spent = stage, spent

    def __enter__(self) -> None:
        self._began = time.process_time_ns()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spent[self._stage] += (time.process_time_ns() - self._began) / 1e6


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30, help="rounds over the seeds (default 30)")
    rounds = parser.parse_args().rounds
    spent: dict[str, float] = defaultdict(float)
    pipeline = build_pipeline(measure=lambda stage: Stopwatch(stage, spent))
    values = [one.value for one in read_paths([seeds()]) if isinstance(one, Found)]
    best: dict[str, list[float]] = {stage: [float("inf")] * len(values) for stage in STAGES}
    for _ in range(rounds):
        for number, value in enumerate(values):
            spent.clear()
            pipeline.prepare(value)
            for stage in STAGES:
                best[stage][number] = min(best[stage][number], spent[stage])
    characters = sum(len(value.decode()) for value in values) / len(values)
    print(
        f"Python {platform.python_version()}, {platform.machine()}; {characters:,.0f} characters an article"
    )
    means = {stage: sum(times) / len(times) for stage, times in best.items()}
    for stage, mean in means.items():
        print(f"{stage:12} {mean:7.3f} ms")
    total = sum(means.values())
    print(f"{'all':12} {total:7.3f} ms, {1000 / total:,.0f} articles/s on one core")


if __name__ == "__main__":
    main()
