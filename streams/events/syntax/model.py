"""What a syntax finds around a trigger."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from streams.events.lexicon.model import BIT
from streams.events.tokens import DIGITS, Document


class Chunk(NamedTuple):
    """A noun phrase: tokens `first` up to, without, `last`."""

    first: int
    last: int


class Extent(NamedTuple):
    """A trigger in its sentence: tokens of the trigger, and of the sentence."""

    first: int
    last: int
    sentence_first: int
    sentence_last: int


@dataclass(slots=True)
class Arguments:
    """The phrases around a trigger; each list in the order of the text."""

    subject: list[Chunk] = field(default_factory=list)
    objects: list[Chunk] = field(default_factory=list)
    prepositional: list[tuple[str, int, list[Chunk]]] = field(default_factory=list)
    """Each phrase's preposition, the classes of that, and the phrase; empty where it is a pronoun."""
    agents: list[Chunk] = field(default_factory=list)
    passive: bool = False
    object_is_pronoun: bool = False
    resumptive: bool = False
    """A preposition with a pronoun follows, which stands for what a relative clause is about."""
    end: int = 0
    """The token behind the last phrase that was read."""


class Syntax(Protocol):
    """The word order of one kind of language."""

    def around_verb(self, document: Document, extent: Extent, *, passive: bool) -> Arguments:
        """Subject, objects and prepositional phrases of a verb."""
        ...

    def speaker(self, document: Document, extent: Extent) -> list[Chunk]:
        """The subject of a reporting verb."""
        ...

    def around_noun(self, document: Document, extent: Extent) -> Arguments:
        """What an event noun is of (in `objects`), and its prepositional phrases."""
        ...


def mask(*names: str) -> int:
    """The bits of several word classes together."""
    bits = 0
    for name in names:
        bits |= BIT[name]
    return bits


ENDS_PHRASE: Final = mask(
    "negation", "denial", "being", "auxiliary", "reporting", "source", "complementiser", "relative", "clause",
    "preposition", "to", "agent", "between", "time", "adverb", "verb", "boundary", "purpose",
    "active_light", "undergo_light", "occur_light", "hypothetical", "future",
)  # fmt: skip
COUNT: Final = DIGITS | mask("number", "quantity")
ENDS_CLAUSE: Final = mask("complementiser", "relative", "clause", "reporting", "source", "denial", "verb")
SKIPPED: Final = mask("time", "adverb", "auxiliary")
"""Classes that end a noun phrase; that count; that end a clause; that stand between the parts of one."""
