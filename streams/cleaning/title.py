"""The title among the lines before the body."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from streams.cleaning.lines import Line

_LEAST_WORDS: Final = 3
_MOST_WORDS: Final = 30
_FULL_WORDS: Final = 5
_NEAR: Final = 15


def mark_title(head: Sequence[Line], given: str) -> str | None:
    """Marks the title and its repetitions, and returns it as written; None when no line looks like one.

    `head`: the lines before the body. `given`: the record's title, folded. Without one, a line is the likelier
    the title when it is repeated, as long as headlines are, followed by a byline, and near the body.
    """
    candidates = [
        (position, line)
        for position, line in enumerate(head)
        if line.kind is None and line.key and _LEAST_WORDS <= line.words <= _MOST_WORDS and not line.bullet
    ]
    if not candidates:
        return None
    counts = Counter(line.key for line in head)
    _, position = max((_likelihood(head, p, counts[line.key], given), p) for p, line in candidates)
    title = head[position]
    for line in head:
        if line is title:
            line.kind, line.rule = "title", "title-line"
        elif line.key == title.key:
            line.kind, line.rule = "title", "title-repeated"
    return title.text


def _likelihood(head: Sequence[Line], position: int, count: int, given: str) -> float:
    line = head[position]
    distance = len(head) - position - 1
    return (
        100.0 * (line.key == given)
        + 3.0 * (count > 1)
        + 3.0 * (line.words >= _FULL_WORDS)
        + 2.0 * any(after.kind == "byline" for after in head[position + 1 : position + 4])
        - min(distance, _NEAR) / 3
        - 2.0 * (line.terminal and line.text[-1:] == ".")
    )
