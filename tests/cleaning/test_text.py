"""What the rules promise about single texts."""

import time

import pytest

from config.loaders.pipeline import build_text_cleaner
from streams.cleaning import TextCleaner
from streams.cleaning.text import MOST_LINES, tidy
from tests.cleaning.strategies import SENTENCES

CLEANER = build_text_cleaner()
STORY = "\n".join(
    [
        "The council voted on Thursday to rebuild the market hall that burned down in the spring.",
        "Traders had asked for a decision before the autumn, when the lease of their tents runs out.",
        "Construction should begin in October and take about a year, the mayor told reporters.",
    ]
)


def kept(text, **record):
    return CLEANER.clean_text(text, **record).text


def removed(text, **record):
    return {text[s.start : s.end]: (s.kind, s.rule) for s in CLEANER.clean_text(text, **record).removed}


ALONE = ["Share", "المزيد:", "© 2019", "1", "…", "\u202eabc\u202c \x00", "𠀋", "a|b"]


@pytest.mark.parametrize("text", [*SENTENCES, *ALONE])
def test_a_single_line_is_kept_whole(text):
    assert text == kept(text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_two_sentences_are_kept(sentence):
    other = "A second sentence stands on a line of its own here."
    assert f"{sentence}\n\n{other}" == kept(f"{sentence}\n{other}")


def test_a_headline_with_one_sentence_is_kept():
    assert "Market hall to be rebuilt\n\nThe council voted on Thursday." == kept(
        "Market hall to be rebuilt\nThe council voted on Thursday."
    )


def test_a_list_of_links_holds_no_body():
    assert "" == kept("\n".join(["Home", "News", "Sport", "Weather", "Contact us", "About us"]))


def test_a_strip_of_headlines_alone_holds_no_body():
    assert "" == kept("    ".join(f"Headline number {n} of the day" for n in range(30)))


def test_sentences_between_headlines_of_a_strip_are_kept():
    sentence = STORY.replace("\n", " ")
    assert sentence == kept(
        "    ".join([*(f"Headline {n}" for n in range(9)), sentence, "Next story", "Last one"])
    )


def test_wide_spaces_in_a_paragraph_are_no_strip():
    text = STORY.replace("\n", "   ")
    assert " ".join(text.split()) == kept(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "واعرب المؤتمر عن قناعته بان التضامن قاعدة   لتعزيز قدرات الدول وهو الاداة   لتوحيد الامة   وتوفير التنمية.",
        "صدر القرار بتاريخ 27 / 8 / 1412 هـ ونشر في 9 / 10 / 1436 هـ في الجريدة الرسمية.",
        "The fee is 0.2·0.9 per cent in cities·towns·provinces, the ministry said.",
        "Police | fire brigade | ambulance: all three were on the scene within minutes.",
    ],
)
def test_a_sentence_with_separators_in_it_is_kept(sentence):
    assert " ".join(sentence.split()) == kept(sentence)
    assert " ".join(sentence.split()) in kept(f"{STORY}\n{sentence}\n{STORY.lower()}")


def test_a_telegram_of_short_lines_keeps_its_paragraphs():
    first = "The prince sent a cable of thanks to the president as he left the country, in which he said:"
    greeting = "Your Excellency\nPresident of the Republic\nPeace be upon you"
    assert first in kept(f"{first}\n{greeting}\n{STORY}")


def test_a_text_without_full_stops_is_kept():
    text = "\n".join(
        [
            "قتل 12 شخصا على الأقل في تفجير انتحاري استهدف سوقا شعبية شمالي المدينة، حسبما أفادت مصادر أمنية وطبية",
            "وأضافت المصادر أن عدد الجرحى تجاوز 30 شخصا، بعضهم في حالة خطيرة بسبب الحريق",
            "ولم تعلن أي جهة مسؤوليتها عن الهجوم",
        ]
    )
    assert text.replace("\n", "\n\n") == kept(
        f"وكالة النهر\n{text}\nشارك هذا الخبر\nالمزيد:\n- خبر آخر من المدينة"
    )


def test_a_brief_of_short_lines_is_kept():
    text = "Two killed in blast\nTwo people were killed\nPolice are investigating"
    assert text.replace("\n", "\n\n") == kept(text)


def test_verse_is_kept():
    verse = "The sails come home,\nthe harbour sleeps,\nno lantern burns,\nthe old man weeps."
    assert verse.replace("\n", "\n\n") == kept(verse)


def test_a_teaser_cut_off_under_a_label_is_related():
    teaser = "- Fire in the old mill The fire brigade was called early on Sunday when neighbours saw smo..."
    assert ("related", "related-list") == removed(f"{STORY}\nRelated articles:\n{teaser}")[teaser]


def test_the_story_goes_on_behind_a_related_link():
    assert 3 == kept(STORY.replace("\n", "\nRead more: Fire in the old mill\n")).count("\n\n") + 1


def test_a_headline_of_another_story_needs_no_label():
    story = [line + " Nobody in the packed chamber objected to that plan." for line in STORY.splitlines()]
    other = "Volcano awakens near Reykjavik after decades"
    own = "Traders wait for the new hall"
    found = removed("\n".join([story[0], other, story[1], own, story[2]]))
    assert {other: ("related", "foreign-headline")} == found


def test_the_given_title_is_removed_where_the_text_repeats_it():
    found = removed(f"Market hall to be rebuilt\nNews\n{STORY}", title="Market hall to be rebuilt")
    assert ("title", "title-line") == found["Market hall to be rebuilt"]


def test_the_source_names_its_own_lines():
    assert ("byline", "outlet-and-place") == removed(f"Tageblatt | Rom\n{STORY}", source="tageblatt")[
        "Tageblatt | Rom"
    ]


def test_comments_end_the_article():
    story = "\n".join(
        f"In part {n} of the report, {line.lower()}" for n in range(4) for line in STORY.splitlines()
    )
    comments = "\n".join(
        f"Reader {n}\nI have been saying this for {n} years and nobody listens." for n in range(40)
    )
    assert story.replace("\n", "\n\n") == kept(f"{story}\n40 comments\n{comments}")


def test_odd_characters_are_kept():
    odd = "The \u202bcouncil\u202c voted\u200f on \x00 Thursday \ufeff to rebuild it, u\u0301\u0301 said."
    assert odd in kept(f"{STORY}\n{odd}")


def test_white_space_is_tidied():
    assert "a b c\n\nd e" == kept("  a\u00a0\tb \u3000 c \r\n\r\n\u2028d  e\n")


def test_without_any_wording_shape_still_counts():
    text = f"Home\nNews\nSport\nMarket hall to be rebuilt\n{STORY}\nWeather\nContact"
    clean = TextCleaner().clean_text(text)
    assert (STORY.replace("\n", "\n\n"), "Market hall to be rebuilt") == (clean.text, clean.title)


REPORT = "\n".join(
    f"In part {n} of the report, {line.lower()}" for n in range(5) for line in STORY.splitlines()
)
MENU = "\n".join(f"Section {'abcdefghijklmnopqrstuvwxyzabcdefghijklmn'[n]}" for n in range(40))


@pytest.mark.parametrize(
    "caption",
    [
        (
            "Traders carry what is left of their stalls out of the burned market hall, while firefighters look for "
            "embers under the roof that came down in the night and residents watch. Lena Brandt / AP file"
        ),
        (
            "Firefighters look for embers under the fallen roof of the market hall in the old town after the fire "
            "that took the brigade most of the night to put out. (Lena Brandt/The Daily Post via AP)"
        ),
        (
            "The hall before the fire, seen from the bridge that the council closed to cars last year and that the "
            "traders use to bring in what they sell in the early morningCredit: Lena Brandt"
        ),
        (
            "The hall in spring, with the tents of the traders who have no stall inside and the trees that the fire "
            "killed in a single night behind them. Photograph: Press Service via Getty"
        ),
    ],
)
def test_a_caption_that_reads_as_a_sentence_is_told_by_its_credit(caption):
    assert {caption: ("other", "credit")} == removed(f"{STORY}\n{caption}\n{REPORT}")


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "The council declined to comment on the plan when asked about it in the corridor, and so did the mayor "
            "and every one of the traders we met. (Reuters)"
        ),
        (
            "The council will now ask three architects for a plan of the hall, which it says has to be as cheap as the "
            "old one and half as high, by train and/or by road."
        ),
    ],
)
def test_a_sentence_with_an_agency_or_a_stroke_at_its_end_is_no_caption(sentence):
    assert sentence in kept(f"{STORY}\n{sentence}\n{REPORT}")


def test_comments_are_told_by_their_times_without_a_label():
    comments = "\n".join(
        f"Reader {'abcde'[n]}\nMay {n + 3}, 2019 at {n + 1}:17 pm\nI have said so all along, and the council never "
        "listened to any of us who work there every day of the week."
        for n in range(5)
    )
    assert REPORT.replace("\n", "\n\n") == kept(f"{MENU}\n{REPORT}\n{comments}")


def test_an_author_presented_under_a_heading_is_no_part_of_the_story():
    author = (
        "Before she came to this paper, Lena Brandt wrote about towns and markets for a weekly in Bremen."
    )
    text = f"{MENU}\nMarket hall to be rebuilt\nBy Lena Brandt, May 3, 2019\n{REPORT}\nAbout Lena Brandt\n{author}"
    assert REPORT.replace("\n", "\n\n") == kept(text)
    assert author in kept(text.replace("By Lena Brandt, ", ""))


def test_an_author_is_presented_by_a_name_that_the_story_does_not_have():
    author = "Lena Brandt writes about towns and markets for this paper, and lives in Bremen with two cats."
    head = "Market hall to be rebuilt\nLena Brandt\nMay 3, 2019"
    text = (
        f"{MENU}\n{head}\n{REPORT}\n{author}\nOur pages are read in four countries, and have been for years."
    )
    assert REPORT.replace("\n", "\n\n") == kept(text)
    assert author in kept(text.replace("the mayor told reporters.", "Lena Brandt said."))


def test_a_table_of_results_belongs_to_the_story():
    table = "Runner\nTime\n" + "\n".join(
        f"Runner of club {'abcdefgh'[n]}\n{31 + n}\n2:{n}4" for n in range(8)
    )
    text = f"{MENU}\n{REPORT}\n{table}\n{STORY}"
    assert f"{REPORT}\n{table}\n{STORY}".replace("\n", "\n\n") == kept(text)


def test_a_small_table_is_kept_between_sentences_only():
    table = "Runner\nTime\n" + "\n".join(
        f"Runner of club {'abcdefgh'[n]}\n{31 + n}\n2:{n}4" for n in range(3)
    )
    inside, outside = f"{REPORT}\n{table}\n{STORY}", f"{REPORT}\n{table}"
    assert inside.replace("\n", "\n\n") == kept(f"{MENU}\n{inside}\n{MENU.lower()}")
    assert REPORT.replace("\n", "\n\n") == kept(f"{MENU}\n{outside}\n{MENU.lower()}")


def test_a_table_of_results_alone_is_a_body():
    table = "\n".join(f"{n + 1}.\nRunner of club {'abcdefgh'[n % 8]}\n2:{n}4" for n in range(20))
    assert table.replace("\n", "\n\n") in kept(f"{MENU}\nShare\n{table}\nShare")


def test_an_archive_with_counts_is_no_table():
    archive = "\n".join(f"Month {'abcdefghijklmnopqrst'[n]} ({n + 40})" for n in range(20))
    assert REPORT.replace("\n", "\n\n") == kept(f"{MENU}\n{REPORT}\n{archive}")


HOSTILE = {
    "one word": "ا" * 5_000_000,
    "lines": "".join(f"سطر {n} share\n" for n in range(MOST_LINES)),
    "short lines": "a\n" * 2_500_000,
    "labels": "Related articles:\n" * MOST_LINES,
    "sentences": "".join(f"The council voted on the {n}th motion. " * 6 + "\n" for n in range(MOST_LINES)),
    "notices": "".join(f"{n}: sign up, click here, your email. " * 6 + "\n" for n in range(MOST_LINES)),
    "headlines": "".join(f"Volcano {n} awakens near Reykjavik\n{STORY}\n" for n in range(MOST_LINES // 4)),
    "credits": ("Ab Cd/E" * 35 + "\n") * MOST_LINES,
    "comments": f"May 3, 2019 at 3:17 pm\n{STORY[:87]}\n" * (MOST_LINES // 2),
    "authors": "By Lena Brandt\nLena Brandt is\n" * (MOST_LINES // 2),
    "cells": "1\n2\nab\n" * (MOST_LINES // 3),
    "combining marks": "a" + "\u0301" * 4_000_000,
    "wide spaces": "a   " * 1_250_000,
    "bars": "a|" * 2_500_000,
    "lines of bars": ("ab | " * 50 + "\n") * MOST_LINES,
    "years": "2019 " * 1_000_000,
    "dates": "1-1-2019 x\n" * MOST_LINES,
    "brackets": "(" * 5_000_000,
    "blank": "\n" * 5_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_no_long_time(name):
    started = time.process_time()
    CLEANER.clean_text(HOSTILE[name], title="Title", source="source")
    assert time.process_time() - started < 2.5  # 1 s on an idle machine


def test_a_text_of_very_many_lines_is_kept_whole():
    menu = "Home\nNews\nSport\n" * (MOST_LINES // 3)
    assert ("", tidy(menu + "Home\n" * 3)) == (kept(menu), kept(menu + "Home\n" * 3))
