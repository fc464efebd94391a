"""Noun phrases and those joined to them by and."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import COUNT, ENDS_PHRASE, Chunk
from streams.events.syntax.subject_first.clues import (
    abbreviates,
    behind_determiner,
    is_deed,
    is_verb,
    may_be_finite,
    reads_as_verb,
    stopped,
)
from streams.events.tokens import COMMA, PUNCTUATION, QUOTE, Document

_OF: Final = BIT["partitive"]
_CONJUNCTION: Final = BIT["conjunction"]
_DETERMINER: Final = BIT["determiner"]
OUTSIDE_NOUNS: Final = PUNCTUATION | ENDS_PHRASE | _CONJUNCTION


def end_of_phrase(document: Document, start: int, end: int) -> int:
    """Where the noun phrase that begins at `start` ends; `start` itself when none does."""
    position, nouns, counted = start, 0, 0
    classes = document.classes
    while position < end:
        bits = classes[position]
        if bits & _OF and (nouns or counted):
            if nouns and is_deed(document, position + 1):
                break
        else:
            if _ends(document, position, nouns):
                break
            counted += bool(bits & COUNT)
            nouns += not bits & (COUNT | _DETERMINER | PUNCTUATION)
        position += 1
    while position > start and classes[position - 1] & (PUNCTUATION | _OF):
        position -= 1
    return position if nouns or counted else start


def _ends(document: Document, position: int, nouns: int) -> bool:
    bits, norm = document.classes[position], document.words[position].norm
    if bits & PUNCTUATION:
        initial = norm == "." and bool(nouns) and abbreviates(document, position - 1)
        return not initial and not (bits & QUOTE and norm not in "()[]{}")
    initial = document.words[position].capital and stopped(document, position)
    if bits & _DETERMINER and not initial:
        return bool(nouns) and not document.classes[position - 1] & _OF
    if bits & (ENDS_PHRASE | _CONJUNCTION):
        return True
    return bool(nouns) and (is_verb(document, position) or reads_as_verb(document, position))


def coordinated_phrases(document: Document, start: int, end: int) -> list[Chunk]:
    """The noun phrase that begins at `start`, and those joined to it by and."""
    last = end_of_phrase(document, start, end)
    if last == start:
        return []
    chunks = [Chunk(behind_determiner(document, start, last), last)]
    while last + 1 < end and document.classes[last] & _CONJUNCTION:
        following = end_of_phrase(document, last + 1, end)
        if following == last + 1 or is_verb(document, last + 1):
            break
        chunks.append(Chunk(behind_determiner(document, last + 1, following), following))
        last = following
    return chunks


def object_phrases(document: Document, start: int, end: int) -> list[Chunk]:
    """As `_coordinated`, without a last phrase that is the subject of the next clause."""
    chunks = coordinated_phrases(document, start, end)
    if len(chunks) > 1 and chunks[-1].last < end and may_be_finite(document, chunks[-1].last):
        return chunks[:-1]
    return chunks


def phrase_before(document: Document, end: int, floor: int) -> list[Chunk]:
    """The noun phrase that ends at `end`, a comma between or not."""
    start = end
    if start > floor and document.classes[start - 1] & COMMA:
        start -= 1
    last = start
    while start > floor and belongs_to_phrase(document, start - 1):
        start -= 1
    start = behind_determiner(document, start, last)
    return [Chunk(start, last)] if start < last else []


def belongs_to_phrase(document: Document, index: int) -> bool:
    """Whether a word before a noun or verb still belongs to the phrase that ends there."""
    if document.classes[index] & OUTSIDE_NOUNS or is_verb(document, index):
        return False
    return not (index and reads_as_verb(document, index))
