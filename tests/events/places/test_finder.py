"""Places in articles."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.events.places import PlaceFinder


def found(finder: PlaceFinder, text: str, language: str = "ar") -> list[tuple[str, str | None]]:
    return [(place.text, place.country) for place in finder.find(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيطر الجيش على الموصل والرقة.", [("الموصل", "IQ"), ("الرقة", "SY")]),
        ("وصلت القوات إلى مشارف البوكمال في سوريا.", [("البوكمال", "SY"), ("سوريا", "SY")]),
        ("انسحبوا من المنطقة للباغوز وبدير الزور قتال.", [("باغوز", "SY"), ("دير الزور", "SY")]),
        ("هجوم في قضاء القائم غربي العراق.", [("القائم", "IQ"), ("العراق", "IQ")]),
        ("نزوح من ريف حلب الشرقي.", [("ريف حلب الشرقي", "SY")]),
        ("عملية تمشيط صحراء الأنبار في العراق.", [("صحراء الأنبار", "IQ"), ("العراق", "IQ")]),
        ("قصفت الطائرات صنعاء وتعز في اليمن.", [("صنعاء", "YE"), ("تعز", "YE"), ("اليمن", "YE")]),
        ("اشتباكات في طرابلس شمالي لبنان.", [("طرابلس", "LB"), ("لبنان", "LB")]),
        ("اشتباكات في طرابلس غربي ليبيا.", [("طرابلس", "LY"), ("ليبيا", "LY")]),
        ("نزح السكّان من مدينة الفَلُّوجة في العِراق.", [("الفَلُّوجة", "IQ"), ("العِراق", "IQ")]),
        ("تقدم الجيش السوري في حي العمال بمدينة دير الزور.", [("حي العمال", "SY"), ("دير الزور", "SY")]),
    ],
)
def test_arabic_names_with_their_proclitics_and_nouns(finder, text, expected):
    assert found(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops entered Mosul and Raqqa.", [("Mosul", "IQ"), ("Raqqa", "SY")]),
        ("A bomb exploded in Tripoli, Lebanon.", [("Tripoli", "LB"), ("Lebanon", "LB")]),
        ("Clashes near Deir ez-Zor in Syria.", [("Deir ez-Zor", "SY"), ("Syria", "SY")]),
        ("Protesters marched in Reading, England.", [("Reading", "GB"), ("England", "GB")]),
        ("Iraqi forces control Anbar province.", [("Anbar", "IQ")]),
        ("The king of Jordan met officials in Turkey.", [("Jordan", "JO"), ("Turkey", "TR")]),
        ("Rebels in Chad attacked the army.", [("Chad", "TD")]),
        (
            "Shelling hit the northern Aleppo countryside in Syria.",
            [("Aleppo countryside", "SY"), ("Syria", "SY")],
        ),
    ],
)
def test_english_names(finder, text, expected):
    assert found(finder, text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال رايان ديلون إن العملية مستمرة.",
        "قال ديلون إن العملية مستمرة.",
        "في لقاء مع قناة دويتش فيلا الألمانية.",
        "ويبقى السؤال القائم بعد ذلك.",
        "هذا هو الحق الذي لا جدال فيه.",
        "نشرت صحيفة الرياض الخبر.",
        "التقى حيدر العبادي بوفد رفيع.",
        "لا بأس بذلك إلى حين.",
    ],
)
def test_no_place_in_a_persons_or_outlets_name_nor_in_common_words(finder, text):
    assert found(finder, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan scored again.",
        "Chad Smith drove home.",
        "Reading is good for children.",
        "The Houston Chronicle reported it.",
        "Paris Hilton arrived.",
    ],
)
def test_no_place_in_english_names_and_words(finder, text):
    assert found(finder, text, "en") == []


def test_excluded_spans_are_left_out(finder):
    text = "اجتمع مجلس الموصل في بغداد."
    start = text.index("الموصل")
    assert [place.text for place in finder.find(text, "ar", [(start, start + 3)])] == ["بغداد"]


def test_a_name_proven_once_is_believed_elsewhere(finder):
    text = "دخلت القوات قضاء القائم في العراق. ثم أحكمت سيطرتها. وبقي القائم هادئا."
    assert [place.text for place in finder.find(text, "ar")].count("القائم") == 2


def test_the_river_is_where_the_article_is(finder):
    syria = finder.find("تراجع المسلحون من الباغوز إلى ضفة نهر الفرات.", "ar")[-1]
    iraq = finder.find("وصلت القوات من الرمادي إلى ضفة نهر الفرات.", "ar")[-1]
    assert (syria.text, syria.country, syria.feature) == ("نهر الفرات", "SY", "river")
    assert iraq.country == "IQ"


def test_a_place_has_coordinates_and_its_geonames_id(finder):
    place = finder.find("انفجار في الموصل.", "ar")[0]
    assert (place.name, place.geonames_id, place.feature) == ("Mosul", 99072, "city")
    assert (round(place.latitude, 1), round(place.longitude, 1)) == (36.3, 43.1)


NAMES = "الموصل والرقة في العراق محمد ريف حلب الشرقي للباغوز قضاء القائم حي العمال Paris Mosul in, . \n ـ ً َ ".split(
    " "
)


@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=5), max_size=30).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_every_offset_quotes_its_text_in_order(finder, text):
    end = 0
    for place in finder.find(text, "ar"):
        assert text[place.start : place.end] == place.text != ""
        assert place.start >= end
        end = place.end


@pytest.mark.parametrize("piece", ["الموصل ", "ر", "ريف ", "Deir ez ", "و", "الْ", "A.", "مدينة الحق "])
def test_time_is_linear_in_length(finder, piece):
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    finder.find(text, "ar")
    assert time.process_time() - began < 8
