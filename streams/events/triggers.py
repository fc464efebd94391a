"""Finds the words that report events, and which reading of them the context allows."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from streams.events.lexicon.model import BIT, Group, Lexicon, Phrase, Sense, Trigger
from streams.events.syntax.model import mask
from streams.events.tokens import DIGITS, PUNCTUATION, Document

_GAP: Final = 8
_NOUN_BEFORE: Final = mask("determiner", "number", "quantity", "preposition", "agent", "between") | DIGITS
_VERB_BEFORE: Final = mask("to", "future", "hypothetical", "auxiliary", "negation", "anaphor")


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger in a document: its entry, how it is read, and its tokens."""

    trigger: Trigger
    part: str
    sense: Sense
    first: int
    last: int
    passive: bool = False
    rest: tuple[int, int] = (0, 0)
    """Tokens of a phrase behind its gap, which belong to the trigger and to no party."""


class GroupMention(NamedTuple):
    """A named actor in a document."""

    first: int
    last: int
    group: Group


@dataclass(frozen=True, slots=True)
class Found:
    """What the lexicon recognises in a document."""

    matches: tuple[Match, ...]
    groups: tuple[GroupMention, ...]


def find_triggers(document: Document, lexicon: Lexicon) -> Found:
    """The triggers and named actors of a document, in its order; adds phrases' classes to its tokens."""
    groups, phrasal = _phrases(document)
    covered = {index for match in phrasal for index in (*range(match.first, match.last), *range(*match.rest))}
    named = {index for mention in groups for index in range(mention.first, mention.last)}
    matches = list(phrasal)
    for index, word in enumerate(document.words):
        if word.triggers and index not in covered and index not in named:
            match = _single(document, index, lexicon)
            if match:
                matches.append(match)
    matches.sort(key=lambda match: match.first)
    return Found(tuple(matches), tuple(groups))


def _phrases(document: Document) -> tuple[list[GroupMention], list[Match]]:
    groups: list[GroupMention] = []
    matches: list[Match] = []
    ends = {index: last for first, last in document.sentences for index in range(first, last)}
    taken = -1
    for index, word in enumerate(document.words):
        if not word.phrases or index < taken:
            continue
        for phrase in word.phrases:
            span = _match(document, index, phrase, ends[index] if index in ends else index + 1)
            if span is None:
                continue
            last, rest = span
            if phrase.group:
                groups.append(GroupMention(index, last, phrase.group))
                for covered in range(index, last):
                    document.classes[covered] = 0
                taken = last
            elif phrase.sense.trigger:
                sense = phrase.sense
                trigger = phrase.sense.trigger
                if _vetoed(document, trigger, index, last):
                    continue
                passive = sense.form.passive or document.words[index].marked_passive
                matches.append(Match(trigger, sense.part, sense, index, last, passive, rest))
                taken = last
            else:
                for covered in range(index, last):
                    document.classes[covered] |= phrase.sense.classes
                taken = last
            break
    return groups, matches


def _match(document: Document, start: int, phrase: Phrase, end: int) -> tuple[int, tuple[int, int]] | None:
    """Where the phrase, up to its gap if it has one, ends; and the tokens behind the gap."""
    position, last, gap, gapped = start + 1, start + 1, False, -1
    for element in phrase.rest:
        if element is None:
            gap = True
            last = position
            continue
        limit = min(end, position + (_GAP if gap else 3))
        while position < limit:
            if not document.words[position].keys.isdisjoint(element):
                break
            if not gap and not document.classes[position] & PUNCTUATION:
                return None
            position += 1
        else:
            return None
        if gap and position > last:
            gapped = position
        gap = False
        position += 1
    return (position, (0, 0)) if gapped < 0 else (last, (gapped, position))


def _vetoed(document: Document, trigger: Trigger, first: int, last: int) -> bool:
    if not trigger.unless:
        return False
    near = range(max(0, first - 5), min(len(document.words), last + 6))
    return any(not document.words[k].keys.isdisjoint(trigger.unless) for k in near)


def _single(document: Document, index: int, lexicon: Lexicon) -> Match | None:
    word = document.words[index]
    senses = [s for s in word.triggers if s.trigger and not _vetoed(document, s.trigger, index, index + 1)]
    if not senses:
        return None
    verbs = [sense for sense in senses if sense.part == "verb"]
    others = [sense for sense in senses if sense.part != "verb"]
    if verbs and others:
        is_verb = _arabic_verb(document, index) if lexicon.verb_first else _verb(document, index, verbs)
        senses = verbs if is_verb else others
    elif verbs and not lexicon.verb_first and _attributive(document, index, verbs):
        return None
    sense = _voice(document, index, senses, lexicon)
    if sense.trigger is None:
        return None
    passive = sense.form.passive or word.marked_passive or _passive(document, index, sense, lexicon)
    return Match(sense.trigger, sense.part, sense, index, index + 1, passive)


def _arabic_verb(document: Document, index: int) -> bool:
    """Whether a form that is verb and verbal noun alike (قتل) is the verb."""
    word = document.words[index]
    if word.definite or word.preposition:
        return False
    if index == 0:
        return True
    before, bits = document.words[index - 1], document.classes[index - 1]
    if bits & mask("preposition", "purpose", "planned", "active_light", "undergo_light", "inert", "quantity"):
        return bool(bits & BIT["auxiliary"])
    return not (before.triggers and before.triggers[0].part == "noun" and not word.conjunction)


def _verb(document: Document, index: int, verbs: list[Sense]) -> bool:
    """Whether a form that is verb and noun alike (attack, protests) is the verb."""
    if index == 0:
        return False
    bits, before = document.classes[index - 1], document.words[index - 1]
    if bits & _VERB_BEFORE:
        return True
    if bits & _NOUN_BEFORE or before.norm == "'s" or (before.country and not before.norm.endswith("s")):
        return False
    tenses = {sense.form.tense for sense in verbs}
    if tenses & {"past", "participle"}:
        return True
    if tenses & {"gerund"}:
        return bool(bits & BIT["being"])
    plural = before.norm.endswith("s")
    return plural if "base" in tenses else bool(before.sector or before.state) and not plural


def _attributive(document: Document, index: int, verbs: list[Sense]) -> bool:
    """Whether a verb's form stands as an adjective: the captured town."""
    after_article = index > 0 and bool(document.classes[index - 1] & BIT["determiner"])
    return after_article and verbs[0].form.tense != "gerund" and not _verb(document, index, verbs)


def _voice(document: Document, index: int, senses: list[Sense], lexicon: Lexicon) -> Sense:
    """Of the senses that remain the finite one, unless a form of be stands before the word."""
    if lexicon.verb_first or len(senses) == 1:
        return senses[0]
    wanted = ("participle", "gerund") if _being_before(document, index) else ("past", "present", "base")
    return next((sense for sense in senses if sense.form.tense in wanted), senses[0])


def _passive(document: Document, index: int, sense: Sense, lexicon: Lexicon) -> bool:
    if lexicon.verb_first or sense.part != "verb" or sense.form.tense not in ("participle", "past"):
        return False
    if index + 1 < len(document.words) and document.classes[index + 1] & BIT["agent"]:
        return True
    return _being_before(document, index)


def _being_before(document: Document, index: int) -> bool:
    for position in range(index - 1, max(-1, index - 4), -1):
        bits = document.classes[position]
        if bits & BIT["being"]:
            return True
        if not bits & mask("adverb", "auxiliary", "negation", "time"):
            return False
    return False
