"""Words, sentences, and what the lexicon knows of each word."""

import re
from dataclasses import dataclass, field
from typing import Final

from streams.events.lexicon.model import BIT, Lexicon, Phrase, Sense
from streams.events.morphology import Reading

_WORD: Final = (
    r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d]"
)
_TOKEN: Final = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|\d+(?:[.,٬٫]\d+)*"
    rf"|{_WORD}+(?:(?<=ـ)[ .*](?=ـ){_WORD}+)*"  # a self-censored word, pulled apart at its tatweels
    r"|['’]s\b|\n+|\.{2,}|[^\w\s]"
)
_ENDS: Final = frozenset(".!?؟…۔。！？")
_OPENS: Final = frozenset('"“«‹([{‘')
_CLOSES: Final = frozenset("\"”»›)]}’'")

_LONGEST_SENTENCE: Final = 250
"""Tokens; a text without full stops is cut there, so that the cost of a sentence has a bound."""

PUNCTUATION: Final = 1 << 60
COMMA: Final = 1 << 61
DIGITS: Final = 1 << 62
QUOTE: Final = 1 << 63
STRONG: Final = 1 << 64  # semicolon, colon, dash: ends a clause
_STRONG_MARKS: Final = frozenset(";؛:–—")


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
    phrases: tuple[Phrase, ...] = ()
    sector: str = ""
    title: bool = False
    country: str = ""
    state: str = ""
    verbal: bool = False
    capital: bool = False
    marked_passive: bool = False


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


class Analyser:
    """Turns a text into a document. Remembers the words it has seen, up to a bound; results never depend
    on what it remembers."""

    def __init__(self, lexicon: Lexicon, remember: int = 100_000) -> None:
        self._lexicon = lexicon
        self._remember = remember
        self._known: dict[str, Lexeme] = {}

    def document(self, text: str) -> Document:
        """Tokens and sentences of a text."""
        document = Document(text)
        known, words, starts, ends = self._known, document.words, document.starts, document.ends
        for match in _TOKEN.finditer(text):
            written = match.group()
            lexeme = known.get(written)
            if lexeme is None:
                lexeme = self._learn(written)
            words.append(lexeme)
            start, end = match.span()
            starts.append(start)
            ends.append(end)
        document.classes = [word.classes for word in words]
        document.sentences = self._sentences(document)
        return document

    def _learn(self, written: str) -> Lexeme:
        if len(self._known) >= self._remember:
            self._known.clear()
        lexeme = self._known[written] = analyse(written, self._lexicon)
        return lexeme

    def _sentences(self, document: Document) -> list[tuple[int, int]]:
        sentences, first = [], 0
        words, count = document.words, len(document.words)
        index = 0
        while index < count:
            if index - first >= _LONGEST_SENTENCE:
                sentences.append((first, index))
                first = index
            if words[index].classes & PUNCTUATION and self._ends(document, index):
                last = index + 1
                newline = words[index].norm == "\n"
                while (
                    not newline
                    and last < count
                    and words[last].norm in _CLOSES
                    and document.starts[last] == document.ends[last - 1]
                ):
                    last += 1
                end = index if newline else last
                if end > first:
                    sentences.append((first, end))
                first = index = last
            else:
                index += 1
        if first < count:
            sentences.append((first, count))
        return sentences

    @staticmethod
    def _ends(document: Document, index: int) -> bool:
        mark = document.words[index].norm
        if mark == "\n":
            return True
        if mark not in _ENDS:
            return False
        if mark != "." or index == 0:
            return True
        before = document.words[index - 1]
        if document.starts[index] != document.ends[index - 1]:
            return True
        if before.classes & BIT["abbreviation"] or (len(before.norm) == 1 and before.norm.isalpha()):
            return False
        after = document.text[document.ends[index] : document.ends[index] + 2].lstrip()
        return not (after and after[0].islower())


def analyse(written: str, lexicon: Lexicon) -> Lexeme:
    """What the lexicon knows of one written word."""
    if not (written[0].isalnum() or written[0] == "_" or (len(written) > 1 and written[-1].isalnum())):
        return _punctuation(written)
    morphology = lexicon.morphology
    norm = morphology.normalise(written) or written
    lexeme = Lexeme(norm, frozenset())
    lexeme.capital = written[0].isupper()
    lexeme.marked_passive = len(written) > 2 and ("ُ" in written[1:3] or "ُ" in written[2:4])
    if norm[0].isdigit():
        lexeme.classes |= DIGITS
    keys = []
    for reading in morphology.readings(norm):
        keys.append(reading.bare)
        if not lexeme.senses:
            senses = [s for s in lexicon.senses.get(reading.bare, ()) if _fits(s, reading)]
            if not lexicon.verb_first and not lexeme.capital:
                senses = [s for s in senses if not (s.country or s.state)]  # us is not US
            if senses:
                _take(lexeme, tuple(senses), reading)
        if reading.definite and not lexeme.senses and not lexeme.definite:  # unknown, with an article
            lexeme.definite, lexeme.conjunction = True, reading.conjunction
            lexeme.preposition = reading.preposition
    lexeme.keys = frozenset(keys)
    phrases: list[Phrase] = []
    for key in dict.fromkeys(keys):
        phrases += lexicon.phrases.get(key, ())
    if phrases and not lexeme.senses and _only_future(norm, lexicon):
        lexeme.classes |= BIT["future"]
    lexeme.phrases = tuple(sorted(phrases, key=lambda phrase: -len(phrase.rest)))
    return lexeme


def _only_future(norm: str, lexicon: Lexicon) -> bool:
    """Whether a phrase's first word is found only behind a prefix of the future."""
    readings = [r for r in lexicon.morphology.readings(norm) if r.bare in lexicon.phrases]
    return bool(readings) and all(reading.prefix == "future" for reading in readings)


def _punctuation(written: str) -> Lexeme:
    norm = "\n" if written[0] == "\n" else "…" if written[:2] == ".." else written
    classes = PUNCTUATION
    if norm in "،,":
        classes |= COMMA
    elif norm in _OPENS or norm in _CLOSES:
        classes |= QUOTE
    elif norm in _STRONG_MARKS:
        classes |= STRONG
    return Lexeme(norm, frozenset({norm}), classes)


def _fits(sense: Sense, reading: Reading) -> bool:
    if sense.part in ("noun", "adjective"):
        return reading.prefix != "future"
    if reading.definite:
        return bool(sense.classes & BIT["number"])
    if sense.part == "verb":
        if reading.pronoun == "ي":  # verbs take ني
            return False
        if reading.prefix == "preposition":
            return reading.preposition == "ل" and sense.form.tense == "present"
        return reading.prefix == "" or sense.form.tense == "present"
    if reading.prefix == "preposition":
        return bool(sense.state) or bool(sense.classes & BIT["determiner"])
    return reading.prefix == "" and (not reading.pronoun or bool(sense.classes & BIT["preposition"]))


def _take(lexeme: Lexeme, senses: tuple[Sense, ...], reading: Reading) -> None:
    lexeme.senses = senses
    lexeme.conjunction = reading.conjunction
    lexeme.preposition = reading.preposition
    lexeme.definite = reading.definite
    lexeme.pronoun = bool(reading.pronoun)
    for sense in senses:
        lexeme.classes |= sense.classes
        lexeme.sector = lexeme.sector or sense.sector
        lexeme.title = lexeme.title or sense.title
        lexeme.country = lexeme.country or sense.country
        lexeme.state = lexeme.state or sense.state
        lexeme.verbal = lexeme.verbal or sense.part == "verb"
    if reading.prefix == "future":
        lexeme.classes |= BIT["future"]
    lexeme.triggers = tuple(sense for sense in senses if sense.trigger)
