"""Which articles are to expire: by the time of their arrival, never by the dates in them."""

from collections.abc import Iterable, Mapping
from typing import Final

from streams.duplicates.articles import Entry

MILLISECONDS_A_MINUTE: Final = 60_000


class Arrivals:
    """Ids by the minute in which their articles arrived, so that those to expire are found without a search.

    An id stays in a minute when its article has gone or has arrived anew since; it is left out when it is met.
    """

    def __init__(self) -> None:
        self._minutes: dict[int, list[str]] = {}
        self._first = 0

    def add(self, entries: Iterable[Entry]) -> None:
        """Adds articles, or adds them again under another time of arrival."""
        for entry in entries:
            minute = _minute(entry)
            self._first = min(self._first, minute)
            self._minutes.setdefault(minute, []).append(entry.id)

    def before(self, moment: int, limit: int, held: Mapping[str, Entry]) -> list[Entry]:
        """Held articles that arrived before a moment (milliseconds since 1970), the earliest first.

        At most `limit`; while there are any, there is at least one.
        """
        last = (moment - 1) // MILLISECONDS_A_MINUTE
        if last < self._first:
            return []
        found: dict[str, Entry] = {}
        for minute in sorted(minute for minute in self._minutes if minute <= last):
            here = [e for i in self._minutes[minute] if (e := held.get(i)) and _minute(e) == minute]
            if not here:
                del self._minutes[minute]
            found.update((entry.id, entry) for entry in here if entry.arrived < moment)
            if len(found) >= limit:
                break
        self._first = min(self._minutes, default=last + 1)
        return sorted(found.values(), key=lambda entry: (entry.arrived, entry.id))[:limit]


def _minute(entry: Entry) -> int:
    return entry.arrived // MILLISECONDS_A_MINUTE
