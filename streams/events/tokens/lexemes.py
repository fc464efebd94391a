"""What the lexicon knows of one written word, with its clitics taken off."""

from collections.abc import Iterator
from typing import Final

from streams.events.lexicon.model import BIT, Lexicon, Phrase, Sense
from streams.events.morphology import Reading
from streams.events.tokens.model import COMMA, DIGITS, PUNCTUATION, QUOTE, STOP, STRONG, Lexeme

_ENDS: Final = frozenset(".!?؟…۔。！？")
_OPENS: Final = frozenset('"“«‹([{‘')
CLOSES: Final = frozenset("\"”»›)]}’'")
_STRONG_MARKS: Final = frozenset(";؛:–—")
_TANWIN: Final = "ً"
_TA_MARBUTA: Final = frozenset("ةۀ")
"""Letters behind which no pronoun is written; normalised they look like one."""


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
    elif norm in _OPENS or norm in CLOSES:
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
