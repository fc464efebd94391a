"""The title among the lines before the body."""

from collections.abc import Sequence
from typing import Final

from streams.cleaning.lines import Line

_LEAST_WORDS: Final = 3
_MOST_WORDS: Final = 30
_FULL_WORDS: Final = 5
_NEAR: Final = 20
_LEAST_LIKELIHOOD: Final = 2.0


def mark_title(head: Sequence[Line], given: str) -> str | None:
    """Marks the title and its repetitions, and returns it as written; None when no line looks like one.

    `head`: the lines before the body. `given`: the record's title, folded. Without one, a line is the likelier
    the title when it is repeated, as long as headlines are, followed by a byline, and near the body.
    """
    unexplained = [
        line for line in head if (line.kind is None or line.rule.endswith("-list")) and not line.bullet
    ]
    candidates = [
        (_likelihood(head, line, distance, given), -distance, line)
        for distance, line in enumerate(reversed(unexplained))
        if line.key and line.words <= _MOST_WORDS
    ]
    likelihood, _, title = max(candidates, key=lambda candidate: candidate[:2], default=(0.0, 0, None))
    if title is None or likelihood < _LEAST_LIKELIHOOD:
        return None
    for line in head:
        if line is title:
            line.kind, line.rule = "title", "title-line"
        elif line.key == title.key:
            line.kind, line.rule = "title", "title-repeated"
    return title.text


def _likelihood(head: Sequence[Line], line: Line, distance: int, given: str) -> float:
    """In points: `distance` counts the unexplained lines between the line and the body."""
    position = next(p for p, other in enumerate(head) if other is line)
    return (
        100.0 * (line.key == given)
        + 3.0 * any(other.key == line.key and other is not line for other in head)
        + 3.0 * (line.words >= _FULL_WORDS)
        + 2.0 * any(after.kind == "byline" for after in head[position + 1 : position + 4])
        + 2.0 * (distance == 0)
        - min(distance, _NEAR) / 2
        - 2.0 * (line.words < _LEAST_WORDS)
        - 2.0 * line.text.endswith(".")
    )
