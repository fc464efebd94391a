"""Where the body stands among the lines: the stretch whose sentences outweigh what lies between them.

After J. Pasternack and D. Roth, "Extracting Article Text from the Web with Maximum Subsequence Segmentation",
WWW 2009: every line has a score, and the body is the stretch with the largest sum. Their scores were learned
from tags; these come from length, ending and wording.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from streams.cleaning.lines import Line
from streams.records.article import RemovedKind

LEAST: Final = 8.0
"""The sum from which a stretch is a body: one sentence of eight words."""
_FULL: Final = 8
_MOST: Final = 60
_UNENDED: Final = 25
_COST: Final[Mapping[RemovedKind, float]] = {
    "navigation": 6.0,
    "byline": 6.0,
    "title": 4.0,
    "tags": 12.0,
    "related": 20.0,
    "share": 4.0,
    "notice": 4.0,
    "source-note": 25.0,
    "other": 3.0,
}


def score(line: Line) -> float:
    """What a line adds to a body, in words."""
    if line.kind is not None:
        cost = _COST[line.kind]
        return -20.0 if line.opens else -cost
    if line.truncated and line.words < _MOST:
        return -8.0
    if line.terminal and line.words >= _FULL:
        return float(min(line.words, _MOST))
    if line.terminal and line.words >= _FULL // 2:
        return 2.0
    if line.words >= _UNENDED:
        return min(line.words, _MOST) / 2
    return -4.0 if line.words > 3 else -3.0


def best_stretch(scores: Sequence[float]) -> tuple[int, int, float]:
    """The half-open stretch with the largest sum, and that sum; the earliest of equals (Kadane, linear)."""
    best, best_start, best_end = 0.0, 0, 0
    total, start = 0.0, 0
    for position, value in enumerate(scores):
        if total <= 0:
            total, start = 0.0, position
        total += value
        if total > best:
            best, best_start, best_end = total, start, position + 1
    return best_start, best_end, best
