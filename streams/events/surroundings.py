"""Places, dates and numbers of an article, and which of them belong to an event."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, TypeVar

from streams.events.lexicon.model import Trigger
from streams.events.numbers import NumberMention
from streams.records.event import Counted, EventDate, EventType, Location, Number

_T = TypeVar("_T", Location, EventDate)
_MOST_LOCATIONS: Final = 4
_COUNTED_BY_TYPE: Final[dict[EventType, Counted]] = {"PROTEST": "participants", "MOBILIZE": "troops"}
_BACK: Final = 400
"""Characters before a sentence in which a place still holds for it, as a report's opening does."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else was found in an article, in the order of its text."""

    locations: tuple[Location, ...]
    dates: tuple[EventDate, ...]
    numbers: tuple[NumberMention, ...]

    def places(self, start: int, sentence: tuple[int, int]) -> tuple[Location, ...]:
        """Places of the sentence, nearest first; else the last one named shortly before."""
        here = _within(self.locations, sentence)
        if here:
            ordered = sorted(here, key=lambda place: (abs(place.start - start), place.start))
            return tuple(ordered[:_MOST_LOCATIONS])
        index = bisect_left([place.start for place in self.locations], sentence[0])
        before = self.locations[index - 1 : index]
        return tuple(place for place in before if place.start >= sentence[0] - _BACK)

    def when(self, start: int, sentence: tuple[int, int]) -> EventDate | None:
        """The date nearest to the trigger; one that resolves before one that does not."""
        here = _within(self.dates, sentence)
        return min(here, key=lambda date: (date.value is None, abs(date.start - start)), default=None)

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
            by_type = _COUNTED_BY_TYPE.get(trigger.type, "other")
            what = mention.what or trigger.what or mention.suggested or by_type
            counts.append(
                Number(mention.text, mention.start, mention.end, mention.minimum, mention.maximum, what)
            )
        return tuple(counts)


def _within(found: tuple[_T, ...], span: tuple[int, int]) -> list[_T]:
    return [each for each in found if span[0] <= each.start < span[1]]
