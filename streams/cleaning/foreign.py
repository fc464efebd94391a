"""Headlines of other stories between the paragraphs, told without any label: they share no words with this one."""

from collections.abc import Sequence
from typing import Final

from streams.cleaning.body import Stretch
from streams.cleaning.lines import Line

_LEAST_WORDS: Final = 5
_MOST_WORDS: Final = 22
_LETTERS: Final = 4
_TELLING: Final = 3
_PARAGRAPH_WORDS: Final = 15
_MOST_TOGETHER: Final = 2
_MOST_LINES: Final = 30
_MOST_TEXT: Final = 20_000
_ARTICLES: Final = ("وال", "بال", "فال", "كال", "ال", "لل")
_EDGES: Final = "\"'“”«»‘’()[]،,.:;؛!?؟…-–—"


def mark_foreign_headlines(lines: Sequence[Line], body: Stretch) -> None:
    """Marks lines without an end that stand between paragraphs and share no telling word with the body.

    A subheading shares some: it says what the paragraphs under it are about.
    """
    candidates = _between_paragraphs(lines[: body.last], body.first)
    if not candidates:
        return
    story = " ".join(line.text for line in lines[body.first : body.last] if _is_paragraph(line))[:_MOST_TEXT]
    story = story.lower()
    for position in candidates[:_MOST_LINES]:
        words = [word for word in map(_stem, lines[position].text.lower().split()) if len(word) >= _LETTERS]
        if len(words) >= _TELLING and not any(word in story for word in words):
            lines[position].remove("related", "foreign-headline")


def _between_paragraphs(lines: Sequence[Line], first: int) -> list[int]:
    """The positions of lines like headlines, one or a few together, with a paragraph before and after them."""
    found: list[int] = []
    run: list[int] = []
    after_paragraph = False
    for position in range(first, len(lines)):
        line = lines[position]
        if after_paragraph and _is_headline(line):
            run.append(position)
        elif line.kind is None:
            if run and len(run) <= _MOST_TOGETHER and _is_paragraph(line):
                found += run
            after_paragraph, run = _is_paragraph(line), []
    return found


def _is_headline(line: Line) -> bool:
    return (
        line.kind is None
        and not (line.terminal or line.truncated or line.bullet)
        and not (line.text[0].isdecimal() or line.text[0] in "([" or line.text[-1] in ":：")
        and _LEAST_WORDS <= line.words <= _MOST_WORDS
    )


def _is_paragraph(line: Line) -> bool:
    return line.kind is None and line.words >= _PARAGRAPH_WORDS


def _stem(word: str) -> str:
    """The word without quotes and, in Arabic, without the article and what is written together with it."""
    word = word.strip(_EDGES)
    for prefix in _ARTICLES:
        if word.startswith(prefix):
            return word[len(prefix) :]
    return word
