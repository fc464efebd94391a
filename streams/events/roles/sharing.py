"""What the triggers of one sentence say of each other's parties."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.roles.model import Roles
from streams.events.syntax import Chunk
from streams.events.syntax.model import mask
from streams.events.tokens import DIGITS, Document
from streams.events.triggers import Match

_CONTENT_REACH: Final = 3
_LANDMARK: Final = BIT["landmark"]
_VOICED: Final = frozenset({"PROTEST", "REQUEST", "ACCUSE"})
_COUNT: Final = DIGITS | mask("number", "quantity", "determiner")


def share(document: Document, matches: list[Match], read: list[Roles]) -> None:
    """Gives each trigger's roles what the others of its sentence say: see `read_roles`."""
    for number, (match, roles) in enumerate(zip(matches[:-1], read[:-1], strict=True)):
        content = matches[number + 1]
        demand = match.trigger.type == "REQUEST" and not roles.recipients
        if demand and content.trigger.type == "RETREAT" and content.first - match.last <= _CONTENT_REACH:
            # who demands that somebody resign demands it of him
            roles.recipients = read[number + 1].actors
    by_type: dict[str, list[Roles]] = {"ASSAULT": [], "PROTEST": []}
    said: list[list[Chunk]] = []
    for match, roles in zip(matches, read, strict=True):
        if match.trigger.type in by_type:
            by_type[match.trigger.type].append(roles)
        if match.trigger.type in _VOICED and roles.recipients:
            said.append(roles.recipients)
    _share_protests(document, by_type["PROTEST"], said)
    _share_assaults(document, by_type["ASSAULT"])


def _share_protests(document: Document, protests: list[Roles], said: list[list[Chunk]]) -> None:
    named = [recipients for recipients in said if not _vague(document, recipients)]
    for roles in protests:
        if _vague(document, roles.recipients):
            roles.recipients = next(iter(named), roles.recipients) or next(iter(said), [])


def _share_assaults(document: Document, assaults: list[Roles]) -> None:
    for roles in assaults:
        others = [other for other in assaults if other is not roles]
        if not roles.actors:  # those killed in clashes are not who killed them
            agents = (o.actors for o in others if o.actors and o.actors != roles.recipients)
            roles.actors = next(agents, [])
        if _counts(document, roles.recipients) and not roles.hits_pronoun:
            hit = (other.recipients for other in others if not _counts(document, other.recipients))
            roles.recipients = next(hit, roles.recipients)


def _vague(document: Document, chunks: list[Chunk]) -> bool:
    """Whether nobody is named, or only the place before which one stands."""
    classes = document.classes
    return all(classes[chunk.first] & _LANDMARK for chunk in chunks)


def _counts(document: Document, chunks: list[Chunk]) -> bool:
    """Whether nobody is named, or only how many: killed twenty."""
    classes = document.classes
    return all(classes[index] & _COUNT for chunk in chunks for index in range(*chunk))
