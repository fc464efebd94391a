"""Finds counts: numerals with what qualifies them, and what they count."""

from collections.abc import Sequence
from typing import Final

from streams.events.numbers.model import (
    Bounds,
    LanguageNumbers,
    Noun,
    NumberMention,
    NumberWords,
    Phrases,
    Qualifier,
)
from streams.events.numbers.numerals import Numeral, NumeralReader
from streams.events.words import Words
from streams.records.event import Counted, Span

_YEARS: Final = range(1900, 2101)
_BLANK: Final = frozenset({" ", "\u00a0"})
_MONEY: Final = frozenset("$€£¥₪")
_NOUN_WITHIN: Final = 3
_STATE_WITHIN: Final = 2
_ABOUT: Final = 10
"""An approximate number is this percentage more or less."""
_ARTICLE: Final = "ال"
_DIGITS: Final = frozenset("0123456789")


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

    def find(self) -> list[NumberMention]:
        found = []
        index, at = 0, 0
        starts, ends = self._words.starts, self._words.ends
        duals, plain = self._lexicon.duals, self._lexicon.plain
        while index < len(self._forms):
            form = self._forms[index]
            if form in duals:
                found.append(self._dual(index))
                index += 1
                continue
            if form not in plain and form[:1] not in _DIGITS and form[1:2] not in _DIGITS:
                index += 1
                continue
            numeral = self._numerals.at(index)
            if numeral is None:
                index = self._behind(index)
                continue
            while at < len(self._excluded) and self._excluded[at][1] <= starts[index]:
                at += 1
            clear = at == len(self._excluded) or self._excluded[at][0] >= ends[numeral.last]
            mention, index = self._mention(numeral) if clear else (None, numeral.last + 1)
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
        opening = self._qualifier_before(first)
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
        if self._is_no_count(first, last, single=second is None and not numeral.words):
            return None, after
        begin = opening[1] if opening else first
        closing = self._qualifier_after(after)
        noun, behind = self._noun(closing[1] if closing else after)
        if closing is None and noun is not None:
            late = self._qualifier_after(behind)
            qualifier = late[0] if late else qualifier
        end = closing[1] - 1 if closing else last
        qualifier = closing[0] if closing else qualifier
        what = self._what(begin, noun, behind)
        known = self._known(noun)
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

    def _is_no_count(self, first: int, last: int, single: bool) -> bool:
        """Whether what stands around a numeral makes it a date, a time, a sum of money, a measure …"""
        text, words = self._text, self._words
        start, end = words.starts[first], words.ends[last]
        before, behind = text[max(0, start - 2) : start], text[end : end + 2]
        if before[-1:] in _MONEY or before.strip()[-1:] in _MONEY or behind[:1] in _MONEY:
            return True
        if behind.strip()[:1] in {"%", "٪"}:
            return True
        if before[-1:] in {"/", ":", "#", "+"} or (behind[:1] in {"/", ":"} and behind[1:2].isdecimal()):
            return True
        if single and (self._hangs(first) or self._hangs(last + 1)):
            return True
        after = last + 1
        if after < len(self._forms) and self._gaps[after] in {" ", "\u00a0", "-", "", " -"}:
            following = self._forms[after]
            if following in self._lexicon.not_counts or self._percent(after):
                return True
        return (
            bool(first)
            and self._gaps[first] in {" ", ". "}
            and self._forms[first - 1] in self._lexicon.not_after
        )

    def _percent(self, index: int) -> bool:
        """ "في المئة"."""
        return (
            self._forms[index] == "في"
            and index + 1 < len(self._forms)
            and self._forms[index + 1] in self._lexicon.not_counts
        )

    def _hangs(self, index: int) -> bool:
        """Whether figures hang together before a word: phone numbers, scores, versions."""
        if not 0 < index < len(self._forms) or self._gaps[index] not in {"-", ".", ":", "/", "–"}:
            return False
        return self._forms[index].isdecimal() and self._forms[index - 1].isdecimal()

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
            and not self._hangs(after + 1)
            and not self._hangs(last)
        ):
            upper = self._numerals.at(after)
        else:
            return None
        lower = self._numerals.at(last, joining=False)
        if upper is None or lower is None or upper.maximum <= lower.minimum:
            return None
        return upper

    def _noun(self, index: int) -> tuple[int | None, int]:
        """The word of what is counted, from a word on, and the word behind it."""
        lexicon, forms = self._lexicon, self._forms
        at = index
        if at < len(forms) and self._gaps[at] in _BLANK and forms[at] in lexicon.of:
            at += 1
        first = at
        while at < min(len(forms), first + _NOUN_WITHIN) and self._gaps[at] in _BLANK | {
            "-",
            ' "',
            " “",
            " «",
            "“",
            '"',
        }:
            form = forms[at]
            if self._sense(form) is not None:
                return at, at + 1
            if (
                form in lexicon.stops
                or form[:1].isdecimal()
                or (lexicon.attached_and and at == first and self._goes_on(form))
            ):
                break
            if lexicon.attached_and and at == first:
                return at, at + 1  # an Arabic noun stands right behind its number
            at += 1
        if (
            first < len(forms)
            and at > first
            and self._gaps[first] in _BLANK
            and forms[first] not in lexicon.stops
        ):
            return first, first + 1
        return None, index

    def _goes_on(self, form: str) -> bool:
        """Whether an Arabic word is no noun of the number before: "7 وأصيب", "20 بجروح"."""
        return form[:1] == "و" or form in self._lexicon.states

    def _sense(self, form: str) -> Noun | None:
        nouns = self._lexicon.nouns
        sense = nouns.get(form)
        if sense is None and self._lexicon.attached_and:
            sense = nouns.get(form.removeprefix(_ARTICLE))
        return sense

    def _known(self, noun: int | None) -> Noun | None:
        return None if noun is None else self._sense(self._forms[noun])

    def _what(self, begin: int, noun: int | None, behind: int) -> Counted | None:
        """What the word before says became of those counted, else a state after their noun, else the noun."""
        lexicon, forms = self._lexicon, self._forms
        known = self._known(noun)
        if known and known.what:
            return known.what
        for at in range(behind, min(behind + _STATE_WITHIN, len(forms))):
            if self._gaps[at] not in _BLANK:
                break
            if forms[at] in lexicon.states:
                return lexicon.states[forms[at]]
            if forms[at] in lexicon.stops and forms[at] not in {"were", "was", "are"}:
                break
        if begin and self._gaps[begin] in _BLANK:
            before = forms[begin - 1]
            if before in lexicon.verbs:
                return lexicon.verbs[before]
            if lexicon.attached_and and before[:1] in "وفبل":
                return lexicon.verbs.get(before[1:])
        return None

    def _qualifier_before(self, index: int) -> tuple[Qualifier, int] | None:
        """The qualifier that ends right before a word, and where it begins."""
        for length in (4, 3, 2, 1):
            first = index - length
            if first < 0 or any(gap not in _BLANK for gap in self._gaps[first + 1 : index + 1]):
                continue
            found = _match(self._lexicon.before, self._forms, first, self._lexicon.attached_and)
            if found and found[1] == index:
                return found[0], first
        return None

    def _qualifier_after(self, index: int) -> tuple[Qualifier, int] | None:
        """The qualifier that begins at a word, and the word behind it."""
        if index < len(self._forms) and self._gaps[index] in _BLANK:
            return _match(self._lexicon.after, self._forms, index, attached=False)
        return None

    def _dual(self, index: int) -> NumberMention:
        noun = self._lexicon.duals[self._forms[index]]
        span = self._span(index)
        what = noun.what or self._what(index, None, index + 1)
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


def _match(phrases: Phrases, forms: list[str], index: int, attached: bool) -> tuple[Qualifier, int] | None:
    form = forms[index]
    entries = phrases.get(form, ())
    if not entries and attached and form[:1] in "وفبل":
        entries = phrases.get(form[1:], ())
    for rest, qualifier in entries:
        end = index + 1 + len(rest)
        if tuple(forms[index + 1 : end]) == rest:
            return qualifier, end
    return None


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
