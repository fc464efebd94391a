"""Letters and words as evidence, and the file that they come from."""

from pathlib import Path

import pytest

from config.loaders.errors import ConfigurationError
from config.loaders.language import PROFILES_FILE, load_profiles
from streams.language import LanguageProfile, Profiles

PROFILES = Profiles.of(
    [
        LanguageProfile("ar", "Arab", letters="ة", words=frozenset({"من", "في"})),
        LanguageProfile("fa", "Arab", letters="پ", words=frozenset({"من", "برای"})),
        LanguageProfile("so", "Latn", words=frozenset({"waa"})),
    ]
)


def test_signs_of_one_language_count_whole_and_shared_ones_in_parts() -> None:
    votes = PROFILES.votes("Arab", ["من", "في", "في"], {"ة": 2, "ب": 9})
    assert votes == {"ar": 0.5 + 2 + 2, "fa": 0.5}


def test_words_are_known_in_either_keyboards_spelling() -> None:
    assert PROFILES.votes("Arab", ["براي"], {}) == {"fa": 1.0}


def test_words_of_a_spelling_count() -> None:
    profiles = Profiles.of([LanguageProfile("und", "Latn", pattern="[a-z]+3[a-z]+")])
    assert profiles.votes("Latn", ["gama3a", "3d", "mp3"], {}) == {"und": 1.0}


def test_a_scripts_signs_say_nothing_about_another() -> None:
    assert PROFILES.votes("Latn", ["من"], {"ة": 1}) == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no \\[\\[language\\]\\]"),
        ("[[language]]\ncode='ar'", "language 1: `script`"),
        ("[[language]]\ncode='ar'\nscript='Arab'\nwrods=''", "unknown key 'wrods'"),
        ("[[language]]\ncode='ar'\nscript='Arab'\nwords=[]", "`words` is no string"),
        ("[[language]]\ncode='ar'\nscript='Arab'\npattern='('", "`pattern` is no regular"),
        ("[[language", "file.toml"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "file.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        load_profiles(path)


def test_the_projects_own_file_loads() -> None:
    votes = load_profiles(PROFILES_FILE).votes("Arab", ["لە"], {"ڵ": 1})
    assert votes == {"ckb": 2.0}
