"""Arabic word order: verb, subject, object; or subject, verb, object; a noun before what it is of."""

from typing import Final

from streams.events.syntax.model import COUNT, ENDS_PHRASE, Arguments, Chunk, Extent
from streams.events.syntax.verb_first.complements import read_complements
from streams.events.syntax.verb_first.subjects import people_before, subject_before
from streams.events.tokens import Document, Lexeme

_PLURAL: Final = ("وا", "ون")
"""Endings of verbs that agree with people named before: no verb has them before its subject."""


class VerbFirst:
    """See `Syntax`."""

    def around_verb(self, document: Document, extent: Extent, *, passive: bool) -> Arguments:
        """See `Syntax`."""
        found = Arguments(passive=passive)
        found.object_is_pronoun = document.words[extent.last - 1].pronoun
        after = read_complements(document, extent, found, clause=True)
        before = subject_before(document, extent)
        if document.words[extent.first].norm.endswith(_PLURAL):  # its subject is dropped, or stands before
            before = before or people_before(document, extent)
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
            start = _skip_adjectives(document, start, extent.sentence_last, found)
        after = read_complements(document, extent._replace(last=start), found)
        if word.definite:
            return found
        found.objects = after[0] if after else []
        if len(after) > 1:
            found.subject, found.objects = after[0], after[1]
        return found


def _skip_adjectives(document: Document, start: int, end: int, found: Arguments) -> int:
    """Behind the adjectives of an event noun; one of nationality says who did it."""
    while start < end:
        word = document.words[start]
        if word.country and not word.definite and not word.sector:
            found.agents.append(Chunk(start, start + 1))
        elif word.preposition or word.definite or not _adjective(document.words[start - 1], word):
            return start
        start += 1
    return start


def _adjective(noun: Lexeme, word: Lexeme) -> bool:
    """Whether a word without an article qualifies the event noun before it: suicide, air, heavy."""
    if word.classes & (ENDS_PHRASE | COUNT):
        return False
    if noun.norm.endswith("ا") and word.norm.endswith("ا"):
        return True
    if any(type_ in ("ASSAULT", "PROTEST") for type_, _ in word.cues):
        return not word.norm.endswith(("ون", "ين"))  # a suicide attack, but: an attack of gunmen
    return not word.sector and word.norm.endswith(("ي", "يه", "يا", "يين"))
