"""Whether an event is said to have happened: asserted, planned, hypothetical, negated, historical."""

from typing import Final

from streams.events.lexicon.model import BIT, Lexicon
from streams.events.roles import Roles
from streams.events.syntax.model import mask
from streams.events.tokens import COMMA, STRONG, Document
from streams.events.triggers import Match
from streams.records.event import EventDate, Status

_REACH: Final = 7
_FAR_REACH: Final = 14
_RESTRICTED: Final = 5
_GO_ON: Final = frozenset({"ASSAULT", "MOBILIZE", "PROTEST", "RETREAT", "CONSULT"})
"""What is told of as going on, "militants were holding out", unlike control, which is told of as over."""
_STOPS: Final = mask("relative", "clause")
_ATTEMPT: Final = BIT["attempt"]
_BEING: Final = BIT["being"]
_COMPLEMENTISER: Final = BIT["complementiser"]
_CONJUNCTION: Final = BIT["conjunction"]
_DENIAL: Final = BIT["denial"]
_FUTURE: Final = BIT["future"]
_HISTORICAL: Final = BIT["historical"]
_HYPOTHETICAL: Final = BIT["hypothetical"]
_NEGATION: Final = BIT["negation"]
_PLANNED: Final = BIT["planned"]
_PRESUPPOSING: Final = BIT["presupposing"]
_ENDING: Final = BIT["ending"]
_RESTRICTION: Final = BIT["restriction"]
_QUESTION: Final = BIT["question"]
_DOUBTS: Final = mask("negation", "hypothetical", "future")


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
    if own & _FUTURE:
        return "planned", match.first
    start = min(match.first, roles.light[0]) if roles.light else match.first
    near = _before(document, match, start, sentence, lexicon)
    if near:
        return near
    asked = _asked(document, match, sentence)
    if asked is not None:
        return "hypothetical", asked
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


def _asked(document: Document, match: Match, sentence: tuple[int, int]) -> int | None:
    """A question mark, or a word before that makes the event part of a question."""
    if document.words[sentence[1] - 1].norm in "?؟":
        return sentence[1] - 1
    for index, bits in enumerate(document.classes[sentence[0] : match.first], sentence[0]):
        if bits & _QUESTION:
            return index
    return None


def _spoken_of(document: Document, match: Match, sentence: tuple[int, int]) -> int | None:
    """An event noun that opens a clause is its subject: what is said of it may be that it would, or does not.

    "that the recapture of the town does not mean", "the defeat may lead to".
    """
    opening = match.first - 1
    if opening >= sentence[0] and not document.classes[opening] & _COMPLEMENTISER:
        return None
    for index in range(match.last, min(sentence[1], match.last + 12)):
        if document.classes[index] & _DOUBTS:
            ends = index + 1 < sentence[1] and document.classes[index + 1] & _ENDING
            return None if ends else index  # the fighting has not ended
        if document.classes[index] & _STOPS:
            return None
    return None


def _before(
    document: Document, match: Match, start: int, sentence: tuple[int, int], lexicon: Lexicon
) -> tuple[Status, int] | None:
    finite = not lexicon.verb_first and match.sense.form.tense == "past" and not match.passive
    present = lexicon.verb_first and match.part == "verb" and match.sense.form.tense == "present"
    joined = present and document.words[match.first].conjunction  # may raise the flag and storm
    reach, ends = (_FAR_REACH, STRONG | COMMA) if joined else (_REACH, STRONG | COMMA | _PRESUPPOSING)
    restricted = any(bits & _RESTRICTION for bits in document.classes[match.last : match.last + _RESTRICTED])
    for index in range(start - 1, max(sentence[0], start - _FAR_REACH) - 1, -1):
        bits = document.classes[index]
        distance = start - index
        if bits & ends or (bits & _CONJUNCTION and finite):
            break
        if bits & _FUTURE and document.words[index].verbal:
            if distance == 1 and match.part == "noun":  # its subject: the defeat will mark
                return "hypothetical", index
            bits &= ~_FUTURE  # of another verb
        if restricted:  # does not hold but one town: holds it
            bits &= ~_NEGATION
        going_on = match.trigger.type in _GO_ON
        said = _marked(bits, distance, reach, past_state=present and not going_on)
        if said:
            return said, index
        if bits & _STOPS and distance > 1:
            break
    return None


def _marked(bits: int, distance: int, reach: int, *, past_state: bool) -> Status | None:
    """What a word so many tokens before the trigger makes of it."""
    if bits & _DENIAL or (bits & _NEGATION and distance <= 3):
        return "negated"
    if bits & _HISTORICAL or (past_state and bits & _BEING and distance <= 6):
        return "historical"
    if bits & (_HYPOTHETICAL | _ATTEMPT) and (distance <= reach or bits & _STOPS):
        return "hypothetical"
    if (bits & _PLANNED and distance <= _REACH) or (bits & _FUTURE and distance <= 3):
        return "planned"
    return None


def dated(said: Status, date: EventDate | None, published_at: str | None) -> Status:
    """A year well before that of publication makes an asserted event historical."""
    if said != "asserted" or date is None or date.value is None or not published_at:
        return said
    return "historical" if int(published_at[:4]) - int(date.value[:4]) >= 2 else said
