"""The author presented at the end of an article, told by the name that stands at its head too."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from streams.cleaning.lines import Line
from streams.folding import fold

_LAST_LINES: Final = 8
_NEAR: Final = 6
_NAME_WORDS: Final = range(2, 5)
_BYLINE_WORDS: Final = 12
_HEADING_WORDS: Final = 5
_OPENING: Final = 40
_OTHER: Final = ("share", "notice")

_Pair = tuple[str, str]


def before_author(lines: Sequence[Line], first: int, last: int) -> int:
    """Where the presentation of the author begins among the last lines of the body; `last` when there is none.

    It begins with the name of a byline as a heading, or with a name that the story itself does not have.
    """
    bylines = [line for line in lines[:last] if line.kind == "byline" and line.words <= _BYLINE_WORDS]
    signed = frozenset(_pairs(bylines))
    names = signed.union(_pairs(filter(_is_like_name, lines[max(first - _NEAR, 0) : first])))
    if not names:
        return last
    for position in range(max(last - _LAST_LINES, first + 2), last):
        line = lines[position]
        if line.kind is not None:
            continue
        if _is_heading(line):
            if not signed.isdisjoint(_pairs([line])):
                return position
        else:
            name = tuple(fold(line.text[:_OPENING]).split()[:2])
            if name in names and not _holds(lines[first:position], " ".join(name)):
                return position
    return last


def _is_like_name(line: Line) -> bool:
    return line.words in _NAME_WORDS and not line.terminal and line.kind not in _OTHER


def _pairs(lines: Iterable[Line]) -> Iterable[_Pair]:
    return (pair for line in lines for pair in pairwise(fold(line.text).split()))


def _holds(story: Iterable[Line], name: str) -> bool:
    return any(name in fold(line.text) for line in story if line.kind is None)


def _is_heading(line: Line) -> bool:
    return line.kind is None and line.words <= _HEADING_WORDS and not line.terminal
