"""Looks at the words of an article as parts of dates."""

from typing import Final, Unpack

from streams.events.dates.expression import Expression, Parts, days_in
from streams.events.dates.names import LanguageCalendar, Meaning
from streams.events.words import Words
from streams.written_dates import persian_date

YEARS: Final = range(1900, 2101)
PERSIAN_YEARS: Final = range(1300, 1500)
_BETWEEN: Final = frozenset(
    {" ", "\u00a0", "/", " / ", "-", " - ", " (", "(", ", ", "، ", " ,", "\u200c", ",", ".", ". ", "'"}
)
"""What may stand between the parts of one date."""
ORDINALS: Final = ("st", "nd", "rd", "th", "er")
LONGEST_NUMBER: Final = 4


class Cursor:
    """The words of one article, the calendar of its language, and whether in it a month may stand before its day."""

    def __init__(self, words: Words, calendar: LanguageCalendar, *, month_first: bool) -> None:
        self.words = words
        self.forms = words.forms
        self.calendar = calendar
        self.month_first = month_first

    def before(self, index: int) -> str:
        """The word before one, where only a space parts them."""
        return self.forms[index - 1] if index and self.words.gaps[index] == " " else ""

    def phrase(self, index: int) -> Meaning | None:
        """The longest phrase of the calendar at a word."""
        forms = self.forms
        for rest, meaning in self.calendar.phrases.get(forms[index], ()):
            if not rest:
                return meaning
            end = index + 1 + len(rest)
            if tuple(forms[index + 1 : end]) == rest and all(
                gap in _BETWEEN for gap in self.words.gaps[index + 1 : end]
            ):
                return meaning
        return None

    def joined(self, index: int) -> bool:
        """Whether a word exists and may belong to the same date as the one before."""
        return index < len(self.forms) and self.words.gaps[index] in _BETWEEN

    def number(self, index: int) -> int | None:
        """The figure that a word is, of four digits at the most; that of an ordinal too."""
        form = self.forms[index]
        if len(form) <= LONGEST_NUMBER and form.isdecimal():
            return int(form)
        if form.endswith(ORDINALS) and form[:-2].isdecimal() and len(form) <= LONGEST_NUMBER:
            return int(form[:-2])
        return None

    def whole(
        self, first: int, after: int, year: int | None, month: int, day: int
    ) -> tuple[Expression, int] | None:
        """A full date, Solar Hijri ones converted; None when there is no such day."""
        if year in PERSIAN_YEARS:
            try:
                converted = persian_date(year or 0, month, day)
            except ValueError:
                return None
            year, month, day = converted.year, converted.month, converted.day
        elif not (1 <= month <= 12 and 1 <= day <= days_in(year, month)):
            return None
        return self.expression(first, after, year=year, month=month, day=day), after

    def expression(self, first: int, after: int, **parts: Unpack[Parts]) -> Expression:
        """What the words from `first` up to, without, `after` say."""
        return Expression(self.words.starts[first], self.words.ends[after - 1], **parts)
