"""English grammar around triggers, on sentences written for this project."""

import pytest

from config.loaders.events import load_event_extractor
from streams.events.extractor import ArticleContext
from streams.records.event import EventCandidate

EXTRACTOR = load_event_extractor()


def _events(text: str) -> tuple[EventCandidate, ...]:
    return EXTRACTOR.extract(text, ArticleContext("article", None, None, "2024-05-14", "en"))


def _of(type_: str, text: str) -> EventCandidate:
    found = [event for event in _events(text) if event.type == type_]
    assert found, f"no {type_} in {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("type_", "text", "actors"),
    [
        ("ASSAULT", "Iran-backed militiamen attacked the village.", ["Iran-backed militiamen"]),
        ("ASSAULT", "A 19-year-old soldier shot three policemen.", ["19-year-old soldier"]),
        ("ASSAULT", "Gunmen wearing uniforms attacked a checkpoint.", ["Gunmen"]),
        ("PROTEST", "More than 2,000 workers protested in the port.", ["2,000 workers"]),
        ("ASSAULT", "Rebels quickly attacked the convoy.", ["Rebels"]),
        (
            "REJECT",
            "General Paul Ruiz, chairman of the Chiefs of Staff, rejected the proposal.",
            ["General Paul Ruiz"],
        ),
        ("COERCE", "The army, which controls the port, arrested two dockers.", ["army"]),
        ("REQUEST", "Thousands of anti-government protesters demanded elections.", ["protesters"]),
    ],
)
def test_who_did_it(type_: str, text: str, actors: list[str]) -> None:
    found = [actor.text for actor in _of(type_, text).actors]
    assert len(found) == len(actors)
    assert all(
        actor.endswith(wanted.removeprefix("2,000 ")) for actor, wanted in zip(found, actors, strict=True)
    )


@pytest.mark.parametrize(
    ("type_", "text", "recipients"),
    [
        ("COERCE", "Police arrested Daniel R. Castro on Friday.", ["Daniel R. Castro"]),
        ("COERCE", "At least 30 migrants were arrested in the port.", ["migrants"]),
        ("COERCE", "Police arrested two students and lawyers protested outside.", ["students"]),
        ("ACCUSE", "Jordan accused Syria of smuggling drugs.", ["Syria"]),
        ("ASSAULT", "The blast tore through a market, killing 12 shoppers.", ["shoppers"]),
        ("ASSAULT", "Gunmen shot a 40-year-old teacher.", ["40-year-old teacher"]),
    ],
)
def test_to_whom(type_: str, text: str, recipients: list[str]) -> None:
    assert [actor.text for actor in _of(type_, text).recipients] == recipients


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Gunmen killed two guards, said Lt. Ana Vidal, a police spokeswoman.", "Lt. Ana Vidal"),
        ("Two guards were killed in the raid on 3 May, said Amnesty International.", "Amnesty International"),
        (
            "The Secretary of State John Hall said the rebels attacked a village.",
            "Secretary of State John Hall",
        ),
        ("A reporter in the town said rebels attacked the market.", "reporter"),
        ("The ambassador, who met the king on Monday, said the rebels attacked a village.", "ambassador"),
        ("Witnesses told state media that rebels attacked the village.", "Witnesses"),
    ],
)
def test_who_says_so(text: str, source: str) -> None:
    attributed = [event.attribution for event in _events(text)]
    assert attributed
    assert attributed[0] is not None
    assert attributed[0].text == source


@pytest.mark.parametrize(
    "text",
    [
        "The crisis was caused by proposed legislation on pensions.",
        "Most of the protesters wear masks against the cold.",
        "The driver pleaded guilty on Monday before the judge.",
        "The teacher was killed in a car crash near the town.",
        "Officers executed a search warrant at the house.",
        "The band released two videos on Friday.",
        "He hired a Dubai-backed company in May.",
        "Prosecutors dropped an investigation of the minister.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert [(event.type, event.trigger.text) for event in _events(text)] == []


def test_counts_before_the_noun_are_those_of_the_event() -> None:
    [number] = _of("COERCE", "At least 30 migrants were arrested in the port.").numbers
    assert (number.text, number.minimum, number.what) == ("At least 30", 30, "arrested")


@pytest.mark.parametrize(
    ("dateline", "telling"),
    [
        ("HANOI, Vietnam (AP) — ", "Gunmen killed two guards."),
        ("KAMPALA, May 13 (Agency) - ", "Gunmen killed two guards."),
        ("LISBON: ", "Gunmen killed two guards."),
        ("", "NATO – the alliance – deployed troops."),
        ("", "Rebels from Mali - two of them armed - attacked a village."),
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(dateline: str, telling: str) -> None:
    assert {event.sentence.text for event in _events(dateline + telling)} == {telling}


@pytest.mark.parametrize(
    ("captured", "mode"),
    [
        ("the northern town of Azaz", "seize"),
        ("Azaz", "seize"),
        ("a strategic bridge", "seize"),
        ("twenty fighters", "arrest"),
        ("the mayor of Azaz", "arrest"),
        ("the town's mayor", "arrest"),
    ],
)
def test_people_are_arrested_and_places_seized(captured: str, mode: str) -> None:
    assert _of("COERCE", f"Rebels captured {captured} on Friday.").mode == mode


@pytest.mark.parametrize(
    ("text", "type_", "recipient"),
    [
        ("The driver was convicted and sentenced to ten years.", "SANCTION", "driver"),
        ("Twenty migrants arrested in raids near the port.", "COERCE", "migrants"),
        ("The union called on the government to resign.", "REQUEST", "government"),
        ("Poland demanded an apology from Russia.", "REQUEST", "Russia"),
        ("The rebels must leave the town, the president said.", "REQUEST", "rebels"),
    ],
)
def test_passives_and_requests_have_their_recipients(text: str, type_: str, recipient: str) -> None:
    found = [event for event in _events(text) if event.type == type_]
    assert found
    assert all([actor.text for actor in event.recipients] == [recipient] for event in found)


def test_what_is_demanded_is_no_recipient() -> None:
    assert _of("REQUEST", "The opposition demanded the withdrawal of a bill.").recipients == ()


def test_we_in_a_quotation_is_who_says_so() -> None:
    text = "“We will not accept the attacks on our ships,” General Costa said."
    assert [actor.text for actor in _of("REJECT", text).actors] == ["General Costa"]


def test_they_are_no_state() -> None:
    text = "Georgia arrested ten students. They beat my brother, one said."
    assert [(actor.text, actor.name) for actor in _of("ASSAULT", text).actors] == [("They", None)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The mission condemned the killings and urged the army to investigate.", "REQUEST"),
        ("The minister vowed to pass the law and accused France of meddling.", "ACCUSE"),
    ],
)
def test_a_second_verb_is_no_content_of_the_first(text: str, second: str) -> None:
    event = _of(second, text)
    assert event.status == "asserted"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The guards deny charges of torture of prisoners.", "hypothetical"),
        ("The army tried to shoot down a drone and captured the town.", "asserted"),
        ("Workers met in an attempt to block the road.", "hypothetical"),
        ("The president is eager to withdraw troops.", "hypothetical"),
    ],
)
def test_whether_it_happened(text: str, status: str) -> None:
    assert _events(text)[-1].status == status


@pytest.mark.parametrize(
    ("text", "recipient", "count"),
    [
        ("Militants took three workers hostage.", "workers", 3),
        ("Rebels set dozens of houses on fire.", "houses", 12),
        ("A court found two officers guilty of theft.", "officers", 2),
        ("The miners asked the minister to resign.", "minister", None),
    ],
)
def test_what_a_phrase_holds_is_whom_it_was_done_to(text: str, recipient: str, count: int | None) -> None:
    [event] = [event for event in _events(text) if event.trigger.text != "resign"]
    assert [actor.text for actor in event.recipients] == [recipient]
    assert [number.minimum for number in event.numbers] == ([count] if count else [])


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("The driver was shot down by police.", "ASSAULT", ["police"], ["driver"]),
        ("The court strongly opposes the ban.", "REJECT", ["court"], ["ban"]),
        ("Reports suggest rebels attacked the base.", "ASSAULT", ["rebels"], ["base"]),
        ("The cook, Omar Haddad, was sentenced to death.", "SANCTION", [], ["Omar Haddad"]),
        ("The former minister faces three charges.", "ACCUSE", [], ["minister"]),
        ("Rebels fired two rockets at a tanker.", "ASSAULT", ["Rebels"], ["tanker"]),
        ("If talks fail, the army will attack the port.", "THREATEN", ["army"], ["port"]),
        ("A man pleaded guilty to threatening to kill the mayor.", "THREATEN", ["man"], []),
    ],
)
def test_clauses(text: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    event = _of(type_, text)
    assert [actor.text for actor in event.actors] == actors
    assert [actor.text.removeprefix("former ") for actor in event.recipients] == recipients


def test_china_is_not_hong_kong() -> None:
    places = {
        place.text: place.country for place in _of("MOBILIZE", "China sent troops to Hong Kong.").locations
    }
    assert places == {"China": "CN", "Hong Kong": "HK"}


@pytest.mark.parametrize(
    "text",
    [
        "Iran threatened to leave the talks unless Israel released prisoners.",
        "The minister vowed to resign if the army attacked the port.",
    ],
)
def test_a_condition_is_part_of_the_threat(text: str) -> None:
    assert [event.type for event in _events(text)] == ["THREATEN"]


def test_a_noun_behind_a_preposition_has_no_verb() -> None:
    text = "Rebels attacked an army post on a suspected weapons supply route."
    assert [event.type for event in _events(text)] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("type_", "mode", "text"),
    [
        ("REQUEST", "assist", "Mali asked the United Nations for food and medicine."),
        ("REQUEST", "change", "The union demanded reforms from the government."),
        ("REQUEST", "yield", "France called for the withdrawal of the rebels."),
        ("REQUEST", "meet", "Turkey called for talks with Greece."),
        ("REJECT", "assist", "The junta rejected aid from France."),
        ("REJECT", "change", "The king rejected a new constitution."),
        ("REJECT", "yield", "The rebels rejected a ceasefire."),
        ("REJECT", "meet", "Sudan refused to hold talks with the rebels."),
        ("THREATEN", "violence", "Iran threatened to attack the base."),
        ("THREATEN", "restrict", "Washington threatened Iran with new sanctions."),
        ("THREATEN", "arrest", "The junta threatened to arrest the mayor."),
        ("THREATEN", "relations", "Algeria threatened to break relations with Spain."),
        ("THREATEN", "expel", "The government threatened to expel French diplomats."),
        ("THREATEN", "territory", "Russia threatened to annex the province."),
        ("ASSAULT", "drone", "A drone strike on the port killed two soldiers."),
        ("CONSULT", "phone", "The president spoke by phone with the emir."),
    ],
)
def test_modes(type_: str, mode: str, text: str) -> None:
    assert _of(type_, text).mode == mode


@pytest.mark.parametrize(
    ("text", "type_", "status", "actors"),
    [
        ("The army didn't attack the town.", "ASSAULT", "negated", ["army"]),
        ("Rebels haven’t released the hostages.", "RETREAT", "negated", ["Rebels"]),
        ("The guards weren't arrested by police.", "COERCE", "negated", ["police"]),
        ("They’re arresting students in the town.", "COERCE", "asserted", ["They"]),
    ],
)
def test_contractions(text: str, type_: str, status: str, actors: list[str]) -> None:
    event = _of(type_, text)
    assert (event.status, [actor.text for actor in event.actors]) == (status, actors)


@pytest.mark.parametrize(
    "text",
    [
        "The warden of the detention center retired on Monday.",
        "The two leaders attacked each other's policies on Monday.",
        "Forecasts called for low humidity in the province.",
        "The minister recognized that teachers earn too little.",
        "The doctors chose a step-down approach.",
    ],
)
def test_words_with_another_sense(text: str) -> None:
    assert [(event.type, event.trigger.text) for event in _events(text)] == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Members of the Fatah movement who attacked the convoy fled.", ["Members of the Fatah movement"]),
        ("The senator told the director, repeatedly calling for answers.", ["senator"]),
    ],
)
def test_who_is_meant(text: str, actors: list[str]) -> None:
    assert [actor.text for actor in _events(text)[0].actors] == actors


@pytest.mark.parametrize(
    ("headline", "type_", "actors", "recipients"),
    [
        ("Gunmen Kill Five Soldiers In Northern Mali", "ASSAULT", ["Gunmen"], ["Soldiers"]),
        ("Israeli Troops Arrest Three Students In Hebron", "COERCE", ["Israeli Troops"], ["Students"]),
        ("Police Fire Tear Gas At Students In Nairobi", "ASSAULT", ["Police"], ["Students"]),
    ],
)
def test_headlines_in_capitals(headline: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    event = _of(type_, headline + "\n\nThe town is quiet.")
    assert [actor.text for actor in event.actors] == actors
    assert [actor.text for actor in event.recipients] == recipients


def test_a_name_of_words_that_report_is_a_name() -> None:
    assert _events("The Strike Force Capture Award went to two Dutch painters on Monday.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "In the novel, rebels attack the capital.",
        "The film follows a soldier who kills his commander.",
        "The storm hit the coast and killed 12 people.",
        "The court struck down the law.",
    ],
)
def test_plots_storms_and_laws(text: str) -> None:
    assert _events(text) == ()


def test_what_somebody_is_to_do_is_a_pledge() -> None:
    assert _events("The United States is to withdraw its troops from the town.")[0].type == "AGREE"


@pytest.mark.parametrize(
    ("text", "type_", "recipients"),
    [
        ("Migrants returned home on Friday after being deported.", "COERCE", ["Migrants"]),
        ("The envoy met with top officials and paid a visit to the port.", "CONSULT", ["top officials"]),
    ],
)
def test_whose_clause_it_is(text: str, type_: str, recipients: list[str]) -> None:
    assert [actor.text for actor in _of(type_, text).recipients] == recipients


def test_what_a_rally_represents_is_no_actor() -> None:
    text = "The rally represented the biggest teacher protest in Ohio."
    assert ["represented" in actor.text for event in _events(text) for actor in event.actors] in ([], [False])


@pytest.mark.parametrize(
    ("text", "type_", "recipient"),
    [
        ("Two men convicted of theft escaped on Monday.", "SANCTION", "men"),
        ("The driver was dragged out and taken into custody.", "COERCE", "driver"),
        ("Prosecutors charged the mayor with theft.", "ACCUSE", "mayor"),
        ("Three tourists taken hostage on Friday are alive.", "ASSAULT", "tourists"),
    ],
)
def test_participles_that_are_no_past(text: str, type_: str, recipient: str) -> None:
    assert [actor.text for actor in _of(type_, text).recipients] == [recipient]


def test_a_participle_behind_have_is_active() -> None:
    event = _of("ASSAULT", "Gunmen have taken three tourists hostage.")
    assert [actor.text for actor in event.actors] == ["Gunmen"]
