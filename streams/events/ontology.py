"""PLOVER's event types and modes, and ACLED's event types as they follow from them.

PLOVER: Halterman et al., "PLOVER and POLECAT" (2023), and its codebook. ACLED: "ACLED Codebook" (2023),
whose sub-event types are 25 in six event types.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final, get_args

from streams.records.event import Acled, EventType

EVENT_TYPES: Final[tuple[EventType, ...]] = get_args(EventType)

_MODES: Final[dict[EventType, str]] = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
    "aerial drone heavy-weapons crowd-control unconventional",
}
MODES: Final[Mapping[EventType, tuple[str, ...]]] = MappingProxyType(
    {type_: tuple(names.split()) for type_, names in _MODES.items()}
)
"""The modes of each type, in the codebook's order; several types have none."""

ACLED_EVENT_TYPES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Battles": (
            "Armed clash",
            "Government regains territory",
            "Non-state actor overtakes territory",
        ),
        "Explosions/Remote violence": (
            "Chemical weapon",
            "Air/drone strike",
            "Suicide bomb",
            "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED",
            "Grenade",
        ),
        "Protests": (
            "Peaceful protest",
            "Protest with intervention",
            "Excessive force against protesters",
        ),
        "Riots": ("Violent demonstration", "Mob violence"),
        "Strategic developments": (
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
            "Looting/property destruction",
            "Non-violent transfer of territory",
            "Other",
        ),
        "Violence against civilians": (
            "Sexual violence",
            "Attack",
            "Abduction/forced disappearance",
        ),
    }
)
"""ACLED's sub-event types by event type."""

_EVENT_TYPE_OF: Final = {sub: event for event, subs in ACLED_EVENT_TYPES.items() for sub in subs}

BY_TYPE: Final[Mapping[EventType, str]] = MappingProxyType({"AGREE": "Agreement"})
"""Sub-event type of a type in whatever mode, where no mode says more."""

BY_MODE: Final[Mapping[tuple[EventType, str], str]] = MappingProxyType(
    {
        ("RETREAT", "withdraw"): "Non-violent transfer of territory",
        ("RETREAT", "disarm"): "Change to group/activity",
        ("RETREAT", "ceasefire"): "Agreement",
        ("RETREAT", "release"): "Other",
        ("PROTEST", "demo"): "Peaceful protest",
        ("PROTEST", "obstruct"): "Peaceful protest",
        ("PROTEST", "riot"): "Violent demonstration",
        ("PROTEST", "vandalize"): "Mob violence",
        ("MOBILIZE", "troops"): "Change to group/activity",
        ("MOBILIZE", "weapons"): "Change to group/activity",
        ("MOBILIZE", "militia"): "Change to group/activity",
        ("COERCE", "arrest"): "Arrests",
        ("ASSAULT", "abduct"): "Abduction/forced disappearance",
        ("ASSAULT", "beat"): "Attack",
        ("ASSAULT", "torture"): "Attack",
        ("ASSAULT", "targeted"): "Attack",
        ("ASSAULT", "sexual"): "Sexual violence",
        ("ASSAULT", "destroy"): "Looting/property destruction",
        ("ASSAULT", "explosives"): "Remote explosive/landmine/IED",
        ("ASSAULT", "suicide-attack"): "Suicide bomb",
        ("ASSAULT", "aerial"): "Air/drone strike",
        ("ASSAULT", "drone"): "Air/drone strike",
        ("ASSAULT", "heavy-weapons"): "Shelling/artillery/missile attack",
        ("ASSAULT", "crowd-control"): "Protest with intervention",
        ("ASSAULT", "unconventional"): "Chemical weapon",
    }
)
"""Sub-event type that a type and mode say by themselves."""

STATE_FORCES: Final = frozenset({"GOV", "MIL", "COP", "SPY"})
ARMED_GROUPS: Final = frozenset({"REB", "PRM", "UAF", "CRM", "PAR"})
UNARMED: Final = frozenset(
    {"CVL", "JRN", "EDU", "MED", "HRI", "REF", "LAB", "REL", "BUS", "NGO", "AGR", "HLH"}
)
"""PLOVER's sectors of forces of a state, of armed groups, and of people without arms."""


def acled(
    type: EventType,  # noqa: A002 the field's name
    mode: str | None,
    actors: Collection[str] = (),
    recipients: Collection[str] = (),
) -> Acled | None:
    """ACLED's names for an event, or None where no sub-event type fits.

    `actors` and `recipients` are the sectors that are known. Violence with hand or gun is an attack on
    civilians when all it hit were unarmed, else a clash when armed parties stand on both sides; a place that
    was taken was regained by a government or overtaken by an armed group. With the sectors unknown, these
    have no name.
    """
    sub = BY_MODE.get((type, mode)) if mode else None
    if sub is None:
        sub = _by_parties(type, mode, frozenset(actors), frozenset(recipients)) or BY_TYPE.get(type)
    return Acled(_EVENT_TYPE_OF[sub], sub) if sub else None


def _by_parties(
    type_: EventType, mode: str | None, actors: frozenset[str], recipients: frozenset[str]
) -> str | None:
    if type_ == "ASSAULT" and mode in {None, "firearms", "primitive"}:
        if recipients and recipients <= UNARMED:
            return "Attack"
        armed = STATE_FORCES | ARMED_GROUPS
        return "Armed clash" if actors & armed and recipients & armed else None
    if (type_, mode) == ("COERCE", "seize"):
        if actors & STATE_FORCES:
            return "Government regains territory"
        return "Non-state actor overtakes territory" if actors & ARMED_GROUPS else None
    return None
