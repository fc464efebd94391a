"""Words, sentences, and what the lexicon knows of each word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from streams.events.lexicon.model import BIT, Lexicon, Phrase, Sense
from streams.events.morphology import Reading
from streams.records.event import EventType

_WORD: Final = (
    r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d]"
)
_TOKEN: Final = re.compile(
    r"([A-Z]\.(?:[A-Z]\.)+"  # U.S.
    r"|\d\d*(?:[.,٬٫]\d+)*"
    rf"|{_WORD}{_WORD}*(?:(?<=ـ)[ .*](?=ـ){_WORD}+)*"  # a self-censored word, pulled apart at its tatweels
    r"(?:(?<=n)['’]t\b)?"  # didn't
    r"|['’](?:s|re|ve|ll|d|m)\b|\n+|\.\.+|[^\w\s])"
)
"""Each branch begins with one character: `re` looks at that before it enters a branch."""
_ENDS: Final = frozenset(".!?؟…۔。！？")
_OPENS: Final = frozenset('"“«‹([{‘')
_CLOSES: Final = frozenset("\"”»›)]}’'")

_LONGEST_SENTENCE: Final = 250
"""Tokens; a text without full stops is cut there, so that the cost of a sentence has a bound."""

PUNCTUATION: Final = 1 << 56
COMMA: Final = 1 << 57
DIGITS: Final = 1 << 58
QUOTE: Final = 1 << 59
STRONG: Final = 1 << 60  # semicolon, colon, dash: ends a clause
STOP: Final = 1 << 61  # what may end a sentence
"""Behind the bits of the word classes, and still small enough that a compiled build keeps all of them in a register."""
_STRONG_MARKS: Final = frozenset(";؛:–—")
_TANWIN: Final = "ً"
_TA_MARBUTA: Final = frozenset("ةۀ")
"""Letters behind which no pronoun is written; normalised they look like one."""


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


class Analyser:
    """Turns a text into a document. Remembers the words it has seen, up to a bound; results never depend
    on what it remembers."""

    def __init__(self, lexicon: Lexicon, remember: int = 100_000) -> None:
        self._known = _Lexemes(lexicon, remember)

    def document(self, text: str) -> Document:
        """Tokens and sentences of a text."""
        parts = _TOKEN.split(text)  # what stands between tokens and the tokens, by turns
        bounds = list(accumulate(map(len, parts)))
        words = list(map(self._known.__getitem__, parts[1::2]))
        document = Document(text, words, bounds[0:-1:2], bounds[1::2], [word.classes for word in words])
        document.sentences = self._sentences(document)
        return document

    def _sentences(self, document: Document) -> list[tuple[int, int]]:
        sentences: list[tuple[int, int]] = []
        first = 0
        words, count = document.words, len(document.words)
        stops = [index for index, bits in enumerate(document.classes) if bits & STOP]
        for index in (*stops, count):
            if index < first:  # behind a closing mark that was taken along
                continue
            while index - first >= _LONGEST_SENTENCE:
                sentences.append((first, first + _LONGEST_SENTENCE))
                first += _LONGEST_SENTENCE
            if index == count or not self._ends(document, index):
                continue
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
            first = last
        if first < count:
            sentences.append((first, count))
        return sentences

    @staticmethod
    def _ends(document: Document, index: int) -> bool:
        """Whether a sentence ends at a mark that may end one."""
        if document.words[index].norm != "." or index == 0:
            return True
        before = document.words[index - 1]
        if document.starts[index] != document.ends[index - 1]:
            return True
        if before.classes & BIT["abbreviation"] or (len(before.norm) == 1 and before.norm.isalpha()):
            return False
        after = document.text[document.ends[index] : document.ends[index] + 2].lstrip()
        return not (after and after[0].islower())


class _Lexemes(dict[str, Lexeme]):
    """Lexemes by written word, each analysed once; emptied when there are too many."""

    def __init__(self, lexicon: Lexicon, most: int) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._most = most

    def __missing__(self, written: str) -> Lexeme:
        if len(self) >= self._most:
            self.clear()
        lexeme = self[written] = analyse(written, self._lexicon)
        return lexeme


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
    closed = written[-1] in _TA_MARBUTA  # a team (فرقة) is no "dispersed him" (فرقه)
    for reading in morphology.readings(norm):
        if closed and reading.pronoun:
            continue
        keys.append(reading.bare)
        if not lexeme.senses:
            senses = _senses(reading, lexicon, capital=lexeme.capital)
            if senses:
                _take(lexeme, senses, reading)
        if reading.definite and not lexeme.senses and not lexeme.definite:  # unknown, with an article
            lexeme.definite, lexeme.conjunction = True, reading.conjunction
            lexeme.preposition = reading.preposition
    if not (lexeme.senses or lexeme.definite or lexeme.capital):
        _guess(lexeme, lexicon)
    lexeme.accusative = lexicon.verb_first and (
        written.rstrip("اى").endswith(_TANWIN) or _ends_as_object(lexeme, lexicon)
    )
    lexeme.keys = frozenset(keys)
    phrases: list[Phrase] = []
    for key in dict.fromkeys(keys):
        phrases += lexicon.phrases.get(key, ())
    if phrases and not lexeme.senses:
        _take_phrase(lexeme, lexicon)
        lexeme.clitics = tuple(_clitics(norm, lexicon)) if lexicon.verb_first else ()
    lexeme.phrases = tuple(sorted(phrases, key=lambda phrase: -len(phrase.rest)))
    lexeme.followers = _followers(lexeme.phrases)
    return lexeme


def _clitics(norm: str, lexicon: Lexicon) -> Iterator[tuple[Phrase, bool, str]]:
    """The phrases that a word may open, with what its reading for each takes off; the first reading counts."""
    for reading in lexicon.morphology.readings(norm):
        for phrase in lexicon.phrases.get(reading.bare, ()):
            yield phrase, reading.conjunction, reading.preposition


def _senses(reading: Reading, lexicon: Lexicon, *, capital: bool) -> tuple[Sense, ...]:
    """What a word may mean when it is taken apart so."""
    senses = [s for s in lexicon.senses.get(reading.bare, ()) if _fits(s, reading)]
    if reading.pronoun == "نا" and reading.bare.endswith("ا"):  # our dead, not: the two killed us
        senses = [s for s in senses if not s.trigger or reading.bare[:-1] not in lexicon.senses]
    if not lexicon.verb_first and not capital:
        senses = [s for s in senses if not (s.country or s.state)]  # us is not US
    return tuple(senses)


def _guess(lexeme: Lexeme, lexicon: Lexicon) -> None:
    """What the form alone says of a word that the lexicon does not know."""
    if lexicon.morphology.looks_like_verb(lexeme.norm):
        lexeme.classes |= BIT["verb"]
        lexeme.verbal, lexeme.conjunction = True, lexicon.verb_first and lexeme.norm.startswith("و")
    else:
        lexeme.preposition = lexicon.morphology.attached_preposition(lexeme.norm)


def _followers(phrases: tuple[Phrase, ...]) -> frozenset[str] | None:
    followers: set[str] = set()
    for phrase in phrases:
        element = phrase.rest[0] if phrase.rest else None
        if element is None:
            return None
        followers |= element
    return frozenset(followers)


def _ends_as_object(lexeme: Lexeme, lexicon: Lexicon) -> bool:
    """Whether a noun has the ا of the indefinite accusative: a demonstrator (متظاهرا), but not: militia (ميليشيا)."""
    if lexeme.definite or lexeme.pronoun or not lexeme.norm.endswith("ا"):
        return False
    nouns = [sense for sense in lexeme.senses if sense.part in ("noun", "adjective")]
    if not nouns or len(nouns) < len(lexeme.senses):
        return False
    plain = lexicon.senses.get(nouns[0].form.text[:-1], ())
    return any(sense._replace(form=nouns[0].form) == nouns[0] for sense in plain)


def _take_phrase(lexeme: Lexeme, lexicon: Lexicon) -> None:
    """What is written together with a word that only opens phrases: will lift, by the lifting of (برفع)."""
    if _only_future(lexeme.norm, lexicon):
        lexeme.classes |= BIT["future"]
        return
    if lexeme.definite or not lexicon.verb_first:
        return
    for reading in lexicon.morphology.readings(lexeme.norm):
        if not reading.pronoun and any(p.sense.trigger for p in lexicon.phrases.get(reading.bare, ())):
            lexeme.preposition = lexeme.preposition or reading.preposition
            lexeme.conjunction = lexeme.conjunction or reading.conjunction
            return


def _only_future(norm: str, lexicon: Lexicon) -> bool:
    """Whether a phrase's first word is found only behind a prefix of the future."""
    readings = [r for r in lexicon.morphology.readings(norm) if r.bare in lexicon.phrases]
    return bool(readings) and all(reading.prefix == "future" for reading in readings)


def _punctuation(written: str) -> Lexeme:
    norm = "\n" if written[0] == "\n" else "…" if written[:2] == ".." else written
    classes = PUNCTUATION
    if norm == "\n" or norm in _ENDS:
        classes |= STOP
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
    lexeme.cues = tuple(sense.cue for sense in senses if sense.cue)
