"""What each feature of a candidate weighs, and what the weights come to.

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

from streams.records.event import EventType

THRESHOLD: Final = 0.5
"""Candidates below are not published."""

COMPANY_IN_SENTENCE: Final = 4.0
"""Added beside a candidate of the same type that stands by itself in the same sentence."""

COMPANY_IN_ARTICLE: Final = 5.0
"""Added to strictly weighed types in an article that tells of events in several other sentences."""

COMPANY_OF_OTHERS: Final = 0.8
"""The same for types that are weighed by the common table."""

Features = dict[str, float]

_COMMON: Final = {
    "bias": -4.0, "weight": 8.0, "actor": 0.65, "recipient": 0.65, "known party": 0.3, "numbers": 0.8,
    "place": 0.3, "date": 0.5, "light verb": 0.65, "verb": 0.4, "bare": -1.0, "bare and definite": -0.6,
    "generic": -2.4, "modifies": -1.2, "planned": -0.4, "hypothetical": -0.8, "negated": -0.8,
}  # fmt: skip
_ASSAULT: Final = {
    "bias": -7.8, "weight": 2.5, "counted": 0.9, "people": 1.2, "counted people": 1.3, "number near": 0.6,
    "harm and number": 0.7, "armed": 1.9, "verb": 1.7, "light verb": 0.8, "explosives": 2.0,
    "suicide-attack": 0.8, "heavy-weapons": 1.2, "firearms": 0.7, "several": 0.7, "reported": 0.8,
    "place": 1.3, "victim": 1.4, "injured": 1.2, "indefinite actor": 0.3, "known party": 0.2, "opens": 2.0,
    "fighters": 0.3, "whole clause": 1.2, "opening clause": 0.8, "named before": -1.0,
    "in relative clause": -1.9, "follows relative": -0.4, "described": -0.8, "presupposed": -0.3,
    "doubt": -1.8, "not asserted": -1.2, "long": -1.5, "very long": -1.3, "generic": -0.5, "retold": -1.6,
    "present tense": -1.3, "mutual": -0.8, "dependent": -0.9, "targeted": -1.3, "modifies": -2.5,
    "quoted": -0.3, "date": -0.3, "bare and definite": -0.3,
}  # fmt: skip
_PROTEST: Final = {
    "bias": -2.2, "weight": 2.2, "verb": 0.7, "indefinite actor": 1.3, "recipient": 0.8, "numbers": 0.9,
    "number near": 0.9, "harm and number": 0.7, "place": 0.9, "date": 0.3, "obstruct": 0.5, "light verb": 0.3,
    "long": 0.3, "several": 0.3, "whole clause": 0.3, "opens": 0.3, "voiced": 0.4, "definite": -0.2,
    "past state": -1.3, "in relative clause": -0.7, "quoted": -0.5, "reported": -1.1, "doubt": -0.5,
    "not asserted": -0.3, "riot": -0.5, "after a clause": -0.3, "victim": -0.5, "crowd": -0.7, "modifies": -0.6,
    "bare and definite": -0.5, "very long": -0.4, "dependent": -0.4, "generic": -0.4, "retold": -0.4,
    "follows relative": -0.5, "presupposed": -0.5,
}  # fmt: skip
_STRICT: Final[Mapping[EventType, Mapping[str, float]]] = MappingProxyType(
    {"ASSAULT": _ASSAULT, "PROTEST": _PROTEST}
)


def points(type_: EventType, features: Features, strict: frozenset[EventType]) -> float:
    """The weighed sum of a candidate's features; `strict`: the types that a lexicon wants weighed strictly."""
    weights = _STRICT[type_] if type_ in strict else _COMMON
    total = 0.0
    for name, value in features.items():
        weight = weights.get(name)
        if weight is not None:
            total += weight * value
    return total


def confidence(sum_of_points: float) -> float:
    """Between 0 and 1, to two places."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, sum_of_points)))), 2)
