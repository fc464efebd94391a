"""Loads the place finder: the compiled gazetteer, its supplement, and the words beside names."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

import msgspec

from config.loaders.errors import ConfigurationError
from streams.events.places import Gazetteer, PlaceFinder
from streams.events.places.container import VERY_WEAK, WEAK, unpack
from streams.events.places.gazetteer import Place, SupplementPlace, name_key
from streams.events.places.vocabulary import Noun, PlaceVocabulary, inflected, joined
from streams.events.words import fold

FOLDER: Final = Path(__file__).resolve().parents[1] / "gazetteer"
COMPILED: Final = FOLDER / "places.bin"
SUPPLEMENT: Final = FOLDER / "supplement.toml"
WORDS: Final = FOLDER / "words.toml"
NOUNS: Final[tuple[Noun, ...]] = get_args(Noun)
DEFAULT_POPULATION: Final = 20_000
PROMINENCE: Final = {
    "country": 9.0,
    "region": 6.0,
    "river": 6.0,
    "sea": 6.5,
    "continent": 6.5,
    "desert": 5.5,
    "area": 5.5,
}


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """A line of the supplement."""

    names: list[str]
    name: str | None = None
    country: str | None = None
    at: tuple[float, float] | None = None
    feature: str = "city"
    population: int | None = None
    geonames_id: int | None = None
    weak: bool | Literal["very"] = False


def load_place_finder() -> PlaceFinder:
    """The finder with the gazetteer and the words of this installation.

    Raises:
        ConfigurationError: a file cannot be read, or holds what has no meaning.
    """
    return PlaceFinder(load_gazetteer(), load_place_vocabulary())


def load_gazetteer(compiled: Path = COMPILED, supplement: Path = SUPPLEMENT) -> Gazetteer:
    """The packaged gazetteer with the supplement of this installation.

    Raises:
        ConfigurationError: a file cannot be read, or an entry has no meaning.
    """
    try:
        content = unpack(compiled.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{compiled}: {error}") from error
    try:
        return Gazetteer(content, *load_supplement(supplement))
    except ValueError as error:
        raise ConfigurationError(f"{supplement}: {error}") from error


def load_supplement(path: Path = SUPPLEMENT) -> tuple[list[SupplementPlace], list[str], list[str]]:
    """The places of a supplement file, in its order, and its `strong` and its `common` names.

    Raises:
        ConfigurationError: the file is no TOML, or an entry has no meaning; the message says where.
    """
    document, text = _read(path)
    lists = {key: document.pop(key, []) for key in ("strong", "common")}
    for key, names in lists.items():
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ConfigurationError(f"{path}: `{key}` must be a list of names")
    places = []
    for table, entries in document.items():
        if not isinstance(entries, list):
            raise ConfigurationError(f"{path}: `{table}` must be a list of places")
        for number, item in enumerate(entries, 1):
            try:
                places.append(_place(msgspec.convert(item, _Entry)))
            except (msgspec.ValidationError, ValueError) as error:
                raise ConfigurationError(
                    f"{path}:{_line(text, item)}: {table}, place {number}: {error}"
                ) from error
    return places, lists["strong"], lists["common"]


def _place(entry: _Entry) -> SupplementPlace:
    if not entry.names or not all(map(name_key, entry.names)):
        raise ValueError("`names` must hold names")
    known = entry.geonames_id is not None and entry.at is None
    place = None
    if not known:
        if entry.name is None or entry.country is None or entry.at is None:
            raise ValueError("a new place needs `name`, `country` and `at`; further names need `geonames_id`")
        latitude, longitude = entry.at
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(f"`at` is [latitude, longitude] in degrees, not {list(entry.at)}")
        if len(entry.country) != 2 and entry.country:
            raise ValueError(f"`country` is an ISO 3166-1 code of two letters, not {entry.country!r}")
        prominence = PROMINENCE.get(entry.feature, math.log10(entry.population or DEFAULT_POPULATION))
        place = Place(
            entry.name, entry.country, latitude, longitude, prominence, entry.feature, entry.geonames_id
        )
    population = math.log10(entry.population) if entry.population else None
    weakness = (WEAK if entry.weak else 0) | (VERY_WEAK if entry.weak == "very" else 0)
    return SupplementPlace(tuple(entry.names), place, entry.geonames_id, population, weakness)


def _line(text: str, item: object) -> int:
    """The line of an entry, by its first name."""
    names = item.get("names") if isinstance(item, dict) else None
    first = names[0] if isinstance(names, list) and names else (item if isinstance(item, str) else "")
    return text.count("\n", 0, max(0, text.find(f'"{first}"'))) + 1


def load_place_vocabulary(path: Path = WORDS) -> PlaceVocabulary:
    """The words beside names, of all languages together.

    Raises:
        ConfigurationError: the file is no TOML, or holds a key or value that has no meaning.
    """
    document, _ = _read(path)
    demonyms = document.pop("demonyms", {})
    tables = [_Language.of(path, name, table) for name, table in document.items()]
    return PlaceVocabulary(
        nouns={form: kind for t in tables for kind in NOUNS for form in joined(t.words(kind), article=True)},
        areas={form: text for t in tables for text, words in t.table("area") for form in joined(words)},
        directions={
            form: text
            for t in tables
            for text, words in t.table("directions")
            for form in joined(words, article=True)
        },
        before=_union(joined(t.words("before")) for t in tables),
        onto=_union(joined(t.words("onto"), article=True) for t in tables),
        prepositions=_union(joined(t.words("prepositions")) for t in tables),
        titles=_union(joined(t.words("titles")) for t in tables),
        kinship=_union(joined(t.words("kinship")) for t in tables),
        organisations=_union(joined(t.words("organisations")) for t in tables),
        given=_union(joined(t.words("given")) for t in tables),
        speech=_union(joined(t.words("speech")) for t in tables),
        naming=_union(joined(t.words("naming")) for t in tables),
        home=_union(t.words("home") for t in tables),
        namesakes=_union(map(fold, t.words("namesakes")) for t in tables),
        demonyms={
            form: code
            for code, words in demonyms.items()
            for word in words.split()
            for form in (inflected([word]) if word >= "\u0370" else {fold(word)})
        },
    )


class _Language:
    """One language's table, checked."""

    LISTS: Final = frozenset(
        "before onto prepositions titles kinship organisations given speech naming home namesakes".split()
    ).union(NOUNS)
    TABLES: Final = frozenset({"area", "directions"})

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table

    @classmethod
    def of(cls, path: Path, name: str, table: object) -> "_Language":
        if not isinstance(table, dict):
            raise ConfigurationError(f"{path}: `{name}` must be a table, [{name}]")
        for key, value in table.items():
            if key not in cls.LISTS | cls.TABLES:
                known = ", ".join(sorted(cls.LISTS | cls.TABLES))
                raise ConfigurationError(f"{path}: {name}.{key}: unknown key; known are {known}")
            if not isinstance(value, str if key in cls.LISTS else dict):
                kind = "words with spaces between them" if key in cls.LISTS else "a table of words"
                raise ConfigurationError(f"{path}: {name}.{key}: must be {kind}")
        return cls(table)

    def words(self, key: str) -> list[str]:
        text: str = self._table.get(key, "")
        return text.split()

    def table(self, key: str) -> list[tuple[str, list[str]]]:
        return [(text, words.split()) for text, words in self._table.get(key, {}).items()]


def _union(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _read(path: Path) -> tuple[dict[str, Any], str]:
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
