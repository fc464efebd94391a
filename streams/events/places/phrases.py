"""Phrases around a name: areas of a place, and places that only a noun makes known."""

from collections.abc import Container

from streams.events.places.scan import Mention
from streams.events.places.vocabulary import PlaceVocabulary
from streams.events.words import Words

_ARTICLE = "ال"


def area_phrase(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> tuple[int, int, str] | None:
    """The span of "ريف حلب الشرقي", and what it is in English: "eastern countryside"."""
    after = mention.last + 1
    following = words.forms[after] if after < len(words) and words.gaps[after] == " " else ""
    if mention.cased:
        if following in vocabulary.areas:
            return mention.start, words.ends[after], vocabulary.areas[following]
        return None
    first = mention.first - 1
    if first < 0 or words.gaps[mention.first] != " " or mention.cut:
        return None
    form = words.forms[first]
    noun = vocabulary.areas.get(form)
    if noun is None:
        return None
    start = words.starts[first] + _proclitics(form, vocabulary.areas)
    if following in vocabulary.directions:
        return start, words.ends[after], f"{vocabulary.directions[following]} {noun}"
    return start, mention.end, noun


def unknown_names(words: Words, mentions: list[Mention], vocabulary: PlaceVocabulary) -> list[Mention]:
    """The mentions, with those of definite names after a noun that makes a place of them ("حي العمال")."""
    naming = vocabulary.naming
    openings = [index for index in words.among(naming) if index + 1 < len(words)]
    if not openings:
        return mentions
    taken = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    found = [
        Mention(
            index,
            index + 1,
            words.starts[index] + _proclitics(words.forms[index], naming),
            words.ends[index + 1],
            key,
            None,
            0,
            False,
        )
        for index in openings
        if words.gaps[index + 1] == " "
        and (key := words.forms[index + 1]).startswith(_ARTICLE)
        and key not in vocabulary.titles
        and index + 1 not in taken
        and index not in taken
    ]
    return sorted((*mentions, *found), key=lambda mention: mention.start) if found else mentions


def _proclitics(form: str, words: Container[str]) -> int:
    """How many letters of proclitic a form of a word carries."""
    cut = 0
    while form[cut + 1 :] in words:
        cut += 1
    return cut
