"""What each line adds to a body, in words: its length where it reads as a sentence, a cost where it does not."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from streams.cleaning.lines import Line
from streams.cleaning.tables import tables
from streams.cleaning.wording import WordingIndex
from streams.folding import fold
from streams.records.article import RemovedKind

_SENTENCE: Final = 8
_SHORT_SENTENCE: Final = 4
_MOST: Final = 60
_UNENDED: Final = 15
_UNENDED_BARE: Final = 7
_LONG: Final = 12
_CUT: Final = 20
PAGE: Final = 50
"""Lines from which a text is a whole page, with lists of other stories and notices, rather than an article."""
_NOTICE_WORDS: Final = 110
_HINTS: Final = 3
_HINTED_WORDS: Final = 30
_SAME: Final = 80
_LABEL: Final = -14.0
_ARTICLE_END: Final = -40.0
_LISTED: Final = -2.0
_COST: Final[Mapping[RemovedKind, float]] = {
    "navigation": -6.0,
    "byline": -6.0,
    "title": -4.0,
    "tags": -4.0,
    "related": -3.0,
    "share": -4.0,
    "notice": -4.0,
    "source-note": -25.0,
    "other": -3.0,
}
_GAP_STEP: Final = 3.0
_GAP_MOST: Final = 8.0
_CELL: Final = 0.5
_DATE_STEP: Final = 3.0
_DATE_MOST: Final = 30.0
_TEASER_WORDS: Final = 45
_TEASERS: Final = 3
_TEASER_GAP: Final = 4
_JOINED: Final = re.compile(r"[^\W\d_A-Z][”’\"'?!)]?[A-Z][a-z’']*[\s’]")
_PUNCTUATION: Final = (". ", ", ", "، ", "; ", "؛ ", "? ", "؟ ", "。", "、", "，")


def line_scores(lines: Sequence[Line], wording: WordingIndex) -> list[float]:
    """The score of each line, from its own shape and from what stands around it.

    Repeated lines add nothing, nor do the sentences in lists of other stories. In a run of lines that add
    nothing each costs more than the one before, and so does each further date line: comments have one each.
    """
    beginnings = [line.text[:_SAME] for line in lines]
    counts = Counter(beginnings)
    common, unended = wording.common, _UNENDED_BARE if _is_bare(lines) else _UNENDED
    scores = [
        -4.0 if line.kind is None and counts[beginning] > 1 else _score(line, common, unended)
        for line, beginning in zip(lines, beginnings, strict=True)
    ]
    if len(lines) > PAGE:
        for position in _teasers(lines, scores):
            scores[position] = min(scores[position], 1.0)
        for position, line in enumerate(lines):
            if line.sentence and scores[position] > 0 and is_notice(line, wording):
                scores[position] = -4.0
    for table in tables(lines):
        for position in table.lines:
            scores[position] = max(scores[position], _CELL if table.large else 0.0)
    run = dates = 0
    for position, line in enumerate(lines):
        if line.truncated and line.words >= _CUT and scores[position] < 0 and not line.bullet:
            scores[position] = _cut_off(lines, position)
        if line.kind == "byline":
            dates += 1
            scores[position] -= min(_DATE_STEP * dates, _DATE_MOST)
        if scores[position] >= 0:
            run = 0
        elif not line.rule.endswith("-list"):
            run += 1
            scores[position] -= min(_GAP_STEP * run, _GAP_MOST)
    return scores


def _is_bare(lines: Sequence[Line]) -> bool:
    """Whether the text does without full stops, as some agencies' do: then their lack is no evidence."""
    long = [line for line in lines if line.kind is None and line.words >= _LONG and not line.truncated]
    return len(lines) <= PAGE and 4 * sum(line.terminal for line in long) < len(long)


def _score(line: Line, common: frozenset[str], unended: int) -> float:
    if line.ends:
        return _ARTICLE_END
    if line.kind is not None:
        if line.opens:
            return _LABEL
        return _LISTED if line.rule.endswith("-list") else _COST[line.kind]
    if line.truncated and line.words < _MOST:
        return -8.0
    if line.terminal and line.words >= _SENTENCE:
        return float(min(line.words, _MOST))
    if line.terminal and line.words >= _SHORT_SENTENCE:
        return 2.0
    if line.words >= unended and is_prose(line, common):
        return min(line.words, _MOST) / 2
    return -4.0 if line.words >= _SHORT_SENTENCE else -3.0


def is_punctuated(line: Line) -> bool:
    """Whether there is punctuation inside, as sentences have and headlines seldom."""
    return any(mark in line.text for mark in _PUNCTUATION)


def is_prose(line: Line, common: frozenset[str]) -> bool:
    """Whether a line without an end reads as running text: punctuation inside, or frequent words."""
    if is_punctuated(line):
        return True
    words = (line.key or fold(line.text[:400])).split()
    return sum(word in common for word in words) >= max(2, len(words) // 12)


def is_notice(line: Line, wording: WordingIndex) -> bool:
    """Whether a sentence addresses the reader rather than tells a story: several hints among few words."""
    if line.words > _NOTICE_WORDS:
        return False
    hints = wording.hinted(line.text)
    return hints >= _HINTS or (hints > 1 and line.words <= _HINTED_WORDS)


def _cut_off(lines: Sequence[Line], position: int) -> float:
    """A body may be cut off once, where a paywall begins; teasers are cut off one after the other."""
    before, after = lines[max(0, position - 1) : position], lines[position + 1 : position + 2]
    follows = all(line.kind is None and line.sentence for line in before)
    return 5.0 if before and follows and not any(line.truncated for line in after) else -8.0


def _teasers(lines: Sequence[Line], scores: Sequence[float]) -> list[int]:
    """The sentences in lists of other stories: three or more times a headline and one short sentence, or three
    lines together in which a headline runs into its sentence without a space between them.
    """
    pairs: list[int] = []
    joined: list[int] = []
    for position, line in enumerate(lines):
        if line.kind is not None or scores[position] <= 0 or line.words >= _TEASER_WORDS:
            continue
        if _JOINED.search(line.text):
            joined.append(position)
        elif _is_alone(scores, position) and _is_headline(lines[position - 1] if position else None):
            pairs.append(position)
    return _chained(pairs) + _chained(joined)


def _is_alone(scores: Sequence[float], position: int) -> bool:
    return position + 1 >= len(scores) or scores[position + 1] < _SENTENCE


def _is_headline(line: Line | None) -> bool:
    return (
        line is not None
        and line.kind is None
        and line.words > _SHORT_SENTENCE
        and not line.text.endswith(".")
    )


def _chained(positions: Sequence[int]) -> list[int]:
    """Those of the positions that stand in a chain of three or more, with a few lines between them."""
    chains: list[list[int]] = []
    for position in positions:
        if chains and position - chains[-1][-1] <= _TEASER_GAP:
            chains[-1].append(position)
        else:
            chains.append([position])
    return [position for chain in chains if len(chain) >= _TEASERS for position in chain]
