"""Whether an event is said to have happened: asserted, planned, hypothetical, negated, historical."""

from typing import Final

from streams.events.lexicon.model import BIT, Lexicon
from streams.events.roles import Roles
from streams.events.syntax.model import mask
from streams.events.tokens import PUNCTUATION, QUOTE, STRONG, Document
from streams.events.triggers import Match
from streams.records.event import EventDate, Status

_REACH: Final = 7
_FAR_REACH: Final = 14
_STOPS: Final = mask("relative", "clause")


def status(
    document: Document,
    match: Match,
    roles: Roles,
    sentence: tuple[int, int],
    lexicon: Lexicon,
) -> tuple[Status, int | None]:
    """The status, and the token that says so."""
    if match.trigger.status:
        return match.trigger.status, None
    own = document.classes[match.first]
    if own & BIT["future"]:
        return "planned", match.first
    start = min(match.first, roles.light[0]) if roles.light else match.first
    near = _before(document, match, start, sentence, lexicon)
    if near:
        return near
    if document.words[sentence[1] - 1].norm in "?؟":
        return "hypothetical", sentence[1] - 1
    if match.part == "noun":
        doubt = _spoken_of(document, match, sentence)
        if doubt is not None:
            return "hypothetical", doubt
    word = document.words[match.first]
    if (
        word.preposition == "ل"
        and match.part == "noun"
        and match.trigger.frame != "victim"
        and not roles.light
    ):
        return "planned", match.first
    return "asserted", None


def _spoken_of(document: Document, match: Match, sentence: tuple[int, int]) -> int | None:
    """An event noun that opens a clause is its subject: what is said of it may be that it would, or does not.

    "that the recapture of the town does not mean", "the defeat may lead to".
    """
    opening = match.first - 1
    if opening >= sentence[0] and not document.classes[opening] & BIT["complementiser"]:
        return None
    for index in range(match.last, min(sentence[1], match.last + 12)):
        if document.classes[index] & mask("negation", "hypothetical"):
            return index
        if document.classes[index] & mask("relative", "clause"):
            return None
    return None


def _before(
    document: Document, match: Match, start: int, sentence: tuple[int, int], lexicon: Lexicon
) -> tuple[Status, int] | None:
    past_state = lexicon.verb_first and match.part == "verb" and match.sense.form.tense == "present"
    for index in range(start - 1, max(sentence[0], start - _FAR_REACH) - 1, -1):
        bits = document.classes[index]
        distance = start - index
        if bits & STRONG or (bits & PUNCTUATION and not bits & QUOTE and distance > 4):
            break
        said = _marked(bits, distance, past_state=past_state)
        if said:
            return said, index
        if bits & _STOPS and distance > 1:
            break
    return None


def _marked(bits: int, distance: int, *, past_state: bool) -> Status | None:
    """What a word so many tokens before the trigger makes of it."""
    if bits & BIT["denial"] or (bits & BIT["negation"] and distance <= 3):
        return "negated"
    if bits & BIT["historical"] or (past_state and bits & BIT["being"] and distance <= 6):
        return "historical"
    if bits & (BIT["hypothetical"] | BIT["attempt"]) and (distance <= _REACH or bits & _STOPS):
        return "hypothetical"
    if (bits & BIT["planned"] and distance <= _REACH) or (bits & BIT["future"] and distance <= 3):
        return "planned"
    return None


def dated(said: Status, date: EventDate | None, published_at: str | None) -> Status:
    """A year well before that of publication makes an asserted event historical."""
    if said != "asserted" or date is None or date.value is None or not published_at:
        return said
    return "historical" if int(published_at[:4]) - int(date.value[:4]) >= 2 else said
