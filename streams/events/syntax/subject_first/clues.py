"""What a word is in a subject-first clause, by its neighbours and its ending: verb, abbreviation, party, count."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import COUNT, mask
from streams.events.tokens import PUNCTUATION, STRONG, Document

_OPENS_CLAUSE: Final = mask("complementiser", "clause", "reporting", "relative") | STRONG
_ABBREVIATION: Final = BIT["abbreviation"]
_DETERMINER: Final = BIT["determiner"]
_FINITE: Final = mask("being", "auxiliary", "future")


def opens_clause(document: Document, index: int) -> bool:
    """Whether a clause begins behind a token; a hyphen that joins no compound is a dash."""
    bits = document.classes[index]
    return bool(bits & _OPENS_CLAUSE or (bits & PUNCTUATION and document.words[index].norm == "-"))


def abbreviates(document: Document, index: int) -> bool:
    """Whether the full stop behind a token is that of an initial or a title."""
    word = document.words[index]
    return bool(word.classes & _ABBREVIATION) or (len(word.norm) == 1 and word.capital)


def stopped(document: Document, index: int) -> bool:
    """Whether a token is one letter with a full stop: an initial."""
    following = index + 1 < len(document.words) and document.words[index + 1].norm == "."
    return following and len(document.words[index].norm) == 1


def says(document: Document, index: int) -> bool:
    """Whether what follows a verb may be a clause of its own: reports suggest rebels attacked."""
    triggers = document.words[index].triggers
    return any(
        sense.part == "verb" and sense.trigger and sense.trigger.frame == "speech" for sense in triggers
    )


def is_verb(document: Document, index: int) -> bool:
    """Whether a word can only be a verb here; a capital makes it a name."""
    word = document.words[index]
    if not word.verbal or word.capital or word.sector:
        return False
    if index and document.classes[index - 1] & _DETERMINER:  # a kidnapped girl
        return False
    return not any(sense.part == "noun" for sense in word.senses)


def is_gerund(document: Document, index: int) -> bool:
    """Whether a word may be a verb in -ing."""
    return any(sense.form.tense == "gerund" for sense in document.words[index].senses)


def is_deed(document: Document, index: int) -> bool:
    """Whether a word behind of is what somebody is accused of: of smuggling arms, of killing two."""
    if index >= len(document.words):
        return False
    word = document.words[index]
    if word.capital or len(word.norm) < 6 or not word.norm.endswith("ing"):
        return False
    noun = any(sense.part == "noun" for sense in word.senses)
    return not noun or (
        index + 1 < len(document.words) and bool(document.classes[index + 1] & (COUNT | _DETERMINER))
    )


def reads_as_verb(document: Document, index: int) -> bool:
    """Whether a word that no lexicon knows is a verb by its ending behind people or a name: teachers wearing red."""
    word, before = document.words[index], document.words[index - 1]
    people = bool(before.sector) and before.norm.endswith("s")
    if word.verbal and people and word.norm.endswith("ing"):  # rebels fighting
        return True
    if word.senses or word.capital or len(word.norm) < 5 or not word.norm.endswith(("ed", "ing")):
        return False
    if before.country or document.classes[index - 1] & COUNT:
        return False
    named = before.capital and not before.norm.endswith("ly")
    return bool(before.sector) or named or before.norm.endswith("s")


def may_be_finite(document: Document, index: int) -> bool:
    """Whether a word behind a noun phrase may be its verb."""
    if document.classes[index] & _FINITE or is_verb(document, index):
        return True
    word = document.words[index]
    return not word.senses and word.norm.endswith("ed")


def known(document: Document, index: int) -> bool:
    """Whether the lexicon knows a word for people, bodies or states, or it shows that one owns something."""
    word = document.words[index]
    return bool(word.sector or word.country or word.state or word.norm == "'s")


def party(document: Document, index: int) -> bool:
    """Whether a word is known for a party or may be a name."""
    return document.words[index].capital or known(document, index)


def names_party(document: Document, first: int, last: int) -> bool:
    """Whether a phrase names or counts somebody."""
    return any(party(document, index) or document.classes[index] & COUNT for index in range(first, last))


def behind_determiner(document: Document, start: int, last: int) -> int:
    """Without the determiners of a phrase, save those of its count: at least, more than."""
    behind = start
    while behind < last - 1 and document.classes[behind] & _DETERMINER:
        behind += 1
    return start if document.classes[behind] & COUNT else behind
