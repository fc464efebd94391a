"""Decides which of the places of one name is meant, by the article's countries, its other places, and people.

After Leidner, "Toponym Resolution in Text" (2007): one country for most of an article, the nearest places, and the
largest population where nothing else speaks.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, hypot, radians
from typing import Final

from streams.events.places.gazetteer import Place

CLEAR_LEAD: Final = 1.5
"""Powers of ten of people by which a place leads all others of its name to count as clear."""
_MOST: Final = 7.0
"""What a country counts for as people: enough to lead any city, not to outweigh the article."""
_COUNTRY_SHARE: Final = 3.0
_COUNTRY_BESIDE: Final = 4.0
_ALTERNATE: Final = -1.5
_NEAR: Final = 1.5
_NEAR_KILOMETRES: Final = 150.0
_KILOMETRES_A_DEGREE: Final = 111.2
_REGION_UNANNOUNCED: Final = -2.0
_ANNOUNCED: Final = 3.0
_STRETCH: Final = 300.0
"""Kilometres from the other places that cost a point of a river's course a power of ten of people."""
POINT_FEATURES: Final = frozenset({"river", "desert", "mountains", "sea", "lake", "road"})
"""Features that stretch over several entries of one name; the entry nearest to the other places is meant."""


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places, on a flat map: good enough for neighbours."""
    middle = radians((one.latitude + other.latitude) / 2)
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(middle)
    return _KILOMETRES_A_DEGREE * hypot(north, east)


def clear(candidates: Sequence[tuple[Place, bool]]) -> Place | None:
    """The place that a name means whatever the article: the only one, or far the most populous."""
    best = candidates[0][0]
    for other, _ in candidates:  # itself is of its own country
        if other.country != best.country and other.prominence + CLEAR_LEAD > best.prominence:
            return None
    return best


def choose(
    candidates: Sequence[tuple[Place, bool]],
    shares: Mapping[str, float],
    beside: str | None,
    noun: str | None,
    anchors: Iterable[Place],
) -> Place:
    """The likeliest place.

    `shares`: how much of the article each country has, the leading one 1. `beside`: a country named right
    after ("طرابلس في لبنان"). `noun`: the kind of place that a noun before announced. `anchors`: places of the
    article that are clear by themselves.
    """
    if len(candidates) == 1:
        return candidates[0][0]
    anchors = tuple(anchors)

    def score(item: tuple[int, tuple[Place, bool]]) -> tuple[float, int]:
        number, (place, main) = item
        points = min(place.prominence, _MOST) + (0.0 if main else _ALTERNATE)
        points += _COUNTRY_SHARE * shares.get(place.country, 0.0)
        points += _COUNTRY_BESIDE * (place.country == beside)
        points += _fit(place, noun)
        near = min((distance(place, anchor) for anchor in anchors), default=1e9)
        if place.feature in POINT_FEATURES:
            points -= min(near, 2000.0) / _STRETCH
        elif near < _NEAR_KILOMETRES:
            points += _NEAR
        return points, -number

    return max(enumerate(candidates), key=score)[1][0]


def _fit(place: Place, noun: str | None) -> float:
    if noun is None or noun == "site":
        return _REGION_UNANNOUNCED if place.feature == "region" else 0.0
    if noun == "region":
        return _ANNOUNCED if place.feature == "region" else 0.0
    return _ANNOUNCED if place.feature not in {"region", "country"} else 0.0
