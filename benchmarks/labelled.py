"""Labelled sets: JSON Lines, gzipped or not, one `{"raw": {…}, "gold": …}` a line."""

import gzip
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parents[1] / "seeds"


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a labelled set."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        return [json.loads(line) for line in file]


def seeds() -> list[str]:
    """The texts in `seeds/`."""
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def milliseconds(
    function: Callable[[Any], object],
    inputs: Iterable[Any],
    rounds: int = 7,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Milliseconds for one input: the best of several rounds over all of them."""
    inputs = list(inputs)
    times = []
    for _ in range(rounds):
        began = clock()
        for one in inputs:
            function(one)
        times.append(clock() - began)
    return min(times) / len(inputs) * 1000
