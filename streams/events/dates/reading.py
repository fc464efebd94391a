"""Reads dates in the words of an article, without knowing when it was published."""

from typing import Final, cast

from streams.events.dates.cursor import LONGEST_NUMBER, ORDINALS, PERSIAN_YEARS, YEARS, Cursor
from streams.events.dates.expression import Expression, days_in
from streams.events.dates.names import LanguageCalendar, Unit
from streams.events.words import Words

MOST_FIGURES: Final = 50_000
"""No article has more figures; a text that does is looked at so far."""
DIGITS: Final = frozenset("0123456789")
_SEPARATORS: Final = frozenset({"/", "-", ".", " - ", " / ", "–", " – "})


class Reader(Cursor):
    """Reads the dates of one article."""

    def __init__(self, words: Words, calendar: LanguageCalendar, month_first: bool) -> None:
        super().__init__(words, calendar)
        self._month_first = month_first

    def read(self) -> list[Expression]:
        """All dates in the order of the text, not overlapping."""
        found: list[Expression] = []
        phrases, words = self._calendar.phrases, self._words
        free = figures = 0
        for index in sorted({*words.among(self._calendar.openings), *words.figures}):
            if index < free:
                continue
            form = self._forms[index]
            if form in phrases:
                following = self._named(index)
            elif not form.isalpha():
                figures += 1
                following = self._figures(index) if figures <= MOST_FIGURES else None
            else:
                following = self._ago(index)
            if following:
                expression, free = following
                if not self._name(index, expression):
                    found.append(expression)
        return found

    def _name(self, index: int, expression: Expression) -> bool:
        """Whether a day of a month is part of a name: "شارع 14 تموز"."""
        if not index or expression.day is None or expression.year is not None:
            return False
        return self._words.gaps[index] == " " and self._forms[index - 1] in self._calendar.not_after

    def _named(self, index: int) -> tuple[Expression, int] | None:
        meaning = self._phrase(index)
        if meaning is None:
            return None
        kind, number, length = meaning
        if kind in {"named", "persian"}:
            return self._month(index, None, index)
        if kind == "weekday":
            return self._weekday(index, number, length)
        relative = self._expression(index, index + length, unit=cast(Unit, kind), shift=number)
        after = index + length
        if kind == "day" and self._joined(after):
            following = self._phrase(after)
            if following and following[0] == "weekday":  # "أمس الجمعة": the weekday decides
                end = after + following[2]
                dated = self._dated_after(end)
                if dated:
                    return dated[0].spanning(relative.start, relative.end), dated[1]
                both = self._expression(index, end, weekday=following[1], shift=number)
                return both, end
        if kind == "day" and number == 0 and not self._today(index, after):
            return None
        return relative, after

    def _today(self, index: int, after: int) -> bool:
        """Whether "اليوم" is today, not "the day" of something: "اليوم التالي", "في ذلك اليوم"."""
        before = self._forms[index - 1] if index and self._words.gaps[index] == " " else ""
        return before not in self._calendar.not_today_after and (
            after >= len(self._forms)
            or self._words.gaps[after] != " "
            or self._forms[after] not in self._calendar.not_today_before
        )

    def _weekday(self, index: int, number: int, length: int) -> tuple[Expression, int] | None:
        before = self._forms[index - 1] if index and self._words.gaps[index] == " " else ""
        if before in self._calendar.not_after:
            return None
        end = index + length
        dated = self._dated_after(end)
        first = index
        direction = None
        if self._calendar.modifiers_first:
            if before in self._calendar.modifiers:
                direction, first = self._calendar.modifiers[before], index - 1
        elif self._joined(end) and self._forms[end] in self._calendar.modifiers:
            direction, end = self._calendar.modifiers[self._forms[end]], end + 1
        if dated:
            return dated[0].spanning(self._words.starts[first], self._words.ends[index]), dated[1]
        if self._joined(end):
            following = self._phrase(end)
            if following and following[0] == "day" and following[1] != 0:  # "الجمعة أمس"
                after = end + following[2]
                return self._expression(first, after, weekday=number, shift=following[1]), after
        return self._expression(first, end, weekday=number, direction=direction), end

    def _dated_after(self, index: int) -> tuple[Expression, int] | None:
        """A day and month, or a date in figures, right after a weekday: "الجمعة (3 تشرين الثاني 2017)"."""
        if not self._joined(index):
            return None
        if self._forms[index][:1] in DIGITS:
            read = self._figures(index)
        else:
            meaning = self._phrase(index)
            read = self._month(index, None, index) if meaning and meaning[0] in {"named", "persian"} else None
        if read is None or read[0].day is None:
            return None
        expression, end = read
        closing = self._words.ends[end - 1]
        if self._words.text[closing : closing + 1] == ")" and "(" in self._words.gaps[index]:
            expression = expression.spanning(expression.start, closing + 1)
        return expression, end

    def _figures(self, index: int) -> tuple[Expression, int] | None:
        """What begins with a figure: "19 March", "20/3/2019", "2019-03-20", "2015" after a cue, "3 days ago"."""
        number = self._number(index)
        if number is None:
            return None
        numeric = self._numeric(index)
        if numeric:
            return numeric
        at = index + 1
        if 1 <= number <= 31:
            while self._joined(at) and self._forms[at] in self._calendar.fillers | self._calendar.month_nouns:
                at += 1
            meaning = self._phrase(at) if self._joined(at) else None
            if meaning and meaning[0] in {"named", "persian"}:
                return self._month(at, number, index)
        ago = self._ago(index)
        if ago:
            return ago
        if number in YEARS and len(self._forms[index]) == LONGEST_NUMBER:
            return self._year(index, number)
        return None

    def _year(self, index: int, year: int) -> tuple[Expression, int] | None:
        """A bare year after a noun or preposition; the noun belongs to it."""
        calendar = self._calendar
        before = self._forms[index - 1] if index and self._words.gaps[index] == " " else ""
        opened = self._words.text[max(0, self._words.starts[index] - 1) : self._words.starts[index]] == "("
        closed = self._words.text[self._words.ends[index] : self._words.ends[index] + 1] == ")"
        if before in calendar.year_nouns:
            return self._expression(index - 1, index + 1, year=year), index + 1
        if before in calendar.year_cues or (opened and closed):
            return self._expression(index, index + 1, year=year), index + 1
        return None

    def _numeric(self, index: int) -> tuple[Expression, int] | None:
        """Day, month and year in figures."""
        if index + 2 >= len(self._forms):
            return None
        gaps = self._words.gaps[index + 1], self._words.gaps[index + 2]
        if gaps[0] not in _SEPARATORS or gaps[1].strip() != gaps[0].strip():
            return None
        numbers = [self._number(at) for at in range(index, index + 3)]
        if None in numbers:
            return None
        first, second, third = (number or 0 for number in numbers)
        if first in YEARS or first in PERSIAN_YEARS:
            year, month, day = first, second, third
        elif third in YEARS or third in PERSIAN_YEARS:
            day, month, year = first, second, third
            if month > 12 >= day:
                day, month = month, day
            elif self._month_first and day <= 12 and day != month and "/" in gaps[0]:
                return self._expression(index, index + 3), index + 3  # could be either: unresolved
        else:
            return None
        return self._whole(index, index + 3, year, month, day)

    def _month(self, index: int, day: int | None, first: int) -> tuple[Expression, int] | None:
        """A month's name at `index` with what stands around it: day, second name, year, modifier."""
        meaning = self._phrase(index)
        if meaning is None:
            return None
        kind, month, length = meaning
        at = index + length
        if self._joined(at):
            second = self._phrase(at)  # "حزيران/يونيو", "يناير كانون الثاني"
            if second and second[:2] == (kind, month):
                at += second[2]
        if day is None and self._joined(at) and self._words.gaps[at] == " ":
            day, at = self._day_after(at)
        year, after = self._year_after(at)
        direction = None
        if year is None:
            direction, after, first = self._direction(at, first)
        else:
            at = after
        if day is None and year is None and direction is None and not self._certain(index, length):
            return None
        if day is None and first == index and index and self._forms[index - 1] in self._calendar.month_nouns:
            first = index - 1
        if kind == "persian":
            return self._whole(first, at, year, month, day or 1) if year in PERSIAN_YEARS and day else None
        if year is not None and year not in YEARS:
            return None
        if day is not None and not 1 <= day <= days_in(year, month):
            return None
        end = max(at, after)
        return self._expression(first, end, year=year, month=month, day=day, direction=direction), end

    def _certain(self, index: int, length: int) -> bool:
        """Whether a month's name alone is a month."""
        if length > 1 or self._forms[index] not in self._calendar.ambiguous:
            return True
        return (
            index > 0
            and self._words.gaps[index] == " "
            and self._forms[index - 1] in self._calendar.month_cues
        )

    def _day_after(self, index: int) -> tuple[int | None, int]:
        """The day after a month's name: "March 19"."""
        form = self._forms[index]
        figures = form[:-2] if form.endswith(ORDINALS) else form
        if self._calendar.modifiers_first and figures.isdecimal() and len(figures) <= 2:
            day = int(figures)
            return (day, index + 1) if 1 <= day <= 31 else (None, index)
        return None, index

    def _year_after(self, index: int) -> tuple[int | None, int]:
        """The year after day and month, fillers between: "من عام 2017"."""
        at = index
        while self._joined(at) and self._forms[at] in self._calendar.fillers and at - index < 3:
            at += 1
        if not self._joined(at):
            return None, index
        year = self._number(at)
        if (
            year is not None
            and len(self._forms[at]) == LONGEST_NUMBER
            and (year in YEARS or year in PERSIAN_YEARS)
        ):
            return year, at + 1
        return None, index

    def _direction(self, after: int, first: int) -> tuple[int | None, int, int]:
        """ "Last", "this" or "next" beside a month; also "من العام الماضي" and "last year" after it."""
        calendar = self._calendar
        if calendar.modifiers_first and first and self._words.gaps[first] == " ":
            before = self._forms[first - 1]
            if before in calendar.modifiers:
                return calendar.modifiers[before], after, first - 1
        if not calendar.modifiers_first and self._joined(after) and self._forms[after] in calendar.modifiers:
            return calendar.modifiers[self._forms[after]], after + 1, first
        return None, after, first

    def _ago(self, index: int) -> tuple[Expression, int] | None:
        """Units back: "قبل يومين", "قبل 3 أيام", "two days ago"."""
        calendar = self._calendar
        at = index + 1 if self._forms[index] in calendar.ago_before else index
        if at == index and not calendar.ago_after:
            return None
        if at >= len(self._forms) or (at > index and self._words.gaps[at] != " "):
            return None
        form = self._forms[at]
        if at > index and form in calendar.pairs:
            return self._expression(index, at + 1, unit=calendar.pairs[form], shift=-2), at + 1
        if at > index and form in calendar.units:
            return self._expression(index, at + 1, unit=calendar.units[form], shift=-1), at + 1
        count = calendar.counts.get(form)
        if count is None:
            count = self._number(at)
        if count is None or not self._joined(at + 1) or self._forms[at + 1] not in calendar.units:
            return None
        unit, end = calendar.units[self._forms[at + 1]], at + 2
        if at == index:
            if not self._joined(end) or self._forms[end] not in calendar.ago_after:
                return None
            end += 1
        return self._expression(index, end, unit=unit, shift=-count), end
