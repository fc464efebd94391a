"""What is published of an article: itself with its events, or a pointer; and tombstones for what it was before."""

from collections.abc import Iterable, Iterator

from streams import topics
from streams.duplicates.resolution import Output
from streams.duplicates.rows import ArticleRow
from streams.duplicates.verdict import Verdict
from streams.records.codec import encode
from streams.records.duplicate import Duplicate


def publish(
    row: ArticleRow,
    verdict: Verdict | None,
    stale_events: Iterable[str],
    retract: bool,
    text: bytes | None = None,
) -> Iterator[Output]:
    """The records of an article.

    `stale_events`: events of a former version. `retract`: whether the article may have been published otherwise,
    as an article when it is a duplicate, as a duplicate when it is an article. `text`: the
    enriched article's bytes, where they need not be unpacked.
    """
    current = {event.id for event in row.events}
    if verdict is None:
        yield from _article(row, text if text is not None else row.text())
        if retract:
            yield Output(topics.DUPLICATES, row.id, None)
    else:
        yield Output(topics.DUPLICATES, row.id, encode(_duplicate(row, verdict)))
        if retract:
            yield Output(topics.ENRICHED, row.id, None)
            yield from (Output(topics.EVENTS, event.id, None) for event in row.events)
    yield from (Output(topics.EVENTS, event, None) for event in stale_events if event not in current)


def _article(row: ArticleRow, text: bytes) -> Iterator[Output]:
    yield Output(topics.ENRICHED, row.id, text)
    for event in row.events:
        yield Output(topics.EVENTS, event.id, text[event.start : event.end])


def _duplicate(row: ArticleRow, verdict: Verdict) -> Duplicate:
    return Duplicate(
        id=row.id,
        duplicate_of=verdict.duplicate_of,
        cluster=verdict.cluster,
        kind=verdict.kind,
        similarity=verdict.similarity,
        source=row.source,
        url=row.url,
        published_at=row.published_at,
    )
