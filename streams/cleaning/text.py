"""Cleaning of text as scrapers leave it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from streams.cleaning import body
from streams.cleaning.lines import Line, split
from streams.cleaning.published import published
from streams.cleaning.recognise import recognise
from streams.cleaning.wording import WordingIndex
from streams.folding import fold
from streams.records.article import RemovedSpan
from streams.written_dates import DateNames

_FEW: Final = 2
_PARTS: Final = re.compile(r"\s[-–—|/•]\s|\s?[|•–—]\s?|[،,]\s")


@dataclass(frozen=True, slots=True)
class CleaningRules:
    """What an operator can change about cleaning."""

    wording: WordingIndex = field(default_factory=WordingIndex)
    dates: DateNames = field(default_factory=DateNames)


@dataclass(frozen=True, slots=True)
class CleanText:
    """The body, what was taken out of the received text, and the title and date, received or found.

    `text` is `tidy` of the received text without the removed spans. The spans are in order and apart.
    """

    text: str
    removed: tuple[RemovedSpan, ...]
    title: str | None
    published_at: str | None


def tidy(text: str) -> str:
    """White space as a body has it: one space between words, a blank line between lines, none around them.

    White space is what `str.isspace` says, line breaks what `str.splitlines` says; nothing else is changed.
    """
    return "\n\n".join(" ".join(line.split()) for line in text.splitlines() if line and not line.isspace())


class TextCleaner:
    """Takes the body out of received text. Safe to share between threads; linear in the text's length."""

    def __init__(self, rules: CleaningRules | None = None) -> None:
        self._rules = rules or CleaningRules()

    def clean_text(
        self, text: str, title: str | None = None, source: str | None = None, published_at: str | None = None
    ) -> CleanText:
        """The clean text; empty when there is no body in it, as in a list of links."""
        lines = list(split(text))
        if len(lines) == 1 and lines[0].kind is None:
            return CleanText(tidy(text), (), title, published_at)
        recognise(lines, self._rules.wording, self._rules.dates)
        _mark_source(lines, fold(source) if source else "", self._rules.wording)
        _mark_blocks(lines)
        first, last = _body(lines)
        found = _title(lines[:first], fold(title) if title else "")
        _mark_outside(lines, first, last)
        removed = tuple(_spans(lines))
        clean = tidy(_without(text, removed))
        if published_at is None and (day := published(lines, first, last, self._rules.dates)):
            published_at = day.isoformat()
        return CleanText(clean, removed, title or found, published_at)


def _mark_source(lines: Sequence[Line], source: str, wording: WordingIndex) -> None:
    """Lines such as "Outlet | Place" and "Outlet - agencies": a few short parts, one of them known or repeated."""
    for line in lines[:40]:
        if (
            line.kind is None
            and line.words <= 12
            and not line.bullet
            and not (line.terminal and line.words > 6)
        ):
            parts = [part for part in _PARTS.split(line.text) if part and not part.isspace()]
            if len(parts) > 1 and all(part.count(" ") < 5 for part in parts):
                known = source and line.key.startswith(source)
                if (
                    known
                    or len(parts) > 2
                    or any(wording.lines.get(fold(part)) == "byline" for part in parts)
                ):
                    line.remove("byline", "outlet-and-place")


def _mark_blocks(lines: Sequence[Line]) -> None:
    """What follows a label: tags, related links, until sentences of the story go on."""
    block: Line | None = None
    for line in lines:
        if line.opens:
            block = line
        elif block is not None and block.kind is not None:
            if line.kind not in (None, block.kind, "byline", "other"):
                continue
            if line.kind is not None or _belongs(line, block):
                line.kind, line.rule = block.kind, f"{block.kind}-list"
            else:
                block = None


def _belongs(line: Line, block: Line) -> bool:
    if line.bullet or line.truncated:
        return True
    if block.kind == "tags":
        return line.words <= 5 and not line.terminal
    return not line.sentence


def _body(lines: Sequence[Line]) -> tuple[int, int]:
    """The half-open range of lines in which the body stands."""
    open_lines = [line for line in lines if line.kind is None]
    if len(open_lines) <= _FEW:
        return 0, len(lines)
    first, last, total = body.best_stretch([body.score(line) for line in lines])
    if total < body.LEAST:
        words = sum(line.words for line in open_lines) / len(open_lines)
        return (0, len(lines)) if words >= 4 else (len(lines), len(lines))
    return first, last


def _title(head: Sequence[Line], given: str) -> str | None:
    """Finds the title among the lines before the body: the given one, one that is repeated, or the last."""
    counts = Counter(line.key for line in head if line.key)
    candidates = [line for line in head if line.kind is None and line.words >= 3 and not line.bullet]
    chosen = next((line for line in reversed(candidates) if given and line.key == given), None)
    if chosen is None:
        chosen = next((line for line in reversed(candidates) if line.key and counts[line.key] > 1), None)
    if chosen is None and candidates:
        chosen = candidates[-1]
    if chosen is None:
        return None
    for line in head:
        if line is chosen or (line.key and line.key == chosen.key):
            line.kind, line.rule = "title", "title-line" if line is chosen else "title-repeated"
    return chosen.text


def _mark_outside(lines: Sequence[Line], first: int, last: int) -> None:
    for position, line in enumerate(lines):
        if not first <= position < last:
            if line.bullet and position < first:
                line.remove("tags", "tag-list")
            line.remove(
                "navigation" if position < first else "related",
                "before-body" if position < first else "after-body",
            )


def _spans(lines: Iterable[Line]) -> Iterable[RemovedSpan]:
    for line in lines:
        if line.kind is not None:
            yield RemovedSpan(line.start, line.end, line.kind, line.rule)


def _without(text: str, removed: Sequence[RemovedSpan]) -> str:
    pieces, position = [], 0
    for span in removed:
        pieces.append(text[position : span.start])
        position = span.end
    return "".join(pieces) + text[position:]
