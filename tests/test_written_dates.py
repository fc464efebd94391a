"""Dates in words and figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.loaders.written_dates import load_date_names
from streams.written_dates import dates_in, persian_date

NAMES = load_date_names()


def found(text):
    return [(text[f.start : f.end], f.value.isoformat()) for f in dates_in(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 5 June 2019.", [("5 June 2019", "2019-06-05")]),
        ("June 5, 2019", [("June 5, 2019", "2019-06-05")]),
        ("5 حزيران/ يونيو 2017", [("5 حزيران/ يونيو 2017", "2017-06-05")]),
        ("۱۳۹۷/۱۲/۲۹", [("۱۳۹۷/۱۲/۲۹", "2019-03-20")]),
        ("31/12/2019", [("31/12/2019", "2019-12-31")]),
        ("12/31/2019", [("12/31/2019", "2019-12-31")]),
        ("03.04.2019", [("03.04.2019", "2019-04-03")]),
        ("le 03/04/2019", [("03/04/2019", "2019-04-03")]),
        ("Updated 03/04/2019", []),
        ("31 فبراير 2019", []),
        ("June 2019", []),
        ("call 5550 20190 12345", []),
    ],
)
def test_dates_are_read(text, expected):
    assert expected == found(text)


@given(st.dates(date(1921, 3, 21), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    english = f"{day.day} {day:%B} {day.year}"
    arabic = f"{day.day} {['يناير', 'شباط', 'مارس', 'نيسان', 'ماي', 'حزيران', 'جويلية', 'آب', 'أيلول', 'تشرين الأول', 'نونبر', 'كانون الأول'][day.month - 1]} {day.year}"  # noqa: E501
    for text in (english, arabic, day.isoformat(), f"{day.day:02}.{day.month:02}.{day.year}"):
        assert [(text, day.isoformat())] == found(text)


def test_persian_years_follow_each_other_without_a_gap():
    days = [
        persian_date(year, month, day)
        for year in range(1300, 1440)
        for month in range(1, 13)
        for day in range(1, 32)
        if _exists(year, month, day)
    ]
    assert [days[0] + timedelta(days=n) for n in range(len(days))] == days


def _exists(year, month, day):
    try:
        persian_date(year, month, day)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("persian", "gregorian"),
    [((1357, 11, 22), "1979-02-11"), ((1399, 12, 30), "2021-03-20"), ((1400, 1, 1), "2021-03-21")],
)
def test_known_days_are_converted(persian, gregorian):
    assert gregorian == persian_date(*persian).isoformat()
