"""Decides which of the names found are places: by the name, the words beside it, and the rest of the article."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from streams.events.places import disambiguation
from streams.events.places.container import VERY_WEAK, WEAK, WEAK_PREFIXED
from streams.events.places.evidence import (
    AGAINST,
    HINT,
    NONE,
    PROOF,
    agrees,
    evidence,
    in_longer_name,
    is_person,
    noun_before,
    preposition,
)
from streams.events.places.gazetteer import Gazetteer, Place
from streams.events.places.scan import Mention
from streams.events.places.vocabulary import PlaceVocabulary
from streams.events.words import Words, fold

KNOWN_BY_ITSELF: Final = 4.5
"""Power of ten of people from which a name is believed without evidence or its country in the article."""
_LARGE_CITY: Final = 5.5
"""Power of ten of people from which a city speaks and acts as a state does ("قالت دمشق")."""
_COUNTRY: Final = 9.0
_SUPPORTED: Final = 0.1
_TOWN: Final = 5.0
"""Power of ten of people below which a town is no matter of course."""
_SHORT: Final = 5
"""Names of fewer letters are not read behind a proclitic: "لمسة" is no "مسة"."""
_TANWIN: Final = ("ًا", "اً")
"""The ending of an indefinite accusative, which no name of a place has."""


@dataclass(slots=True)
class Found:
    """A name, the places that bear it, and what the words beside it say. `places` is empty for an unknown name.

    `top` is the prominence of the greatest of them, `clear` the one that is meant whatever the article.
    """

    mention: Mention
    places: Sequence[tuple[Place, bool]]
    top: float
    clear: Place | None
    flags: int
    evidence: int
    noun: str | None


@dataclass(frozen=True, slots=True)
class Belief:
    """The names that are places, and how much of the article each country has (the first has 1)."""

    found: list[Found]
    shares: Mapping[str, float]


def believe(
    words: Words, mentions: list[Mention], gazetteer: Gazetteer, vocabulary: PlaceVocabulary, arabic: bool
) -> Belief:
    """The mentions that are places. `arabic`: the article is in Arabic, where nationalities look like countries."""
    found = []
    before: Found | None = None
    for mention in mentions:
        item = _look_at(words, mention, gazetteer, vocabulary)
        if before and item.evidence == NONE and _coordinated(words, before.mention, mention):
            item.evidence = HINT
        strong = not item.flags & WEAK and item.top >= KNOWN_BY_ITSELF
        before = item if strong or item.evidence > NONE else None
        found.append(item)
    shares = _shares(words, found, vocabulary)
    proven = {item.mention.key for item in found if item.evidence == PROOF}
    persons = {
        item.mention.key
        for item in found
        if item.top < _LARGE_CITY
        and item.mention.key not in proven
        and is_person(words, item.mention, vocabulary)
    }
    kept = [
        item
        for item in found
        if item.mention.key not in persons
        and not (arabic and _is_adjective(words, item, vocabulary))
        and _is_place(words, item, shares, proven, vocabulary)
    ]
    return Belief(kept, shares)


def _look_at(words: Words, mention: Mention, gazetteer: Gazetteer, vocabulary: PlaceVocabulary) -> Found:
    spoken_for = evidence(words, mention, vocabulary)
    noun = noun_before(words, mention, vocabulary)
    row = mention.row
    if row is None:
        return Found(mention, (), 0.0, None, 0, spoken_for, noun)
    places = gazetteer.candidates(row)
    if not places:
        return Found(mention, places, 0.0, None, gazetteer.flags(row), spoken_for, noun)
    if len(places) > 1:
        places = _own_names(mention.key, places)
    top = max([place.prominence for place, _ in places])
    return Found(mention, places, top, disambiguation.clear(places), gazetteer.flags(row), spoken_for, noun)


def _own_names(key: str, places: list[tuple[Place, bool]]) -> list[tuple[Place, bool]]:
    """Of countries alone, the one that is called so: China, which Hong Kong has in its name as well."""
    if any(place.feature != "country" for place, _ in places):
        return places
    return [each for each in places if fold(each[0].name) == key] or places


def _shares(words: Words, found: list[Found], vocabulary: PlaceVocabulary) -> dict[str, float]:
    weights: Counter[str] = Counter()
    demonyms = vocabulary.demonyms
    for form in demonyms.keys() & words.forms:
        weights[demonyms[form]] += 2
    for item in found:
        place = item.clear
        if place is not None and not item.flags & WEAK:
            weights[place.country] += 3 if place.feature == "country" else 1
    weights.pop("", None)
    top = max(weights.values(), default=0)
    return {code: weight / top for code, weight in weights.items()}


def _is_adjective(words: Words, item: Found, vocabulary: PlaceVocabulary) -> bool:
    """Whether a country's name is rather the feminine adjective: "طائرات سورية", not "في سورية"."""
    mention = item.mention
    if mention.key not in vocabulary.demonyms or item.noun:
        return False
    if mention.cut:
        return words.forms[mention.first][mention.cut - 1] == "و" and item.evidence == NONE
    return mention.first > 0 and words.forms[mention.first - 1] not in vocabulary.prepositions


def _is_place(
    words: Words, item: Found, shares: Mapping[str, float], proven: set[str], vocabulary: PlaceVocabulary
) -> bool:
    mention, flags, top = item.mention, item.flags, item.top
    if item.evidence == AGAINST or words.text.startswith(_TANWIN, max(0, mention.end - 2)):
        return False
    if flags & WEAK and agrees(words, mention, vocabulary):
        return False
    if item.evidence < PROOF and top < _COUNTRY and in_longer_name(words, mention, vocabulary):
        return False
    needed = PROOF if flags & VERY_WEAK else HINT if flags & WEAK else NONE
    evidence_ = item.evidence
    if mention.cut:
        proclitic = preposition(words, mention)
        if flags & (WEAK | WEAK_PREFIXED) and proclitic:
            needed, evidence_ = PROOF, NONE
        elif flags & WEAK_PREFIXED:
            needed += 1
    if top < _TOWN:
        several = mention.last > mention.first
        supported = max(
            (shares.get(p.country, 0.0) if p.country else 1.0 for p, _ in item.places), default=1.0
        )
        home = any(place.country in vocabulary.home for place, _ in item.places)
        if not home and not mention.cased and mention.cut and not several and item.places:
            return False
        if supported <= _SUPPORTED:
            needed = max(needed, HINT if several or (home and top >= KNOWN_BY_ITSELF) else PROOF)
        elif supported < 1.0 or not home:
            needed = max(needed, NONE if several or (home and top >= KNOWN_BY_ITSELF) else HINT)
        if (
            mention.cut
            and not several
            and len(mention.key) < _SHORT
            and evidence_ < PROOF
            and supported < 1.0
        ):
            return False
    if mention.key in proven:
        needed -= 1
    return evidence_ >= min(needed, PROOF)


def _coordinated(words: Words, before: Mention, mention: Mention) -> bool:
    """Whether a name follows another directly: "الموصل والرقة", "Mosul and Raqqa", "Mosul, Raqqa"."""
    if mention.first == before.last + 1:
        joined = mention.cut > 0 and words.forms[mention.first][0] == "و"
        return joined or words.gaps[mention.first] in {", ", "، ", " و"}
    if mention.first == before.last + 2:
        return words.forms[mention.first - 1] in {"and", "و", "or", "او"}
    return False
