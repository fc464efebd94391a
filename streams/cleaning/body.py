"""Where the body stands among the lines: the stretch whose sentences outweigh what lies between them.

After J. Pasternack and D. Roth, "Extracting Article Text from the Web with Maximum Subsequence Segmentation",
WWW 2009: every line has a score, and the body is the stretch with the largest sum. Their scores were learned
from tags; these come from length, ending, repetition and wording.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from streams.cleaning.lines import Line
from streams.folding import fold
from streams.records.article import RemovedKind

LEAST: Final = 8.0
"""The sum from which a stretch is a body: one sentence of eight words."""
FEW: Final = 2
"""Up to so many unexplained lines, shape is no evidence: they are all kept."""
_SENTENCE: Final = 8
_TEASER_WORDS: Final = 45
_HEADLINES: Final = 3
_SHORT_SENTENCE: Final = 4
_MOST: Final = 60
_UNENDED: Final = 15
_LIST_WORDS: Final = 4
_LABEL: Final = -20.0
_ARTICLE_END: Final = -40.0
_COST: Final[Mapping[RemovedKind, float]] = {
    "navigation": -6.0,
    "byline": -6.0,
    "title": -4.0,
    "tags": -12.0,
    "related": -12.0,
    "share": -4.0,
    "notice": -4.0,
    "source-note": -25.0,
    "other": -3.0,
}
_GAP_STEP: Final = 0.5
_GAP_MOST: Final = 8.0
_LEAD_LINES: Final = 5
_LEAD_SHARE: Final = 0.2
_LEAD_WORDS: Final = 45
_TAIL_LINES: Final = 3
_LIST_LINES: Final = 3
_FIGURE: Final = 12
_COLONS: Final = (":", "：")
_DATE_STEP: Final = 3.0
_DATE_MOST: Final = 30.0
_ARTICLE: Final = 100.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The half-open range of lines in which the body stands."""

    first: int
    last: int


def find_body(lines: Sequence[Line], common: frozenset[str]) -> Stretch:
    """The body's lines; an empty stretch at the end when there is none, as in a list of links."""
    unexplained = [line for line in lines if line.kind is None]
    if len(unexplained) <= FEW:
        return Stretch(0, len(lines))
    scores = _scores(lines, common)
    first, last, total = best_stretch(scores)
    end = next((position for position, line in enumerate(lines) if line.ends), len(lines))
    if first < end < len(lines) or end < first:
        before = best_stretch(scores[:end])
        if before[2] >= _ARTICLE:
            first, last, total = before
    if total < LEAST:
        words = sum(line.words for line in unexplained) / len(unexplained)
        return Stretch(0, len(lines)) if words >= _LIST_WORDS else Stretch(len(lines), len(lines))
    first = _after_byline(lines, scores, first, last)
    return Stretch(first, _with_tail(lines, last))


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


def _scores(lines: Sequence[Line], common: frozenset[str]) -> list[float]:
    """What each line adds to a body, in words; in a run of lines that add nothing, each costs more.

    Lines that are repeated add nothing; where several headlines are, nor do the sentences under them: so look
    lists of other stories. Each further date line costs more too: comments have one each.
    """
    counts = Counter(line.text for line in lines)
    headlines = sum(number > 1 and text.count(" ") >= _SHORT_SENTENCE for text, number in counts.items())
    scores: list[float] = []
    run = dates = 0
    headline = False
    for line in lines:
        repeated = line.kind is None and counts[line.text] > 1
        value = -4.0 if repeated else _score(line, common)
        if line.kind == "byline":
            dates += 1
            value -= min(_DATE_STEP * dates, _DATE_MOST)
        elif headline and value > 0 and line.words < _TEASER_WORDS:
            value = 1.0
        headline = repeated and headlines >= _HEADLINES and line.words > _SHORT_SENTENCE
        run = run + 1 if value < 0 else 0
        scores.append(value - min(_GAP_STEP * run, _GAP_MOST) if value < 0 else value)
    return scores


def _score(line: Line, common: frozenset[str]) -> float:
    if line.ends:
        return _ARTICLE_END
    if line.kind is not None:
        return _LABEL if line.opens else _COST[line.kind]
    if line.truncated and line.words < _MOST:
        return -8.0
    if line.terminal and line.words >= _SENTENCE:
        return float(min(line.words, _MOST))
    if line.terminal and line.words >= _SHORT_SENTENCE:
        return 2.0
    if line.words >= _UNENDED and is_prose(line, common):
        return min(line.words, _MOST) / 2
    return -4.0 if line.words >= _SHORT_SENTENCE else -3.0


def is_prose(line: Line, common: frozenset[str]) -> bool:
    """Whether a line without an end reads as running text: punctuation inside, or frequent words."""
    if any(mark in line.text for mark in (". ", ", ", "، ", "; ", "؛ ", "? ", "؟ ", "。", "、", "，")):
        return True
    words = (line.key or fold(line.text[:400])).split()
    return sum(word in common for word in words) >= max(2, len(words) // 12)


def _after_byline(lines: Sequence[Line], scores: Sequence[float], first: int, last: int) -> int:
    """Leaves a title or a standfirst out that stands before the byline: the body begins after that."""
    total = sum(score for score in scores[first:last] if score > 0)
    lead, start = 0.0, first
    for position in range(first, min(first + _LEAD_LINES, last)):
        line = lines[position]
        if line.kind == "byline":
            start = position + 1
        elif line.kind is None and line.words > _LEAD_WORDS:
            break
        lead += max(scores[position], 0.0)
        if lead > _LEAD_SHARE * total:
            break
    return start


def _with_tail(lines: Sequence[Line], last: int) -> int:
    """Takes in what ends the body without full stops: a list it announces or counts, an address, a signature."""
    end = _with_list(lines, last)
    tail = end
    while tail < len(lines) and lines[tail].kind is None and not lines[tail].bullet:
        tail += 1
    return tail if tail - end <= _TAIL_LINES else end


def _with_list(lines: Sequence[Line], last: int) -> int:
    """Takes in a list right after the body: announced by a colon, or of lines that begin with figures."""
    announced = last > 0 and lines[last - 1].text.endswith(_COLONS)
    begin = last
    if not announced and begin < len(lines) and lines[begin].kind is None and not _counts(lines[begin]):
        begin += 1
        announced = lines[begin - 1].text.endswith(_COLONS)
    end = begin
    while end < len(lines) and (
        _counts(lines[end]) or (announced and lines[end].bullet and not lines[end].truncated)
    ):
        end += 1
    return end if end - begin >= _LIST_LINES else last


def _counts(line: Line) -> bool:
    """Whether a line is an item of a list with figures, or the address that goes with one."""
    if line.kind is not None:
        return line.rule == "address"
    return line.words > 1 and not line.truncated and any(map(str.isdecimal, line.text[:_FIGURE]))
