"""A lexicon as an operator writes it; `config/lexicons/README.md` describes every field.

Lists of words are strings with spaces between the words; an underscore stands for a space within one.
"""

from typing import Literal

import msgspec

from streams.records.event import Counted, EventType, Status

Frame = Literal["transitive", "attack", "subject", "victim", "mutual", "speech"]
"""Who stands where around a trigger.

`transitive`: the subject did it to the object (arrest, destroy).
`attack`: the subject did it, those hit stand behind a preposition (attack on, raid against) or as object.
`subject`: the subject did it to nobody, or to whom a preposition names (withdraw, protest).
`victim`: the subject, or what a noun is of, suffered it (was wounded, the killing of).
`mutual`: everybody named did it to each other (clash, talks).
`speech`: as `transitive`, and what the clause behind it says is its content, no event of its own
(demand that, threaten to).
"""

Need = Literal["actor", "recipient", "party", "number", "place", "armed", "crowd", "forces", "parties"]
"""What a weak trigger must have beside it; `party`: an actor or recipient that the lexicon knows; `parties`:
both of them; `forces`: troops, police, fighters or weapons that act or are acted on; `armed`: armed people,
weapons or victims in the sentence; `crowd`: demonstrators who do it."""


class _Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class TriggerDefinition(_Definition, frozen=True):
    """Words that report an event of one type."""

    example: str
    verb: str = ""
    passive: str = ""
    noun: str = ""
    adjective: str = ""
    phrase: str = ""
    mode: str | None = None
    frame: Frame = "transitive"
    to: str = ""
    of: Literal["subject", "object", "either"] | None = None
    weight: float = 0.6
    needs: Need | None = None
    unless: str = ""
    what: Counted | None = None
    status: Status | None = None


class GroupDefinition(_Definition, frozen=True):
    """An actor with a name: armed group, organisation, office."""

    name: str
    words: str
    sector: str
    country: str | None = None


class LanguageDefinition(_Definition, frozen=True):
    """What kind of language it is."""

    code: str
    order: Literal["verb-subject", "subject-verb"]
    morphology: Literal["arabic", "paradigms"] = "paradigms"
    strict: tuple[Literal["ASSAULT", "PROTEST"], ...] = ()
    """Types whose words are so common in this language's entries that a mention needs more beside it."""


class ParadigmDefinition(_Definition, frozen=True):
    """Endings by the ending they replace; `forms` names what each place in a row is."""

    endings: dict[str, tuple[str, ...]]
    forms: tuple[str, ...] = ()


class LexiconDefinition(_Definition, frozen=True):
    """Everything murasil knows of one language to find events in it."""

    language: LanguageDefinition
    paradigms: dict[Literal["verb", "noun", "adjective"], ParadigmDefinition] = {}
    irregular: dict[str, str] = {}
    words: dict[str, str] = {}
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    roles: dict[str, str] = {}
    titles: dict[str, str] = {}
    nationalities: dict[str, str] = {}
    states: dict[str, str] = {}
    groups: tuple[GroupDefinition, ...] = ()
    cues: dict[EventType, dict[str, str]] = {}
    triggers: dict[EventType, tuple[TriggerDefinition, ...]] = {}
