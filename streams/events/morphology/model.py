"""What a morphology offers to the lexicon and to the tokeniser."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol

Tense = Literal["past", "present", "base", "participle", "gerund"]
"""`base`: infinitive or imperative. `participle`: the past participle of languages that form the passive so."""

Prefix = Literal["", "preposition", "future"]


class Form(NamedTuple):
    """An inflected form, normalised; `tense` is None for nouns and adjectives."""

    text: str
    tense: Tense | None = None
    passive: bool = False


class Reading(NamedTuple):
    """One way to take a written word apart: clitics before, the word itself, a pronoun behind."""

    bare: str
    conjunction: bool = False
    prefix: Prefix = ""
    preposition: str = ""
    definite: bool = False
    pronoun: str = ""


class Morphology(Protocol):
    """How one language writes and inflects its words."""

    def normalise(self, word: str) -> str:
        """The word without marks and letter variants, as the lexicon's tables have it."""
        ...

    def readings(self, normalised: str) -> Iterable[Reading]:
        """The ways to read a normalised word, fewest clitics first; the first is the word itself."""
        ...

    def looks_like_verb(self, normalised: str) -> bool:
        """Whether a word that no table has is rather a finite verb than a noun or name."""
        ...

    def attached_preposition(self, normalised: str) -> str:
        """The preposition that a word which no table has is written together with, or nothing."""
        ...

    def verb(self, notation: str) -> Iterable[Form]:
        """All forms of a verb in the lexicon's notation.

        Raises:
            ValueError: the notation is no verb of this language.
        """
        ...

    def noun(self, notation: str) -> Iterable[Form]:
        """All forms of a noun, `singular` or `singular/plural`."""
        ...

    def adjective(self, notation: str) -> Iterable[Form]:
        """All forms of an adjective or of a noun that inflects like one."""
        ...
