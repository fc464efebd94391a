"""The order in which articles count as earlier: what was seen first stays."""

from typing import NamedTuple

from streams.dates import timestamp


class Rank(NamedTuple):
    """Smaller is earlier: dated before undated, then by time, then by id."""

    undated: bool
    moment: int
    id: str


def rank(article_id: str, published_at: str | None, fetched_at: str | None) -> Rank:
    """Rank by the time of fetching, else of publication (microseconds since 1970), else after everything dated."""
    for text in (fetched_at, published_at):
        moment = timestamp(text) if text else None
        if moment is not None:
            return Rank(False, moment, article_id)
    return Rank(True, 0, article_id)
