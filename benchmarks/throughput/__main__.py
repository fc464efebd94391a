"""The speed of murasil beside what it could be compared with, in one run, as tables in Markdown.

usage: python -m benchmarks.throughput [--articles N] [--rounds N] [--held N] [--json FILE]

The same articles of 4 KB for all: the pure pipeline without Kafka; plain copy loops, which are the limit; the job as
one would glue it together from libraries; one worker and two. Rounds are interleaved, so that a busy machine shows.
Where the system allows, each process is held to one core, with the broker on another; with two workers on two cores
the broker runs where it likes. Ends with an error when an article of murasil's was lost or taken for a duplicate.
"""

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import orjson

from agents.broker import EmbeddedBroker
from benchmarks.duplicates import growth
from benchmarks.throughput import machine
from benchmarks.throughput.articles import WARM_UP_NUMBER, Writer
from benchmarks.throughput.contenders import CONTENDERS
from benchmarks.throughput.processes import Contender
from benchmarks.throughput.report import report
from benchmarks.throughput.results import Results
from benchmarks.throughput.runs import Run, run
from benchmarks.throughput.startup import help_seconds
from config.loaders.settings import Settings

WARM_UP: Final = 200
COPIES: Final = 10
"""How often a loop that only copies gets each article."""


def main() -> None:
    """Measures, then prints."""
    options = _arguments()
    results = Results(machine.facts(), options.articles)
    articles = Writer().articles(options.articles)
    results.article_bytes = sum(map(len, articles)) / len(articles)
    for number in range(options.rounds):
        _say(f"round {number + 1} of {options.rounds}")
        results.pure.append(_pure(str(options.articles)))
        for one in CONTENDERS:
            done = measure(one, articles)
            results.runs[one.name].append(done)
            _say(f"  {one.name}: {done.rate:,.0f} articles/s")
    _say("length, start, growth")
    results.length = _pure("length")
    results.help_seconds = help_seconds()
    results.growth = list(growth(options.held))
    print("\n".join(report(results)))
    if options.json:
        options.json.write_bytes(orjson.dumps(results.json(), option=orjson.OPT_INDENT_2))
    if wrong := results.wrong():
        sys.exit("\n".join(wrong))


def measure(contender: Contender, articles: Sequence[bytes]) -> Run:
    """One run, on a broker of its own."""
    core = machine.BROKER_CORE if len(contender.cores) == 1 else None
    warm_up = Writer().articles(WARM_UP, WARM_UP_NUMBER)
    values = list(articles) * COPIES if contender.copies else articles
    # This process too stays off the core of the worker.
    with machine.on_core(core), EmbeddedBroker() as broker:
        return asyncio.run(run(contender, replace(Settings(), broker=broker.address), warm_up, values))


def _pure(what: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.throughput.pure", what]
    with machine.on_core(machine.WORKER_CORE):
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own command
    figures: dict[str, float] = orjson.loads(done.stdout)
    return figures


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1_500, help="articles in each run (default 1,500)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds over all (default 3)")
    parser.add_argument("--held", type=int, default=100_000, help="articles held, up to (default 100,000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    return parser.parse_args()


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
