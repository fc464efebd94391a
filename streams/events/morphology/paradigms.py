"""Languages whose inflection a lexicon gives as tables of endings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from streams.events.morphology.model import Form, Reading, Tense


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Endings by the ending of the word they replace; the longest ending that fits is used.

    `forms` names what each place in a row is: a tense for verbs, anything for the rest.
    """

    forms: tuple[str, ...] = ()
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def inflect(self, word: str) -> tuple[str, ...]:
        """The word's forms beside the word itself, in the order of `forms`."""
        for length in range(len(word), -1, -1):
            row = self.endings.get(word[len(word) - length :])
            if row is not None:
                stem = word[: len(word) - length]
                return tuple(stem + ending for ending in row)
        return ()


@dataclass(frozen=True, slots=True)
class ParadigmMorphology:
    """Words by table: three paradigms, and `irregular` words with all their forms."""

    verbs: Paradigm = field(default_factory=Paradigm)
    nouns: Paradigm = field(default_factory=Paradigm)
    adjectives: Paradigm = field(default_factory=Paradigm)
    irregular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def normalise(self, word: str) -> str:
        """Lower case, one kind of apostrophe, full stops of abbreviations gone."""
        return word.lower().replace("’", "'").replace(".", "")

    def readings(self, normalised: str) -> Iterator[Reading]:
        """The word as it stands: clitics are words of their own in these languages."""
        yield Reading(normalised)

    def looks_like_verb(self, normalised: str) -> bool:  # noqa: ARG002
        """Never: these tables say nothing of other words."""
        return False

    def attached_preposition(self, normalised: str) -> str:  # noqa: ARG002
        """None: prepositions are words of their own."""
        return ""

    def verb(self, notation: str) -> Iterator[Form]:
        """The base form, then what the table makes of it."""
        word = self.normalise(notation)
        yield Form(word, "base")
        tenses: tuple[Tense, ...] = ("present", "past", "participle", "gerund")
        row = self.irregular.get(word) or self.verbs.inflect(word)
        names = (self.verbs.forms or tenses) + ("past",) * len(row)
        for tense, text in zip(names, row, strict=False):
            if tense not in tenses:
                raise ValueError(f"the verb paradigm names an unknown form {tense!r}")
            yield Form(text, tense)

    def noun(self, notation: str) -> Iterator[Form]:
        """Singular and plural."""
        singular, _, plural = self.normalise(notation).partition("/")
        yield Form(singular)
        rows = (plural,) if plural else self.nouns.inflect(singular)
        yield from (Form(text) for text in rows)

    def adjective(self, notation: str) -> Iterator[Form]:
        """The word and what the table makes of it."""
        word = self.normalise(notation)
        yield Form(word)
        yield from (Form(text) for text in self.adjectives.inflect(word))
