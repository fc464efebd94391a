"""Cleaning of received text: cost on the seed texts, and word F1 on a labelled set when one is given.

usage: python -m benchmarks.cleaning [SET.jsonl.gz]

trafilatura, which the project uses for pages, stands beside it: it is given the text as a page of paragraphs.
"""

import html
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import trafilatura

from benchmarks import labelled
from config.loaders.pipeline import build_text_cleaner

ROUNDS = 50
WORD = re.compile(r"\w+")


def page(text: str) -> str:
    """The text as the simplest page that holds it."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body>{paragraphs}</body></html>"


def word_f1(text: str, expected: str) -> float:
    """F1 over words as multisets."""
    got, want = Counter(WORD.findall(text)), Counter(WORD.findall(expected))
    total = got.total() + want.total()
    return 2 * (got & want).total() / total if total else 1.0


def quality(clean: Callable[[str], str], rows: list[dict]) -> str:
    """The mean word F1 in each part of the set."""
    scores = defaultdict(list)
    for row in rows:
        scores[row.get("set", "all")].append(word_f1(clean(row["raw"]["text"]), row["gold"]))
    return "  ".join(f"{name} {mean(values):.4f}" for name, values in scores.items())


def main() -> None:
    """Prints a line for the stage and one for trafilatura alone."""
    cleaner = build_text_cleaner()
    rows = labelled.read(Path(sys.argv[1])) if len(sys.argv) > 1 else []
    contenders: dict[str, Callable[[str], str]] = {
        "murasil": lambda text: cleaner.clean_text(text).text,
        "trafilatura": lambda text: trafilatura.extract(page(text)) or "",
    }
    for name, clean in contenders.items():
        cost = f"{labelled.milliseconds(clean, labelled.seeds(), ROUNDS):8.3f} ms a seed"
        print(f"{name:12} {cost}  {quality(clean, rows) if rows else ''}")


if __name__ == "__main__":
    main()
