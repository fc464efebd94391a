"""Which counts belong to which event."""

from config.loaders.events import load_event_extractor
from streams.events.extractor import ArticleContext

EXTRACTOR = load_event_extractor()
CONTEXT = ArticleContext("a", None, None, "2019-03-20", "ar")


def counts(text):
    return {
        (event.type, number.minimum, number.maximum, number.what)
        for event in EXTRACTOR.extract(text, CONTEXT)
        for number in event.numbers
    }


def test_a_count_behind_its_event_is_the_events():
    assert ("RETREAT", 2000, 2000, "troops") in counts(
        "أعلن الرئيس الأمريكي سحب القوات الأمريكية البالغ قوامها ألفا جندي من سوريا."
    )


def test_what_became_of_those_counted_is_said_beside_the_number():
    found = counts("قتل 7 أشخاص وأصيب 20 آخرون بجروح في انفجار بمدينة بغداد.")
    assert ("ASSAULT", 7, 7, "killed") in found
    assert ("ASSAULT", 20, 20, "injured") in found
