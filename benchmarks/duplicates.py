"""Speed, memory and recall of finding duplicates.

    python -m benchmarks.duplicates growth [--up-to 1000000]
    python -m benchmarks.duplicates hostile [--articles 10000]
    python -m benchmarks.duplicates recovery [--articles 200000]
    python -m benchmarks.duplicates recall PATH…

`growth`: articles of 300 words, a fifth of them near copies, one after the other; figures at 10,000, 30,000,
100,000, … `hostile`: the same number of articles without anything in common, with one paragraph in common, with
one text in common, and of one text newest first. `recall`: real texts (files as `murasil replay` takes them): all
pairs are compared on all their 5-grams, and the verdicts are held against that.
"""

import argparse
import gc
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from agents.sources import Refused, read_paths
from benchmarks.synthetic import Writer, prepared
from config.loaders.pipeline import build_pipeline
from streams.dates import timestamp
from streams.duplicates import Arrival, DuplicateOptions, Resolver
from streams.duplicates.rows import VERDICT_PREFIX, decode_verdict
from streams.duplicates.sketch import shingle_array
from streams.fingerprint import fingerprint
from streams.records.prepared import PreparedArticle

BATCH = 200


class Run:
    """A resolver that is fed in batches, and the time that it took."""

    def __init__(self, keep_rows: bool = False) -> None:
        self.rows: dict[str, bytes] = {}
        self.resolver = Resolver(self.rows.get)
        self.seconds = 0.0
        self.writes = 0
        self._keep = keep_rows

    def feed(self, articles: list[PreparedArticle]) -> None:
        """Resolves and commits a batch."""
        began = time.process_time()
        resolution = self.resolver.resolve([Arrival(article, 0) for article in articles])
        self.resolver.commit(resolution)
        self.seconds += time.process_time() - began
        self.writes += len(resolution.outputs)
        if self._keep:
            for key, value in resolution.rows.items():
                if value is None:
                    self.rows.pop(key, None)
                else:
                    self.rows[key] = value


@dataclass(frozen=True, slots=True)
class Growth:
    """What the last articles cost when so many are held: microseconds for one, and bytes of memory for each held."""

    articles: int
    fingerprint: float
    resolve: float
    memory: float
    index: float


def growth(up_to: int) -> Iterator[Growth]:
    """Figures while an index grows."""
    texts = Writer(1).texts(up_to)
    stops = [n for n in (10_000, 30_000, 100_000, 300_000, 1_000_000) if n <= up_to]
    run, fingerprints, batch, base = Run(), 0.0, [], memory()
    before = (0, 0.0, 0.0)
    for number, text in enumerate(texts, 1):
        began = time.process_time()
        made = fingerprint(text)
        fingerprints += time.process_time() - began
        batch.append(prepared(number, text, made))
        if len(batch) == BATCH or number in stops:
            run.feed(batch)
            batch = []
        if number in stops:
            count, first, second = number - before[0], fingerprints - before[1], run.seconds - before[2]
            before = (number, fingerprints, run.seconds)
            gc.collect()
            held = run.resolver.statistics
            yield Growth(
                number,
                first / count * 1e6,
                second / count * 1e6,
                (memory() - base) / number,
                held.bytes / number,
            )


def print_growth(up_to: int) -> None:
    """Prints the figures as they come."""
    print(f"{'articles':>9} {'fingerprint':>11} {'resolve':>8} {'articles/s':>10} {'memory':>8} {'index':>7}")
    for one in growth(up_to):
        print(
            f"{one.articles:>9,} {one.fingerprint:>8.0f} µs {one.resolve:>5.0f} µs "
            f"{1e6 / (one.fingerprint + one.resolve):>10,.0f} {one.memory:>6,.0f} B {one.index:>5,.0f} B",
            flush=True,
        )


def hostile(count: int) -> None:
    """What a paragraph or a text that ten thousand articles share costs."""
    writer = Writer(2)
    hot = writer.words(60)
    half = writer.words(150)
    copy = writer.words(300)
    cases: dict[str, Iterable[tuple[int, list[str]]]] = {
        "nothing shared": ((i, writer.words(300)) for i in range(count)),
        "a paragraph of 60 words shared": ((i, writer.words(240) + hot) for i in range(count)),
        "half of 300 words shared": ((i, writer.words(150) + half) for i in range(count)),
        "copies of one text": ((i, copy) for i in range(count)),
        "copies, each with words of its own": ((i, copy + writer.words(20)) for i in range(count)),
        "copies, newest first": ((count - i, copy) for i in range(count)),
    }
    for name, articles in cases.items():
        run, batch = Run(keep_rows=True), []
        for number, (moment, words) in enumerate(articles):
            text = " ".join(words)
            batch.append(prepared(number, text, fingerprint(text), moment))
            if len(batch) == BATCH:
                run.feed(batch)
                batch = []
        run.feed(batch)
        held = run.resolver.statistics
        print(
            f"{name:<36} {count / run.seconds:>8,.0f} articles/s {run.writes / count:>7.1f} records an article "
            f"{held.compared / count:>9.1f} comparisons an article",
            flush=True,
        )


def recovery(count: int) -> None:
    """How long it takes to build the index from stored rows."""
    run, batch = Run(keep_rows=True), []
    for number, text in enumerate(Writer(3).texts(count)):
        batch.append(prepared(number, text, fingerprint(text)))
        if len(batch) == BATCH:
            run.feed(batch)
            batch = []
    run.feed(batch)
    began = time.process_time()
    Resolver(run.rows.get).load(run.rows.items())
    seconds = time.process_time() - began
    size = sum(map(len, run.rows.values()))
    print(f"{count:,} articles, rows of {size / count:,.0f} bytes, loaded in {seconds:.1f} s")


def recall(paths: list[Path]) -> None:
    """The verdicts on real texts, against a comparison of all pairs on all their 5-grams."""
    articles = list(_prepared(paths))
    truth = dict(_matches(sorted(articles, key=lambda article: article.rank), DuplicateOptions()))
    run = Run(keep_rows=True)
    for start in range(0, len(articles), BATCH):
        run.feed(articles[start : start + BATCH])
    rows = [decode_verdict(row) for key, row in run.rows.items() if key.startswith(VERDICT_PREFIX)]
    found = {row.id: row.duplicate_of for row in rows}
    bands: dict[str, list[bool]] = defaultdict(list)
    for article_id, (band, earliest) in truth.items():
        bands[band].append(found.get(article_id) == earliest)
    speed = len(articles) / run.seconds
    print(f"{len(articles):,} articles, {len(truth):,} of them duplicates, resolved at {speed:,.0f} a second")
    for band, right in sorted(bands.items()):
        print(f"{band:<16} recall {sum(right) / len(right):.4f} of {len(right):,}")
    print(f"{'wrongly merged':<16} {sum(article_id not in truth for article_id in found):,}")


def _prepared(paths: list[Path]) -> Iterator[PreparedArticle]:
    pipeline = build_pipeline()
    seen: set[str] = set()
    for found in read_paths(paths, None):
        if isinstance(found, Refused):
            continue
        article = pipeline.prepare(found.value)
        if isinstance(article, PreparedArticle) and article.id not in seen:
            seen.add(article.id)
            yield article


def _matches(
    articles: list[PreparedArticle], options: DuplicateOptions
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each duplicate's id, its band and the earliest article that it matches; `articles` by rank."""
    bodies: dict[tuple[str, str], list[int]] = defaultdict(list)
    postings: dict[tuple[str, int], list[int]] = defaultdict(list)
    sizes: list[int] = []
    dates = [timestamp(article.published_at) if article.published_at else None for article in articles]
    for number, article in enumerate(articles):
        shingles = shingle_array(article.shingles).tolist()
        sizes.append(len(shingles))
        shared = Counter(other for shingle in shingles for other in postings[article.language, shingle])
        same = bodies[article.language, article.digest]
        bands = {other: _band(sizes[other], len(shingles), count, options) for other, count in shared.items()}
        bands |= dict.fromkeys(same, "exact")
        for other, band in sorted(bands.items()):
            if band is not None and _comparable(dates[number], dates[other], options):
                yield article.id, (band, articles[other].id)
                break
        same.append(number)
        for shingle in shingles:
            postings[article.language, shingle].append(number)


def _band(earlier: int, later: int, shared: int, options: DuplicateOptions) -> str | None:
    jaccard = shared / (earlier + later - shared)
    if jaccard >= options.near:
        return "near, from 0.8" if jaccard >= 0.8 else "near, 0.5 to 0.8"
    return "contained" if shared / later >= options.contained else None


def _comparable(one: int | None, other: int | None, options: DuplicateOptions) -> bool:
    return one is None or other is None or abs(one - other) <= options.window / timedelta(microseconds=1)


def memory() -> int:
    """Bytes of this process in memory; the most so far where the system does not say how many now."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("growth").add_argument("--up-to", type=int, default=100_000)
    commands.add_parser("hostile").add_argument("--articles", type=int, default=10_000)
    commands.add_parser("recovery").add_argument("--articles", type=int, default=200_000)
    commands.add_parser("recall").add_argument("paths", nargs="+", type=Path)
    chosen = parser.parse_args()
    if chosen.what == "growth":
        print_growth(chosen.up_to)
    elif chosen.what == "hostile":
        hostile(chosen.articles)
    elif chosen.what == "recovery":
        recovery(chosen.articles)
    else:
        recall(chosen.paths)


if __name__ == "__main__":
    main()
