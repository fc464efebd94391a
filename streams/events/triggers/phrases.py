"""Matches the lexicon's phrases: triggers of several words, named actors, words that mean something together."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from streams.events.lexicon.model import BIT, Lexicon, Phrase, Sense, Trigger
from streams.events.tokens import PUNCTUATION, Document
from streams.events.triggers.model import GroupMention, Match
from streams.events.triggers.parts_of_speech import in_name, opens_compound, qualifies
from streams.events.triggers.voice import is_passive

_GAP: Final = 8
_DETERMINER: Final = BIT["determiner"]
_NAME: Final = BIT["name"]
_NAME_END: Final = BIT["name_end"]
_TIME: Final = BIT["time"]


def match_phrases(document: Document, lexicon: Lexicon) -> tuple[list[GroupMention], list[Match]]:
    """The named actors and the triggers of several words; gives the words of other phrases what these mean."""
    groups: list[GroupMention] = []
    matches: list[Match] = []
    taken = -1
    reserved: set[int] = set()
    for index, end in _openings(document):
        if index < taken:
            continue
        word = document.words[index]
        for phrase in _candidates(document, index):
            if phrase.group and not (word.capital or lexicon.verb_first):
                continue  # who is not WHO
            if word.definite and phrase.sense.form.tense:
                continue  # no verb has an article: justice (العدل) is not "changed" (عدل)
            span = _match(document, index, phrase, end)
            if span is None:
                continue
            last, _ = span
            if phrase.sense.trigger:
                match = None if index in reserved else _trigger(document, index, span, phrase, lexicon)
                if match is None:
                    continue
                matches.append(match)
                reserved.update(range(*match.rest))
            elif phrase.group:
                groups.append(GroupMention(index, last, phrase.group))
                _take_clitics(document, index, phrase)
                _name(document, index, last)
            else:
                _say(document, index, last, phrase.sense, lexicon)
            taken = last
            break
    return groups, matches


def _trigger(
    document: Document, first: int, span: tuple[int, tuple[int, int]], phrase: Phrase, lexicon: Lexicon
) -> Match | None:
    """A phrase as a trigger; none where it is a name, a participle before its noun, or opens a compound."""
    sense, (last, rest) = phrase.sense, span
    trigger = sense.trigger
    if trigger is None or (document.words[first].capital and in_name(document, first)):
        return None
    if not lexicon.verb_first and (
        qualifies(document, first, sense) or (sense.part == "verb" and opens_compound(document, first))
    ):
        return None
    if vetoed(document, trigger, first, last):
        return None
    passive = is_passive(document, first, sense, lexicon)
    return Match(trigger, sense.part, sense, first, last, passive, rest, phrase.around_object)


def _openings(document: Document) -> Iterator[tuple[int, int]]:
    """The words that may open a phrase, each with the end of its sentence."""
    words, sentences = document.words, iter(document.sentences)
    end = 0
    for index in [index for index, word in enumerate(words) if word.phrases]:
        while end <= index:
            _, end = next(sentences)
        followers = words[index].followers
        if followers is not None and index + 1 < len(words):
            following = words[index + 1]
            if not following.classes & PUNCTUATION and followers.isdisjoint(following.keys):
                continue
        yield index, end


def _candidates(document: Document, index: int) -> Iterator[Phrase]:
    """The phrases that begin with a word, without those that what follows rules out at a glance."""
    words = document.words
    following = words[index + 1] if index + 1 < len(words) else None
    ahead: frozenset[str] | None = None
    for phrase in words[index].phrases:
        if not phrase.rest or following is None:
            yield phrase
            continue
        element = phrase.rest[0]
        if element is not None:
            if following.classes & PUNCTUATION or not following.keys.isdisjoint(element):
                yield phrase
            continue
        if ahead is None:
            ahead = frozenset().union(*(word.keys for word in words[index + 1 : index + 2 + _GAP]))
        if not ahead.isdisjoint(phrase.rest[1] or ()):
            yield phrase


def _say(document: Document, first: int, last: int, sense: Sense, lexicon: Lexicon) -> None:
    """Gives words what a phrase says of them together: at least, on Monday, security forces, North Korean."""
    bits = sense.classes
    party = sense.sector or sense.country
    alone = party or (not lexicon.verb_first and bits in (_DETERMINER, _TIME))
    for covered in range(first, last):  # no place, whatever at and on are alone
        document.classes[covered] = bits if alone else document.classes[covered] | bits
    if party:
        for covered in range(first + 1, last):
            document.classes[covered] |= _NAME
        word = document.words[first]
        document.words[first] = replace(
            word,
            sector=sense.sector or word.sector,
            country=sense.country or word.country,
            title=sense.title or word.title,
        )


def _take_clitics(document: Document, index: int, phrase: Phrase) -> None:
    """What is written together with a name that the lexicon knows only as a name: to Reuters, and Hamas."""
    word = document.words[index]
    for opened, conjunction, preposition in word.clitics:
        if opened == phrase:
            if conjunction or preposition:
                document.words[index] = replace(word, conjunction=conjunction, preposition=preposition)
            return


def _name(document: Document, first: int, last: int) -> None:
    """Makes words the name of an actor, whatever else they may mean."""
    for index in range(first, last):
        document.classes[index] = _NAME if index > first else 0
        if document.words[index].verbal:
            document.words[index] = replace(document.words[index], verbal=False, conjunction=False)
    document.classes[last - 1] |= _NAME_END


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


def vetoed(document: Document, trigger: Trigger, first: int, last: int) -> bool:
    """Whether a word near a trigger gives another sense of it away."""
    if not trigger.unless:
        return False
    near = [word.keys for word in document.words[max(0, first - 5) : last + 6]]
    return not all(map(trigger.unless.isdisjoint, near))
