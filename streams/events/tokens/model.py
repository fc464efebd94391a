"""A document as the rules see it: its words, what the lexicon knows of each, and its sentences."""

from dataclasses import dataclass, field
from typing import Final

from streams.events.lexicon.model import Phrase, Sense
from streams.records.event import EventType

PUNCTUATION: Final = 1 << 56
COMMA: Final = 1 << 57
DIGITS: Final = 1 << 58
QUOTE: Final = 1 << 59
STRONG: Final = 1 << 60  # semicolon, colon, dash: ends a clause
STOP: Final = 1 << 61  # what may end a sentence
"""Behind the bits of the word classes, and still small enough that a compiled build keeps all of them in a register."""


@dataclass(slots=True)
class Lexeme:
    """A written word as the lexicon sees it; one object for all its occurrences."""

    norm: str
    keys: frozenset[str]
    classes: int = 0
    conjunction: bool = False
    preposition: str = ""
    definite: bool = False
    pronoun: bool = False
    senses: tuple[Sense, ...] = ()
    triggers: tuple[Sense, ...] = ()
    cues: tuple[tuple[EventType, str], ...] = ()
    """Types and modes that the word speaks of."""
    phrases: tuple[Phrase, ...] = ()
    clitics: tuple[tuple[Phrase, bool, str], ...] = ()
    """Of a word that opens phrases and means nothing alone: conjunction and preposition written together with each."""
    followers: frozenset[str] | None = None
    """The words of which one follows wherever a phrase begins; None: a phrase may begin before any word."""
    sector: str = ""
    title: bool = False
    country: str = ""
    state: str = ""
    verbal: bool = False
    capital: bool = False
    marked_passive: bool = False
    accusative: bool = False
    """An indefinite object or adverb, by its ending: no subject."""


@dataclass(slots=True)
class Document:
    """An article's tokens in parallel lists; `classes` starts as the lexemes' and gains what phrases add."""

    text: str
    words: list[Lexeme] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def quote(self, first: int, last: int) -> str:
        """The text from token `first` up to, without, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]
