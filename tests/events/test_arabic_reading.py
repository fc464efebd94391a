"""What reading candidates against their sources found wrong in Arabic, each kind on a sentence of its own."""

from dataclasses import replace

import pytest

from config.loaders.events import load_event_resources
from streams.events.extractor import ArticleContext, EventExtractor
from streams.records.event import EventCandidate

RESOURCES = load_event_resources()
EXTRACTOR = EventExtractor(
    replace(
        RESOURCES,
        lexicons={code: replace(lexicon, strict=frozenset()) for code, lexicon in RESOURCES.lexicons.items()},
    )
)
"""Without strict weights: whether a mention is enough by itself is tested elsewhere."""


def _read(text: str, published_at: str | None = "2024-05-14") -> dict[str, EventCandidate]:
    """Candidates by the words of their triggers."""
    found = EXTRACTOR.extract(text, ArticleContext("article", None, None, published_at, "ar"))
    return {candidate.trigger.text: candidate for candidate in found}


def _parties(text: str, trigger: str) -> tuple[list[str], list[str]]:
    candidate = _read(text)[trigger]
    return [each.text for each in candidate.actors], [each.text for each in candidate.recipients]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        pytest.param(
            "تمكنت قوات الجيش من استعادة السيطرة على مدينة الكرمة أمس.",
            "استعادة السيطرة",
            ["قوات الجيش"],
            ["مدينة الكرمة"],
            id="who was able to",
        ),
        pytest.param(
            "قال التحالف إن قوات الجيش حاولت اقتحام البلدة.",
            "اقتحام",
            ["قوات الجيش"],
            ["البلدة"],
            id="who tried to",
        ),
        pytest.param(
            "هاجمت قوات الحكومة المدينة وأعلنت سيطرتها على مطار البلدة.",
            "سيطرتها",
            ["قوات الحكومة"],
            ["مطار البلدة"],
            id="its control is that of who acted before",
        ),
        pytest.param(
            "تقلصت المناطق التي تسيطر عليها القوات الحكومية.",
            "تسيطر",
            ["القوات الحكومية"],
            ["المناطق"],
            id="a verb that no table has is no part of a phrase",
        ),
        pytest.param(
            "لم يتبق سوى مئات المقاتلين يتحصنون في البلدة.",
            "يتحصنون",
            ["المقاتلين"],
            [],
            id="a verb in the plural has its subject before it",
        ),
        pytest.param(
            "وقتلت القوات العراقية خمسة مسلحين عندما اقتحمت المخيم.",
            "اقتحمت",
            ["القوات العراقية"],
            ["المخيم"],
            id="a place is stormed and storms nothing",
        ),
        pytest.param(
            "وقالت الشرطة إن حافلة للجيش دهست متظاهرا في العاصمة.",
            "دهست",
            ["حافلة للجيش"],
            ["متظاهرا"],
            id="an accusative is no subject",
        ),
        pytest.param(
            "وقالت الوكالة إن معارك عنيفة تدور في مدينة الكرمة بين قوات الجيش والمسلحين.",
            "معارك",
            ["قوات الجيش", "والمسلحين"],
            ["قوات الجيش", "والمسلحين"],
            id="a fight rages somewhere between",
        ),
        pytest.param(
            "أجرى الوزير المصري مباحثات مع الحكومة السودانية أمس.",
            "مباحثات",
            ["الوزير المصري"],
            ["الحكومة السودانية"],
            id="talks with another",
        ),
        pytest.param(
            "تمكنت الشرطة من القبض على المتهم الهارب.",
            "القبض على",
            ["الشرطة"],
            ["المتهم الهارب"],
            id="the arrest of",
        ),
        pytest.param(
            "أطلقت الشرطة قنابل الغاز لتفريق المتظاهرين في الميدان.",
            "لتفريق",
            ["الشرطة"],
            ["المتظاهرين"],
            id="fired gas to disperse",
        ),
        pytest.param(
            "قال الوزير الأميركي إن قائد الحركة ظهر السبت وتوعد بتحدي السياسات الأميركية.",
            "وتوعد",
            ["قائد الحركة"],
            [],
            id="what somebody threatens with does not threaten",
        ),
        pytest.param(
            "هاجم مسلحون من قبيلة الشمر العديد من المواقع الأمنية.",
            "هاجم",
            ["مسلحون من قبيلة الشمر"],
            ["المواقع الأمنية"],
            id="a tribe's gunmen, and many of",
        ),
        pytest.param(
            "ويتهم حلفاء تركيا الحكومة العراقية.",
            "ويتهم",
            ["حلفاء تركيا"],
            ["الحكومة العراقية"],
            id="a state's name is no accusative",
        ),
        pytest.param(
            "وجاء ذلك منذ ظهور التنظيم المتطرف الذي يسيطر على المدينة.",
            "يسيطر",
            ["التنظيم المتطرف"],
            ["المدينة"],
            id="whom a relative clause is about",
        ),
        pytest.param(
            "ألقت قوات الأمن القبض على مقاتلين على صلة بهجوم وقُتل فيه أربعة جنود.",
            "وقُتل",
            [],
            ["جنود"],
            id="a joined passive has its own victims",
        ),
    ],
)
def test_who_did_it_to_whom(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    assert _parties(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("قالت وزارة العدل إن فرقة من الشرطة وصلت.", "فرقة", id="a letter that is no pronoun"),
        pytest.param("أشاد الوزير السوري بوزارة العدل عن عملها.", "العدل", id="an article before a verb"),
        pytest.param("نشرت الصحف التركية صور القتلى أمس.", "نشرت", id="published, not deployed"),
        pytest.param("تواجه الحكومة العراقية ضغوطا مع سقوط قتلى.", "تواجه", id="faces pressure"),
        pytest.param("تراجعت الليرة التركية أمام الدولار أمس.", "تراجعت", id="a currency"),
        pytest.param("نحتفل بالنصر مع عائلات قتلانا وجرحانا.", "قتلانا", id="our dead"),
        pytest.param("حذر الجيش الأميركي من أن التنظيم ما زال قويا.", "حذر", id="a warning of is no threat"),
    ],
)
def test_what_is_no_event(text: str, trigger: str) -> None:
    assert trigger not in _read(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param('وأضاف لرويترز "قصف الجيش البلدة أمس".', None, id="whom he told"),
        pytest.param(
            "اندلعت اشتباكات بين محتجين وقوات الأمن في العاصمة.", None, id="between is not made clear"
        ),
        pytest.param("قصف الجيش البلدة وأعلن تشكيل حكومة.", None, id="what was announced"),
        pytest.param("قصف الجيش البلدة بحسب المصدر نفسه.", "المصدر نفسه", id="the same source"),
        pytest.param("قصف الجيش البلدة بحسب ما أفاد مسؤول محلي.", "مسؤول محلي", id="what an official said"),
        pytest.param("وبين المتحدث أن الجيش قصف البلدة أمس.", "المتحدث", id="made clear that"),
        pytest.param("وقال شهود إن الجيش قصف البلدة أمس.", "شهود", id="witnesses"),
    ],
)
def test_who_says_so(text: str, source: str | None) -> None:
    [said] = {candidate.attribution and candidate.attribution.text for candidate in _read(text).values()}
    assert said == source


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        pytest.param(
            "قتل مسلحون جنديا في أعنف هجوم منذ أن دخلت القوات المدينة في 2015.", "قتل", None, id="since"
        ),
        pytest.param(
            "تسيطر القوات الحكومية على البلدة منذ عام 2019.", "تسيطر", None, id="a state since a year"
        ),
        pytest.param(
            "قصف الجيش البلدة الجمعة بعدما كان المسلحون يسيطرون عليها عام 2014.",
            "قصف",
            "2024-05-10",
            id="the year of another clause",
        ),
        pytest.param(
            "قتلت الحملة منذ بدايتها في 2023 عشرات الجنود.", "قتلت", "2023", id="since its beginning"
        ),
        pytest.param("قتل مسلحون جنديا في شارع 14 تموز.", "قتل", None, id="a street's name"),
        pytest.param("قتل مسلحون جنديا في 14 نيسان.", "قتل", "2024-04-14", id="a day"),
        pytest.param("قتل مسلحون جنديا البارحة الأولى.", "قتل", "2024-05-12", id="the night before last"),
    ],
)
def test_when(text: str, trigger: str, value: str | None) -> None:
    date = _read(text)[trigger].date
    assert (date.value if date else None) == value


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        pytest.param("وكان مسلحون متشددون يهاجمون القرية.", "يهاجمون", "asserted", id="was going on"),
        pytest.param("وكان المتمردون يسيطرون على المدينة.", "يسيطرون", "historical", id="used to hold"),
        pytest.param("لا يسيطر التنظيم سوى على البلدة.", "يسيطر", "asserted", id="holds but one town"),
        pytest.param("لا يسيطر التنظيم على البلدة.", "يسيطر", "negated", id="does not hold"),
        pytest.param(
            "وقال القائد إن المعارك لم تنته بعد بين الجيش والمتمردين في المدينة.",
            "المعارك",
            "asserted",
            id="not over yet",
        ),
        pytest.param(
            "وقال القائد إن القوات ربما ترفع العلم وسط المدينة خلال يومين وتقتحم البلدة.",
            "وتقتحم",
            "hypothetical",
            id="may raise the flag and storm",
        ),
        pytest.param("وكادت حافلة للجيش تدهس متظاهرا في المدينة.", "تدهس", "hypothetical", id="almost"),
    ],
)
def test_whether_it_happened(text: str, trigger: str, status: str) -> None:
    assert _read(text)[trigger].status == status


def test_the_bank_of_a_river_is_no_territory() -> None:
    text = "قتل مسلحون جنديا في بلدة على الضفة الغربية لنهر الفرات في سوريا."
    assert "West Bank" not in {place.name for place in _read(text)["قتل"].locations}
    text = "قتل مسلحون جنديا في بلدة في الضفة الغربية أمس."
    assert "West Bank" in {place.name for place in _read(text)["قتل"].locations}


def test_a_place_before_the_sentence_is_one_of_the_country_that_the_article_is_about() -> None:
    text = "وصل الوفد إلى حلب وحمص في سوريا قادما من باريس. وقتل مسلحون جنديا أمس."
    assert ["SY"] == [place.country for place in _read(text)["وقتل"].locations]


def test_an_attack_has_what_became_of_those_counted_from_the_killing_beside_it() -> None:
    events = _read("وشهدت المدينة إطلاق النار في مطعم قتل فيه 12 شخصا.")
    assert ["killed"] == [number.what for number in events["إطلاق النار"].numbers]


def test_an_accident_is_no_attack() -> None:
    assert _read("قتل خمسة أشخاص وأصيب سبعة جنود في حادث سير قرب المدينة.") == {}


def test_what_holds_a_place_is_not_who_takes_it() -> None:
    text = "قالت قوات الحكومة إنها دخلت بلدة يسيطر عليها التنظيم بعد أن انتزعت السيطرة على الجسر."
    assert _parties(text, "انتزعت السيطرة") == (["قوات الحكومة"], ["الجسر"])


def test_members_are_of_the_sector_of_what_they_belong_to() -> None:
    [actor] = _read("قتل أفراد القوات الأميركية مدنيا في القرية.")["قتل"].actors
    assert (actor.sector, actor.country) == ("MIL", "US")


def test_two_states_support_a_third_party() -> None:
    text = "وقال الوزير: تدعم تركيا وروسيا حكومة البلاد."
    assert _parties(text, "تدعم") == (["تركيا", "وروسيا"], ["حكومة البلاد"])
