"""Sentences written for this project: type, status, who and whom, and what is no event."""

from dataclasses import dataclass

import pytest

from config.loaders.events import load_event_extractor
from streams.events.extractor import ArticleContext
from streams.records.event import EventCandidate

EXTRACTOR = load_event_extractor()


@dataclass(frozen=True)
class Told:
    """What a sentence tells: the first candidate with this type must have the rest."""

    text: str
    type: str
    status: str = "asserted"
    actor: str | None = None
    recipient: str | None = None
    mode: str | None = None


def _events(text: str) -> tuple[EventCandidate, ...]:
    language = "ar" if any("\u0600" < letter < "\u06ff" for letter in text) else "en"
    return EXTRACTOR.extract(text, ArticleContext("article", None, None, "2024-05-14", language))


TOLD = [
    Told("قتل سبعة مدنيين في قصف استهدف حيا سكنيا.", "ASSAULT", recipient="مدنيين"),
    Told("هاجم مسلحون مجهولون مركزا للشرطة.", "ASSAULT", actor="مسلحون مجهولون", recipient="مركزا للشرطة"),
    Told("وقُتل ثلاثة جنود في كمين للمتمردين.", "ASSAULT", recipient="جنود"),
    Told("ألقت الشرطة القبض على خمسة مهربين.", "COERCE", actor="الشرطة", recipient="مهربين", mode="arrest"),
    Told("القوات العراقية حررت مدينة تلعفر.", "COERCE", actor="القوات العراقية", mode="seize"),
    Told("انسحبت القوات الإسرائيلية من البلدة.", "RETREAT", actor="القوات الإسرائيلية", mode="withdraw"),
    Told("أفرجت السلطات عن عشرين معتقلا.", "RETREAT", actor="السلطات", recipient="معتقلا", mode="release"),
    Told("تظاهر آلاف الطلاب أمام البرلمان أمس.", "PROTEST", actor="الطلاب", mode="demo"),
    Told("لم تقصف القوات الحكومية أحياء المدينة أمس.", "ASSAULT", "negated"),
    Told("تخطط القوات العراقية لاستعادة مدينة الموصل.", "COERCE", "planned"),
    Told("ستفرج الحكومة السورية عن مئات المعتقلين.", "AGREE"),
    Told("حمل نحو ثلاثين متظاهرا لافتات أمام الوزارة.", "PROTEST", actor="متظاهرا"),
    Told("خرجت مظاهرات في بنغازي ضد الحكومة.", "PROTEST", mode="demo"),
    Told("أحرق عشرات المتظاهرين سيارات الشرطة أمس.", "PROTEST", mode="riot", actor="المتظاهرين"),
    Told("تظاهر العمال في العاصمة مطالبين الحكومة بحل الأزمة.", "REQUEST", actor="العمال"),
    Told("اعتصم الطلاب أمام الجامعة منددين بالوزير.", "ACCUSE", actor="الطلاب", recipient="بالوزير"),
    Told("وكان المتمردون دخلوا القرية وخطفوا عشرة مزارعين.", "ASSAULT", recipient="مزارعين"),
    Told("ألقى مسلحون القنابل اليدوية على دورية للشرطة.", "ASSAULT", recipient="دورية للشرطة"),
    Told("دارت معارك في حلب بين الجيش من جهة، والمتمردين من جهة أخرى.", "ASSAULT", recipient="والمتمردين"),
    Told("وقتل خمسة أشخاص في اشتباكات دارت أمس بين الجيش والمتمردين.", "ASSAULT", recipient="أشخاص"),
    Told("أسفر الهجوم عن مقتل سبعة أشخاص في السوق.", "ASSAULT", recipient="أشخاص"),
    Told(
        "وقال ضابط إن هجوما بسيارة مفخخة نفذ فجرا ضد ثكنة للجيش في بغداد.", "ASSAULT", recipient="ثكنة للجيش"
    ),
    Told("انفجرت سيارة مفخخة بالقرب من مقر الحكومة.", "ASSAULT", recipient="مقر الحكومة"),
    Told("قصفت طائرات الجيش، أمس، مواقع المتمردين.", "ASSAULT", recipient="مواقع المتمردين"),
    Told(
        "وأعلنت الشرطة مقتل قائد الفصيل العقيد سامر النجار «40 عاما» برصاص مسلحين في حلب.",
        "ASSAULT",
        recipient="قائد الفصيل العقيد سامر النجار",
    ),
    Told("طالب المتظاهرون باستقالة وزير الداخلية.", "REQUEST", recipient="وزير الداخلية"),
    Told("اشتبك مئات المتظاهرين مع الشرطة في العاصمة أمس.", "PROTEST", mode="riot", recipient="الشرطة"),
    Told(
        "نجا قائد الشرطة أمس من محاولة اغتيال في بغداد.", "ASSAULT", mode="targeted", recipient="قائد الشرطة"
    ),
    Told("فجر مسلحون عبوة ناسفة قرب مركز للشرطة.", "ASSAULT", actor="مسلحون", recipient="مركز للشرطة"),
    Told("قتل عشرون وأصيب أربعون في هجوم انتحاري على موكب للحجاج.", "ASSAULT", recipient="موكب للحجاج"),
    Told("أعلنت الوزارة مقتل ثمانية من قوات الأمن في هجوم بالرصاص.", "ASSAULT", recipient="قوات الأمن"),
    Told("أعلن الجيش مقتل جندي فرنسي في انفجار لغم.", "ASSAULT", recipient="جندي فرنسي"),
    Told("تجمع مئات المتظاهرين أمام مبنى البرلمان مطالبين الحكومة بالرحيل.", "PROTEST", recipient="الحكومة"),
    Told("وقتل مسلحون في بغداد ثلاثة جنود.", "ASSAULT", actor="مسلحون", recipient="جنود"),
    Told("نجا قائد الحامية من محاولة اغتيال بعبوة ناسفة.", "ASSAULT", recipient="قائد الحامية"),
    Told("فرضت الشرطة قيودا جديدة على سكان المدينة.", "COERCE", mode="restrict", recipient="سكان المدينة"),
    Told("شن الطيران الحربي غارات على مواقع الحوثيين في صعدة.", "ASSAULT", actor="الطيران الحربي"),
    Told("لقي خمسة من رجال الشرطة مصرعهم في كمين.", "ASSAULT", recipient="رجال الشرطة"),
    Told("أغلق محتجون الطريق الرئيسي في بيروت.", "PROTEST", actor="محتجون", recipient="الطريق الرئيسي"),
    Told("فجر انتحاري سيارة مفخخة أمام مقر للجيش.", "ASSAULT", actor="انتحاري", recipient="مقر للجيش"),
    Told("دخل عمال المصنع أمس في إضراب مفتوح.", "PROTEST", mode="strike", actor="عمال المصنع"),
    Told("وحاصر متظاهرون من حركة «التغيير» مطار بيروت.", "COERCE", recipient="مطار بيروت"),
    Told("Gunmen killed five soldiers on Monday.", "ASSAULT", actor="Gunmen", recipient="soldiers"),
    Told("Five soldiers were killed by gunmen.", "ASSAULT", actor="gunmen", recipient="soldiers"),
    Told("French police arrested two men in Lyon.", "COERCE", actor="French police", mode="arrest"),
    Told("The army has not bombed the town.", "ASSAULT", "negated"),
    Told("Iran may release the hostages.", "RETREAT", "hypothetical"),
    Told("Turkey will release the prisoners.", "AGREE", actor="Turkey"),
    Told("Turkey will expel three diplomats.", "THREATEN", mode="expel"),
    Told("The government demanded that the rebels leave.", "REQUEST", actor="government"),
    Told("Russia and Iran signed a treaty.", "SUPPORT", actor="Russia"),
]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.text)
def test_what_a_sentence_tells(told: Told) -> None:
    found = [event for event in _events(told.text) if event.type == told.type]
    assert found
    event = found[0]
    assert told.status == event.status
    if told.actor:
        assert told.actor in [actor.text for actor in event.actors]
    if told.recipient:
        assert told.recipient in [actor.text for actor in event.recipients]
    if told.mode:
        assert told.mode == event.mode


@pytest.mark.parametrize(
    "text",
    [
        "هاجم الفريق مرمى منافسه طوال المباراة وسيطر على الكرة.",
        "يعمل في وزارة الدفاع منذ عشرين عاما.",
        "تراجعت أسعار النفط في البورصة اليوم.",
        "قال الرئيس إن الاقتصاد ينمو.",
        "تناول الكتاب هجمات التنظيم في التسعينات.",
        "تعمل الحكومة على مكافحة الاعتداءات على الأطفال.",
        "قال المدعي العام إن المتهم خطط لتفجير مبنى حكومي.",
        "شارك ثلاثون طالبا في تركيب أجهزة الجامعة.",
        "The striker attacked from the left and the team won the match.",
        "Shares fell as traders took profits.",
        "The Ministry of Defence was founded in 1921.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert [event for event in _events(text) if event.status == "asserted"] == []


def test_what_is_demanded_is_no_event_of_its_own() -> None:
    assert ["REQUEST"] == [e.type for e in _events("The union demanded that police release the students.")]


def test_what_was_done_besides_is_no_content_of_a_demand() -> None:
    text = "رفضت الحكومة السورية المبادرة واعتقلت خمسة ناشطين في العاصمة."
    assert ["REJECT", "COERCE"] == [event.type for event in _events(text)]


def test_a_rival_name_means_the_same_group() -> None:
    text = "هاجم داعش بلدة قرب الموصل أمس. وقتل تنظيم الدولة ثلاثة جنود في البلدة."
    names = {actor.name for event in _events(text) for actor in event.actors}
    assert {"Islamic State"} == names


def test_a_definite_noun_means_the_one_named_before() -> None:
    text = "انسحبت حركة طالبان من البلدة. وأفرجت الحركة عن عشرة جنود أفغان."
    released = [event for event in _events(text) if event.mode == "release"]
    assert ["Taliban"] == [actor.name for event in released for actor in event.actors]


def test_who_says_so() -> None:
    [event] = _events("وقال المتحدث باسم الجيش اليمني إن الحوثيين قتلوا ثلاثة مدنيين.")
    assert event.attribution is not None
    assert event.attribution.text == "المتحدث باسم الجيش اليمني"


def test_one_happening_told_twice_is_one_candidate() -> None:
    text = (
        "قتل سبعة مدنيين في قصف لمدينة تعز أمس.\n\n"
        "وقالت السلطات إن الوضع صعب.\n\n"
        "وكان سبعة مدنيين قتلوا في مدينة تعز أمس."
    )
    assert 1 == len([event for event in _events(text) if event.trigger.text in ("قتل", "قتلوا")])


def test_a_verb_known_only_from_a_phrase_may_have_its_subject_before() -> None:
    [event] = _events("وقال الشهود إن الرجال خرجوا، ورغم ذلك إنهم يقبضون على المهربين.")
    assert (event.type, event.mode) == ("COERCE", "arrest")
