"""Subject, verb, object: English, and every language whose lexicon says so."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import ENDS_PHRASE, SKIPPED, Arguments, Chunk, Extent, mask
from streams.events.syntax.subject_first.clues import is_verb, known, party
from streams.events.syntax.subject_first.phrases import belongs_to_phrase, coordinated_phrases, object_phrases
from streams.events.syntax.subject_first.subjects import behind_subject, subject_before
from streams.events.tokens import COMMA, PUNCTUATION, QUOTE, Document

_REACH: Final = 26
_PREPOSITION: Final = mask("preposition", "agent", "between")
_OF: Final = BIT["partitive"]
_AGENT: Final = BIT["agent"]
_DETERMINER: Final = BIT["determiner"]
_OBJECT_PRONOUN: Final = BIT["object_pronoun"]
_TO: Final = BIT["to"]
_ANAPHOR: Final = BIT["anaphor"]
_FINITE: Final = mask("being", "auxiliary", "future")


class SubjectFirst:
    """See `Syntax`."""

    def around_verb(self, document: Document, extent: Extent, *, passive: bool) -> Arguments:
        """See `Syntax`."""
        found = Arguments(passive=passive)
        after = _forward(document, extent, found)
        found.objects = after[0] if after else []
        found.object_is_pronoun = any(document.classes[c.first] & _OBJECT_PRONOUN for c in found.objects)
        found.subject = subject_before(document, extent)
        return found

    def speaker(self, document: Document, extent: Extent) -> list[Chunk]:
        """See `Syntax`; behind the verb where a quotation or a comma ends before it: "…", said the minister."""
        last = behind_subject(document, extent)
        before = document.classes[last - 1] if last > extent.sentence_first else 0
        if before & _ANAPHOR:
            return [Chunk(last - 1, last)]
        behind = coordinated_phrases(document, extent.last, extent.sentence_last)
        if before & (COMMA | QUOTE) and _closes(document, behind, extent.sentence_last):
            return behind
        return subject_before(document, extent) or behind

    def around_noun(self, document: Document, extent: Extent) -> Arguments:
        """See `Syntax`; what stands before a noun (`the Israeli raid`, `Iraq's attack`) is its subject."""
        found = Arguments()
        _forward(document, extent, found)
        found.objects = [c for _, bits, chunks in found.prepositional if bits & _OF for c in chunks]
        first = extent.first
        while first > extent.sentence_first and belongs_to_phrase(document, first - 1):
            word = document.words[first - 1]
            if word.triggers or (not word.senses and word.norm.endswith("ed")):
                break
            first -= 1
        modifiers = [k for k in range(first, extent.first) if not document.classes[k] & _DETERMINER]
        if modifiers and any(known(document, k) for k in modifiers):
            last = extent.first
            while last > modifiers[0] + 1 and not known(document, last - 1):
                last -= 1
            found.subject = [Chunk(modifiers[0], last)]
        return found


def _forward(document: Document, extent: Extent, found: Arguments) -> list[list[Chunk]]:
    """Bare noun phrases behind the trigger; agents and prepositional ones go into `found`."""
    bare: list[list[Chunk]] = []
    classes = document.classes
    position, end = extent.last, min(extent.sentence_last, extent.last + _REACH)
    while position < end:
        bits = classes[position]
        if bits & QUOTE:
            position += 1
        elif bits & PUNCTUATION:
            break
        elif bits & _AGENT:
            chunks = coordinated_phrases(document, position + 1, end)
            found.agents += chunks
            position = chunks[-1].last if chunks else position + 1
        elif bits & _PREPOSITION and not bits & _TO:
            chunks = coordinated_phrases(document, position + 1, end)
            found.prepositional.append((document.words[position].norm, bits, chunks))
            position = chunks[-1].last if chunks else position + 1
        elif bits & _TO:
            chunks = coordinated_phrases(document, position + 1, end)
            if not chunks or is_verb(document, position + 1):
                break
            found.prepositional.append(("to", bits, chunks))
            position = chunks[-1].last
        elif bits & SKIPPED:
            position += 1
        elif bits & ENDS_PHRASE:
            break
        else:
            chunks = object_phrases(document, position, end)
            if not chunks or bare or found.prepositional:
                break
            bare.append(chunks)
            position = chunks[-1].last
    found.end = position
    return bare


def _closes(document: Document, chunks: list[Chunk], end: int) -> bool:
    """Whether a known or named party ends its clause: what stands behind it says nothing of it."""
    if not chunks or not any(party(document, index) for index in range(*chunks[0])):
        return False
    for index in range(chunks[-1].last, end):
        bits = document.classes[index]
        if bits & PUNCTUATION:
            return True
        if bits & _FINITE or is_verb(document, index):
            return False
    return True
