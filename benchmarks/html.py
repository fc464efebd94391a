"""Pages to bodies: word F1 and cost on a labelled set, beside trafilatura alone.

usage: python -m benchmarks.html SET.jsonl.gz
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import trafilatura

from benchmarks import labelled
from config.loaders.pages import load_notices
from config.loaders.pipeline import build_text_cleaner
from streams.cleaning.page import PageCleaner
from streams.records.article import RawArticle

WORD = re.compile(r"\w+")


def scores(text: str, gold: str) -> tuple[float, float, float]:
    """F1, precision and recall over words, each counted as often as it occurs."""
    found, wanted = Counter(WORD.findall(text)), Counter(WORD.findall(gold))
    common = (found & wanted).total()
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / found.total(), common / wanted.total()
    return 2 * precision * recall / (precision + recall), precision, recall


def received(raw: dict[str, str]) -> RawArticle:
    """A labelled page as the pipeline receives it."""
    return RawArticle("", raw.get("url"), None, None, None, raw["html"], None, None, None, {}, "")


def main() -> None:
    """Prints a table: the stage, then trafilatura alone in its modes."""
    if len(sys.argv) != 2:
        sys.exit((__doc__ or "").strip())
    rows = labelled.read(Path(sys.argv[1]))
    cleaner = PageCleaner(build_text_cleaner(), load_notices())
    contenders: dict[str, Callable[[dict[str, str]], str]] = {
        "murasil": lambda raw: cleaner.clean_page(received(raw)).text,
        "trafilatura": lambda raw: trafilatura.extract(raw["html"], include_comments=False) or "",
        "trafilatura, fast": lambda raw: (
            trafilatura.extract(raw["html"], include_comments=False, fast=True) or ""
        ),
    }
    print(f"{'':20} {'F1':>7} {'precision':>10} {'recall':>8} {'ms a page':>10}")
    for name, extract in contenders.items():
        began = time.perf_counter()
        texts = [extract(row["raw"]) for row in rows]
        cost = (time.perf_counter() - began) / len(rows) * 1000
        each = [scores(text, row["gold"]) for text, row in zip(texts, rows, strict=True)]
        f1, precision, recall = (mean(column) for column in zip(*each, strict=True))
        print(f"{name:20} {f1:7.4f} {precision:10.4f} {recall:8.4f} {cost:10.1f}", flush=True)


if __name__ == "__main__":
    main()
