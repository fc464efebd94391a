"""What somebody says they will do is a pledge or a threat, in PLOVER's terms, and no deed yet."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.tokens import Document
from streams.events.triggers import Match
from streams.records.event import EventType, Status

_PLEDGED: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
_THREATENED: Final[dict[tuple[EventType, str | None], str]] = {
    ("ASSAULT", None): "violence",
    ("COERCE", None): "restrict",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "deport"): "expel",
    ("COERCE", "seize"): "territory",
    ("SANCTION", "expel"): "expel",
    ("SANCTION", "withdraw"): "relations",
    ("SANCTION", "discontinue"): "relations",
}


def intended(
    document: Document, match: Match, mode: str | None, status: Status, marker: int | None
) -> tuple[EventType, str | None, Status]:
    """Type, mode and status of a match whose verb stands in the future.

    "will release", "is to hold talks": AGREE. "will ban", "plans to attack": THREATEN. What is planned
    otherwise (a decision to withdraw, a campaign to retake) keeps its type and is `planned`.
    """
    type_ = match.trigger.type
    if type_ in ("AGREE", "THREATEN", "REJECT") and marker is not None and match.first <= marker < match.last:
        return type_, mode, "asserted"  # the pledge itself: will attend
    if match.part != "verb" or match.trigger.frame == "victim" or status != "planned" or marker is None:
        return type_, mode, status
    bits = document.classes[marker] if marker != match.first else BIT["future"]
    if match.first - marker > 3 or not bits & (BIT["future"] | BIT["planned"]):
        return type_, mode, status
    if type_ in _PLEDGED:
        return "AGREE", None, "asserted"
    if type_ in ("COERCE", "SANCTION", "ASSAULT", "PROTEST"):
        return "THREATEN", _THREATENED.get((type_, mode), _THREATENED.get((type_, None))), "asserted"
    return type_, mode, status
