"""Several raw messages or versions of one article: which of them stays."""

from streams.duplicates.rows import ArticleRow
from streams.version import version_key


def supersedes(row: ArticleRow, held: ArticleRow) -> bool:
    """Whether a row takes the place of the one that is held under its id.

    Of different raw messages with one content the earliest stays, so that the order of arrival does not matter.
    The same message made by an older pipeline never takes the place of a newer one's.
    """
    if row.received != held.received:
        return (row.rank, row.received) < (held.rank, held.received)
    if row.pipeline != held.pipeline:
        return version_key(row.pipeline) > version_key(held.pipeline)
    return row.prepared != held.prepared


def conflict(row: ArticleRow, held: ArticleRow) -> str:
    """Says to a person that an id stands for two contents."""
    return (
        f"another content is known under this id: the one of {held.url or held.source or 'an unnamed source'}, "
        f"received with SHA-256 {held.content.hex()[:16]}…; this one has {row.content.hex()[:16]}…"
    )
