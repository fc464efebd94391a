"""Reads the roles around each trigger of a sentence, then fills in what one leaves open."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.roles.dropped_subjects import acting_before, carries_on, is_pronoun, is_relative, may_act
from streams.events.roles.model import RoleContext, Roles
from streams.events.roles.nouns import read_noun
from streams.events.roles.sharing import share
from streams.events.roles.verbs import read_adjective, read_verb
from streams.events.syntax import Chunk
from streams.events.syntax.model import ENDS_PHRASE, Extent, mask
from streams.events.tokens import DIGITS
from streams.events.triggers import Match

_ADVERB: Final = BIT["adverb"]
_COUNT: Final = DIGITS | mask("number", "quantity", "determiner")
_FIRST_PERSON: Final = BIT["first_person"]
_NO_ADJECTIVE: Final = ENDS_PHRASE | mask("landmark", "number", "name")


def read_roles(
    context: RoleContext, matches: list[Match], sentence: tuple[int, int], speaker: Chunk | None
) -> list[Roles]:
    """The roles of all matches of a sentence; what one leaves open another may say.

    A verb without a subject has that of the verb before it, else the one who speaks; a pronoun means
    the same. The dead and wounded of an attack share its perpetrators, and an attack those it aimed at; a
    protest is against those of whom the sentence says that it demands something.
    """
    inherited: list[Chunk] = []
    read = []
    for match in matches:
        roles = _read_one(context, match, sentence, inherited)
        if roles.active and (not roles.actors or is_pronoun(context.document, roles.actors[0])):
            if not carries_on(match, inherited):
                acting = acting_before(context, match, roles, sentence, speaker)
            else:
                acting = inherited if may_act(context, match, roles, inherited[0]) else []
            roles.actors = acting or roles.actors
        if speaker and roles.actors and context.document.classes[roles.actors[0].first] & _FIRST_PERSON:
            roles.actors = [speaker]
        if speaker and match.trigger.type == "REQUEST" and match.trigger.frame == "victim":
            roles.actors = roles.actors or [speaker]  # who says that others must
        told = match.part == "verb" or roles.light
        if roles.actors and told and not is_relative(context, match, sentence):
            inherited = roles.actors
        read.append(roles)
    share(context.document, matches, read)
    return read


def _read_one(context: RoleContext, match: Match, sentence: tuple[int, int], inherited: list[Chunk]) -> Roles:
    """The roles around a match; `inherited` is the subject of the verb before it in the clause."""
    extent = Extent(match.first, match.last, *sentence)
    apart = _apart(context, match, sentence[1])
    if not apart:
        return _read_part(context, match, extent, inherited)
    classes = context.document.classes
    whole = slice(match.last, apart.stop)
    kept = classes[whole]
    for index in apart:
        if match.around_object or not context.document.words[index].sector:
            classes[index] |= _ADVERB
    if not (match.around_object or context.lexicon.verb_first):
        for index in range(match.last, match.rest[0]):  # fired two rockets: the count is of the trigger
            if classes[index] & _COUNT:
                classes[index] = _ADVERB
    roles = _read_part(context, match, extent, inherited)
    classes[whole] = kept
    if match.around_object or not match.rest[1]:
        return roles
    if match.trigger.frame == "victim":  # five soldiers met their death
        return roles
    # what stands right before the words behind the gap belongs to them
    roles.recipients = [chunk for chunk in roles.recipients if chunk.last != match.rest[0]]
    return roles


def _apart(context: RoleContext, match: Match, end: int) -> range:
    """The words behind a phrase that belong to it: those behind its gap, and adjectives of its last."""
    first, last = match.rest if match.rest[1] else (match.last, match.last)
    if last - match.first > 1 and context.lexicon.verb_first:
        words, classes = context.document.words, context.document.classes
        head = words[last - 1]
        while (head.definite or head.pronoun) and last < end:
            word = words[last]
            if not word.definite or word.sector or word.triggers or classes[last] & _NO_ADJECTIVE:
                break
            last += 1
    return range(first, last)


def _read_part(context: RoleContext, match: Match, extent: Extent, inherited: list[Chunk]) -> Roles:
    if match.part == "verb":
        return read_verb(context, match, extent, inherited)
    if match.part == "adjective":
        return read_adjective(context, match, extent)
    return read_noun(context, match, extent)
