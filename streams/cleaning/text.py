"""Cleaning of text as scrapers leave it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from streams.cleaning.blocks import mark_blocks
from streams.cleaning.body import Stretch, find_body
from streams.cleaning.foreign import mark_foreign_headlines
from streams.cleaning.kinship import story_of
from streams.cleaning.lines import Line, split
from streams.cleaning.published import published
from streams.cleaning.recognise import recognise
from streams.cleaning.rules import CleaningRules
from streams.cleaning.scores import is_punctuated
from streams.cleaning.title import mark_title
from streams.folding import fold
from streams.records.article import RemovedSpan

MOST_LINES: Final = 20_000
"""A text of more lines is a dump rather than a page, and kept whole: in it there is no body to look for."""
_BYLINES: Final = 3


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
    return "\n\n".join(filter(None, [" ".join(line.split()) for line in text.splitlines()]))


class TextCleaner:
    """Takes the body out of received text. Safe to share between threads; linear in the text's length."""

    def __init__(self, rules: CleaningRules | None = None) -> None:
        self._rules = rules or CleaningRules()

    def clean_text(
        self, text: str, title: str | None = None, source: str | None = None, published_at: str | None = None
    ) -> CleanText:
        """The clean text; empty when there is no body in it, as in a list of links.

        `title`, `source` and `published_at` are the record's: they help to find the lines that repeat them.
        """
        lines = list(islice(split(text), MOST_LINES + 1))
        single = len(lines) == 1 and (lines[0].kind is None or is_punctuated(lines[0]))
        if single or len(lines) > MOST_LINES:
            return CleanText(tidy(text), (), title, published_at)
        recognise(lines, self._rules, fold(source) if source else "")
        mark_blocks(lines)
        body = find_body(lines, self._rules.wording)
        story = story_of(lines[body.first : body.last])
        found = mark_title(lines[: body.first], story, title or "")
        if published_at is None:
            published_at = published(lines, body, self._rules.dates)
        mark_foreign_headlines(lines, body, story)
        _settle(lines, body)
        removed = tuple(_spans(lines))
        return CleanText(tidy(_without(text, removed)), removed, title or found, published_at)


def _settle(lines: Sequence[Line], body: Stretch) -> None:
    """Removes what stands outside the body, and gives back what only looked like a byline inside it."""
    for position, line in enumerate(lines):
        if position < body.first:
            line.remove(*(("tags", "tag-list") if line.bullet else ("navigation", "before-body")))
        elif position >= body.last:
            line.remove("related", "after-body")
        elif line.kind == "byline" and body.first + _BYLINES < position < body.last - 1:
            line.kind = None


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
