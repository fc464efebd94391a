"""Places, dates and numbers of an article, and which of them belong to an event."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Final, Protocol, TypeVar

from streams.events.lexicon.model import Trigger
from streams.events.numbers import NumberMention
from streams.events.triggers import Match
from streams.records.event import Counted, EventDate, EventType, Location, Number

_T = TypeVar("_T", Location, EventDate, NumberMention)
_START: Final = attrgetter("start")
_MOST_LOCATIONS: Final = 4
_COUNTED_BY_TYPE: Final[dict[EventType, Counted]] = {"PROTEST": "participants", "MOBILIZE": "troops"}
_BACK: Final = 400
"""Characters before a sentence in which a place still holds for it, as a report's opening does."""
_LOOK_BACK: Final = 8
"""Places before a sentence that are looked at for that."""
_REACH: Final = 120
"""Characters behind an event in which a count without an event of its own is the event's."""
_BESIDE: Final = 10
"""Characters between "since" and a date right behind it."""
_EVENTS_BEFORE: Final = 4
_HARM: Final = frozenset({"killed", "injured", "missing"})
"""What one attack may do to several people at once."""


class Counting(Protocol):
    """An event in the making, as far as its counts go."""

    match: Match
    span: tuple[int, int]
    sentence: tuple[int, int]
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Surroundings:
    """What else was found in an article, in the order of its text."""

    locations: tuple[Location, ...]
    dates: tuple[EventDate, ...]
    numbers: tuple[NumberMention, ...]

    def of(self, sentence: tuple[int, int]) -> "Surroundings":
        """What lies in a sentence; and where it has no place of its own, the last one shortly before it that is
        in the country the article is about."""
        locations = _within(self.locations, sentence)
        if not locations:
            index = bisect_left(self.locations, sentence[0], key=_START)
            near = self.locations[max(0, index - _LOOK_BACK) : index]
            home = [p for p in near if p.start >= sentence[0] - _BACK and p.country == self.leading]
            locations = tuple(home[-1:])
        return Surroundings(locations, _within(self.dates, sentence), _within(self.numbers, sentence))

    @cached_property
    def leading(self) -> str | None:
        """The country that the article names, or names places of, most often; of several the first."""
        countries = Counter(place.country for place in self.locations if place.country)
        return max(countries, key=countries.__getitem__, default=None)

    def places(self, start: int) -> tuple[Location, ...]:
        """The places, nearest first."""
        if len(self.locations) < 2:
            return self.locations
        ordered = sorted(self.locations, key=lambda place: (abs(place.start - start), place.start))
        return tuple(ordered[:_MOST_LOCATIONS])

    def when(self, start: int, since: Sequence[int] = (), clauses: Sequence[int] = ()) -> EventDate | None:
        """The date nearest to the trigger; one that resolves before one that does not.

        `since`: where a word stands behind which a date says when something else began. Such a date is the
        event's only when the trigger stands behind that word too: "since the army attacked in 2011".
        `clauses`: where another clause opens, whose month or year is not that of an event before it.
        """
        dates = [
            date
            for date in self.dates
            if not _began(date, start, since)
            and (
                date.resolution in (None, "day") or not any(start < clause < date.start for clause in clauses)
            )
        ]
        if not dates:
            return None
        return min(dates, key=lambda date: (date.value is None, abs(date.start - start)))

    def counts(
        self, trigger: Trigger, spans: list[tuple[int, int]], parts: list[tuple[int, int]]
    ) -> tuple[Number, ...]:
        """Counts of those who take part, and those whose noun says by itself what was counted near the trigger.

        `parts`: the phrases of actors and recipients with their counts; `spans`: the stretches around.
        """
        counts = []
        for mention in self.numbers:
            inside = any(first <= mention.start < last for first, last in parts)
            near = any(first <= mention.start < last for first, last in spans)
            if not inside and not (near and (mention.what or mention.person)):
                continue
            counts.append(_number(mention, _what(mention, trigger)))
        return tuple(counts)

    def share_out(self, events: Sequence[Counting]) -> None:
        """Gives each count of people that no event has to the last event before it in its sentence that it fits."""
        taken = {number.start for event in events for number in event.numbers}
        events = sorted(events, key=lambda event: event.span)
        starts = [event.span[0] for event in events]
        for mention in self.numbers:
            if mention.person and mention.start not in taken:
                at = bisect_left(starts, mention.start)
                for event in reversed(events[max(0, at - _EVENTS_BEFORE) : at]):
                    if mention.start >= event.sentence[1] or mention.start > event.span[1] + _REACH:
                        break
                    if _fits(mention, event):
                        number = _number(mention, _what(mention, event.match.trigger))
                        event.numbers = (*event.numbers, number)
                        break
        _say_what(events)


def _began(date: EventDate, start: int, since: Sequence[int]) -> bool:
    last = max((word for word in since if word < date.end), default=-1)
    return last >= 0 and (last + _BESIDE >= date.start or start < last)


def _say_what(events: Sequence[Counting]) -> None:
    """An attack has from the killing beside it what became of those counted."""
    known = {n.start: n for event in events for n in event.numbers if n.what != "other"}
    for event in events:
        event.numbers = tuple([known.get(n.start, n) if n.what == "other" else n for n in event.numbers])


def _what(mention: NumberMention, trigger: Trigger) -> Counted:
    by_type = _COUNTED_BY_TYPE.get(trigger.type, "other")
    return mention.what or trigger.what or mention.suggested or by_type


def _fits(mention: NumberMention, event: Counting) -> bool:
    """Whether an event without a count lacks this one, or one with victims these other victims."""
    trigger = event.match.trigger
    if mention.what in _HARM:
        return trigger.type == "ASSAULT" and all(number.what != mention.what for number in event.numbers)
    return not event.numbers and (mention.what is None or trigger.what in {None, mention.what})


def _number(mention: NumberMention, what: Counted) -> Number:
    return Number(mention.text, mention.start, mention.end, mention.minimum, mention.maximum, what)


def _within(found: tuple[_T, ...], span: tuple[int, int]) -> tuple[_T, ...]:
    first = bisect_left(found, span[0], key=_START)
    return found[first : bisect_left(found, span[1], first, key=_START)]
