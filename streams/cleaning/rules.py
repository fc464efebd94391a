"""What an operator can change about cleaning."""

from dataclasses import dataclass, field

from streams.cleaning.wording import WordingIndex
from streams.written_dates import DateNames


@dataclass(frozen=True, slots=True)
class CleaningRules:
    """The wording of page furniture, and the names in dates. Without any, only the shape of lines counts."""

    wording: WordingIndex = field(default_factory=WordingIndex)
    dates: DateNames = field(default_factory=DateNames)
