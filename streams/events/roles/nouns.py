"""The roles around an event noun."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.roles.light_verbs import read_control, read_light_verb
from streams.events.roles.model import RoleContext, Roles, classed, named
from streams.events.roles.mutual import find_sides, read_mutual
from streams.events.syntax import Arguments, Chunk
from streams.events.syntax.model import Extent, mask
from streams.events.tokens import COMMA, Document
from streams.events.triggers import Match

_NEW_CLAUSE: Final = mask("clause", "complementiser", "relative") | COMMA
_AIM_REACH: Final = 12
"""Words before a noun that are looked at for the beginning of its clause."""
_FOR: Final = frozenset({"ل"})
_AGAINST: Final = BIT["against"]
_PREPOSITION: Final = BIT["preposition"]


def read_noun(context: RoleContext, match: Match, extent: Extent) -> Roles:
    """What the noun is of, its prepositional phrases, and the verb that carries it, by the frame of the trigger."""
    found = context.syntax.around_noun(context.document, extent)
    trigger = match.trigger
    roles = Roles(first=match.first, last=match.last, end=found.end)
    ends_with_preposition = _ends_with_preposition(context.document, match)
    owned = context.document.words[match.last - 1].pronoun
    roles.hits_pronoun = owned and (trigger.of != "subject" or ends_with_preposition)
    # its withdrawal, to disperse: of whom the clause speaks
    roles.active = (owned and not roles.hits_pronoun) or _aim(context.document, match, extent)
    targets = named(found, trigger.to)
    if ends_with_preposition:  # the arrest of
        targets = found.objects
    elif not targets and trigger.frame != "subject":
        targets = classed(found, _AGAINST)
    if trigger.frame == "mutual":
        parties = found.subject or found.objects
        read_mutual(roles, [c for c in parties if context.resolver.known(c)], found, verbal=False)
        if not roles.actors and not roles.recipients:
            roles.actors = roles.recipients = find_sides(context, match, extent)
    else:
        _read_sides(context, match, found, targets, roles)
    roles.actors = roles.actors + [c for c in found.agents if c not in roles.actors]
    read_light_verb(context, match, extent, roles)
    if not roles.actors and not roles.light and trigger.frame not in ("victim", "mutual"):
        read_control(context, match, extent, roles)
    return roles


def _read_sides(
    context: RoleContext, match: Match, found: Arguments, targets: list[Chunk], roles: Roles
) -> None:
    """Who acts and who is acted on; what a noun is of may be either."""
    owner = _owner(context, match.trigger.of, found, targets)
    if owner == "subject":
        owners = [] if _ends_with_preposition(context.document, match) else found.objects
        roles.actors = found.subject or [c for c in owners if context.resolver.known(c)]
        roles.recipients = targets or (found.objects if found.subject else named(found, _FOR))
    elif match.trigger.frame == "victim":
        roles.recipients = (
            _apposed(context.document, found.subject, found.objects) or found.objects or targets
        )
    else:
        roles.actors, roles.recipients = found.subject, found.objects or targets
        meant = [c for c in named(found, _FOR) if context.resolver.known(c)]
        if meant and not any(context.resolver.known(c) for c in roles.recipients):
            roles.recipients = meant  # an intense shelling of the positions


def _ends_with_preposition(document: Document, match: Match) -> bool:
    return bool(document.classes[match.last - 1] & _PREPOSITION)


def _apposed(document: Document, first: list[Chunk], second: list[Chunk]) -> list[Chunk]:
    """One phrase of two that name the same person: the head of the group, colonel So-and-so."""
    if len(first) != 1 or not second or second[0].first != first[0].last:
        return first
    titled = document.words[second[0].first].title
    return [Chunk(first[0].first, second[0].last)] if titled else first


def _aim(document: Document, match: Match, extent: Extent) -> bool:
    """Whether a noun says what something is done for, in the same clause: fired gas to disperse."""
    if document.words[match.first].preposition != "ل" or match.trigger.frame == "victim":
        return False
    first = max(extent.sentence_first, match.first - _AIM_REACH)
    return not any(bits & _NEW_CLAUSE for bits in document.classes[first : match.first])


def _owner(context: RoleContext, of: str, found: Arguments, targets: list[Chunk]) -> str:
    """Whether what a noun is of acts (`subject`) or is acted on (`object`): the attack of the army, of the town."""
    if of != "either":
        return of
    if found.subject and found.objects:
        return "object"
    aimed = targets or any(name == "ل" and chunks for name, _, chunks in found.prepositional)
    if aimed and found.objects and context.resolver.known(found.objects[0]):
        return "subject"
    return "object"
