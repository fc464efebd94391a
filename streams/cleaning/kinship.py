"""Whether a headline belongs to a story: by the words that they share."""

from collections.abc import Iterable
from typing import Final

from streams.cleaning.lines import Line

_LETTERS: Final = 4
_MOST_TEXT: Final = 20_000
_PARAGRAPH_WORDS: Final = 15
_SENTENCE_WORDS: Final = 10
_PREFIXES: Final = ("وال", "بال", "فال", "كال", "ال", "لل")
_EDGES: Final = "\"'“”«»‘’()[]،,.:;؛!?؟…-–—#_"


def story_of(lines: Iterable[Line]) -> str:
    """The longer lines that are left, as one text in lower case, the first 20,000 code points of it."""
    kept = (line.text for line in lines if line.kind is None and line.words >= _SENTENCE_WORDS)
    return " ".join(kept)[:_MOST_TEXT].lower()


def is_paragraph(line: Line) -> bool:
    """Whether a line is long enough to tell what the story is about."""
    return line.kind is None and line.words >= _PARAGRAPH_WORDS


def kinship(headline: str, story: str) -> float | None:
    """The share of a headline's telling words that the story holds; None when it has none to tell by."""
    words = [word for word in map(_stem, headline.lower().split()) if len(word) >= _LETTERS]
    return sum(word in story for word in words) / len(words) if words else None


def telling_words(headline: str) -> int:
    """How many words of a headline are long enough to tell."""
    return sum(len(_stem(word)) >= _LETTERS for word in headline.split())


def _stem(word: str) -> str:
    """The word without quotes and, in Arabic, without the article and what is written together with it."""
    word = word.strip(_EDGES)
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            return word[len(prefix) :]
    return word
