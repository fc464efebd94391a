"""The phrases around a trigger by role, and what they are read with."""

from dataclasses import dataclass, field

from streams.events.actors import ActorResolver
from streams.events.lexicon.model import Lexicon
from streams.events.syntax import Arguments, Chunk, Syntax
from streams.events.tokens import Document


@dataclass(slots=True)
class Roles:
    """The phrases of a match by role, before they are resolved to actors."""

    actors: list[Chunk] = field(default_factory=list)
    recipients: list[Chunk] = field(default_factory=list)
    light: tuple[int, str] | None = None
    hits_pronoun: bool = False
    """Those hit are a pronoun: attacked them."""
    active: bool = False
    """An active verb: who did it was named before when no subject stands beside it."""
    first: int = 0
    last: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class RoleContext:
    """What the roles of a document are read with."""

    document: Document
    lexicon: Lexicon
    syntax: Syntax
    resolver: ActorResolver


def named(found: Arguments, prepositions: frozenset[str]) -> list[Chunk]:
    """The first phrase that one of these prepositions links to a trigger."""
    return next((c for name, _, c in found.prepositional if name in prepositions and c), [])


def classed(found: Arguments, bits: int) -> list[Chunk]:
    """The first phrase that a preposition of these classes links to a trigger."""
    return next((c for _, classes, c in found.prepositional if classes & bits and c), [])
