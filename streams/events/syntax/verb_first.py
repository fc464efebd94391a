"""Arabic word order: verb, subject, object; or subject, verb, object; a noun before what it is of."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import (
    COUNT,
    ENDS_CLAUSE,
    ENDS_PHRASE,
    SKIPPED,
    Arguments,
    Chunk,
    Extent,
    mask,
)
from streams.events.tokens import COMMA, DIGITS, PUNCTUATION, QUOTE, STRONG, Document, Lexeme

_REACH: Final = 28
_APPOSED: Final = 20
"""Words that may stand between a subject and its verb, between commas."""
_ASIDE: Final = 14
"""Words by which the two sides of a clash may be apart."""
_PREPOSITION: Final = BIT["preposition"]
_OPENS_CLAUSE: Final = (
    mask("complementiser", "clause", "reporting", "being", "relative", "verb") | STRONG | COMMA
)
_BEFORE_VERB: Final = SKIPPED | mask("negation", "future", "being", "hypothetical")
_LINKS: Final = mask("preposition", "agent", "between")
_BETWEEN: Final = BIT["between"]
_CLAUSE: Final = BIT["clause"]
_PARTITIVE: Final = BIT["partitive"]
_AGENT: Final = BIT["agent"]
_ANAPHOR: Final = BIT["anaphor"]
_SELF: Final = ("نفسه", "نفسها", "ذاته", "ذاتها", "انفسهم")
_PEOPLE: Final = ("ين", "ون", "ات")
_DETERMINER: Final = BIT["determiner"]
_INERT: Final = BIT["inert"]
_ARMED: Final = frozenset({"REB", "UAF"})
_LANDMARK: Final = BIT["landmark"]
_PLURAL: Final = ("وا", "ون")
"""Endings of verbs that agree with people named before: no verb has them before its subject."""
_NAME: Final = BIT["name"]
_NAME_END: Final = BIT["name_end"]
_NEGATION: Final = BIT["negation"]
_RELATIVE: Final = BIT["relative"]


class VerbFirst:
    """See `Syntax`."""

    def around_verb(self, document: Document, extent: Extent, *, passive: bool) -> Arguments:
        """See `Syntax`."""
        found = Arguments(passive=passive)
        found.object_is_pronoun = document.words[extent.last - 1].pronoun
        after = self._forward(document, extent, found, clause=True)
        before = self._subject_before(document, extent)
        if document.words[extent.first].norm.endswith(_PLURAL):  # its subject is dropped, or stands before
            before = before or self._people_before(document, extent)
            found.subject, found.objects = before, after[0] if after else []
            if before and found.resumptive and not after:
                found.subject, found.objects = [], before
            return found
        resumed = found.object_is_pronoun or found.resumptive
        if before and after and resumed:  # the soldiers whom gunmen kidnapped; the town that rebels hold
            found.subject, found.objects = after[0], before
            return found
        if before:
            found.subject, found.objects = before, after[0] if after else []
            return found
        if after:
            found.subject, found.objects = after[0], after[1] if len(after) > 1 else []
            if document.words[after[0][0].first].accusative:  # the subject is dropped, or stands behind
                found.subject, found.objects = found.objects, found.subject
        return found

    def speaker(self, document: Document, extent: Extent) -> list[Chunk]:
        """See `Syntax`."""
        found = self.around_verb(document, extent, passive=False)
        return found.subject or found.objects

    def around_noun(self, document: Document, extent: Extent) -> Arguments:
        """See `Syntax`."""
        found = Arguments()
        word = document.words[extent.last - 1]
        start = extent.last
        suffered = any(sense.trigger and sense.trigger.frame == "victim" for sense in word.triggers)
        if not word.definite and not word.pronoun and not suffered:  # no adjective follows: the death of
            start = self._skip_adjectives(document, start, extent.sentence_last, found)
        after = self._forward(document, extent._replace(last=start), found)
        if word.definite:
            return found
        found.objects = after[0] if after else []
        if len(after) > 1:
            found.subject, found.objects = after[0], after[1]
        return found

    # -- forward -----------------------------------------------------------------------------------

    def _forward(
        self, document: Document, extent: Extent, found: Arguments, *, clause: bool = False
    ) -> list[list[Chunk]]:
        """Bare noun phrases behind the trigger; prepositional ones go into `found`. In a clause an object in the
        accusative, or a count, may stand behind these."""
        bare: list[list[Chunk]] = []
        words, classes = document.words, document.classes
        position, end, linked = extent.last, min(extent.sentence_last, extent.last + _REACH), 0
        while position < end:
            word, bits = words[position], classes[position]
            if bits & PUNCTUATION:
                if word.norm == "(":
                    position = _behind_bracket(document, position, end)
                elif bits & QUOTE:
                    position += 1
                elif bits & COMMA and _aside(document, position, end):
                    position = _aside(document, position, end)
                else:
                    break
            elif bits & SKIPPED:
                position += 1
            elif bits & _LINKS or (word.preposition and not bits & ENDS_PHRASE):
                found.resumptive = found.resumptive or (word.pronoun and position == extent.last)
                position = self._linked(document, position, end, found)
            elif (
                bits & ENDS_PHRASE
                or self._apart(word, bare)
                or len(bare) == 2
                or (
                    bare
                    and len(found.prepositional) > linked
                    and not (clause and (bits & COUNT or word.accusative))
                )
            ):
                break
            else:
                chunks = self._coordinated(document, position, end)
                if not chunks:
                    break
                bare.append(chunks)
                linked = len(found.prepositional)
                position = chunks[-1].last
        found.end = position
        return bare

    @staticmethod
    def _apart(word: Lexeme, bare: list[list[Chunk]]) -> bool:
        """Whether a word belongs to something else: another verb, or what and joins to a phrase."""
        if word.conjunction and (bool(bare) or bool(word.triggers) or word.verbal):
            return True
        return word.verbal and not word.definite and not any(s.part != "verb" for s in word.senses)

    def _linked(self, document: Document, position: int, end: int, found: Arguments) -> int:
        """Reads what a preposition, written apart or attached, links to the trigger."""
        word, bits = document.words[position], document.classes[position]
        attached = not bits & _LINKS
        start = position if attached else position + 1
        if not attached and start < end and document.classes[start] & _PARTITIVE:  # near to (بالقرب من)
            start += 1
        chunks = [] if word.pronoun and not attached else self._coordinated(document, start, end)
        if bits & _BETWEEN and len(chunks) == 1 and _preposition(word) == "بين":
            chunks += self._other_side(document, chunks[0].last, end)
        if bits & _AGENT:
            found.agents += chunks
        else:
            name = word.preposition if attached else _preposition(word)
            found.prepositional.append((name, bits, chunks))
        return chunks[-1].last if chunks else position + 1

    def _other_side(self, document: Document, start: int, end: int) -> list[Chunk]:
        """Between the army (on the one hand) and whom: the next phrase that and joins to it."""
        for index in range(start, min(end, start + _ASIDE)):
            word, bits = document.words[index], document.classes[index]
            if word.conjunction and not word.verbal and not bits & ENDS_PHRASE:
                last = self.phrase(document, index, end)
                return [Chunk(index, last)] if last > index else []
            if bits & (STRONG | _CLAUSE):
                return []
        return []

    def _skip_adjectives(self, document: Document, start: int, end: int, found: Arguments) -> int:
        """Behind the adjectives of an event noun; one of nationality says who did it."""
        while start < end:
            word = document.words[start]
            if word.country and not word.definite and not word.sector:
                found.agents.append(Chunk(start, start + 1))
            elif word.preposition or word.definite or not _adjective(document.words[start - 1], word):
                return start
            start += 1
        return start

    # -- backward ----------------------------------------------------------------------------------

    def _subject_before(self, document: Document, extent: Extent) -> list[Chunk]:
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
            return self._ending_at(document, last - 1, extent.sentence_first)
        thing = self._thing_before(document, last, extent.sentence_first)
        if thing:
            return thing
        opening = last
        while opening > extent.sentence_first and not classes[opening - 1] & _OPENS_CLAUSE:
            opening -= 1
        for start in range(opening, last):
            bits = classes[start]
            if bits & (SKIPPED | QUOTE) or bits & _NEGATION:
                continue
            if bits & ENDS_PHRASE or words[start].preposition or words[start].verbal:
                return []
            chunks = self._coordinated(document, start, last)
            if not chunks:
                return []
            end = chunks[-1].last
            between = range(end, last)
            relative = not words[chunks[0].first].definite  # a bomber who drives a car
            if not relative and any(classes[k] & ENDS_CLAUSE or words[k].verbal for k in between):
                return []
            return chunks
        return []

    def _people_before(self, document: Document, extent: Extent) -> list[Chunk]:
        """People right before a verb in the plural: the thousands of fighters (who) dug in."""
        word = document.words[extent.first - 1]
        if extent.first == extent.sentence_first or document.words[extent.first].conjunction:
            return []
        if not word.sector or word.verbal or document.classes[extent.first - 1] & (PUNCTUATION | ENDS_PHRASE):
            return []
        return self._ending_at(document, extent.first, extent.sentence_first)

    @staticmethod
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

    def _ending_at(self, document: Document, end: int, floor: int) -> list[Chunk]:
        """The phrase before a relative pronoun: the longest that ends there, of people if one is."""
        best: list[Chunk] = []
        known = False
        for start in range(end - 1, max(floor, end - 8) - 1, -1):
            bits = document.classes[start]
            if (bits & PUNCTUATION and not bits & QUOTE) or bits & (ENDS_PHRASE & ~_PREPOSITION):
                break
            if bits & _PREPOSITION:
                continue
            last = self.phrase(document, start, end)
            counted = known and bool(bits & COUNT)
            if last == end and (document.words[start].sector or counted or not known):
                best = [Chunk(start, end)]
                known = counted or bool(document.words[start].sector)
        return best

    # -- phrases -----------------------------------------------------------------------------------

    def _coordinated(self, document: Document, start: int, end: int) -> list[Chunk]:
        """A noun phrase and those joined to it by and."""
        while start < end and document.classes[start] & (QUOTE | _DETERMINER):
            start += 1
        last = self.phrase(document, start, end)
        if last == start:
            return []
        chunks = [Chunk(start, last)]
        while last < end:
            word, bits = document.words[last], document.classes[last]
            if not word.conjunction or bits & ENDS_PHRASE or word.verbal or word.preposition:
                break
            if word.triggers:
                break
            head = document.words[chunks[-1].first]
            alike = word.sector or word.country or word.state or word.definite == head.definite
            if not alike:
                break
            following = self.phrase(document, last, end)
            if following == last:
                break
            chunks.append(Chunk(last, following))
            last = following
        return chunks

    def phrase(self, document: Document, start: int, end: int) -> int:
        """Where the noun phrase that begins at `start` ends; `start` itself when none does."""
        words, classes = document.words, document.classes
        position, titled, counted, nouns = start, False, False, 0
        previous: Lexeme | None = None
        while position < end:
            word, bits = words[position], classes[position]
            if bits & PUNCTUATION:
                if bits & QUOTE and word.norm not in "()[]{}":
                    position += 1
                    continue
                break
            if previous is not None and (bits & _NAME or (word.preposition and _possessor(previous, word))):
                nouns, previous = nouns + 1, word
            elif bits & _PARTITIVE and nouns + counted:
                if not (counted and nouns == 0) and not self._partitive(document, start, position, end):
                    break
                previous = None
            elif bits & ENDS_PHRASE or (nouns + counted and self._begins_next(word)):
                break
            elif bits & COUNT:
                if nouns and not (word.definite and previous and previous.definite):  # the six men
                    break
                counted = counted or not nouns
            elif (nouns and previous is not None and _splits(previous, word, titled=titled)) or (
                position > start
                and classes[position - 1] & (_NAME_END | QUOTE)
                and _behind_name(document, position)
            ):
                break
            else:
                nouns += 1
                titled = titled or word.title
                previous = word
            position += 1
        return _without_tail(document, start, position, end) if nouns or counted else start

    @staticmethod
    def _begins_next(word: Lexeme) -> bool:
        verb = word.verbal and not word.definite and not word.sector
        return verb or word.conjunction or bool(word.preposition)

    @staticmethod
    def _partitive(document: Document, start: int, position: int, end: int) -> bool:
        """Whether من continues the phrase: a force of the police, but not: soldiers from the city."""
        if position + 1 >= end or position - start > 2:
            return False
        head, following = document.words[position - 1], document.words[position + 1]
        if head.definite or not (head.sector or document.classes[position - 1] & COUNT):
            return False
        return bool(following.sector or following.phrases or following.country)


def _adjective(noun: Lexeme, word: Lexeme) -> bool:
    """Whether a word without an article qualifies the event noun before it: suicide, air, heavy."""
    if word.classes & (ENDS_PHRASE | COUNT):
        return False
    if noun.norm.endswith("ا") and word.norm.endswith("ا"):
        return True
    if any(type_ in ("ASSAULT", "PROTEST") for type_, _ in word.cues):
        return not word.norm.endswith(("ون", "ين"))  # a suicide attack, but: an attack of gunmen
    return not word.sector and word.norm.endswith(("ي", "يه", "يا", "يين"))


def _possessor(previous: Lexeme, word: Lexeme) -> bool:
    """A patrol of the police (دورية للشرطة): an indefinite noun has its possessor behind an attached preposition."""
    if word.preposition != "ل" or word.conjunction or word.verbal or word.triggers:
        return False
    return word.definite and (not previous.definite or previous.norm.startswith("التابع"))


def _splits(previous: Lexeme, word: Lexeme, *, titled: bool) -> bool:
    """Whether a second noun phrase begins at `word`, as the object behind a subject does."""
    if word.norm.startswith(_SELF):  # the source itself
        return False
    if word.pronoun and previous.definite:  # the minister his counterpart
        return True
    if titled and not word.sector and not word.classes & _LANDMARK:
        return False
    if previous.state and (word.definite or word.state or word.sector) and not word.country:
        return True
    if previous.sector and not previous.definite:
        plural = previous.norm.endswith(("ون", "ين"))  # before what it is of it would lose its nun
        if (plural and word.definite) or (previous.sector in _ARMED and word.classes & _INERT):
            return True
    if previous.definite and not word.definite:
        return not (word.phrases and not word.sector)
    if previous.definite and word.definite:
        if word.classes & _LANDMARK and not previous.classes & _LANDMARK:
            return True
        if word.norm.endswith(("ي", "يه")) and not word.title:  # the terrorist organisation
            return False
        if previous.classes & _ANAPHOR and word.norm.startswith("الم") and not word.norm.endswith(_PEOPLE):
            return False  # the extremist organisation
        return bool(word.sector) and not word.country and bool(previous.sector or previous.country)
    if previous.norm.endswith("ون") and not word.definite and not word.norm.endswith("ون"):
        return True
    return (
        not word.definite
        and word.norm.endswith("ا")
        and len(word.norm) > 3
        and not previous.norm.endswith("ا")
        and bool(word.senses)
        and not (word.state or word.country)
    )


def _behind_name(document: Document, position: int) -> bool:
    """Whether a named actor ended before this word, which is no adjective of it; or a name in quotation marks
    before a place."""
    word = document.words[position]
    if document.classes[position - 1] & QUOTE and word.classes & _LANDMARK:
        return True
    return bool(document.classes[position - 1] & _NAME_END) and not word.country


def _preposition(word: Lexeme) -> str:
    return word.senses[0].form.text if word.senses else word.norm


def _aside(document: Document, position: int, end: int) -> int:
    """Behind a time between two commas (", yesterday,"); 0 when there is none."""
    for index in range(position + 1, min(end, position + 4)):
        if document.classes[index] & COMMA:
            return index + 1 if index > position + 1 else 0
        if not document.classes[index] & SKIPPED:
            return 0
    return 0


def _behind_bracket(document: Document, position: int, end: int) -> int:
    for index in range(position + 1, min(end, position + 8)):
        if document.words[index].norm == ")":
            return index + 1
    return end


def _without_tail(document: Document, start: int, position: int, end: int) -> int:
    """The end of a phrase without a quotation mark that opens something else, or the "year" of a date behind it."""
    classes = document.classes
    if (
        position < end
        and classes[position] & DIGITS
        and position - start > 1
        and classes[position - 1] & _INERT
    ):
        position -= 1
    while position > start and classes[position - 1] & QUOTE and _unbalanced(document, start, position):
        position -= 1
    return position


def _unbalanced(document: Document, start: int, end: int) -> bool:
    quotes = [k for k in range(start, end) if document.classes[k] & QUOTE]
    return len(quotes) % 2 == 1 or start == end
