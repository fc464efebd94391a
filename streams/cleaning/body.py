"""Where the body stands among the lines: the stretch whose sentences outweigh what lies between them.

After J. Pasternack and D. Roth, "Extracting Article Text from the Web with Maximum Subsequence Segmentation",
WWW 2009: every line has a score, and the body is the stretch with the largest sum.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streams.cleaning.authors import before_author
from streams.cleaning.lines import Line
from streams.cleaning.scores import PAGE, is_notice, line_scores
from streams.cleaning.wording import WordingIndex

LEAST: Final = 8.0
"""The sum from which a stretch is a body: one sentence of eight words."""
FEW: Final = 2
"""Up to so many unexplained lines, with little else around, shape is no evidence: they are all kept."""
_FURNITURE: Final = 3
_ARTICLE: Final = 100.0
_LIST_WORDS: Final = 4
_BRIEF: Final = 6
_MARKED: Final = 0.25
_COMMAS: Final = (",", "،", "、", ";", "؛")
_PARAGRAPH: Final = 7.5
_DATELINE_LENGTH: Final = 90
_DATELINE: Final = re.compile(
    r"(?:[A-Z][A-Z'. -]{2,}(?:,[^.:—–]{2,40})?|[^.:،()]{2,40}\([^()]{2,25}\))\s?(?:\([^()]{2,25}\)\s?)?[—–-]+\s"
)
"""PLACE (AGENCY) - : where the story of an agency begins."""
_LEAD_LINES: Final = 5
_LEAD_SHARE: Final = 0.2
_LEAD_WORDS: Final = 45
_TAIL_LINES: Final = 3
_TAIL_WORDS: Final = 3
_LIST_LINES: Final = 3
_FIGURE: Final = 12
_INTERRUPTIONS: Final = 1
_SHORT_SENTENCE: Final = 4
_AFTER_BODY: Final = ("byline", "tags", "source-note", "navigation", "title")
_NOTICES: Final = 8
_SENTENCE: Final = 8
_COLONS: Final = (":", "：")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The half-open range of lines in which the body stands."""

    first: int
    last: int


def find_body(lines: Sequence[Line], wording: WordingIndex) -> Stretch:
    """The body's lines; an empty stretch at the end when there is none, as in a list of links."""
    unexplained = [line for line in lines if line.kind is None]
    if not unexplained or (len(unexplained) <= FEW and len(lines) - len(unexplained) < _FURNITURE):
        return Stretch(0, len(lines))
    scores = line_scores(lines, wording)
    first, last, total = best_stretch(scores)
    end = next((position for position, line in enumerate(lines) if line.ends), len(lines))
    if first < end < len(lines) or end < first:
        before = best_stretch(scores[:end])
        if before[2] >= _ARTICLE:
            first, last, total = before
    if total < LEAST:
        is_text = _is_text(unexplained) or len(unexplained) == len(lines) <= _BRIEF
        return Stretch(0, len(lines)) if is_text else Stretch(len(lines), len(lines))
    if len(lines) <= PAGE:
        first, last = _with_paragraphs(lines, scores, first, last)
    first = _after_byline(lines, scores, first, last)
    kept = _before_notices(lines, first, last, wording) if len(lines) > PAGE else last
    return Stretch(first, kept if kept < last else _with_tail(lines, last))


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


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether lines without sentences, such as verse, are a text all the same and not a list of links."""
    words = sum(line.words for line in lines) / len(lines)
    marked = sum(line.terminal or line.text.endswith(_COMMAS) for line in lines)
    return words >= _LIST_WORDS or marked >= _MARKED * len(lines)


def _with_paragraphs(
    lines: Sequence[Line], scores: Sequence[float], first: int, last: int
) -> tuple[int, int]:
    """Takes in each paragraph that no label parts from the body: where there is little text, none is given up."""
    for position in range(first - 1, -1, -1):
        if lines[position].opens or lines[position].kind == "byline":
            break
        if lines[position].kind is None and scores[position] >= _PARAGRAPH:
            first = position
    for position in range(last, len(lines)):
        if lines[position].opens or lines[position].kind in _AFTER_BODY:
            break
        if lines[position].kind is None and scores[position] >= _PARAGRAPH:
            last = position + 1
    return first, last


def _after_byline(lines: Sequence[Line], scores: Sequence[float], first: int, last: int) -> int:
    """Leaves a title or a standfirst out that stands before the byline or the dateline: the body begins there."""
    total = sum(score for score in scores[first:last] if score > 0)
    lead, start = 0.0, first
    for position in range(first, min(first + _LEAD_LINES, last)):
        line = lines[position]
        if line.kind == "byline":
            start = position + 1
        elif len(lines) > PAGE and _DATELINE.match(line.text[:_DATELINE_LENGTH]):
            return position
        elif line.kind is None and line.words > _LEAD_WORDS:
            break
        lead += max(scores[position], 0.0)
        if lead > _LEAD_SHARE * total:
            break
    return start


def _before_notices(lines: Sequence[Line], first: int, last: int, wording: WordingIndex) -> int:
    """Leaves out what the body seems to end with but addresses the reader or presents the author."""
    end = before_author(lines, first, last)
    for position in range(end - 1, max(end - _NOTICES, first + FEW) - 1, -1):
        line = lines[position]
        if line.kind is None and is_notice(line, wording):
            end = position
        elif line.kind is None and line.words >= _SENTENCE:
            break
    return end


def _with_tail(lines: Sequence[Line], last: int) -> int:
    """Takes in what ends the body without full stops: a list it announces or counts, an address, a signature."""
    end = _with_list(lines, last)
    tail = end
    while tail < len(lines) and lines[tail].kind is None and not lines[tail].bullet:
        if lines[tail].text.endswith(_COLONS):
            return end
        tail += 1
    words = sum(line.words for line in lines[end:tail])
    if tail - end > _TAIL_LINES or words < _TAIL_WORDS * (tail - end):
        tail = end
    return _over_interruptions(lines, tail)


def _over_interruptions(lines: Sequence[Line], end: int) -> int:
    """Takes in short sentences behind a share line, a notice or one related link: the story went on there."""
    position = end
    while position < len(lines) and position - end <= _INTERRUPTIONS:
        line = lines[position]
        if line.opens or line.kind in _AFTER_BODY:
            break
        if line.kind is None:
            if not (line.terminal and not line.truncated and line.words >= _SHORT_SENTENCE):
                break
            end = position + 1
        position += 1
    return end


def _with_list(lines: Sequence[Line], last: int) -> int:
    """Takes in a list right after the body: announced by a colon, or of lines that begin with figures."""
    announced = last > 0 and _announces(lines[last - 1])
    begin = last
    if not announced and begin < len(lines) and lines[begin].kind is None and not _counts(lines[begin]):
        begin += 1
        announced = _announces(lines[begin - 1])
    end = begin
    while end < len(lines) and (
        _counts(lines[end]) or (announced and lines[end].bullet and not lines[end].truncated)
    ):
        end += 1
    return end if end - begin >= _LIST_LINES else last


def _announces(line: Line) -> bool:
    """Whether a line says that a list follows; a few words with a colon are a label, and may be another list's."""
    return line.words >= _SENTENCE and line.text.endswith(_COLONS)


def _counts(line: Line) -> bool:
    """Whether a line is an item of a list with figures, or the address that goes with one."""
    if line.kind is not None:
        return line.rule == "address"
    return (
        line.words > 1
        and not (line.truncated or line.bullet)
        and any(map(str.isdecimal, line.text[:_FIGURE]))
    )
