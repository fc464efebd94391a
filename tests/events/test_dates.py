"""Dates in articles."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.loaders.calendar import load_calendar_names
from streams.events.dates import find_dates

NAMES = load_calendar_names()
WEDNESDAY = "2019-03-20T08:00:00+03:00"


def values(text, language="ar", published=WEDNESDAY):
    return [(d.text, d.value, d.resolution) for d in find_dates(text, language, published, NAMES)]


@pytest.mark.parametrize(
    ("text", "quoted", "value", "resolution"),
    [
        ("قال، الجمعة (3 تشرين الثاني 2017)، إن", "الجمعة (3 تشرين الثاني 2017)", "2017-11-03", "day"),
        ("منذ حزيران/يونيو 2017", "حزيران/يونيو 2017", "2017-06", "month"),
        ("وقع في يناير كانون الثاني في سوريا", "يناير كانون الثاني", "2019-01", "month"),
        ("بقرار يوم 19 دجنبر بسحب القوات", "19 دجنبر", "2018-12-19", "day"),
        ("قوات برية إلى هناك في 2015.", "2015", "2015", "year"),
        ("ثلث العراق عام 2014.", "عام 2014", "2014", "year"),
        ("نشر يوم 20 - 03 - 2019", "20 - 03 - 2019", "2019-03-20", "day"),
        ("في ٢٠ آذار ٢٠١٩", "٢٠ آذار ٢٠١٩", "2019-03-20", "day"),
        ("في 5 جويلية 2018", "5 جويلية 2018", "2018-07-05", "day"),
        ("في 12 غشت 2018", "12 غشت 2018", "2018-08-12", "day"),
        ("في شهر أيلول الماضي", "شهر أيلول الماضي", "2018-09", "month"),
        ("في مارس الماضي", "مارس الماضي", "2018-03", "month"),
        ("قال أمس إن", "أمس", "2019-03-19", "day"),
        ("مساء أمس الاثنين إن", "أمس الاثنين", "2019-03-18", "day"),
        ("قتل أول أمس", "أول أمس", "2019-03-18", "day"),
        ("أعلن الجمعة سيطرته", "الجمعة", "2019-03-15", "day"),
        ("يعقد الأحد المقبل", "الأحد المقبل", "2019-03-24", "day"),
        ("قال اليوم الأربعاء", "اليوم الأربعاء", "2019-03-20", "day"),
        ("نشره الأسبوع الماضي", "الأسبوع الماضي", "2019-03-11", "week"),
        ("تقريرا الشهر الماضي", "الشهر الماضي", "2019-02", "month"),
        ("بعد إخراجه هذا العام", "هذا العام", "2019", "year"),
        ("على المنطقة قبل يومين", "قبل يومين", "2019-03-18", "day"),
        ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2019-03-17", "day"),
        ("قبل 3 أشهر", "قبل 3 أشهر", "2018-12", "month"),
        ("قبل عامين", "قبل عامين", "2017", "year"),
        ("في 25 مارس الجاري", "25 مارس الجاري", "2019-03-25", "day"),
    ],
)
def test_arabic_dates(text, quoted, value, resolution):
    assert values(text) == [(quoted, value, resolution)]


@pytest.mark.parametrize(
    ("text", "quoted", "value", "resolution"),
    [
        ("on March 19, 2019, troops", "March 19, 2019", "2019-03-19", "day"),
        ("on 19 March", "19 March", "2019-03-19", "day"),
        ("the 5th of March 2018", "5th of March 2018", "2018-03-05", "day"),
        ("on 19/3/2019", "19/3/2019", "2019-03-19", "day"),
        ("on 2019-03-19", "2019-03-19", "2019-03-19", "day"),
        ("said yesterday that", "yesterday", "2019-03-19", "day"),
        ("on Tuesday", "Tuesday", "2019-03-19", "day"),
        ("last Wednesday", "last Wednesday", "2019-03-13", "day"),
        ("next Friday", "next Friday", "2019-03-22", "day"),
        ("last week", "last week", "2019-03-11", "week"),
        ("last December", "last December", "2018-12", "month"),
        ("two days ago", "two days ago", "2019-03-18", "day"),
        ("since 2011", "2011", "2011", "year"),
    ],
)
def test_english_dates(text, quoted, value, resolution):
    assert values(text, "en") == [(quoted, value, resolution)]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("le 3 février 2019", "fr", "2019-02-03"),
        ("el 3 de febrero de 2019", "es", "2019-02-03"),
        ("3 Şubat 2019", "tr", "2019-02-03"),
        ("3 февраля 2019 года", "ru", "2019-02-03"),
        ("۲۹ اسفند ۱۳۹۷", "fa", "2019-03-20"),
        ("دیروز", "fa", "2019-03-19"),
        ("2019-02-03", "sw", "2019-02-03"),
    ],
)
def test_other_languages_by_their_names(text, language, value):
    assert [found[1] for found in values(text, language)] == [value]


@pytest.mark.parametrize(
    "text", ["أمس الجمعة", "هذا العام", "الأسبوع الماضي", "قبل يومين", "في 19 دجنبر", "الشهر الماضي"]
)
def test_without_a_publication_date_nothing_is_guessed(text):
    assert [found[1:] for found in values(text, published=None)] == [(None, None)]


def test_an_undated_article_that_names_its_year_has_its_months_in_it():
    text = "شهد عام 2017 أحداثا منذ بدايتها في 2015، في تموز/يوليو، حتى نهاية العام 2017."
    assert ("تموز/يوليو", "2017-07", "month") in values(text, published=None)


@pytest.mark.parametrize(
    ("text", "language"), [("3/4/2019", "en"), ("in April", "en"), ("في نيسان", "ar"), ("25 مارس", "ar")]
)
def test_what_could_be_two_dates_stays_unresolved(text, language):
    assert [found[1:] for found in values(text, language)] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مارس ضغوطا على الحكومة", "ar"),
        ("في اليوم التالي", "ar"),
        ("جندي 2015", "ar"),
        ("It may rain", "en"),
        ("They march on", "en"),
        ("2,015 men", "en"),
        ("2019-13-45", "en"),
        ("version 3.11.7", "en"),
    ],
)
def test_what_is_no_date(text, language):
    assert values(text, language) == []


PIECES = (
    "أمس الجمعة 19 (3 تشرين الثاني 2017) حزيران / - يونيو قبل يومين في 2015 ـ ً March 19, last ago 99999999999 ٣"
).split(" ")


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map(" ".join),
    st.sampled_from(["ar", "en", "fa", "fr", "und"]),
    st.sampled_from([None, "2019-03-20", "0001-01-01", "9999-12-31", "nonsense"]),
)
@settings(max_examples=300, deadline=None)
def test_offsets_quote_the_text_and_values_have_their_form(text, language, published):
    end = 0
    for found in find_dates(text, language, published, NAMES):
        assert text[found.start : found.end] == found.text != ""
        assert found.start >= end
        end = found.end
        assert (found.value is None) == (found.resolution is None)
        if found.value:
            forms = {
                "day": r"\d{4}-\d\d-\d\d",
                "week": r"\d{4}-\d\d-\d\d",
                "month": r"\d{4}-\d\d",
                "year": r"\d{4}",
            }
            assert re.fullmatch(forms[found.resolution], found.value)


@pytest.mark.parametrize(
    "piece", ["1 ", "قبل ", "2019-", "الجمعة ", "19 من من ", "تشرين ", "الجمعة (", "last "]
)
def test_time_is_linear_in_length(piece):
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    find_dates(text, "en" if piece.isascii() else "ar", WEDNESDAY, NAMES)
    assert time.process_time() - began < 2
