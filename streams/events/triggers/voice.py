"""Whether a verb is passive, by the forms of be and have before it."""

from typing import Final

from streams.events.lexicon.model import BIT, Lexicon, Sense
from streams.events.syntax.model import mask
from streams.events.tokens import Document
from streams.events.triggers.model import Match
from streams.events.triggers.parts_of_speech import PARTICIPLES, has_object

_JOINED: Final = 8
"""Tokens between two joined participles."""
_AGENT: Final = BIT["agent"]
_AUXILIARY: Final = BIT["auxiliary"]
_BEING: Final = BIT["being"]
_CONJUNCTION: Final = BIT["conjunction"]
_BEFORE_BEING: Final = mask("adverb", "auxiliary", "negation", "time")


def choose_voice(document: Document, index: int, senses: list[Sense], lexicon: Lexicon) -> Sense:
    """Of the senses that remain the finite one, unless a form of be stands before the word."""
    if lexicon.verb_first or len(senses) == 1:
        return senses[0]
    wanted = ("participle", "gerund") if _behind(_BEING, document, index) else ("past", "present", "base")
    return next((sense for sense in senses if sense.form.tense in wanted), senses[0])


def is_passive(document: Document, index: int, sense: Sense, lexicon: Lexicon) -> bool:
    """Whether a sense of a word is passive: by its form, its vowels, or, of a participle, by what stands beside it."""
    if sense.form.passive or document.words[index].marked_passive:
        return True
    if lexicon.verb_first or sense.part != "verb" or sense.form.tense not in PARTICIPLES:
        return False
    if index + 1 < len(document.words) and document.classes[index + 1] & _AGENT:
        return True
    if _behind(_BEING, document, index):
        return True
    # taken, beaten: what is no past is passive wherever no form of have stands before it
    return sense.form.tense == "participle" and not _behind(_AUXILIARY, document, index)


def join_passives(document: Document, matches: list[Match]) -> None:
    """Makes a participle joined to a passive one passive: was convicted and sentenced."""
    for number in range(1, len(matches)):
        before, match = matches[number - 1], matches[number]
        if not before.passive or match.passive or match.part != "verb":
            continue
        joined = any(document.classes[index] & _CONJUNCTION for index in (match.first - 1, match.first - 2))
        near = match.first - before.last <= _JOINED
        if (
            joined
            and near
            and match.sense.form.tense in PARTICIPLES
            and not has_object(document, match.last - 1)
        ):
            matches[number] = match._replace(passive=True)


def _behind(auxiliary: int, document: Document, index: int) -> bool:
    """Whether a form of be, or of have, stands before a word, with nothing but adverbs and the like between."""
    for position in range(index - 1, max(-1, index - 4), -1):
        bits = document.classes[position]
        if bits & auxiliary:
            return True
        if not bits & _BEFORE_BEING:
            return False
    return False
