"""What follows a verb or an event noun: bare noun phrases, and those that prepositions link to it."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import (
    COUNT,
    ENDS_PHRASE,
    SKIPPED,
    Arguments,
    Chunk,
    Extent,
    mask,
)
from streams.events.syntax.verb_first.phrases import coordinated_phrases, end_of_phrase
from streams.events.tokens import COMMA, PUNCTUATION, QUOTE, STRONG, Document, Lexeme

_REACH: Final = 28
_ASIDE: Final = 14
"""Words by which the two sides of a clash may be apart."""
_LINKS: Final = mask("preposition", "agent", "between")
_BETWEEN: Final = BIT["between"]
_CLAUSE: Final = BIT["clause"]
_PARTITIVE: Final = BIT["partitive"]
_AGENT: Final = BIT["agent"]


def read_complements(
    document: Document, extent: Extent, found: Arguments, *, clause: bool = False
) -> list[list[Chunk]]:
    """Bare noun phrases behind the trigger; prepositional ones go into `found`. In a clause an object in the
    accusative, or a count, may stand behind these."""
    bare: list[list[Chunk]] = []
    words, classes = document.words, document.classes
    position, end, linked = extent.last, min(extent.sentence_last, extent.last + _REACH), 0
    while position < end:
        word, bits = words[position], classes[position]
        if bits & PUNCTUATION:
            behind = _behind_mark(document, position, end)
            if not behind:
                break
            position = behind
        elif bits & SKIPPED:
            position += 1
        elif bits & _LINKS or (word.preposition and not bits & ENDS_PHRASE):
            found.resumptive = found.resumptive or (word.pronoun and position == extent.last)
            position = _linked(document, position, end, found)
        elif (
            bits & ENDS_PHRASE
            or _apart(word, bare)
            or len(bare) == 2
            or (
                bare
                and len(found.prepositional) > linked
                and not (clause and (bits & COUNT or word.accusative))
            )
        ):
            break
        else:
            chunks = coordinated_phrases(document, position, end)
            if not chunks:
                break
            bare.append(chunks)
            linked = len(found.prepositional)
            position = chunks[-1].last
    found.end = position
    return bare


def _apart(word: Lexeme, bare: list[list[Chunk]]) -> bool:
    """Whether a word belongs to something else: another verb, or what and joins to a phrase."""
    if word.conjunction and (bool(bare) or bool(word.triggers) or word.verbal):
        return True
    return word.verbal and not word.definite and not any(s.part != "verb" for s in word.senses)


def _linked(document: Document, position: int, end: int, found: Arguments) -> int:
    """Reads what a preposition, written apart or attached, links to the trigger."""
    word, bits = document.words[position], document.classes[position]
    attached = not bits & _LINKS
    start = position if attached else position + 1
    if not attached and start < end and document.classes[start] & _PARTITIVE:  # near to (بالقرب من)
        start += 1
    chunks = [] if word.pronoun and not attached else coordinated_phrases(document, start, end)
    if bits & _BETWEEN and len(chunks) == 1 and _preposition(word) == "بين":
        chunks += _other_side(document, chunks[0].last, end)
    if bits & _AGENT:
        found.agents += chunks
    else:
        name = word.preposition if attached else _preposition(word)
        found.prepositional.append((name, bits, chunks))
    return chunks[-1].last if chunks else position + 1


def _other_side(document: Document, start: int, end: int) -> list[Chunk]:
    """Between the army (on the one hand) and whom: the next phrase that and joins to it."""
    for index in range(start, min(end, start + _ASIDE)):
        word, bits = document.words[index], document.classes[index]
        if word.conjunction and not word.verbal and not bits & ENDS_PHRASE:
            last = end_of_phrase(document, index, end)
            return [Chunk(index, last)] if last > index else []
        if bits & (STRONG | _CLAUSE):
            return []
    return []


def _preposition(word: Lexeme) -> str:
    return word.senses[0].form.text if word.senses else word.norm


def _behind_mark(document: Document, position: int, end: int) -> int:
    """Behind brackets, a quotation mark or a time between commas; 0 where a mark ends what is read."""
    if document.words[position].norm == "(":
        return _behind_bracket(document, position, end)
    if document.classes[position] & QUOTE:
        return position + 1
    return _aside(document, position, end) if document.classes[position] & COMMA else 0


def _aside(document: Document, position: int, end: int) -> int:
    """Behind a time between two commas (", yesterday,"); 0 when there is none."""
    for index in range(position + 1, min(end, position + 4)):
        if document.classes[index] & COMMA:
            return index + 1 if index > position + 1 else 0
        if not document.classes[index] & SKIPPED:
            return 0
    return 0


def _behind_bracket(document: Document, position: int, end: int) -> int:
    """Behind what stands in brackets; `end` where they do not close."""
    for index in range(position + 1, min(end, position + 8)):
        if document.words[index].norm == ")":
            return index + 1
    return end
