"""Which articles are to expire: by the time of their arrival, never by the dates in them."""

from collections.abc import Iterable
from typing import Final

from streams.duplicates.articles import Entry

MILLISECONDS_A_MINUTE: Final = 60_000


class Arrivals:
    """The articles by the minute in which they arrived, so that those to expire are found without a search."""

    def __init__(self) -> None:
        self._minutes: dict[int, set[Entry]] = {}
        self._first = 0

    def add(self, entries: Iterable[Entry]) -> None:
        """Adds articles."""
        for entry in entries:
            minute = entry.arrived // MILLISECONDS_A_MINUTE
            self._first = min(self._first, minute)
            self._minutes.setdefault(minute, set()).add(entry)

    def remove(self, entries: Iterable[Entry]) -> None:
        """Removes articles that were added and have not changed since."""
        for entry in entries:
            minute = entry.arrived // MILLISECONDS_A_MINUTE
            self._minutes[minute].remove(entry)
            if not self._minutes[minute]:
                del self._minutes[minute]

    def before(self, moment: int, limit: int) -> list[Entry]:
        """Articles that arrived before a moment (milliseconds since 1970), the earliest first, at most `limit`."""
        last = (moment - 1) // MILLISECONDS_A_MINUTE
        if last < self._first:
            return []
        minutes = sorted(self._minutes)
        self._first = minutes[0] if minutes else last + 1
        found: list[Entry] = []
        for minute in minutes:
            if minute > last or len(found) >= limit:
                break
            found += [entry for entry in self._minutes[minute] if entry.arrived < moment]
        found.sort(key=lambda entry: (entry.arrived, entry.id))
        return found[:limit]
