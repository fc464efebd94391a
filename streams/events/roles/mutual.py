"""The two sides of what is done to each other: clashes, talks."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.roles.model import RoleContext, Roles, classed
from streams.events.syntax import Arguments, Chunk
from streams.events.syntax.model import Extent
from streams.events.tokens import PUNCTUATION, QUOTE
from streams.events.triggers import Match

_BETWEEN_REACH: Final = 12
"""Words between a fight and those who fight."""
_ADVERB: Final = BIT["adverb"]
_BETWEEN: Final = BIT["between"]
_WITH: Final = BIT["with"]


def read_mutual(roles: Roles, subject: list[Chunk], found: Arguments, *, verbal: bool) -> None:
    """One side is the subject, the other stands behind "with" or "between"; a subject alone is both."""
    others = classed(found, _WITH) or (found.objects if verbal else [])
    both = classed(found, _BETWEEN)
    parties = [*subject, *others, *both]
    roles.actors = both or subject
    roles.recipients = (both if len(both) > 1 else []) or others or subject[1:]
    roles.active = roles.active or bool(others and not roles.actors)
    if len(both) > 1 and len(parties) > len(both):
        roles.actors = roles.recipients = both


def find_sides(context: RoleContext, match: Match, extent: Extent) -> list[Chunk]:
    """The parties of a fight that is said to rage somewhere before they are named."""
    for index in range(match.last, min(extent.sentence_last, match.last + _BETWEEN_REACH)):
        bits = context.document.classes[index]
        word = context.document.words[index]
        if (bits & PUNCTUATION and not bits & QUOTE) or (
            word.conjunction and word.verbal and not bits & _ADVERB
        ):
            return []
        if bits & _BETWEEN:
            found = context.syntax.around_noun(context.document, extent._replace(first=index - 1, last=index))
            return [c for c in classed(found, _BETWEEN) if context.resolver.known(c)]
    return []
