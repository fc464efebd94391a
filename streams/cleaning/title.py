"""The title among the lines before the body."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from streams.cleaning.kinship import kinship
from streams.cleaning.lines import Line
from streams.folding import fold

_LEAST_WORDS: Final = 3
_MOST_WORDS: Final = 30
_FULL_WORDS: Final = 5
_FAR: Final = 20
_KIN: Final = 3.0
_GIVEN: Final = 100.0
_BYLINE_AFTER: Final = 3
_BYLINES: Final = 8
_LEAST_LIKELIHOOD: Final = 2.0


def mark_title(head: Sequence[Line], story: str, given: str) -> str | None:
    """Marks the title and its repetitions, and returns it as written; None when no line looks like one.

    `head`: the lines before the body. `story`: the body's text, in lower case. `given`: the record's title, or
    empty. Without one, a line is the likelier the title when it is repeated, as long as headlines are, followed
    by a byline, near the body, and shares words with it; one that shares none is another story's.
    """
    counts = Counter(line.text for line in head)
    wanted = fold(given)
    bylines = [position for position, line in enumerate(head) if line.kind == "byline"]
    best: tuple[float, Line | None] = (_LEAST_LIKELIHOOD, None)
    distance = 0
    for position in range(len(head) - 1, -1, -1):
        line = head[position]
        if (line.kind is not None and not line.rule.endswith("-list")) or line.bullet:
            continue
        if line.words <= _MOST_WORDS and not line.text.startswith(("http:", "https:", "www.")):
            followed = any(position < byline <= position + _BYLINE_AFTER for byline in bylines[-_BYLINES:])
            likelihood = _likelihood(line, distance, counts[line.text] > 1, followed) + _belongs(line, story)
            if wanted and fold(line.text) == wanted:
                likelihood += _GIVEN
            if likelihood > best[0]:
                best = (likelihood, line)
        distance += 1
        if distance > _FAR and not wanted:
            break
    title = best[1]
    if title is None:
        return None
    for line in head:
        if line is title:
            line.kind, line.rule = "title", "title-line"
        elif line.text == title.text or (title.key and line.key == title.key):
            line.kind, line.rule = "title", "title-repeated"
    return title.text


def _belongs(line: Line, story: str) -> float:
    shared = kinship(line.text, story)
    if shared is None:
        return 0.0
    return _KIN * shared if shared else -_KIN


def _likelihood(line: Line, distance: int, repeated: bool, followed: bool) -> float:
    """In points; `distance` counts the unexplained lines between the line and the body."""
    return (
        3.0 * repeated
        + 3.0 * (line.words >= _FULL_WORDS)
        + 2.0 * followed
        + 2.0 * (distance == 0)
        - min(distance, _FAR) / 2
        - 2.0 * (line.words < _LEAST_WORDS)
        - 2.0 * line.text.endswith(".")
    )
