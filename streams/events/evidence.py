"""How sure a candidate is: what stands beside its trigger, weighed and added up.

Words of violence and protest are commonplace in sentences that report none: accusations, anniversaries,
statistics, court cases. What tells a report from a mention are those hit (people, counted, not named before),
weapons, a finite verb; and what speaks against it are relative clauses, doubt, length. The weights were set
by hand, after how these features part yes from no in the public Arabic sentences of arabic_event_gsr; other
types have one common table. The sum goes through the logistic function, so that 0 means 0.5.
"""

from collections.abc import Mapping
from math import exp
from types import MappingProxyType
from typing import Final

from streams.events.lexicon.model import BIT, Need
from streams.events.roles import Roles
from streams.events.syntax.model import mask
from streams.events.tokens import DIGITS, QUOTE, Document
from streams.events.triggers import Match
from streams.records.event import Actor, EventType, Status

THRESHOLD: Final = 0.5
"""Candidates below are not published."""

COMPANY_IN_SENTENCE: Final = 1.6
"""Added beside a candidate of the same type that stands by itself in the same sentence."""

COMPANY_IN_ARTICLE: Final = 1.2
"""Added in an article that tells of events in several other sentences."""

Features = dict[str, float]

_COMMON: Final = {
    "bias": -4.0, "weight": 8.0, "actor": 0.65, "recipient": 0.65, "known party": 0.3, "counted": 0.8,
    "place": 0.3, "date": 0.5, "light verb": 0.65, "verb": 0.4, "bare": -1.0, "bare and definite": -0.6,
    "generic": -2.4, "planned": -0.4, "hypothetical": -0.8, "negated": -0.8,
}  # fmt: skip
_ASSAULT: Final = {
    "bias": -6.3, "weight": 4.6, "counted": 1.7, "people": 1.0, "counted people": 1.6, "number near": 0.8,
    "harm and number": 1.0, "armed": 1.6, "verb": 1.2, "light verb": 0.6, "known party": 0.4,
    "explosives": 1.7, "suicide-attack": 1.4, "heavy-weapons": 1.1, "firearms": 0.5, "several": 0.9,
    "reported": 0.6, "early": 0.5, "place": 0.3, "named before": -1.0, "in relative clause": -1.3,
    "doubt": -1.0, "not asserted": -1.3, "long": -0.9, "very long": -0.9, "generic": -0.8, "quoted": -0.2,
    "retold": -0.8,
}  # fmt: skip
_PROTEST: Final = {
    "bias": -3.2, "weight": 4.0, "verb": 0.9, "indefinite actor": 0.8, "number near": 0.7, "several": 0.5,
    "time": 0.4, "light verb": 0.5, "definite": -0.9, "past state": -0.6, "in relative clause": -0.6,
    "quoted": -0.4, "reported": -0.4, "doubt": -0.4, "not asserted": -0.5, "after a clause": -0.2,
    "very long": -0.4, "generic": -0.6, "retold": -0.5,
}  # fmt: skip
WEIGHTS: Final[Mapping[EventType, Mapping[str, float]]] = MappingProxyType(
    {"ASSAULT": _ASSAULT, "PROTEST": _PROTEST}
)

_NUMBER: Final = DIGITS | mask("number", "quantity")
_DOUBT: Final = mask("hypothetical", "planned")


def points(type_: EventType, features: Features) -> float:
    """The weighed sum of a candidate's features."""
    weights = WEIGHTS.get(type_, _COMMON)
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def confidence(sum_of_points: float) -> float:
    """Between 0 and 1, to two places."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, sum_of_points)))), 2)


class Weigher:
    """Gathers the features of candidates in one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentence = (-1, -1)
        self._bits = 0

    def features(
        self, match: Match, roles: Roles, sentence: tuple[int, int], status: Status, mode: str | None
    ) -> Features:
        """What speaks for and against a match; 0 is left out."""
        classes, words = self._document.classes, self._document.words
        bits = self._sentence_bits(sentence)
        first, last = match.first, match.last
        before = 0
        for index in range(sentence[0], first):
            before |= classes[index]
        near = any(
            classes[k] & _NUMBER for k in range(max(sentence[0], first - 3), min(sentence[1], last + 5))
        )
        length = sentence[1] - sentence[0]
        found: Features = {"bias": 1.0, "weight": match.trigger.weight}
        signs = {
            "verb": match.part == "verb",
            "light verb": roles.light is not None,
            "definite": words[first].definite,
            "number near": near,
            "harm and number": near and match.trigger.what is not None,
            "armed": bits & BIT["armed"],
            "in relative clause": before & BIT["relative"],
            "after a clause": before & BIT["clause"],
            "quoted": before & QUOTE,
            "doubt": bits & _DOUBT,
            "generic": bits & BIT["generic"],
            "retold": bits & BIT["retold"],
            "reported": bits & BIT["reporting"],
            "past state": bits & BIT["being"],
            "time": bits & BIT["time"],
            "not asserted": status != "asserted",
            "early": first - sentence[0] < 8,
            "long": length > 45,
            "very long": length > 65,
        }
        found |= {name: 1.0 for name, value in signs.items() if value}
        found[status] = 1.0
        if mode:
            found[mode] = 1.0
        return found | self._hit(roles)

    def _sentence_bits(self, sentence: tuple[int, int]) -> int:
        if sentence != self._sentence:
            self._sentence, self._bits = sentence, 0
            for index in range(*sentence):
                self._bits |= self._document.classes[index]
        return self._bits

    def _hit(self, roles: Roles) -> Features:
        """Of those hit, and of those who did it: people? counted? not named before?"""
        found: Features = {}
        heads = [self._head(chunk.first, chunk.last) for chunk in roles.recipients]
        words = self._document.words
        if any(counted for _, counted in heads):
            found["counted"] = 1.0
        if any(words[head].sector for head, _ in heads):
            found["people"] = 1.0
            if "counted" in found:
                found["counted people"] = 1.0
        if heads and words[heads[0][0]].definite:
            found["named before"] = 1.0
        if roles.actors:
            head, _ = self._head(roles.actors[0].first, roles.actors[0].last)
            if words[head].sector and not words[head].definite:
                found["indefinite actor"] = 1.0
        return found

    def _head(self, first: int, last: int) -> tuple[int, bool]:
        """The first word of a phrase behind its counts, and whether it had any."""
        classes, counted = self._document.classes, False
        skipped = _NUMBER | mask("determiner", "partitive")
        while first < last - 1 and classes[first] & skipped:
            counted = counted or bool(classes[first] & _NUMBER)
            first += 1
        return first, counted


def satisfied(
    need: Need | None, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], found: Features
) -> bool:
    """Whether a weak trigger has beside it what its entry asks for."""
    if need == "actor":
        return bool(actors)
    if need == "recipient":
        return bool(recipients)
    if need == "party":
        return any(actor.sector or actor.country or actor.name for actor in (*actors, *recipients))
    if need == "number":
        return "counted" in found or "number near" in found
    if need == "place":
        return "place" in found
    return need is None or "armed" in found
