"""Finds the words that report events, and which reading of them the context allows."""

from typing import Final

from streams.events.lexicon.model import BIT, Lexicon, Sense
from streams.events.tokens import Document
from streams.events.triggers.model import Found, Match
from streams.events.triggers.parts_of_speech import (
    in_name,
    is_arabic_noun,
    is_arabic_verb,
    is_verb,
    stands_as_verb,
)
from streams.events.triggers.phrases import match_phrases, vetoed
from streams.events.triggers.tagging import join_compounds, lower_headlines, settle_nouns, settle_quantities
from streams.events.triggers.voice import choose_voice, is_passive, join_passives

_TIME: Final = BIT["time"]


def find_triggers(document: Document, lexicon: Lexicon) -> Found:
    """The triggers and named actors of a document, in its order; adds phrases' classes to its tokens."""
    if not lexicon.verb_first:
        lower_headlines(document)
        settle_nouns(document)
    else:
        settle_quantities(document)
    groups, phrasal = match_phrases(document, lexicon)
    if not lexicon.verb_first:
        join_compounds(document)
    covered = {index for match in phrasal for index in (*range(match.first, match.last), *range(*match.rest))}
    named = {index for mention in groups for index in range(mention.first, mention.last)}
    matches = list(phrasal)
    for index in [index for index, word in enumerate(document.words) if word.triggers]:
        if index not in covered and index not in named:
            matches += _single(document, index, lexicon)
    matches.sort(key=lambda match: match.first)
    if not lexicon.verb_first:
        join_passives(document, matches)
    return Found(tuple(matches), tuple(groups))


def _single(document: Document, index: int, lexicon: Lexicon) -> list[Match]:
    """The readings of one word that the context allows: one for each entry that has the word."""
    word = document.words[index]
    if word.capital and not lexicon.verb_first and in_name(document, index):
        return []
    following = document.classes[index + 1] if index + 1 < len(document.words) else 0
    if document.classes[index] & following & _TIME:  # at dawn yesterday, not: blew up
        return []
    senses = [s for s in word.triggers if s.trigger and not vetoed(document, s.trigger, index, index + 1)]
    by_trigger: dict[tuple[str, int], list[Sense]] = {}
    for sense in _of_one_part(document, index, senses, lexicon):
        if sense.trigger:
            by_trigger.setdefault((sense.trigger.type, sense.trigger.index), []).append(sense)
    matches = []
    for same in by_trigger.values():
        sense = choose_voice(document, index, same, lexicon)
        if sense.trigger:
            passive = is_passive(document, index, sense, lexicon)
            matches.append(Match(sense.trigger, sense.part, sense, index, index + 1, passive))
    return matches


def _of_one_part(document: Document, index: int, senses: list[Sense], lexicon: Lexicon) -> list[Sense]:
    """The senses of a word that are of the part of speech which it is here; none where that is none of theirs."""
    verbs = [sense for sense in senses if sense.part == "verb"]
    others = [sense for sense in senses if sense.part != "verb"]
    if not verbs:
        return others
    if others:
        verb = is_arabic_verb(document, index) if lexicon.verb_first else is_verb(document, index, verbs)
        return verbs if verb else others
    if lexicon.verb_first:
        return [] if is_arabic_noun(document, index) else verbs
    return verbs if stands_as_verb(document, index, verbs) else []
