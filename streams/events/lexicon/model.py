"""The compiled lexicon: hash tables from normalised forms to what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from streams.events.lexicon.definition import Frame, Need
from streams.events.morphology import Form, Morphology
from streams.records.event import Counted, EventType, Status

__all__ = [
    "BIT",
    "CLASSES",
    "Frame",
    "Group",
    "Lexicon",
    "LexiconError",
    "Need",
    "Part",
    "Phrase",
    "Sense",
    "Trigger",
]

Part = Literal["verb", "noun", "adjective", "phrase", "word"]


class LexiconError(ValueError):
    """A lexicon that cannot be used; `path` names the place as in `triggers.ASSAULT[3].verb`."""

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.path = path


CLASSES: Final = (
    "negation",  # not, no, without
    "denial",  # denied that: what follows did not happen
    "future",  # will
    "planned",  # plans to, decided to, is about to
    "hypothetical",  # may, if, feared, possible
    "attempt",  # tried to: hypothetical where it says no more
    "historical",  # formerly, years ago
    "presupposing",  # after, because of: what follows did happen
    "question",  # what if, questions about
    "generic",  # usually, every day, in general
    "being",  # was, were: passive or past state
    "auxiliary",  # have, do: stand before a verb
    "reporting",  # said, announced
    "source",  # according to
    "complementiser",  # that
    "relative",  # who, which
    "clause",  # words that open a clause: while, after, but
    "preposition",
    "to",  # English to before a verb
    "agent",  # by, at the hands of
    "between",
    "against",  # prepositions before those hit: on, against
    "with",  # before the other party
    "partitive",  # of: a force of the police
    "conjunction",  # and, or
    "time",  # yesterday, on Monday: skipped between the parts of a clause
    "adverb",  # skipped as well
    "determiner",  # the, a, this
    "number",  # number words
    "quantity",  # dozens of, a number of, some
    "inert",  # never an actor: attack, bomb, car
    "armed",  # weapons, victims: make a weak trigger believable
    "crowd",  # demonstrators: what they do together is a protest
    "retold",  # courts, books, anniversaries: events of another day
    "sport",  # metaphors live beside these
    "accident",  # a crash: its dead and wounded are nobody's victims
    "since",  # a date behind it is when something began
    "restriction",  # but, only: "does not hold but" is no negation
    "ending",  # ends: what has not ended yet goes on
    "fiction",  # film, novel: what is done there is done by nobody
    "plural",  # people: takes a plural verb without an ending that says so
    "member",  # members of: of the sector of what they are members of
    "purpose",  # in order to
    "anaphor",  # the group, the organisation: stands for the one named before
    "first_person",  # we: in what is quoted, the one who says so
    "object_pronoun",  # them: no verb has it for its subject
    "active_light",  # launch, carry out
    "undergo_light",  # come under, suffer
    "occur_light",  # take place, erupt
    "abbreviation",
    "verb",  # any other finite verb, which ends a phrase
    "boundary",  # any other word that ends a phrase
    "name",  # a word of a named actor behind its first
    "name_end",  # the last word of a named actor
    "landmark",  # town, camp, house: opens a new phrase behind a subject
)
BIT: Final[Mapping[str, int]] = {name: 1 << index for index, name in enumerate(CLASSES)}
"""Word classes as bits, so that a token carries all of its classes in one number."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that report an event; compiled from one entry of a lexicon."""

    type: EventType
    index: int
    lemma: str
    mode: str | None
    frame: Frame
    to: frozenset[str]
    of: Literal["subject", "object", "either"]
    weight: float
    needs: Need | None
    unless: frozenset[str]
    what: Counted | None
    status: Status | None
    example: str

    @property
    def rule(self) -> str:
        """The place in the lexicon: `ASSAULT[12]`."""
        return f"{self.type}[{self.index}]"


@dataclass(frozen=True, slots=True)
class Group:
    """A named actor, its canonical name in English; empty for a state, which has that of its country."""

    name: str
    country: str | None
    sector: str


class Sense(NamedTuple):
    """One meaning of a form."""

    part: Part
    form: Form
    classes: int = 0
    trigger: Trigger | None = None
    sector: str = ""
    title: bool = False
    country: str = ""
    state: str = ""
    cue: tuple[EventType, str] | None = None


class Phrase(NamedTuple):
    """Several words in a row; None stands for a gap of a few words. The first word is found by hash."""

    rest: tuple[frozenset[str] | None, ...]
    sense: Sense
    group: Group | None = None
    around_object: bool = False
    """Whether the gap holds those it was done to: took them hostage."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's tables. Immutable after compilation; safe to share."""

    code: str
    verb_first: bool
    morphology: Morphology
    senses: Mapping[str, tuple[Sense, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    triggers: tuple[Trigger, ...]
    strict: frozenset[EventType] = frozenset()
