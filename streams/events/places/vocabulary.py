"""The words beside a name that say whether it is a place, and which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from streams.events.words import fold

Noun = Literal["city", "region", "district", "site"]

_JOINED: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_WITH_ARTICLE: Final = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل")
_INFLECTED: Final = ("", "ه", "ين", "ون", "تين", "ات")


@dataclass(frozen=True, slots=True)
class PlaceVocabulary:
    """Words in folded form, with all proclitics that they may carry.

    `nouns`: what kind of place a noun announces; `areas`: nouns that make an area of the place beside them, in
    English; `directions`: adjectives of such an area, in English; `before`: words that speak for a place after
    them; `onto`: words that do so with "على" between; `prepositions`: what stands before a country, not before an
    adjective; `titles`, `kinship`, `given` and `speech`: a person's name follows; `naming`: nouns that make a
    place of the unknown name after them; `home`: countries whose small towns are named without saying where they are;
    `organisations`: the name of an organisation that may be a place's; `namesakes`: places' names that are
    given names too; `demonyms`: the country of an adjective of nationality.
    """

    nouns: Mapping[str, Noun]
    areas: Mapping[str, str]
    directions: Mapping[str, str]
    before: frozenset[str]
    onto: frozenset[str]
    prepositions: frozenset[str]
    titles: frozenset[str]
    kinship: frozenset[str]
    organisations: frozenset[str]
    given: frozenset[str]
    speech: frozenset[str]
    naming: frozenset[str]
    home: frozenset[str]
    namesakes: frozenset[str]
    demonyms: Mapping[str, str]


def joined(words: Iterable[str], article: bool = False) -> set[str]:
    """Folded words with every proclitic; with `article`, with the Arabic article too."""
    forms: set[str] = set()
    for word in map(fold, words):
        if word < "\u0370":
            forms.add(word)
            continue
        forms.update(proclitic + word for proclitic in _JOINED)
        if article:
            forms.update(proclitic + word for proclitic in _WITH_ARTICLE)
    return forms


def inflected(words: Iterable[str]) -> set[str]:
    """Arabic adjectives in the singular, the plural and the dual of both genders, joined."""
    return joined((word + ending for word in map(fold, words) for ending in _INFLECTED), article=True)
