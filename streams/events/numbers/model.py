"""What a count is, and the words that it is read by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from streams.records.event import Counted, Span

Qualifier = Literal["minimum", "maximum", "about", "between"]
Bounds = tuple[int | None, int | None]
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]
"""Phrases by their first word, with the words after it, longest first."""


class Noun(NamedTuple):
    """What is known of a counted noun; see `NumberMention` for the meaning."""

    what: Counted | None
    suggested: Counted | None


@dataclass(frozen=True, slots=True)
class NumberMention:
    """One count: `text[start:end]` is the number with its qualifier and scale ("أكثر من 60 ألف").

    `minimum` and `maximum` are inclusive; a bound that is not known is None. `noun` is the counted noun as
    it stands in the text (the mention itself for a dual such as "طفلين"), None when the number stands alone.
    `person` says whether that noun is known to be people; None when there is no noun, or an unknown one.
    `what` is set when noun or a neighbour says it by itself ("قتيلا", "injured"), else the event decides;
    `suggested` is what the noun makes of it when the event does not say either ("جندي": troops).
    """

    text: str
    start: int
    end: int
    minimum: int | None
    maximum: int | None
    noun: Span | None
    person: bool | None
    what: Counted | None
    suggested: Counted | None = None


@dataclass(frozen=True, slots=True)
class LanguageNumbers:
    """One language's words, folded.

    `starters`: all that a count may begin with. `plain`: the numerals with every proclitic that they may carry, to
    the word without. `cardinals`, `multipliers` and `pairs` (two of a multiplier) by word with their values; `vague`
    and `few` with their bounds; `before` and `after` hold qualifiers. `nouns` and `duals` are what is counted; a
    word of `verbs` right before a number, or of `states` soon after its noun, says what became of those counted.
    Numbers before `not_counts` or after `not_after` count nobody; `stops` are no nouns. `attached_and`: the
    conjunction is a proclitic, else it is `conjunction`.
    """

    starters: frozenset[str] = frozenset()
    plain: Mapping[str, str] = field(default_factory=dict)
    cardinals: Mapping[str, int] = field(default_factory=dict)
    multipliers: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    few: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    before: Phrases = field(default_factory=dict)
    after: Phrases = field(default_factory=dict)
    nouns: Mapping[str, Noun] = field(default_factory=dict)
    duals: Mapping[str, Noun] = field(default_factory=dict)
    verbs: Mapping[str, Counted] = field(default_factory=dict)
    states: Mapping[str, Counted] = field(default_factory=dict)
    not_counts: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    conjunction: frozenset[str] = frozenset()
    attached_and: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of all languages by their codes; in others only figures are read."""

    languages: Mapping[str, LanguageNumbers] = field(default_factory=dict)

    def of(self, language: str) -> LanguageNumbers:
        """The words of a language."""
        return self.languages.get(language, _NO_WORDS)


_NO_WORDS: Final = LanguageNumbers()
