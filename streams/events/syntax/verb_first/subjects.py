"""What stands before a verb as its subject."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import (
    COUNT,
    ENDS_CLAUSE,
    ENDS_PHRASE,
    SKIPPED,
    Chunk,
    Extent,
    mask,
)
from streams.events.syntax.verb_first.phrases import coordinated_phrases, end_of_phrase
from streams.events.tokens import COMMA, PUNCTUATION, QUOTE, STRONG, Document

_APPOSED: Final = 20
"""Words that may stand between a subject and its verb, between commas."""
_PREPOSITION: Final = BIT["preposition"]
_OPENS_CLAUSE: Final = (
    mask("complementiser", "clause", "reporting", "being", "relative", "verb") | STRONG | COMMA
)
_BEFORE_VERB: Final = SKIPPED | mask("negation", "future", "being", "hypothetical")
_INERT: Final = BIT["inert"]
_NEGATION: Final = BIT["negation"]
_RELATIVE: Final = BIT["relative"]


def subject_before(document: Document, extent: Extent) -> list[Chunk]:
    """The subject of a verb that follows it; none where its clause has none before the verb."""
    words, classes = document.words, document.classes
    if words[extent.first].conjunction:
        return []
    last = extent.first
    while last > extent.sentence_first and classes[last - 1] & _BEFORE_VERB:
        last -= 1
    if classes[last - 1] & COMMA:  # eight people, two children among them, were killed
        earlier = range(last - 2, max(extent.sentence_first, last - _APPOSED), -1)
        last = next((index for index in earlier if classes[index] & COMMA), last)
    if last == extent.sentence_first:
        return []
    if classes[last - 1] & _RELATIVE:
        return _ending_at(document, last - 1, extent.sentence_first)
    thing = _thing_before(document, last, extent.sentence_first)
    if thing:
        return thing
    opening = last
    while opening > extent.sentence_first and not classes[opening - 1] & _OPENS_CLAUSE:
        opening -= 1
    return _first_phrase(document, opening, last)


def _first_phrase(document: Document, opening: int, last: int) -> list[Chunk]:
    """The noun phrase that a clause begins with, where nothing between it and the verb ends it."""
    words, classes = document.words, document.classes
    for start in range(opening, last):
        bits = classes[start]
        if bits & (SKIPPED | QUOTE) or bits & _NEGATION:
            continue
        if bits & ENDS_PHRASE or words[start].preposition or words[start].verbal:
            return []
        chunks = coordinated_phrases(document, start, last)
        if not chunks:
            return []
        end = chunks[-1].last
        between = range(end, last)
        relative = not words[chunks[0].first].definite  # a bomber who drives a car
        if not relative and any(classes[k] & ENDS_CLAUSE or words[k].verbal for k in between):
            return []
        return chunks
    return []


def people_before(document: Document, extent: Extent) -> list[Chunk]:
    """People right before a verb in the plural: the thousands of fighters (who) dug in."""
    word = document.words[extent.first - 1]
    if extent.first == extent.sentence_first or document.words[extent.first].conjunction:
        return []
    if not word.sector or word.verbal or document.classes[extent.first - 1] & (PUNCTUATION | ENDS_PHRASE):
        return []
    return _ending_at(document, extent.first, extent.sentence_first)


def _thing_before(document: Document, last: int, floor: int) -> list[Chunk]:
    """A shelling that hit, a bomb that killed: an event or a thing right before the verb is its subject."""
    for index in range(last - 1, max(floor, last - 4) - 1, -1):
        word, bits = document.words[index], document.classes[index]
        if word.conjunction or bits & (PUNCTUATION | ENDS_PHRASE):
            return []
        event = any(sense.part == "noun" for sense in word.triggers)
        if (event or bits & _INERT) and not word.sector:
            if index > floor and document.words[index - 1].verbal:  # who drives a car
                return []
            return [Chunk(index, last)]
    return []


def _ending_at(document: Document, end: int, floor: int) -> list[Chunk]:
    """The phrase before a relative pronoun: the longest that ends there, of people if one is."""
    best: list[Chunk] = []
    known = False
    for start in range(end - 1, max(floor, end - 8) - 1, -1):
        bits = document.classes[start]
        if (bits & PUNCTUATION and not bits & QUOTE) or bits & (ENDS_PHRASE & ~_PREPOSITION):
            break
        if bits & _PREPOSITION:
            continue
        last = end_of_phrase(document, start, end)
        counted = known and bool(bits & COUNT)
        if last == end and (document.words[start].sector or counted or not known):
            best = [Chunk(start, end)]
            known = counted or bool(document.words[start].sector)
    return best
