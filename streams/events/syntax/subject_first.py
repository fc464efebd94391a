"""Subject, verb, object: English, and every language whose lexicon says so."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.clues import (
    abbreviates,
    behind_determiner,
    is_deed,
    is_gerund,
    is_verb,
    known,
    may_be_finite,
    names_party,
    opens_clause,
    party,
    reads_as_verb,
    says,
    stopped,
)
from streams.events.syntax.model import (
    COUNT,
    ENDS_PHRASE,
    SKIPPED,
    Arguments,
    Chunk,
    Extent,
    mask,
)
from streams.events.tokens import COMMA, PUNCTUATION, QUOTE, Document

_REACH: Final = 26
_APPOSITION: Final = 20
_VERB_GROUP: Final = SKIPPED | mask("negation", "future", "being", "hypothetical", "to", "planned", "attempt")
_PREPOSITION: Final = mask("preposition", "agent", "between")
_OF: Final = BIT["partitive"]
_AGENT: Final = BIT["agent"]
_CONJUNCTION: Final = BIT["conjunction"]
_DETERMINER: Final = BIT["determiner"]
_OBJECT_PRONOUN: Final = BIT["object_pronoun"]
_RELATIVE: Final = BIT["relative"]
_REPORTING: Final = BIT["reporting"]
_TO: Final = BIT["to"]
_CLAUSE: Final = BIT["clause"]
_ANAPHOR: Final = BIT["anaphor"]
_FINITE: Final = mask("being", "auxiliary", "future")
_OUTSIDE_NOUNS: Final = PUNCTUATION | ENDS_PHRASE | _CONJUNCTION


class SubjectFirst:
    """See `Syntax`."""

    def around_verb(self, document: Document, extent: Extent, *, passive: bool) -> Arguments:
        """See `Syntax`."""
        found = Arguments(passive=passive)
        after = self._forward(document, extent, found)
        found.objects = after[0] if after else []
        found.object_is_pronoun = any(document.classes[c.first] & _OBJECT_PRONOUN for c in found.objects)
        found.subject = self._subject(document, extent)
        return found

    def speaker(self, document: Document, extent: Extent) -> list[Chunk]:
        """See `Syntax`; behind the verb where a quotation or a comma ends before it: "…", said the minister."""
        last = self._behind_subject(document, extent)
        before = document.classes[last - 1] if last > extent.sentence_first else 0
        if before & _ANAPHOR:
            return [Chunk(last - 1, last)]
        behind = self._coordinated(document, extent.last, extent.sentence_last)
        if before & (COMMA | QUOTE) and self._closes(document, behind, extent.sentence_last):
            return behind
        return self._subject(document, extent) or behind

    def around_noun(self, document: Document, extent: Extent) -> Arguments:
        """See `Syntax`; what stands before a noun (`the Israeli raid`, `Iraq's attack`) is its subject."""
        found = Arguments()
        self._forward(document, extent, found)
        found.objects = [c for _, bits, chunks in found.prepositional if bits & _OF for c in chunks]
        first = extent.first
        while first > extent.sentence_first and self._inside(document, first - 1):
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

    @staticmethod
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

    @staticmethod
    def _inside(document: Document, index: int) -> bool:
        """Whether a word before a noun or verb still belongs to the phrase that ends there."""
        if document.classes[index] & _OUTSIDE_NOUNS or is_verb(document, index):
            return False
        return not (index and reads_as_verb(document, index))

    @staticmethod
    def _behind_subject(document: Document, extent: Extent) -> int:
        """Where the words between a subject and its verb begin: has not yet, is said to, quickly."""
        last = extent.first
        while last > extent.sentence_first and document.classes[last - 1] & _VERB_GROUP:
            last -= 1
        return last

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
                if not chunks or is_verb(document, position + 1):
                    break
                found.prepositional.append(("to", bits, chunks))
                position = chunks[-1].last
            elif bits & SKIPPED:
                position += 1
            elif bits & ENDS_PHRASE:
                break
            else:
                chunks = self._objects(document, position, end)
                if not chunks or bare or found.prepositional:
                    break
                bare.append(chunks)
                position = chunks[-1].last
        found.end = position
        return bare

    def _subject(self, document: Document, extent: Extent) -> list[Chunk]:
        classes = document.classes
        last = self._behind_subject(document, extent)
        if last > extent.sentence_first and classes[last - 1] & _RELATIVE:
            return self._antecedent(document, last - 1, extent.sentence_first)
        opening = last
        while opening > extent.sentence_first and not opens_clause(document, opening - 1):
            opening -= 1
        gerund = is_gerund(document, extent.first)
        if classes[last - 1] & COMMA and gerund and classes[opening - 1] & _REPORTING and opening:
            return []  # told them, repeatedly calling for: not those whom he told
        if classes[last - 1] & COMMA and not gerund:
            apposition = self._before_apposition(document, last - 1, extent.sentence_first)
            if apposition:
                return apposition
        near = self._before(document, last, opening)
        if near and near[0].first > opening:
            start = near[0].first
            while start > opening + 1 and classes[start - 1] & _DETERMINER:
                start -= 1
            before = classes[start - 1]
            verbs = any(is_verb(document, index) for index in range(opening, near[0].first))
            if before & PUNCTUATION or (before & _CONJUNCTION and verbs):
                return near
            if start > opening and (
                (start < near[0].first and self._inside(document, start - 1))  # the moment a girl was rescued
                or (says(document, start - 1) and names_party(document, start, last))
            ):
                return near
        if opening > extent.sentence_first and classes[opening - 1] & _CLAUSE:  # if they fail, he said
            opening = max((k + 1 for k in range(opening, last - 1) if classes[k] & COMMA), default=opening)
        found = self._first_phrase(document, opening, last)
        if not found and opening == last and opening > extent.sentence_first:
            return self._main_subject(document, opening - 1, extent.sentence_first)
        return found

    def _main_subject(self, document: Document, clause: int, floor: int) -> list[Chunk]:
        """Whom a clause without a subject of its own speaks of: they returned after being deported."""
        if not document.classes[clause] & _CLAUSE:
            return []
        opening = clause
        while opening > floor and not opens_clause(document, opening - 1):
            opening -= 1
        commas = [index + 1 for index in range(opening, clause) if document.classes[index] & COMMA]
        for start in (*reversed(commas), opening):
            found = self._first_phrase(document, start, clause)
            if found and names_party(document, found[0].first, found[0].last):
                return found
        return []

    def _antecedent(self, document: Document, end: int, floor: int) -> list[Chunk]:
        """Those of whom a relative clause speaks: leaders of the party who marched."""
        chunks = self._before(document, end, floor)
        while chunks:
            start = chunks[0].first
            while start > floor and document.classes[start - 1] & _DETERMINER:
                start -= 1
            if start <= floor or not document.classes[start - 1] & _OF:
                break
            head = self._before(document, start - 1, floor)
            if not head:
                break
            chunks = [Chunk(head[0].first, chunks[0].last)]
        return chunks

    def _before_apposition(self, document: Document, comma: int, floor: int) -> list[Chunk]:
        """What the words between two commas are said of: the general, chairman of the board, told."""
        earlier = range(comma - 1, max(floor, comma - _APPOSITION), -1)
        at = next((index for index in earlier if document.classes[index] & COMMA), None)
        if at is None:
            return []
        inner = self._coordinated(document, at + 1, comma)
        outer = self._before(document, at, floor)
        if any(known(document, index) for chunk in outer for index in range(*chunk)):
            return outer
        if not inner or inner[-1].last != comma:
            return outer
        acts = any(known(document, index) for index in range(*inner[0]))
        named = any(document.words[index].capital for index in range(*inner[0]))
        unnamed = not any(document.words[index].capital for chunk in outer for index in range(*chunk))
        return inner if acts or (named and unnamed) else outer

    def _first_phrase(self, document: Document, start: int, last: int) -> list[Chunk]:
        """The clause's first noun phrase that is neither within a preposition's nor before a comma alone."""
        classes = document.classes
        while start < last:
            bits = classes[start]
            if bits & _PREPOSITION:
                chunks = self._coordinated(document, start + 1, last)
                start = chunks[-1].last if chunks else start + 1
            elif bits & (_OUTSIDE_NOUNS | SKIPPED):
                start += 1
            elif is_verb(document, start):
                return []
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
        start = behind_determiner(document, start, last)
        return [Chunk(start, last)] if start < last else []

    def _coordinated(self, document: Document, start: int, end: int) -> list[Chunk]:
        last = self.phrase(document, start, end)
        if last == start:
            return []
        chunks = [Chunk(behind_determiner(document, start, last), last)]
        while last + 1 < end and document.classes[last] & _CONJUNCTION:
            following = self.phrase(document, last + 1, end)
            if following == last + 1 or is_verb(document, last + 1):
                break
            chunks.append(Chunk(behind_determiner(document, last + 1, following), following))
            last = following
        return chunks

    def _objects(self, document: Document, start: int, end: int) -> list[Chunk]:
        """As `_coordinated`, without a last phrase that is the subject of the next clause."""
        chunks = self._coordinated(document, start, end)
        if len(chunks) > 1 and chunks[-1].last < end and may_be_finite(document, chunks[-1].last):
            return chunks[:-1]
        return chunks

    def phrase(self, document: Document, start: int, end: int) -> int:
        """Where the noun phrase that begins at `start` ends; `start` itself when none does."""
        position, nouns, counted = start, 0, 0
        classes = document.classes
        while position < end:
            bits = classes[position]
            if bits & _OF and (nouns or counted):
                if nouns and is_deed(document, position + 1):
                    break
            else:
                if self._ends(document, position, nouns):
                    break
                counted += bool(bits & COUNT)
                nouns += not bits & (COUNT | _DETERMINER | PUNCTUATION)
            position += 1
        while position > start and classes[position - 1] & (PUNCTUATION | _OF):
            position -= 1
        return position if nouns or counted else start

    @staticmethod
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
