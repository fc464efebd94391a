"""Headlines of other stories between the paragraphs, told without any label: they share no words with this one."""

from collections.abc import Sequence
from typing import Final

from streams.cleaning.body import Stretch
from streams.cleaning.kinship import is_paragraph, kinship, telling_words
from streams.cleaning.lines import Line

_LEAST_WORDS: Final = 5
_MOST_WORDS: Final = 22
_TELLING: Final = 3
_MOST_TOGETHER: Final = 2
_MOST_LINES: Final = 30


def mark_foreign_headlines(lines: Sequence[Line], body: Stretch, story: str) -> None:
    """Marks lines without an end that stand between paragraphs and share no telling word with the body.

    A subheading shares some: it says what the paragraphs under it are about.
    """
    for line in _between_paragraphs(lines[body.first : body.last])[:_MOST_LINES]:
        if telling_words(line.text) >= _TELLING and kinship(line.text, story) == 0:
            line.remove("related", "foreign-headline")


def _between_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """The lines like headlines, one or a few together, with a paragraph before and after them."""
    found: list[Line] = []
    run: list[Line] = []
    after_paragraph = False
    for line in lines:
        if after_paragraph and _is_headline(line):
            run.append(line)
        elif line.kind is None:
            if run and len(run) <= _MOST_TOGETHER and is_paragraph(line):
                found += run
            after_paragraph, run = is_paragraph(line), []
    return found


def _is_headline(line: Line) -> bool:
    return (
        line.kind is None
        and not (line.terminal or line.truncated or line.bullet)
        and not (line.text[0].isdecimal() or line.text[0] in "([" or line.text[-1] in ":：")
        and _LEAST_WORDS <= line.words <= _MOST_WORDS
    )
