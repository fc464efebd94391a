"""The roles around a verb or participle."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.roles.model import RoleContext, Roles, classed, named
from streams.events.roles.mutual import read_mutual
from streams.events.syntax import Arguments, Chunk
from streams.events.syntax.model import Extent
from streams.events.tokens import Document
from streams.events.triggers import Match

_INERT: Final = BIT["inert"]
_WEAPONS: Final = frozenset({"explosives", "heavy-weapons"})
"""Modes that are suggested by the names of weapons."""
_LANDMARK: Final = BIT["landmark"]
_NEVER_ALONE: Final = frozenset({"convict", "deport", "destroy", "abduct"})
_ACCUSATIVE: Final = ("ا", "ين")
_AGAINST: Final = BIT["against"]
_ANAPHOR: Final = BIT["anaphor"]
_CONJUNCTION: Final = BIT["conjunction"]
_OBJECT_PRONOUN: Final = BIT["object_pronoun"]
_TO: Final = BIT["to"]


def read_verb(context: RoleContext, match: Match, extent: Extent, inherited: list[Chunk]) -> Roles:
    """Who acts and who is acted on, by the frame of the trigger; `inherited`: the subject of the verb before."""
    found = context.syntax.around_verb(context.document, extent, passive=match.passive)
    _supply_subject(context, match, extent, found, inherited)
    trigger = match.trigger
    roles = Roles(first=match.first, last=match.last, end=found.end)
    passive = match.passive or _reads_passive(context, match, found)
    targets = named(found, trigger.to)
    roles.hits_pronoun = found.object_is_pronoun
    roles.active = not passive and trigger.frame != "victim"
    if trigger.frame == "victim":
        roles.recipients, roles.actors = found.subject or found.objects, found.agents
    elif trigger.frame == "mutual":
        read_mutual(roles, found.subject, found, verbal=True)
    elif passive:
        roles.recipients, roles.actors = found.subject or found.objects, found.agents
    elif trigger.frame == "subject":
        roles.actors, roles.recipients = found.subject, targets if trigger.to else []
    elif trigger.frame == "attack":
        against = targets or classed(found, _AGAINST)
        roles.actors, roles.recipients = found.subject, against or found.objects
    elif trigger.frame == "speech" and _opens_content(context.document, match):
        roles.actors = found.subject
    elif trigger.frame == "speech" and trigger.to and not context.lexicon.verb_first:
        # demanded talks from them
        parties = [chunk for chunk in found.objects if context.resolver.known(chunk)]
        roles.actors, roles.recipients = found.subject, targets or parties
    else:
        objects = [chunk for chunk in found.objects if not _weapon(context.document, chunk)]
        roles.actors, roles.recipients = found.subject, objects or targets
    return roles


def _supply_subject(
    context: RoleContext, match: Match, extent: Extent, found: Arguments, inherited: list[Chunk]
) -> None:
    """Gives a joined verb the subject of the one before it; what stands behind is then its object."""
    trigger = match.trigger
    conjoined = context.document.words[match.first].conjunction or (
        match.first > extent.sentence_first and context.document.classes[match.first - 1] & _CONJUNCTION
    )
    takes_object = trigger.frame in ("transitive", "speech") and not found.object_is_pronoun
    dropped = found.subject and not _names_itself(context, match, found.subject[0])
    if (
        conjoined
        and inherited
        and context.lexicon.verb_first
        and takes_object
        and dropped
        and not (match.passive or found.resumptive)  # and four were killed in it
        and not found.objects
    ):
        found.objects, found.subject = found.subject, inherited
    if trigger.frame == "transitive" and context.lexicon.verb_first and _place_alone(context.document, found):
        found.objects, found.subject = found.subject, inherited
    if conjoined and not found.subject:
        found.subject = inherited


def read_adjective(context: RoleContext, match: Match, extent: Extent) -> Roles:
    """A participle: who is besieged stands before it."""
    found = context.syntax.around_verb(context.document, extent, passive=True)
    roles = Roles(first=match.first, last=match.last, end=found.end, actors=found.agents)
    roles.recipients = found.subject
    if match.trigger.frame == "subject":
        roles.actors, roles.recipients = found.subject, []
    elif match.trigger.frame == "speech":  # demanding that: of the subject of the verb before
        behind = context.syntax.around_noun(context.document, extent)
        roles.actors, roles.recipients = [], behind.objects or named(behind, match.trigger.to)
        word = context.document.words[match.first]
        roles.active = not word.definite and word.norm.endswith(_ACCUSATIVE)
    return roles


def _weapon(document: Document, chunk: Chunk) -> bool:
    """Whether a phrase is what one attacks with: detonated a bomb."""
    words = document.words
    if not document.classes[chunk.first] & _INERT:
        return False
    return any(mode in _WEAPONS for index in range(*chunk) for _, mode in words[index].cues)


def _place_alone(document: Document, found: Arguments) -> bool:
    """Whether the only phrase beside a verb is a place: stormed the camp."""
    if found.objects or found.object_is_pronoun or len(found.subject) != 1:
        return False
    head = found.subject[0].first
    return bool(document.classes[head] & _LANDMARK) and not document.words[head].sector


def _opens_content(document: Document, match: Match) -> bool:
    """Whether the trigger ends with to, so that a verb follows: vowed to pass, is ready to."""
    return match.last - match.first > 1 and bool(document.classes[match.last - 1] & _TO)


def _names_itself(context: RoleContext, match: Match, chunk: Chunk) -> bool:
    """Whether a lone phrase behind a joined verb is its subject: a known party, and no plural verb before it,
    which would have its subject in its ending."""
    plural = context.document.words[match.first].norm.endswith("وا")
    head = context.document.words[chunk.first]
    return not plural and (head.definite or bool(head.state)) and context.resolver.known(chunk)


def _reads_passive(context: RoleContext, match: Match, found: Arguments) -> bool:
    """A verb of harm without an object is passive: in Arabic written like the active, in English a participle."""
    if not context.lexicon.verb_first and not _participle(context.document, match, found):
        return False
    return (
        match.trigger.frame == "transitive"
        and (match.trigger.what not in (None, "participants") or _needs_object(context, match))
        and match.part == "verb"
        and bool(found.subject)
        and not found.objects
        and not found.object_is_pronoun
    )


def _needs_object(context: RoleContext, match: Match) -> bool:
    """Whether an English verb is never active without an object: a man convicted of theft."""
    return not context.lexicon.verb_first and match.trigger.mode in _NEVER_ALONE


def _participle(document: Document, match: Match, found: Arguments) -> bool:
    """Whether an English form may be a participle without a form of be: 20 arrested in raids."""
    behind = document.classes[match.last] if match.last < len(document.classes) else 0
    pronoun = behind & (_OBJECT_PRONOUN | _ANAPHOR)
    return match.sense.form.tense in ("past", "participle") and not pronoun and not classed(found, _AGAINST)
