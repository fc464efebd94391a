"""What stands before a verb as its subject, in its own clause or in one that its clause depends on."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import SKIPPED, Chunk, Extent, mask
from streams.events.syntax.subject_first.clues import (
    is_gerund,
    is_verb,
    known,
    names_party,
    opens_clause,
    says,
)
from streams.events.syntax.subject_first.phrases import (
    OUTSIDE_NOUNS,
    belongs_to_phrase,
    coordinated_phrases,
    phrase_before,
)
from streams.events.tokens import COMMA, PUNCTUATION, Document

_APPOSITION: Final = 20
_VERB_GROUP: Final = SKIPPED | mask("negation", "future", "being", "hypothetical", "to", "planned", "attempt")
_PREPOSITION: Final = mask("preposition", "agent", "between")
_OF: Final = BIT["partitive"]
_CONJUNCTION: Final = BIT["conjunction"]
_DETERMINER: Final = BIT["determiner"]
_RELATIVE: Final = BIT["relative"]
_REPORTING: Final = BIT["reporting"]
_CLAUSE: Final = BIT["clause"]


def subject_before(document: Document, extent: Extent) -> list[Chunk]:
    """The subject of a verb that follows it; none where its clause has none."""
    classes = document.classes
    last = behind_subject(document, extent)
    if last > extent.sentence_first and classes[last - 1] & _RELATIVE:
        return _antecedent(document, last - 1, extent.sentence_first)
    opening = _opening(document, last, extent.sentence_first)
    gerund = is_gerund(document, extent.first)
    if classes[last - 1] & COMMA and gerund and classes[opening - 1] & _REPORTING and opening:
        return []  # told them, repeatedly calling for: not those whom he told
    if classes[last - 1] & COMMA and not gerund:
        apposition = _before_apposition(document, last - 1, extent.sentence_first)
        if apposition:
            return apposition
    near = phrase_before(document, last, opening)
    if near and near[0].first > opening and _stands_alone(document, near[0], opening):
        return near
    if opening > extent.sentence_first and classes[opening - 1] & _CLAUSE:  # if they fail, he said
        opening = max((k + 1 for k in range(opening, last - 1) if classes[k] & COMMA), default=opening)
    found = _first_phrase(document, opening, last)
    if not found and opening == last and opening > extent.sentence_first:
        return _main_subject(document, opening - 1, extent.sentence_first)
    return found


def _opening(document: Document, last: int, floor: int) -> int:
    """Where the clause begins that the words up to `last` belong to."""
    while last > floor and not opens_clause(document, last - 1):
        last -= 1
    return last


def _stands_alone(document: Document, near: Chunk, opening: int) -> bool:
    """Whether the phrase right before a verb is its subject, though other words of the clause stand before it."""
    start = near.first
    while start > opening + 1 and document.classes[start - 1] & _DETERMINER:
        start -= 1
    before = document.classes[start - 1]
    if before & PUNCTUATION:
        return True
    if before & _CONJUNCTION and any(is_verb(document, index) for index in range(opening, near.first)):
        return True
    if start == opening:
        return False
    if start < near.first and belongs_to_phrase(document, start - 1):  # the moment a girl was rescued
        return True
    return says(document, start - 1) and names_party(document, start, near.last)


def behind_subject(document: Document, extent: Extent) -> int:
    """Where the words between a subject and its verb begin: has not yet, is said to, quickly."""
    last = extent.first
    while last > extent.sentence_first and document.classes[last - 1] & _VERB_GROUP:
        last -= 1
    return last


def _main_subject(document: Document, clause: int, floor: int) -> list[Chunk]:
    """Whom a clause without a subject of its own speaks of: they returned after being deported."""
    if not document.classes[clause] & _CLAUSE:
        return []
    opening = _opening(document, clause, floor)
    commas = [index + 1 for index in range(opening, clause) if document.classes[index] & COMMA]
    for start in (*reversed(commas), opening):
        found = _first_phrase(document, start, clause)
        if found and names_party(document, found[0].first, found[0].last):
            return found
    return []


def _antecedent(document: Document, end: int, floor: int) -> list[Chunk]:
    """Those of whom a relative clause speaks: leaders of the party who marched."""
    chunks = phrase_before(document, end, floor)
    while chunks:
        start = chunks[0].first
        while start > floor and document.classes[start - 1] & _DETERMINER:
            start -= 1
        if start <= floor or not document.classes[start - 1] & _OF:
            break
        head = phrase_before(document, start - 1, floor)
        if not head:
            break
        chunks = [Chunk(head[0].first, chunks[0].last)]
    return chunks


def _before_apposition(document: Document, comma: int, floor: int) -> list[Chunk]:
    """What the words between two commas are said of: the general, chairman of the board, told."""
    earlier = range(comma - 1, max(floor, comma - _APPOSITION), -1)
    at = next((index for index in earlier if document.classes[index] & COMMA), None)
    if at is None:
        return []
    inner = coordinated_phrases(document, at + 1, comma)
    outer = phrase_before(document, at, floor)
    if any(known(document, index) for chunk in outer for index in range(*chunk)):
        return outer
    if not inner or inner[-1].last != comma:
        return outer
    acts = any(known(document, index) for index in range(*inner[0]))
    named = any(document.words[index].capital for index in range(*inner[0]))
    unnamed = not any(document.words[index].capital for chunk in outer for index in range(*chunk))
    return inner if acts or (named and unnamed) else outer


def _first_phrase(document: Document, start: int, last: int) -> list[Chunk]:
    """The clause's first noun phrase that is neither within a preposition's nor before a comma alone."""
    classes = document.classes
    while start < last:
        bits = classes[start]
        if bits & _PREPOSITION:
            chunks = coordinated_phrases(document, start + 1, last)
            start = chunks[-1].last if chunks else start + 1
        elif bits & (OUTSIDE_NOUNS | SKIPPED):
            start += 1
        elif is_verb(document, start):
            return []
        else:
            return coordinated_phrases(document, start, last)
    return []
