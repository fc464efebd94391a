"""Finds places in an article."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from streams.events.places import disambiguation
from streams.events.places.belief import KNOWN_BY_ITSELF, Found, believe
from streams.events.places.gazetteer import Gazetteer, Place
from streams.events.places.phrases import area_phrase, unknown_names
from streams.events.places.scan import Mention, Scanner
from streams.events.places.vocabulary import PlaceVocabulary
from streams.events.words import Words
from streams.records.event import Location

_BESIDE_WORDS: Final = 4
_MAXIMUM_ANCHORS: Final = 20
_FOREIGN: Final = 0.1
_ENDS: Final = re.compile(r"[.!?؟\n]")


class PlaceFinder:
    """Finds places and decides between places of one name. Safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: PlaceVocabulary) -> None:
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self._scanner = Scanner(gazetteer)

    def find(
        self,
        text: str,
        language: str,
        excluded: Sequence[tuple[int, int]] = (),
        words: Words | None = None,
    ) -> tuple[Location, ...]:
        """The places in the order of the text, not overlapping; `text[start:end]` is the quoted name.

        `language` is the article's code. `excluded` are half-open spans known to be no places (persons,
        organisations, outlets); nothing that overlaps one is returned. `words` are the text's, where the
        caller has them already. A name that the gazetteer lacks, but whose noun says that it is a place ("حي
        العمال"), has neither coordinates nor an English name.
        """
        words = words or Words.of(text)
        mentions = unknown_names(words, self._scanner.scan(words), self._vocabulary)
        if excluded:
            mentions = _without(mentions, excluded)
        if not mentions:
            return ()
        belief = believe(words, mentions, self._gazetteer, self._vocabulary, language == "ar")
        places = self._decide(words, belief.found, belief.shares)
        leading = max(belief.shares, key=lambda code: (belief.shares[code], code), default=None)
        locations: list[Location] = []
        for item, place in zip(belief.found, places, strict=True):
            if locations and item.mention.start < locations[-1].end:
                continue
            free = locations[-1].end if locations else 0
            if place is not None:
                locations.append(self._known(words, item, place, free))
                continue
            beside = bool(locations) and _same_sentence(text, locations[-1], item)
            locations.append(self._unknown(words, item, locations[-1].country if beside else leading, free))
        return tuple(locations)

    def _decide(self, words: Words, found: list[Found], shares: Mapping[str, float]) -> list[Place | None]:
        anchors: dict[str, Place] = {}
        for item in found:
            place = item.clear
            if place and place.feature == "city" and len(anchors) < _MAXIMUM_ANCHORS:
                anchors[item.mention.key] = place
        decided: dict[tuple[str, str | None, str | None], Place | None] = {}
        places = []
        for number, item in enumerate(found):
            key = item.mention.key
            case = (
                key,
                item.noun,
                self._country_beside(words, found, number) if len(item.places) > 1 else None,
            )
            if case not in decided:
                others = [place for name, place in anchors.items() if name != key]
                decided[case] = self._choose(item, shares, case[2], others)
            places.append(decided[case])
        return places

    def _choose(
        self, item: Found, shares: Mapping[str, float], beside: str | None, anchors: list[Place]
    ) -> Place | None:
        """The place; None when a quarter or camp bears the name of some small town of a country far away."""
        if not item.places:
            return None
        place = disambiguation.choose(item.places, shares, beside, item.noun, anchors)
        foreign = place.prominence < KNOWN_BY_ITSELF and shares.get(place.country, 0.0) <= _FOREIGN
        return None if foreign and place.country and item.noun in {"district", "site"} and shares else place

    def _country_beside(self, words: Words, found: list[Found], number: int) -> str | None:
        """The country named within a few words after, in the same sentence: "الموصل في العراق", "Tripoli, Lebanon"."""
        if number + 1 == len(found) or not found[number + 1].places:
            return None
        mention, following = found[number].mention, found[number + 1].mention
        if following.first - mention.last > _BESIDE_WORDS:
            return None
        place = found[number + 1].places[0][0]
        if _ENDS.search(words.text, mention.end, following.start):
            return None
        return place.country if place.feature in {"country", "region"} else None

    @staticmethod
    def _unknown(words: Words, item: Found, country: str | None, free: int) -> Location:
        """A place that is not in the gazetteer; the text may be quoted from `free` on."""
        mention = item.mention
        start, end = mention.start, mention.end
        noun_start = words.starts[mention.first - 1] if item.noun and mention.row is not None else start
        start = noun_start if noun_start >= free else start
        return Location(words.text[start:end], start, end, None, country, None, None, None, item.noun)

    def _known(self, words: Words, item: Found, place: Place, free: int) -> Location:
        mention = item.mention
        start, end = mention.start, mention.end
        name, feature = place.name, place.feature
        area = area_phrase(words, mention, self._vocabulary)
        if area and area[0] >= free:
            start, end, description = area
            name, feature = f"{description} of {name}", "area"
        return Location(
            text=words.text[start:end],
            start=start,
            end=end,
            name=name,
            country=place.country or None,
            latitude=place.latitude,
            longitude=place.longitude,
            geonames_id=place.geonames_id,
            feature=feature,
        )


def _same_sentence(text: str, before: Location, item: Found) -> bool:
    return _ENDS.search(text, before.end, item.mention.start) is None


def _without(mentions: list[Mention], excluded: Sequence[tuple[int, int]]) -> list[Mention]:
    """The mentions that overlap none of the spans, in time linear in both."""
    spans = sorted(excluded)
    kept, at = [], 0
    for mention in mentions:
        while at < len(spans) and spans[at][1] <= mention.start:
            at += 1
        if at == len(spans) or spans[at][0] >= mention.end:
            kept.append(mention)
    return kept
