"""Verbs that only carry the noun beside them: launched an attack, came under fire, tried to remove."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.roles.model import RoleContext, Roles, classed, named
from streams.events.syntax.model import ENDS_CLAUSE, Extent, mask
from streams.events.tokens import PUNCTUATION, QUOTE, Document
from streams.events.triggers import Match

_LIGHT: Final = mask("active_light", "undergo_light", "occur_light")
_REACH: Final = 9
_BESIDE: Final = 4
"""Words between a light verb without a subject and its noun."""
_CONTROL: Final = mask("planned", "attempt", "denial")
"""Verbs whose subject would do what the noun behind them says: on the verge of defeating, tried to remove."""
_AGAINST: Final = BIT["against"]
_VERB: Final = BIT["verb"]


def read_light_verb(context: RoleContext, match: Match, extent: Extent, roles: Roles) -> None:
    """A light verb before the noun (launched an attack, came under fire) or behind it (which X carried out)."""
    document = context.document
    at = _verb_before(document, match, extent, _LIGHT)
    if at is None:
        at = _light_behind(document, match, extent)
    if at is None:
        return
    bits = document.classes[at]
    kind = next(name for name in ("undergo_light", "active_light", "occur_light") if bits & BIT[name])
    roles.light = (at, kind)
    if at == match.first - 1:
        roles.first = at
    elif at == match.last:
        roles.last = at + 1
    verb = Extent(at, at + 1, extent.sentence_first, extent.sentence_last)
    if at >= match.last and not roles.recipients:  # an attack that was carried out on
        behind = context.syntax.around_verb(document, verb, passive=False)
        roles.recipients = named(behind, match.trigger.to) or classed(behind, _AGAINST)
    if kind == "occur_light":
        return
    passive = document.words[at].marked_passive
    if at < match.first:
        verb = verb._replace(sentence_last=match.first)
    found = context.syntax.around_verb(document, verb, passive=passive)
    subject = [chunk for chunk in found.subject if chunk.first > match.last or chunk.last <= match.first]
    if kind == "undergo_light":
        roles.recipients = subject or roles.recipients
    elif not roles.actors:
        roles.actors = subject or found.agents
        roles.active = roles.active or (match.first - _BESIDE <= at < match.first and not passive)


def read_control(context: RoleContext, match: Match, extent: Extent, roles: Roles) -> None:
    """Who would do what a noun behind "on the verge of", "tried to" says."""
    at = _verb_before(context.document, match, extent, _CONTROL)
    if at is None:
        return
    verb = Extent(at, at + 1, extent.sentence_first, match.first)
    subject = context.syntax.around_verb(context.document, verb, passive=False).subject
    roles.actors = [chunk for chunk in subject if chunk.last <= match.first]
    roles.active = not roles.actors


def _verb_before(document: Document, match: Match, extent: Extent, classes: int) -> int | None:
    """The nearest verb of these classes before a noun, in its clause."""
    for index in range(match.first - 1, max(extent.sentence_first, match.first - _REACH) - 1, -1):
        bits = document.classes[index]
        if bits & classes:
            return index
        if _breaks(bits) or (bits & ENDS_CLAUSE and not bits & _VERB):
            return None
        if document.words[index].verbal and not document.words[index].sector:
            return None
    return None


def _light_behind(document: Document, match: Match, extent: Extent) -> int | None:
    """A light verb right behind a noun, before the next mark."""
    for index in range(match.last, min(extent.sentence_last, match.last + 5)):
        bits = document.classes[index]
        if bits & _LIGHT:
            return index
        if _breaks(bits):
            return None
    return None


def _breaks(bits: int) -> bool:
    return bool(bits & PUNCTUATION) and not bits & QUOTE
