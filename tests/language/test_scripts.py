"""Scripts and samples."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.language.sample import PART, sample
from streams.language.scripts import in_script, script_of, scripts


@pytest.mark.parametrize(
    ("letter", "script"),
    [
        ("a", "Latn"), ("é", "Latn"), ("ß", "Latn"), ("ŵ", "Latn"), ("Я", "Cyrl"), ("ω", "Grek"), ("ש", "Hebr"),
        ("ع", "Arab"), ("ێ", "Arab"), ("ﻉ", "Arab"), ("ې", "Arab"), ("ە", "Arab"), ("क", "Deva"), ("ব", "Beng"),
        ("ก", "Thai"), ("漢", "Hani"), ("か", "Kana"), ("한", "Hang"), ("ሀ", "Ethi"),
        ("1", None), ("٣", None), ("،", None), (" ", None), ("×", None), ("\u064b", None), ("😀", None),
    ],
)  # fmt: skip
def test_letters_and_their_scripts(letter: str, script: str | None) -> None:
    assert script == script_of(letter)


def test_kana_among_ideographs_is_japanese() -> None:
    assert dict(scripts(Counter("協議が来週再開される"))) == {"Jpan": 10}
    assert dict(scripts(Counter("会谈将于下周恢复"))) == {"Hani": 8}


def test_letters_of_other_scripts_are_blanked() -> None:
    assert in_script("قال Smith 12!", "Arab") == "قال       12!"


@given(st.text(max_size=3 * PART))
def test_a_short_text_is_its_own_sample_but_for_noise(text: str) -> None:
    assert len(sample(text)) <= len(text)


@given(st.text(min_size=3 * PART, max_size=2000))
def test_a_sample_is_bounded(text: str) -> None:
    assert len(sample(text)) <= 3 * PART + 2


def test_a_sample_does_not_begin_or_end_within_a_word() -> None:
    words = {f"word{number}" for number in range(1000)}
    assert set(sample(" ".join(sorted(words))).split()) <= words
