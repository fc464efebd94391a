"""Labels from what articles say about themselves, kept within bounds."""

from typing import Final

OTHER: Final = "other"
UNKNOWN: Final = "unknown"
LONGEST: Final = 64


class SourceLabels:
    """Gives the first `limit` pairs of source and language labels of their own; later sources are `other`.

    Sources come from outside, so anybody could make as many as they like. A source that is no name (longer than
    64 characters, an address, control characters) is `other` too.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._known: dict[tuple[str | None, str], str] = {}

    def of(self, source: str | None, language: str) -> str:
        """The label of an article's source."""
        label = self._known.get((source, language))
        if label is not None:
            return label
        if source is None:
            return UNKNOWN
        if len(self._known) >= self._limit or not _is_name(source):
            return OTHER
        self._known[source, language] = source
        return source


def _is_name(source: str) -> bool:
    return 0 < len(source) <= LONGEST and "/" not in source and source.isprintable()
