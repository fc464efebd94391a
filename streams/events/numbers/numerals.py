"""Reads a numeral, in figures or words, as a range."""

from typing import Final, NamedTuple

from streams.events.numbers.model import LanguageNumbers
from streams.events.words import Words

MOST_DIGITS: Final = 12
"""Figures longer than this are no counts."""
_DIGITS: Final = frozenset("0123456789")
_THOUSANDS: Final = frozenset({",", "٬", ".", "،", "\u00a0", "\u202f", "'"})
_DECIMAL: Final = frozenset({".", "٫", ","})
PROCLITICS: Final = frozenset("وفبلك")
_GROUP: Final = 3
_GROUPED: Final = 100
"""Multipliers up to this one are part of what greater ones multiply: "two hundred thousand"."""
_CEILING: Final = 10**15


class Numeral(NamedTuple):
    """A numeral over the words `first` to `last`; `words` says whether any of it is written out."""

    first: int
    last: int
    minimum: int
    maximum: int
    words: bool


class NumeralReader:
    """Reads the numerals of one article."""

    def __init__(self, words: Words, lexicon: LanguageNumbers) -> None:
        self._forms = words.forms
        self._gaps = words.gaps
        self._lexicon = lexicon

    def at(self, index: int, joining: bool = True) -> Numeral | None:
        """The numeral that begins at a word; without `joining`, up to the next "and" that is attached."""
        form = self._forms[index]
        if form[:1] in _DIGITS or form[1:2] in _DIGITS:
            return self._figures(index)
        lexicon, plain = self._lexicon, self.plain(form)
        if plain in lexicon.few:
            return self._few(index, lexicon.few[plain])
        if plain in lexicon.vague and not self._follows_number(index):
            return self._vague(index, lexicon.vague[plain])
        if plain in lexicon.cardinals or plain in lexicon.multipliers or plain in lexicon.pairs:
            return self._spelled(index, joining)
        return None

    def plain(self, form: str) -> str:
        """The form without the proclitics that may stand before a numeral."""
        if self._lexicon.attached_and and form[:1] in PROCLITICS and form[1:2] in _DIGITS:
            return form[1:]
        return self._lexicon.plain.get(form, form)

    def _follows_number(self, index: int) -> bool:
        return index > 0 and self._gaps[index] == " " and self._forms[index - 1].isdecimal()

    def _figures(self, index: int) -> Numeral | None:
        digits, last = self.plain(self._forms[index]), index
        if not digits.isdecimal() or len(digits) > MOST_DIGITS:
            return None
        fraction = ""
        if len(digits) <= _GROUP:
            while (
                (following := self._next(last, _THOUSANDS))
                and len(following) == _GROUP
                and following.isdecimal()
                and len(digits) < MOST_DIGITS
            ):
                digits, last = digits + following, last + 1
        following = self._next(last, _DECIMAL)
        if following and following.isdecimal() and len(following) < _GROUP:
            fraction, last = following, last + 1
        multiplied = self._multiplied(last, int(digits), fraction)
        if multiplied:
            return Numeral(index, multiplied[1], multiplied[0], multiplied[0], words=True)
        if fraction:
            return None
        value = int(digits)
        return Numeral(index, last, value, value, words=False)

    def _next(self, index: int, gaps: frozenset[str]) -> str:
        """The word after, if one of the gaps lies between."""
        after = index + 1
        return self._forms[after] if after < len(self._forms) and self._gaps[after] in gaps else ""

    def _multiplied(self, last: int, value: int, fraction: str) -> tuple[int, int] | None:
        """The value of figures with the multiplier after them: "60 ألف", "1.5 million"."""
        form = self._next(last, frozenset({" ", "\u00a0"}))
        multiplier = self._lexicon.multipliers.get(form)
        if multiplier is None:
            return None
        product = value * multiplier
        if fraction:
            product += int(fraction) * multiplier // 10 ** len(fraction)
        return (product, last + 1) if product < _CEILING else None

    def _spelled(self, index: int, joining: bool) -> Numeral | None:
        """A number in words: "خمسة وعشرون ألفا", "two hundred and five"."""
        total = current = 0
        last = at = index
        while at < len(self._forms):
            form, joins = self._forms[at], at > index and self._joins(at)
            if at > index and (self._gaps[at] not in {" ", "-", "\u00a0"} or (joins and not joining)):
                break
            if at == index or joins:
                form = self.plain(form)
            if form in self._lexicon.conjunction and last == at - 1 and self._continues(at + 1):
                at += 1
                continue
            added = self._add(total, current, form, at, opens=at == index)
            if added is None:
                break
            total, current = added
            if total + current >= _CEILING:
                return None
            last = at
            at += 1
        value = total + current
        return Numeral(index, last, value, value, words=True) if value else None

    def _add(self, total: int, current: int, form: str, at: int, opens: bool) -> tuple[int, int] | None:
        """The sum so far and what a multiplier would multiply, with one more word; None when it does not belong."""
        lexicon = self._lexicon
        if form in lexicon.pairs and (opens or form not in lexicon.multipliers):
            return total + 2 * lexicon.pairs[form], current
        if form in lexicon.multipliers:
            multiplier = lexicon.multipliers[form]
            if multiplier > _GROUPED:
                return total + (current or 1) * multiplier, 0
            return total, (current or 1) * multiplier if current < 10 else current + multiplier
        if form in lexicon.cardinals and (opens or self._fits(lexicon.cardinals[form], current, at)):
            return total, current + lexicon.cardinals[form]
        if not opens and total and not current and form.isdecimal() and len(form) <= _GROUP:
            return total, int(form)  # "ألفين و300"
        return None

    def _joins(self, index: int) -> bool:
        """Whether a word carries the conjunction as a proclitic before a numeral."""
        form = self._forms[index]
        return self._lexicon.attached_and and form[:1] == "و" and form[1:] == self.plain(form) != form

    def _fits(self, value: int, current: int, at: int) -> bool:
        """Whether a cardinal continues a number: tens and units, hundreds before them, "عشر" after a unit."""
        if current == 0:
            return not self._lexicon.attached_and or self._joins(at)
        if value == 10 and current < 10:
            return not self._joins(at)
        if self._lexicon.attached_and:
            return self._joins(at)
        return (value < 10 and current % 10 == 0) or (value < 100 and current % 100 == 0)

    def _continues(self, index: int) -> bool:
        return index < len(self._forms) and self._forms[index] in self._lexicon.cardinals

    def _vague(self, index: int, bounds: tuple[int, int]) -> Numeral:
        """ "عشرات", "hundreds", also of thousands: "عشرات الآلاف", "tens of thousands"."""
        at = index + 1
        lexicon = self._lexicon
        if at < len(self._forms) and self._gaps[at] == " " and self._forms[at] in lexicon.of:
            at += 1
        if at < len(self._forms) and self._gaps[at] == " ":
            form = self._forms[at].removeprefix("ال") if lexicon.attached_and else self._forms[at]
            scale = lexicon.multipliers.get(form) or lexicon.vague.get(form, (0, 0))[0]
            if scale >= 1000:
                return Numeral(index, at, bounds[0] * scale, (bounds[1] + 1) * scale - 1, words=True)
        return Numeral(index, index, *bounds, words=True)

    def _few(self, index: int, bounds: tuple[int, int]) -> Numeral | None:
        """ "بضعة آلاف", "several hundred", "a few people"; alone it needs a noun."""
        at, lexicon = index + 1, self._lexicon
        while at < len(self._forms) and self._gaps[at] == " " and self._forms[at] in lexicon.of:
            at += 1
        if at < len(self._forms) and self._gaps[at] == " ":
            form = self._forms[at]
            scale = lexicon.multipliers.get(form) or lexicon.vague.get(form, (0, 0))[0]
            if scale:
                return Numeral(index, at, bounds[0] * scale, (bounds[1] + 1) * scale - 1, words=True)
        return Numeral(index, index, *bounds, words=True)
