"""PLOVER's types and modes, and what ACLED calls them."""

import pytest

from streams.events.ontology import (
    ACLED_EVENT_TYPES,
    BY_MODE,
    BY_TYPE,
    EVENT_TYPES,
    MODES,
    acled,
)
from streams.records.event import Acled

MAPPED = {
    "AGREE": "Agreement",
    "RETREAT/withdraw": "Non-violent transfer of territory",
    "RETREAT/release": "Other",
    "RETREAT/disarm": "Change to group/activity",
    "RETREAT/ceasefire": "Agreement",
    "PROTEST/demo": "Peaceful protest",
    "PROTEST/obstruct": "Peaceful protest",
    "PROTEST/riot": "Violent demonstration",
    "PROTEST/vandalize": "Mob violence",
    "MOBILIZE/troops": "Change to group/activity",
    "MOBILIZE/weapons": "Change to group/activity",
    "MOBILIZE/militia": "Change to group/activity",
    "COERCE/arrest": "Arrests",
    "ASSAULT/abduct": "Abduction/forced disappearance",
    "ASSAULT/beat": "Attack",
    "ASSAULT/torture": "Attack",
    "ASSAULT/targeted": "Attack",
    "ASSAULT/sexual": "Sexual violence",
    "ASSAULT/destroy": "Looting/property destruction",
    "ASSAULT/explosives": "Remote explosive/landmine/IED",
    "ASSAULT/suicide-attack": "Suicide bomb",
    "ASSAULT/aerial": "Air/drone strike",
    "ASSAULT/drone": "Air/drone strike",
    "ASSAULT/heavy-weapons": "Shelling/artillery/missile attack",
    "ASSAULT/crowd-control": "Protest with intervention",
    "ASSAULT/unconventional": "Chemical weapon",
}
"""All that is mapped whoever the parties are; every other type and mode needs its parties, or has no name."""


def test_plover_has_sixteen_types_and_sixty_seven_modes():
    assert len(EVENT_TYPES) == 16
    assert set(EVENT_TYPES) == set(MODES)
    assert sum(map(len, MODES.values())) == 67
    assert BY_TYPE.keys() <= set(EVENT_TYPES)
    assert all(mode in MODES[type_] for type_, mode in BY_MODE)


def test_acled_sub_event_types_have_one_event_type_each():
    assert len(ACLED_EVENT_TYPES) == 6
    subs = [sub for subs in ACLED_EVENT_TYPES.values() for sub in subs]
    assert len(set(subs)) == len(subs)


def test_what_maps_to_what_and_what_does_not():
    found = {}
    for type_ in EVENT_TYPES:
        for mode in (None, *MODES[type_]):
            if got := acled(type_, mode):
                assert got.sub_event_type in ACLED_EVENT_TYPES[got.event_type]
                found[type_ if mode is None else f"{type_}/{mode}"] = got.sub_event_type
    assert found == MAPPED


@pytest.mark.parametrize(
    ("type_", "mode", "actors", "recipients", "expected"),
    [
        ("ASSAULT", None, ["MIL"], ["REB"], ("Battles", "Armed clash")),
        ("ASSAULT", "firearms", ["REB"], ["COP"], ("Battles", "Armed clash")),
        ("ASSAULT", "firearms", [], ["CVL"], ("Violence against civilians", "Attack")),
        ("ASSAULT", "primitive", ["CVL"], ["JRN", "MED"], ("Violence against civilians", "Attack")),
        ("ASSAULT", None, ["MIL"], [], None),
        ("ASSAULT", None, [], ["CVL", "MIL"], None),
        ("COERCE", "seize", ["MIL"], [], ("Battles", "Government regains territory")),
        ("COERCE", "seize", ["REB"], ["MIL"], ("Battles", "Non-state actor overtakes territory")),
        ("COERCE", "seize", [], ["MIL"], None),
        ("ASSAULT", "drone", ["MIL"], ["CVL"], ("Explosions/Remote violence", "Air/drone strike")),
        ("CONSULT", "visit", ["GOV"], ["GOV"], None),
    ],
)
def test_the_parties_decide_what_the_mode_leaves_open(type_, mode, actors, recipients, expected):
    assert (Acled(*expected) if expected else None) == acled(type_, mode, actors, recipients)
