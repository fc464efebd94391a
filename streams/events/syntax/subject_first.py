"""Subject, verb, object: English, and every language whose lexicon says so."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import (
    ENDS_PHRASE,
    SKIPPED,
    Arguments,
    Chunk,
    Extent,
    mask,
)
from streams.events.tokens import COMMA, DIGITS, PUNCTUATION, QUOTE, STRONG, Document

_REACH: Final = 26
_OPENS_CLAUSE: Final = mask("complementiser", "clause", "reporting", "relative") | STRONG
_VERB_GROUP: Final = SKIPPED | mask("negation", "future", "being", "hypothetical", "to", "planned", "attempt")
_PREPOSITION: Final = mask("preposition", "agent", "between")
_COUNT: Final = DIGITS | mask("number", "quantity")
_OF: Final = BIT["partitive"]
_AGENT: Final = BIT["agent"]
_CONJUNCTION: Final = BIT["conjunction"]
_DETERMINER: Final = BIT["determiner"]
_RELATIVE: Final = BIT["relative"]
_TO: Final = BIT["to"]


class SubjectFirst:
    """See `Syntax`."""

    def around_verb(self, document: Document, extent: Extent, *, passive: bool) -> Arguments:
        """See `Syntax`."""
        found = Arguments(passive=passive)
        after = self._forward(document, extent, found)
        found.objects = after[0] if after else []
        found.subject = self._subject(document, extent)
        return found

    def speaker(self, document: Document, extent: Extent) -> list[Chunk]:
        """See `Syntax`; it stands right before the verb, or right behind it."""
        last = extent.first
        while last > extent.sentence_first and document.classes[last - 1] & _VERB_GROUP:
            last -= 1
        return self._before(document, last, extent.sentence_first) or self._coordinated(
            document, extent.last, extent.sentence_last
        )

    def around_noun(self, document: Document, extent: Extent) -> Arguments:
        """See `Syntax`; what stands before a noun (`the Israeli raid`, `Iraq's attack`) is its subject."""
        found = Arguments()
        self._forward(document, extent, found)
        found.objects = [c for _, bits, chunks in found.prepositional if bits & _OF for c in chunks]
        first = extent.first
        while first > extent.sentence_first and self._inside(document, first - 1):
            first -= 1
        modifiers = [k for k in range(first, extent.first) if not document.classes[k] & _DETERMINER]
        if modifiers and any(_known(document, k) for k in modifiers):
            last = extent.first
            while last > modifiers[0] + 1 and not _known(document, last - 1):
                last -= 1
            found.subject = [Chunk(modifiers[0], last)]
        return found

    @staticmethod
    def _inside(document: Document, index: int) -> bool:
        bits = document.classes[index]
        return not bits & (PUNCTUATION | ENDS_PHRASE | _CONJUNCTION) and not _is_verb(document, index)

    def _forward(self, document: Document, extent: Extent, found: Arguments) -> list[list[Chunk]]:
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
                chunks = self._coordinated(document, position + 1, end)
                found.agents += chunks
                position = chunks[-1].last if chunks else position + 1
            elif bits & _PREPOSITION and not bits & _TO:
                chunks = self._coordinated(document, position + 1, end)
                found.prepositional.append((document.words[position].norm, bits, chunks))
                position = chunks[-1].last if chunks else position + 1
            elif bits & _TO:
                chunks = self._coordinated(document, position + 1, end)
                if not chunks or _is_verb(document, position + 1):
                    break
                found.prepositional.append(("to", bits, chunks))
                position = chunks[-1].last
            elif bits & SKIPPED:
                position += 1
            elif bits & ENDS_PHRASE:
                break
            else:
                chunks = self._coordinated(document, position, end)
                if not chunks or bare or found.prepositional:
                    break
                bare.append(chunks)
                position = chunks[-1].last
        found.end = position
        return bare

    def _subject(self, document: Document, extent: Extent) -> list[Chunk]:
        classes = document.classes
        last = extent.first
        while last > extent.sentence_first and classes[last - 1] & _VERB_GROUP:
            last -= 1
        if last > extent.sentence_first and classes[last - 1] & _RELATIVE:
            return self._before(document, last - 1, extent.sentence_first)
        opening = last
        while opening > extent.sentence_first and not classes[opening - 1] & _OPENS_CLAUSE:
            opening -= 1
        near = self._before(document, last, opening)
        if near and near[0].first > opening:
            start = near[0].first
            while start > opening + 1 and classes[start - 1] & _DETERMINER:
                start -= 1
            before = classes[start - 1]
            verbs = any(_is_verb(document, index) for index in range(opening, near[0].first))
            if before & PUNCTUATION or (before & _CONJUNCTION and verbs):
                return near
        return self._first_phrase(document, opening, last)

    def _first_phrase(self, document: Document, start: int, last: int) -> list[Chunk]:
        """The clause's first noun phrase that is neither within a preposition's nor before a comma alone."""
        classes = document.classes
        while start < last:
            bits = classes[start]
            if bits & _PREPOSITION:
                chunks = self._coordinated(document, start + 1, last)
                start = chunks[-1].last if chunks else start + 1
            elif bits & (PUNCTUATION | SKIPPED | ENDS_PHRASE | _CONJUNCTION):
                start += 1
            else:
                return self._coordinated(document, start, last)
        return []

    def _before(self, document: Document, end: int, floor: int) -> list[Chunk]:
        start = end
        if start > floor and document.classes[start - 1] & COMMA:
            start -= 1
        last = start
        while start > floor and self._inside(document, start - 1):
            start -= 1
        start = _behind_determiner(document, start, last)
        return [Chunk(start, last)] if start < last else []

    def _coordinated(self, document: Document, start: int, end: int) -> list[Chunk]:
        last = self.phrase(document, start, end)
        if last == start:
            return []
        chunks = [Chunk(_behind_determiner(document, start, last), last)]
        while last + 1 < end and document.classes[last] & _CONJUNCTION:
            following = self.phrase(document, last + 1, end)
            if following == last + 1 or _is_verb(document, last + 1):
                break
            chunks.append(Chunk(_behind_determiner(document, last + 1, following), following))
            last = following
        return chunks

    def phrase(self, document: Document, start: int, end: int) -> int:
        """Where the noun phrase that begins at `start` ends; `start` itself when none does."""
        position, nouns, counted = start, 0, 0
        classes = document.classes
        while position < end:
            bits = classes[position]
            if not (bits & _OF and (nouns or counted)):
                if self._ends(document, position, nouns):
                    break
                counted += bool(bits & _COUNT)
                nouns += not bits & (_COUNT | _DETERMINER | PUNCTUATION)
            position += 1
        while position > start and classes[position - 1] & (PUNCTUATION | _OF):
            position -= 1
        return position if nouns or counted else start

    @staticmethod
    def _ends(document: Document, position: int, nouns: int) -> bool:
        bits, norm = document.classes[position], document.words[position].norm
        if bits & PUNCTUATION:
            return not (norm == "-" and nouns) and not (bits & QUOTE and norm not in "()[]{}")
        if bits & _DETERMINER:
            return bool(nouns) and not document.classes[position - 1] & _OF
        if bits & (ENDS_PHRASE | _CONJUNCTION):
            return True
        return bool(nouns) and _is_verb(document, position)


def _is_verb(document: Document, index: int) -> bool:
    """Whether a word can only be a verb here; a capital makes it a name."""
    word = document.words[index]
    if not word.verbal or word.capital or word.sector:
        return False
    return not any(sense.part == "noun" for sense in word.senses)


def _known(document: Document, index: int) -> bool:
    word = document.words[index]
    return bool(word.sector or word.country or word.state or word.norm == "'s")


def _behind_determiner(document: Document, start: int, last: int) -> int:
    while start < last - 1 and document.classes[start] & _DETERMINER:
        start += 1
    return start
