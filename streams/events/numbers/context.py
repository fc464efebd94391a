"""What stands around a numeral: qualifiers, the counted noun, and what makes it no count."""

from typing import Final

from streams.events.numbers.model import LanguageNumbers, Noun, Phrases, Qualifier
from streams.events.words import Words
from streams.records.event import Counted

_BLANK: Final = frozenset({" ", "\u00a0"})
_MONEY: Final = frozenset("$€£¥₪")
_NOUN_WITHIN: Final = 3
_STATE_WITHIN: Final = 2
_ARTICLE: Final = "ال"


class Context:
    """The words of one article around its numerals."""

    def __init__(self, words: Words, lexicon: LanguageNumbers) -> None:
        self._text = words.text
        self._words = words
        self._forms = words.forms
        self._gaps = words.gaps
        self._lexicon = lexicon

    def noun(self, index: int) -> tuple[int | None, int]:
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

    def sense_of(self, noun: int | None) -> Noun | None:
        """What is known of a noun at a word."""
        return None if noun is None else self._sense(self._forms[noun])

    def what(self, begin: int, noun: int | None, behind: int) -> Counted | None:
        """What the word before says became of those counted, else a state after their noun, else the noun."""
        lexicon, forms = self._lexicon, self._forms
        known = self.sense_of(noun)
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

    def qualifier_before(self, index: int) -> tuple[Qualifier, int] | None:
        """The qualifier that ends right before a word, and where it begins."""
        for length in (4, 3, 2, 1):
            first = index - length
            if first < 0 or any(gap not in _BLANK for gap in self._gaps[first + 1 : index + 1]):
                continue
            found = _match(self._lexicon.before, self._forms, first, self._lexicon.attached_and)
            if found and found[1] == index:
                return found[0], first
        return None

    def qualifier_after(self, index: int) -> tuple[Qualifier, int] | None:
        """The qualifier that begins at a word, and the word behind it."""
        if index < len(self._forms) and self._gaps[index] in _BLANK:
            return _match(self._lexicon.after, self._forms, index, attached=False)
        return None

    def is_no_count(self, first: int, last: int, single: bool) -> bool:
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
        if single and (self.hangs(first) or self.hangs(last + 1)):
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

    def hangs(self, index: int) -> bool:
        """Whether figures hang together before a word: phone numbers, scores, versions."""
        if not 0 < index < len(self._forms) or self._gaps[index] not in {"-", ".", ":", "/", "–"}:
            return False
        return self._forms[index].isdecimal() and self._forms[index - 1].isdecimal()


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
