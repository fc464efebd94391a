"""The pure pipeline, in a process of its own: no Kafka, no worker, the same articles.

usage: python -m benchmarks.throughput.pure ARTICLES | length

Prints JSON: milliseconds for one article by stage (processor time) and in all (`rate` is by the clock); or what a
character costs as articles grow.
"""

import sys
import time
from collections import defaultdict
from typing import Any, Final

import orjson

from benchmarks.pipeline import STAGES, Stopwatch
from benchmarks.throughput.articles import WARM_UP_NUMBER, Writer
from config.loaders.pipeline import build_pipeline
from streams.duplicates import Arrival, Resolver

WARM_UP: Final = 200
BATCH: Final = 200
LENGTHS: Final = (1, 2, 4, 8, 16)
LENGTH_ROUNDS: Final = 5


def stages(count: int) -> dict[str, float]:
    """Milliseconds for one article by stage, in all, and for finding duplicates; articles a second in all."""
    writer = Writer()
    articles = writer.articles(count)
    spent: dict[str, float] = defaultdict(float)
    measured = build_pipeline(measure=lambda stage: Stopwatch(stage, spent))
    plain = build_pipeline()
    for article in writer.articles(WARM_UP, WARM_UP_NUMBER):
        measured.prepare(article)
        plain.prepare(article)
    spent.clear()
    began, cpu = time.perf_counter(), time.process_time()
    prepared: list[Any] = [plain.prepare(article) for article in articles]
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    for article in articles:
        measured.prepare(article)
    figures = {stage: spent[stage] / count for stage in STAGES}
    return figures | {
        "all": cpu / count * 1000,
        "resolve": _resolve(prepared) / count * 1000,
        "rate": count / seconds,
    }


def _resolve(prepared: list[Any]) -> float:
    rows: dict[str, bytes | None] = {}
    resolver = Resolver(rows.get)
    began = time.process_time()
    for start in range(0, len(prepared), BATCH):
        resolution = resolver.resolve([Arrival(article, 0) for article in prepared[start : start + BATCH]])
        resolver.commit(resolution)
        rows.update(resolution.rows)
    return time.process_time() - began


def length() -> dict[str, float]:
    """Nanoseconds for a character, by the number of characters: articles joined to ever longer ones."""
    writer = Writer()
    pipeline = build_pipeline()
    numbers = range(max(LENGTHS) * 2)
    texts = [writer.article(number)["text"] for number in numbers]
    best: dict[str, float] = {}
    for parts in LENGTHS:
        joined = ["\n".join(texts[start : start + parts]) for start in range(0, len(texts), parts)]
        values = [orjson.dumps({"text": text, "id": str(n)}) for n, text in enumerate(joined)]
        times = []
        for _ in range(LENGTH_ROUNDS):
            began = time.process_time()
            for value in values:
                pipeline.prepare(value)
            times.append(time.process_time() - began)
        characters = sum(map(len, joined))
        best[str(characters // len(joined))] = min(times) / characters * 1e9
    return best


if __name__ == "__main__":
    print(orjson.dumps(length() if sys.argv[1] == "length" else stages(int(sys.argv[1]))).decode())
