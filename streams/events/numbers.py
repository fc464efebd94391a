"""Counts in an article: how many, as a range, and of what."""

from dataclasses import dataclass

from streams.records.event import Counted, Span


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words, qualifiers and counted nouns, by language."""


@dataclass(frozen=True, slots=True)
class NumberMention:
    """One count: `text[start:end]` is the number with its qualifier and scale ("أكثر من 60 ألف").

    `minimum` and `maximum` are inclusive; a bound that is not known is None. `noun` is the counted noun as
    it stands in the text (inside the mention for a dual such as "طفلين"), None when the number stands alone.
    `person` says whether that noun is known to be people; None when there is no noun, or an unknown one.
    `what` is set when noun or a neighbour says it by itself ("قتيلا", "injured"), else the caller decides by
    the trigger.
    """

    text: str
    start: int
    end: int
    minimum: int | None
    maximum: int | None
    noun: Span | None
    person: bool | None
    what: Counted | None


def find_numbers(text: str, language: str, words: NumberWords) -> tuple[NumberMention, ...]:
    """The counts in the order of the text, not overlapping.

    Numbers that are dates, times, ages, ordinals, percentages, money, measures or phone numbers are no
    counts and left out.
    """
    del text, language, words
    return ()
