import hashlib
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.fingerprint import MIN_WORDS, SHINGLE, fingerprint

WORDS = [f"word{i}" for i in range(30)]


def shingles(text):
    return np.frombuffer(fingerprint(text).shingles, dtype="<u8").tolist()


def test_it_is_the_same_on_every_machine():
    """Rows outlive a version: a change here makes every stored article a stranger to every new one."""
    made = fingerprint(
        "أعلنت وزارة الداخلية في بيان لها اليوم عن القبض على خمسة أشخاص في حلب بعد عملية أمنية واسعة"
    )
    assert "ea86a473a4990584f908319df2ec3d804c94f3f09c0e8a7d223947ac11d8f258" == made.digest
    assert "2945b8abd3bfdbd16eedc19843876a91" == made.shingles[:16].hex()


def test_the_digest_is_of_the_normalised_body():
    assert hashlib.sha256(b"a b 3").hexdigest() == fingerprint("A,\n b — ٣").digest


def test_short_bodies_have_no_shingles():
    assert [] == shingles(" ".join(WORDS[: MIN_WORDS - 1]))
    assert MIN_WORDS - SHINGLE + 1 == len(shingles(" ".join(WORDS[:MIN_WORDS])))


def test_thirty_characters_without_spaces_are_fifteen_words():
    assert [] == shingles("地震東京大阪" * 4 + "地震東京大")
    assert [] != shingles("".join(chr(0x4E00 + i) for i in range(30)))


def test_shingles_stand_in_the_order_of_the_text_each_once():
    once = shingles(" ".join(WORDS))
    assert once == shingles(" ".join(WORDS + WORDS))[: len(once)]
    assert len(set(shingles(" ".join(WORDS * 3)))) == len(shingles(" ".join(WORDS * 3))) == len(WORDS)


def test_the_order_of_words_in_a_shingle_counts():
    assert set(shingles(" ".join(WORDS[:15]))).isdisjoint(shingles(" ".join(WORDS[14::-1])))


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_as_many_shingles_as_different_runs_of_five_words(words):
    runs = {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    assert (len(runs) if len(words) >= MIN_WORDS else 0) == len(shingles(" ".join(words)))


@pytest.mark.parametrize("text", ["a " * 2_500_000, "ا" * 2_500_000])
def test_hostile_texts_are_quick(text):
    began = time.process_time()
    fingerprint(text)
    assert time.process_time() - began < 4
