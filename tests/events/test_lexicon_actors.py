"""Each word for people, bodies, nationalities and states makes the party that its lexicon promises."""

import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from config.loaders.events import load_event_resources
from config.loaders.lexicons import FOLDER, load_country_names
from streams.events.extractor import ArticleContext, EventExtractor
from streams.records.event import Actor

RESOURCES: Final = load_event_resources()
EXTRACTOR: Final = EventExtractor(
    replace(
        RESOURCES,
        lexicons={code: replace(each, strict=frozenset()) for code, each in RESOURCES.lexicons.items()},
        places=None,
    )
)
"""Without strict weights, and without places, which are not looked at here."""
COUNTRIES: Final = load_country_names()
CARRIERS: Final = {
    ("ar", "people"): "قتل ثلاثة جنود على يد {} قرب الحدود أمس.",
    ("ar", "nationality"): "قتل ثلاثة جنود على يد مسلح {} قرب الحدود أمس.",
    ("ar", "state"): "قتل ثلاثة جنود على يد {} قرب الحدود أمس.",
    ("en", "people"): "Three tourists were killed by the {} near the border on Monday.",
    ("en", "nationality"): "Three tourists were killed by {} gunmen near the border on Monday.",
    ("en", "state"): "Three tourists were killed by {} near the border on Monday.",
}


def _tables(code: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def _forms(words: str) -> list[str]:
    """The forms that a list writes out: singular and plural, underscores as spaces."""
    return [form.replace("_", " ") for word in words.split() for form in word.split("/")]


def _agents(code: str, kind: str, word: str) -> list[Actor]:
    text = CARRIERS[code, kind].format(word)
    found = EXTRACTOR.extract(text, ArticleContext("article", None, None, "2024-05-14", code))
    return [actor for event in found for actor in event.actors if word in actor.text]


def _missed(
    code: str, kind: str, promised: dict[str, set[str]], given: Callable[[Actor], str | None]
) -> list[str]:
    return [
        word
        for word, kept in promised.items()
        if not any(given(actor) in kept for actor in _agents(code, kind, word))
    ]


@pytest.mark.parametrize("code", ["ar", "en"])
@pytest.mark.parametrize("table", ["roles", "titles"])
def test_each_noun_for_people_makes_a_party_of_its_sector(code: str, table: str) -> None:
    promised: defaultdict[str, set[str]] = defaultdict(set)
    tables = _tables(code)
    for name in ("roles", "titles"):  # a word may stand in several sectors
        for sector, words in tables[name].items():
            for form in _forms(words):
                promised[form].add(sector)
    wanted = {form for words in tables[table].values() for form in _forms(words)}
    chosen = {form: sectors for form, sectors in promised.items() if form in wanted}
    assert _missed(code, "people", chosen, lambda actor: actor.sector) == []


@pytest.mark.parametrize("code", ["ar", "en"])
def test_each_nationality_gives_a_party_its_country(code: str) -> None:
    promised: defaultdict[str, set[str]] = defaultdict(set)
    for country, words in _tables(code)["nationalities"].items():
        for form in _forms(words):
            promised[form.title() if code == "en" else form].add(country)
    assert _missed(code, "nationality", promised, lambda actor: actor.country) == []


@pytest.mark.parametrize("code", ["ar", "en"])
def test_each_name_of_a_state_makes_that_state_a_party(code: str) -> None:
    promised: defaultdict[str, set[str]] = defaultdict(set)
    for country, words in _tables(code)["states"].items():
        for form in _forms(words):
            promised[form.title() if code == "en" else form].add(country)
    assert _missed(code, "state", promised, lambda actor: actor.country) == []
    named = _missed(
        code,
        "state",
        {form: {COUNTRIES[country] for country in countries} for form, countries in promised.items()},
        lambda actor: actor.name,
    )
    assert named == []
