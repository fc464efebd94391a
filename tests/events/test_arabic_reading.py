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
        pytest.param("وبين المتحدث أن الجيش قصف البلدة أمس.", "المتحدث", id="made clear that"),
        pytest.param("وقال شهود إن الجيش قصف البلدة أمس.", "شهود", id="witnesses"),
    ],
)
def test_who_says_so(text: str, source: str | None) -> None:
    [said] = {candidate.attribution and candidate.attribution.text for candidate in _read(text).values()}
    assert said == source
