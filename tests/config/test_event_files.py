"""The files of places, dates and numbers say what is wrong with them, and where."""

from pathlib import Path

import pytest

from config.loaders.calendar import load_calendar_names
from config.loaders.errors import ConfigurationError
from config.loaders.gazetteer import load_gazetteer, load_place_vocabulary, load_supplement
from config.loaders.number_words import load_number_words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "edited.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = [", "edited.toml: "),
        (
            '\na = [\n  { names = ["Here"] },\n]',
            "edited.toml:3: a, place 1: a new place needs `name`, `country` and `at`",
        ),
        ('a = [{ names = ["X"], name = "X", country = "SY", at = [99, 0] }]', "latitude, longitude"),
        ('a = [{ names = ["X"], name = "X", country = "Syria", at = [9, 0] }]', "ISO 3166-1"),
        ('a = [{ names = ["X"], nmae = "X" }]', "nmae"),
        ('a = [{ names = ["..."], name = "X", country = "SY", at = [9, 0] }]', "must hold names"),
        ("a = 1", "`a` must be a list of places"),
        ("strong = 1", "`strong` must be a list of names"),
    ],
)
def test_a_supplement_that_cannot_be_used(file, text, message):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        load_supplement(file)
    assert message in str(error.value)


def test_an_unknown_geonames_id(file):
    file.write_text('a = [{ names = ["X"], geonames_id = 4000000000 }]', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no place with the GeoNames id 4000000000"):
        load_gazetteer(supplement=file)


def test_a_gazetteer_that_is_none(file):
    file.write_bytes(b"nothing")
    with pytest.raises(ConfigurationError, match=r"edited\.toml: no compiled gazetteer"):
        load_gazetteer(compiled=file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[ar]\nbefor = ''", "ar.befor: unknown key"),
        ("ar = 1", "must be a table"),
        ("[ar]\ncity = 1", "ar.city: must be words"),
    ],
)
def test_words_beside_names_that_cannot_be_used(file, text, message):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        load_place_vocabulary(file)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "text", ["[ar]\nfrist = true", "[ar.day]\nx = ['y']", "[ar.day]\n0 = ['...']", "[ar"]
)
def test_a_calendar_that_cannot_be_used(file, text):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"edited\.toml"):
        load_calendar_names(file)


@pytest.mark.parametrize(
    "text",
    [
        "[ar]\nad = ''",
        "[ar.cardinals]\nx = 'y'",
        "[ar.vague]\n'9-3' = 'x'",
        "[ar.what.shot]\nnouns = 'x'",
        "[ar.before]\nabout = ['-']",
    ],
)
def test_number_words_that_cannot_be_used(file, text):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"edited\.toml"):
        load_number_words(file)


def test_a_supplement_names_a_new_place_and_renames_a_known_one(file):
    file.write_text(
        'a = [\n  { name = "Testville", names = ["تستفيل"], country = "SY", at = [35.0, 38.0], population = 90000 },\n'
        '  { names = ["موصلستان"], geonames_id = 99072 },\n]',
        encoding="utf-8",
    )
    gazetteer = load_gazetteer(supplement=file)
    new, known = (gazetteer.candidates(gazetteer.row(name) or 0)[0][0] for name in ("تستفيل", "موصلستان"))
    assert ("Testville", "SY", 35.0) == (new.name, new.country, new.latitude)
    assert ("Mosul", 99072) == (known.name, known.geonames_id)
