"""Finds counts: numerals with what qualifies them, and what they count."""

from collections.abc import Sequence
from typing import Final

from streams.events.numbers.context import Context
from streams.events.numbers.model import Bounds, LanguageNumbers, Noun, NumberMention, NumberWords, Qualifier
from streams.events.numbers.numerals import Numeral, NumeralReader
from streams.events.words import Words
from streams.records.event import Counted, Span

_YEARS: Final = range(1900, 2101)
_ABOUT: Final = 10
"""An approximate number is this percentage more or less."""
MOST_NUMERALS: Final = 20_000
"""No article has more numerals; a text that does is looked at so far."""


def find_numbers(
    text: str,
    language: str,
    words: NumberWords,
    excluded: Sequence[tuple[int, int]] = (),
    text_words: Words | None = None,
) -> tuple[NumberMention, ...]:
    """The counts in the order of the text, not overlapping.

    Numbers that are dates, times, ages, ordinals, percentages, money, measures or phone numbers are no
    counts and left out, and so is what overlaps `excluded`, half-open spans such as those of the dates.
    `text_words` are the text's words, where the caller has them already.
    """
    read = text_words or Words.of(text)
    return tuple(_Finder(text, read, words.of(language), sorted(excluded)).find())


class _Finder:
    """The work on one article."""

    def __init__(
        self, text: str, words: Words, lexicon: LanguageNumbers, excluded: Sequence[tuple[int, int]]
    ) -> None:
        self._text = text
        self._words = words
        self._forms = words.forms
        self._gaps = words.gaps
        self._lexicon = lexicon
        self._excluded = excluded
        self._numerals = NumeralReader(words, lexicon)
        self._context = Context(words, lexicon)

    def find(self) -> list[NumberMention]:
        found = []
        free = at = looked_at = 0
        words, starts, ends = self._words, self._words.starts, self._words.ends
        for index in sorted({*words.among(self._lexicon.starters), *words.figures}):
            if index < free:
                continue
            if self._forms[index] in self._lexicon.duals:
                found.append(self._dual(index))
                continue
            looked_at += 1
            if looked_at > MOST_NUMERALS:
                break
            numeral = self._numerals.at(index)
            if numeral is None:
                free = self._behind(index)
                continue
            while at < len(self._excluded) and self._excluded[at][1] <= starts[index]:
                at += 1
            clear = at == len(self._excluded) or self._excluded[at][0] >= ends[numeral.last]
            mention, free = self._mention(numeral) if clear else (None, numeral.last + 1)
            if mention:
                found.append(mention)
        return found

    def _behind(self, index: int) -> int:
        """The word after, or after all figures hanging together when they are too long for a count."""
        index += 1
        if self._forms[index - 1].isdecimal():
            while (
                index < len(self._forms)
                and self._forms[index].isdecimal()
                and self._gaps[index] in {"-", "."}
            ):
                index += 1
        return index

    def _mention(self, numeral: Numeral) -> tuple[NumberMention | None, int]:
        """The count that a numeral begins, and the word to go on with."""
        first, last = numeral.first, numeral.last
        bounds: Bounds = (numeral.minimum, numeral.maximum)
        opening = self._context.qualifier_before(first)
        qualifier = opening[0] if opening else None
        if qualifier == "between":
            numeral = self._numerals.at(first, joining=False) or numeral
            last = numeral.last
            bounds = (numeral.minimum, numeral.maximum)
        second = self._second(last, qualifier)
        if second is not None:
            bounds, last = (numeral.minimum, second.maximum), second.last
            qualifier = None
        after = last + 1
        if self._context.is_no_count(first, last, single=second is None and not numeral.words):
            return None, after
        begin = opening[1] if opening else first
        closing = self._context.qualifier_after(after)
        noun, behind = self._context.noun(closing[1] if closing else after)
        if closing is None and noun is not None:
            late = self._context.qualifier_after(behind)
            qualifier = late[0] if late else qualifier
        end = closing[1] - 1 if closing else last
        qualifier = closing[0] if closing else qualifier
        what = self._context.what(begin, noun, behind)
        known = self._context.sense_of(noun)
        if not self._counts(numeral, noun, known, what, second is not None):
            return None, after
        minimum, maximum = _qualified(bounds, qualifier)
        start, stop = self._words.starts[begin], self._words.ends[end]
        start += self._proclitics(begin, opening is None)
        return (
            NumberMention(
                self._text[start:stop], start, stop, minimum, maximum,
                self._span(noun) if noun is not None else None,
                True if known or what else None,
                what or (known.what if known else None),
                known.suggested if known else None,
            ),
            end + 1,
        )  # fmt: skip

    def _counts(
        self, numeral: Numeral, noun: int | None, known: Noun | None, what: Counted | None, ranged: bool
    ) -> bool:
        """Whether a numeral is a count at all."""
        if known or what:
            return True
        if numeral.minimum in _YEARS and not numeral.words and noun is None:
            return False
        if numeral.maximum == 1 or ranged:
            return False
        few = numeral.words and numeral.maximum <= 9 and self._forms[numeral.first] in self._lexicon.few
        return not few or noun is not None

    def _second(self, last: int, qualifier: Qualifier | None) -> Numeral | None:
        """The upper end of a range: "بين 10 و20", "between 10 and 20", "10-20", "10 to 20"."""
        after = last + 1
        if after >= len(self._forms):
            return None
        forms, gaps = self._forms, self._gaps
        joining = self._lexicon.conjunction | {"الي", "و", "to"}
        if (
            forms[after] in joining
            and after + 1 < len(forms)
            and (qualifier == "between" or forms[after] != "and")
        ):
            upper = self._numerals.at(after + 1) if forms[after] != "و" or qualifier == "between" else None
        elif (qualifier == "between" and forms[after][:1] == "و" and self._lexicon.attached_and) or (
            gaps[after] in {"-", "–"}
            and forms[after].isdecimal()
            and not self._context.hangs(after + 1)
            and not self._context.hangs(last)
        ):
            upper = self._numerals.at(after)
        else:
            return None
        lower = self._numerals.at(last, joining=False)
        if upper is None or lower is None or upper.maximum <= lower.minimum:
            return None
        return upper

    def _dual(self, index: int) -> NumberMention:
        noun = self._lexicon.duals[self._forms[index]]
        span = self._span(index)
        what = noun.what or self._context.what(index, None, index + 1)
        return NumberMention(span.text, span.start, span.end, 2, 2, span, True, what, noun.suggested)

    def _span(self, index: int) -> Span:
        start, end = self._words.starts[index], self._words.ends[index]
        return Span(self._text[start:end], start, end)

    def _proclitics(self, index: int, numeral: bool) -> int:
        """How many characters of proclitic a mention's first word carries."""
        form = self._forms[index]
        cut = len(form) - len(self._numerals.plain(form)) if numeral else 0
        start = self._words.starts[index]
        return cut if self._text.startswith(form[:cut], start) else 0


def _qualified(bounds: Bounds, qualifier: Qualifier | None) -> Bounds:
    minimum, maximum = bounds
    if qualifier == "minimum":
        return minimum, None
    if qualifier == "maximum":
        return None, maximum
    if qualifier == "about" and minimum == maximum and minimum is not None:
        margin = minimum // _ABOUT
        return minimum - margin, minimum + margin
    return bounds
