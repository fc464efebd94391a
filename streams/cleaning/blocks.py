"""Labelled blocks: lists of tags or of other stories, from their label to where the story goes on."""

from collections.abc import Sequence
from typing import Final

from streams.cleaning.lines import Line

_TAG_WORDS: Final = 5
_TEASER_WORDS: Final = 20
_SENTENCE: Final = 8
_OVERRULED: Final = (None, "byline")


def mark_blocks(lines: Sequence[Line]) -> None:
    """Marks what belongs to the labels before it."""
    label: Line | None = None
    for position, line in enumerate(lines):
        if line.opens:
            label = line
        elif line.kind == "byline" and any(map(str.isdecimal, line.text)):
            continue
        elif label is not None and label.kind is not None:
            if line.kind not in _OVERRULED:
                continue
            if line.kind is not None or _belongs(line, label, lines[position + 1 : position + 2]):
                line.kind, line.rule = label.kind, f"{label.kind}-list"
            else:
                label = None


def _belongs(line: Line, label: Line, following: Sequence[Line]) -> bool:
    """Whether a line is one of a list; a short sentence is, unless another sentence follows it."""
    if line.bullet or line.truncated:
        return True
    if label.kind == "tags":
        return line.words <= _TAG_WORDS and not line.terminal
    if line.words >= _TEASER_WORDS:
        return False
    return not line.sentence or not any(
        after.kind is None and after.terminal and after.words >= _SENTENCE for after in following
    )
