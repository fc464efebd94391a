"""What is held, rebuilt from the stored rows."""

from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter
from typing import Final

from streams.duplicates.articles import make_entry
from streams.duplicates.held import Held
from streams.duplicates.overlay import Overlay
from streams.duplicates.rows import ARTICLE_PREFIX, VerdictRow, decode_article, decode_verdict
from streams.duplicates.verdict import Verdict
from streams.rank import Rank

CHUNK: Final = 5_000
"""Articles taken over at once, which bounds the memory that is needed beside what is held in the end."""


def load(rows: Iterable[tuple[str, bytes]]) -> Held:
    """All articles and verdicts of the rows, in any order.

    A crash may have stored some rows of a batch and not others. A verdict without its article is set apart, to be
    deleted; clusters are followed anew, as far as the articles of their chains are there.
    """
    held = Held()
    overlay = Overlay(held)
    verdicts: list[VerdictRow] = []
    for key, value in rows:
        if key.startswith(ARTICLE_PREFIX):
            article = decode_article(value)
            body = overlay.body(article.language, article.digest, article.shingles)
            overlay.put(make_entry(article, body))
            if len(overlay.entries) >= CHUNK:
                held.take(overlay)
                overlay = Overlay(held)
        else:
            verdicts.append(decode_verdict(value))
    held.take(overlay)
    overlay = Overlay(held)
    _decide(overlay, verdicts)
    held.take(overlay)
    held.orphans = {row.id for row in verdicts if overlay.entry(row.id) is None}
    return held


def _decide(overlay: Overlay, rows: list[VerdictRow]) -> None:
    """Sets the verdicts, those on the earliest articles first, so that each finds the cluster of its target."""
    found = [(entry.rank, row) for row in rows if (entry := overlay.entry(row.id)) is not None]
    found.sort(key=itemgetter(0))
    for _, row in found:
        target = Rank(row.undated, row.moment, row.duplicate_of)
        verdict = Verdict(target, row.kind, row.similarity, row.cluster)
        if overlay.entry(row.duplicate_of) is not None:
            theirs = overlay.verdict(row.duplicate_of)
            verdict = replace(verdict, cluster=theirs.cluster if theirs else row.duplicate_of)
        overlay.decide(row.id, verdict)
