"""Counts in articles."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.loaders.number_words import load_number_words
from streams.events.numbers import find_numbers

WORDS = load_number_words()


def counts(text, language="ar"):
    return [(n.text, n.minimum, n.maximum) for n in find_numbers(text, language, WORDS)]


def of_whom(text, language="ar"):
    return [(n.noun.text if n.noun else None, n.person, n.what) for n in find_numbers(text, language, WORDS)]


@pytest.mark.parametrize(
    ("text", "quoted", "minimum", "maximum"),
    [
        ("أسرت 157 مقاتلا معظمهم أجانب", "157", 157, 157),
        ("قتل ٣٥ شخصا", "٣٥", 35, 35),
        ("خرج أكثر من 60 ألف شخص", "أكثر من 60 ألف", 60_000, None),
        ("حوالي 5000 مقاتل", "حوالي 5000", 4_500, 5_500),
        ("قوامها ألفا جندي", "ألفا", 2_000, 2_000),
        ("قتل أربعة أمريكيين", "أربعة", 4, 4),
        ("خمسة عشر جنديا", "خمسة عشر", 15, 15),
        ("مئتي وخمسة وعشرين شخصا", "مئتي وخمسة وعشرين", 225, 225),
        ("ثلاثة آلاف وخمسمئة نازح", "ثلاثة آلاف وخمسمئة", 3_500, 3_500),
        ("ألفين و300 مقاتل", "ألفين و300", 2_300, 2_300),
        ("1.5 مليون لاجئ", "1.5 مليون", 1_500_000, 1_500_000),
        ("60.000 لاجئ", "60.000", 60_000, 60_000),
        ("بضعة آلاف من المقاتلين", "بضعة آلاف", 3_000, 9_999),
        ("عشرات الآلاف من المقاتلين", "عشرات الآلاف", 10_000, 99_999),
        ("مئات المتشددين", "مئات", 100, 999),
        ("قتل طفلين وأمهما", "طفلين", 2, 2),
        ("أصيب جنديان", "جنديان", 2, 2),
        ("بين 10 و20 قتيلا", "بين 10 و20", 10, 20),
        ("ما بين عشرة وعشرين مسلحا", "ما بين عشرة وعشرين", 10, 20),
        ("5 أشخاص على الأقل", "5", 5, None),
        ("ما لا يقل عن 12 شخصا", "ما لا يقل عن 12", 12, None),
        ("أقل من 100 جندي", "أقل من 100", None, 100),
    ],
)
def test_arabic_counts(text, quoted, minimum, maximum):
    assert counts(text) == [(quoted, minimum, maximum)]


@pytest.mark.parametrize(
    ("text", "quoted", "minimum", "maximum"),
    [
        ("more than 60,000 people fled", "more than 60,000", 60_000, None),
        ("five soldiers died", "five", 5, 5),
        ("two hundred and five civilians", "two hundred and five", 205, 205),
        ("twenty-five rebels", "twenty-five", 25, 25),
        ("three hundred thousand people", "three hundred thousand", 300_000, 300_000),
        ("between 10 and 20 militants", "between 10 and 20", 10, 20),
        ("10-20 people", "10-20", 10, 20),
        ("tens of thousands of protesters", "tens of thousands", 20_000, 99_999),
        ("a dozen rebels", "dozen", 12, 12),
        ("dozens of people", "dozens", 12, 99),
        ("several hundred troops", "several hundred", 300, 999),
        ("1.5 million refugees", "1.5 million", 1_500_000, 1_500_000),
        ("up to 40 people", "up to 40", None, 40),
        ("100 people or more", "100", 100, None),
    ],
)
def test_english_counts(text, quoted, minimum, maximum):
    assert counts(text, "en") == [(quoted, minimum, maximum)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("مقتل 7 وإصابة 20 بجروح", "ar", [(None, True, "killed"), (None, True, "injured")]),
        ("35 شهيداً و120 جريحاً", "ar", [("شهيداً", True, "killed"), ("جريحاً", True, "injured")]),
        ("3 مفقودين", "ar", [("مفقودين", True, "missing")]),
        ("3 سيارات", "ar", [("سيارات", None, None)]),
        ("100 متظاهر", "ar", [("متظاهر", True, None)]),
        ("five Iraqi soldiers were killed", "en", [("soldiers", True, "killed")]),
        (
            "killed 20 people and wounded 35 others",
            "en",
            [("people", True, "killed"), ("others", True, "injured")],
        ),
        ("30 injured", "en", [("injured", True, "injured")]),
        ("hundreds arrested", "en", [("arrested", True, "arrested")]),
    ],
)
def test_what_is_counted(text, language, expected):
    assert of_whom(text, language) == expected


def test_soldiers_are_troops_only_if_the_event_does_not_say_what_became_of_them():
    (soldiers,) = find_numbers("2000 جندي", "ar", WORDS)
    assert (soldiers.what, soldiers.suggested) == (None, "troops")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("108 ملايين دولار", "ar"),
        ("بنسبة 20% أو 30 في المئة", "ar"),
        ("عمره 25 عاما", "ar"),
        ("الساعة 10:30", "ar"),
        ("القرار 2254", "ar"),
        ("خلال 12 شهرا", "ar"),
        ("قبل يومين", "ar"),
        ("في 2015", "ar"),
        ("الذكرى الـ15 للحرب", "ar"),
        ("اليوم التاسع", "ar"),
        ("a 25-year-old man", "en"),
        ("aged 25", "en"),
        ("won 2-1", "en"),
        ("$30 million", "en"),
        ("call 555-123-4567", "en"),
        ("the 7th time", "en"),
        ("five kilometres away", "en"),
        ("20 per cent", "en"),
        ("in 2015", "en"),
        ("one of them", "en"),
        ("9" * 400 + " people", "en"),
    ],
)
def test_what_is_no_count(text, language):
    assert counts(text, language) == []


def test_excluded_spans_are_left_out():
    assert find_numbers("19 مارس قتل 5 أشخاص", "ar", WORDS, [(0, 7)])[0].minimum == 5


PIECES = (
    "بين 10 و20 ألف ألفين آلاف عشرات بضعة أكثر من مئتي وخمسة عشر جنديا طفلين - . , % 99999999999999 ٣ٍ hundred and five"
).split()


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map(" ".join),
    st.sampled_from(["ar", "en", "und"]),
)
@settings(max_examples=300, deadline=None)
def test_offsets_quote_the_text_and_bounds_are_in_order(text, language):
    end = 0
    for found in find_numbers(text, language, WORDS):
        assert text[found.start : found.end] == found.text != ""
        assert found.start >= end
        end = found.end
        assert found.minimum is None or found.maximum is None or 0 <= found.minimum <= found.maximum
        if found.noun:
            assert text[found.noun.start : found.noun.end] == found.noun.text


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1-", "ألف و", "عشرات ", "hundred and ", "أكثر من ", "بين 1 و", "طفلين ", "1.5 "]
)
def test_time_is_linear_in_length(piece):
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    find_numbers(text, "en" if piece.isascii() else "ar", WORDS)
    assert time.process_time() - began < 2
