"""Tables and lists with figures: results, fixtures, recipes, products. They hold no sentences, and are no menus."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from streams.cleaning.lines import Line

_LARGE: Final = 12
_SMALL: Final = 6
_SHARE: Final = 0.35
_GAP: Final = 5
_CELL_WORDS: Final = 12
_HEADER_LINES: Final = 14
_HEADER_WORDS: Final = 4
_COUNTED: Final = re.compile(r"[(\[]\d+[)\]]$")
"""A number in brackets at the end: how many articles an archive or a topic has."""


class Table(NamedTuple):
    """Which lines a table takes up. A large one is text by itself, a small one only with sentences around it."""

    lines: range
    large: bool


def tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables: runs of unexplained short lines many of which hold figures, with the heads of their columns.

    Up to five lines without a figure may stand between two that have one. Menus name a year or a number here
    and there, but they do not keep it up over a dozen lines; right behind a sentence, half a dozen are enough.
    """
    first = last = figures = 0
    for position, line in enumerate(lines):
        if line.kind is not None:
            yield from _table(lines, first, last, figures)
            figures = 0
        elif _is_cell(line):
            if figures and position - last > _GAP + 1:
                yield from _table(lines, first, last, figures)
                figures = 0
            if not figures:
                first = position
            figures += 1
            last = position
    yield from _table(lines, first, last, figures)


def _is_cell(line: Line) -> bool:
    return (
        line.words <= _CELL_WORDS
        and any(map(str.isdecimal, line.text))
        and not (line.truncated or _COUNTED.search(line.text))
    )


def _table(lines: Sequence[Line], first: int, last: int, figures: int) -> Iterator[Table]:
    if figures < _SMALL or figures < _SHARE * (last + 1 - first):
        return
    head = first
    while head > 0 and first - head < _HEADER_LINES and _is_head(lines[head - 1]):
        head -= 1
    if head > 0 and lines[head - 1].sentence:
        yield Table(range(head, last + 1), figures >= _LARGE)
    elif figures >= _LARGE:
        yield Table(range(first, last + 1), True)


def _is_head(line: Line) -> bool:
    return line.kind is None and line.words <= _HEADER_WORDS
