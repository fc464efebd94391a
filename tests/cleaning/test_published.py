"""The article's own date, and only that."""

import pytest

from config.loaders.pipeline import build_text_cleaner

CLEANER = build_text_cleaner()
STORY = "\n".join(
    [
        "The council voted on Thursday to rebuild the market hall that burned down in the spring.",
        "Traders had asked for a decision before the autumn, when the lease of their tents runs out.",
        "Construction should begin in October and take about a year, the mayor told reporters.",
    ]
)


def date_of(text):
    return CLEANER.clean_text(text).published_at


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("نشر في هسبريس يوم 20 - 03 - 2019", "2019-03-20"),
        ("السبت 25 ذو القعدة 1436هـ - 9 سبتمبر 2015م", "2015-09-09"),
        ("آخر تحديث: ٥ كانون الثاني/يناير ٢٠٢٠", "2020-01-05"),
        ("تاريخ النشر: 12 غشت 2018", "2018-08-12"),
        ("تاریخ انتشار: ۲۹ اسفند ۱۳۹۷ - ۱۰:۲۰", "2019-03-20"),
        ("Published: Tuesday, November 19, 2019 08:38 AM", "2019-11-19"),
        ("By Ann Lee | 3rd of May, 2021", "2021-05-03"),
        ("Publié le 1er mars 2021 à 10h15", "2021-03-01"),
        ("20 de marzo de 2019", "2019-03-20"),
        ("Yayınlanma: 16 Ağustos 2021 10:45", "2021-08-16"),
        ("Опубликовано 7 октября 2019 г., 12:30", "2019-10-07"),
        ("2019-03-20T10:00:00Z", "2019-03-20"),
    ],
)
def test_a_date_line_above_the_body_gives_the_date(line, expected):
    assert expected == date_of(f"The market hall will be rebuilt\n{line}\n{STORY}")


def test_a_date_line_below_the_body_gives_the_date():
    assert "2019-11-19" == date_of(
        f"The market hall will be rebuilt\n{STORY}\nFirst published: November 19, 2019"
    )


def test_the_first_publication_counts_before_an_update():
    text = f"The market hall will be rebuilt\nUpdated 21 June 2020\nPublished 19 June 2020\n{STORY}"
    assert "2020-06-19" == date_of(text)


def test_a_dateline_gives_the_date():
    assert "2019-03-20" == date_of(f"BRISTOL, March 20, 2019 (Wire) - {STORY}")


def test_a_weekday_with_the_date_in_brackets_is_how_agencies_write_today():
    assert "2017-11-03" == date_of(
        "أعلن الجيش النصر، الجمعة (3 تشرين الثاني 2017)، بعد أيام من القتال.\n" + STORY
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The hall had been opened on 4 June 1987 by the mayor of the time.",
        "أعلن الجيش النصر، الخميس (3 تشرين الثاني 2017)، بعد أيام من القتال.",
        "He was arrested on Friday, 3 November 2017, and released a day later.",
        "The law (passed on 3 November 2017) has not been applied yet.",
    ],
)
def test_a_date_inside_the_story_does_not(sentence):
    assert date_of(f"{STORY}\n{sentence}\n{STORY.lower()}") is None


def test_the_date_of_another_story_does_not():
    assert date_of(f"{STORY}\nRelated articles\nFire in the old mill\n") is None
