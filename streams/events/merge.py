"""One happening told twice in an article becomes one candidate with the fuller record."""

from collections import defaultdict
from dataclasses import replace
from typing import Final

from msgspec import structs

from streams.events.publishing import Explained
from streams.records.event import Actor, EventCandidate, Location

_LOOK_BACK: Final = 40
"""Candidates of one lexicon entry that a later one is compared with."""


def merge(candidates: list[Explained]) -> list[Explained]:
    """The candidates in their order, later tellings of one happening folded into the first.

    Two tell of one happening when they stand in different sentences, come from the same lexicon entry with
    the same status, nothing contradicts (numbers, dates, names), and at least two of recipient, place, number
    and date agree.
    """
    kept: list[Explained] = []
    by_rule: defaultdict[str, list[int]] = defaultdict(list)
    for later in candidates:
        for index in by_rule[later.rule][-_LOOK_BACK:]:
            earlier = kept[index]
            if _same(earlier.candidate, later.candidate):
                kept[index] = replace(earlier, candidate=_fuller(earlier.candidate, later.candidate))
                break
        else:
            by_rule[later.rule].append(len(kept))
            kept.append(later)
    return kept


def _same(one: EventCandidate, two: EventCandidate) -> bool:
    if (one.type, one.status) != (two.type, two.status) or one.sentence == two.sentence:
        return False
    if one.mode and two.mode and one.mode != two.mode:
        return False
    agreements = 0
    for left, right in (
        (_names(one.recipients), _names(two.recipients)),
        (_places(one.locations), _places(two.locations)),
        ({(n.minimum, n.maximum) for n in one.numbers}, {(n.minimum, n.maximum) for n in two.numbers}),
        ({one.date.value} if one.date else set(), {two.date.value} if two.date else set()),
    ):
        if left and right:
            if left.isdisjoint(right):
                return False
            agreements += 1
    actors = _names(one.actors), _names(two.actors)
    if actors[0] and actors[1] and actors[0].isdisjoint(actors[1]):
        return False
    return agreements >= 2


def _names(actors: tuple[Actor, ...]) -> set[object]:
    return {actor.name or actor.text for actor in actors}


def _places(locations: tuple[Location, ...]) -> set[object]:
    return {location.geonames_id or location.name or location.text for location in locations}


def _fuller(one: EventCandidate, two: EventCandidate) -> EventCandidate:
    return structs.replace(
        one,
        mode=one.mode or two.mode,
        acled=one.acled or two.acled,
        actors=one.actors or two.actors,
        recipients=one.recipients or two.recipients,
        locations=one.locations or two.locations,
        date=one.date or two.date,
        numbers=one.numbers or two.numbers,
        attribution=one.attribution or two.attribution,
        confidence=max(one.confidence, two.confidence),
    )
