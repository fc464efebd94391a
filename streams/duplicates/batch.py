"""One batch of arrivals, worked out on an overlay."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import msgspec
import xxhash

from streams.dates import timestamp
from streams.duplicates.matching import Matcher
from streams.duplicates.options import DuplicateOptions
from streams.duplicates.publishing import publish
from streams.duplicates.resolution import Arrival, Outcome, Output, Resolution
from streams.duplicates.rows import (
    ArticleRow,
    article_key,
    article_row,
    decode_article,
    encode_row,
    verdict_key,
    verdict_row,
)
from streams.duplicates.state import Body, Entry, Held, Overlay
from streams.duplicates.verdict import Match, Verdict
from streams.rank import Rank
from streams.reasons import Reason
from streams.records.dead_letter import DeadLetter
from streams.version import version_key

Fetch = Callable[[str], bytes | None]
"""Reads a stored row by its table key; None when there is none."""


class MissingRow(Exception):
    """An article is held whose row is not in the store: the two do not belong together."""


class _Pending(NamedTuple):
    """An article whose matches are to be looked at. `position`: of its arrival in the batch."""

    entry: Entry
    position: int
    is_new: bool


class Batch:
    """Works out what a batch changes.

    Arrivals are taken in runs of articles with different ids. Within a run the verdicts only ever move to earlier
    articles, so the run is worked out as a whole, in the order of rank. An article that replaces another version
    of itself is a run of its own, since it may take matches away. `_was_article` and `_was_duplicate` hold what an
    article was at the end of any run, or may have been in between had the batch been cut elsewhere: after a crash
    the same arrivals come again in other batches, and whatever had been published by then must be taken back.
    """

    def __init__(
        self, held: Held, options: DuplicateOptions, fetch: Fetch, arrivals: Sequence[Arrival]
    ) -> None:
        self._held = held
        self._fetch = fetch
        self._arrivals = arrivals
        self._overlay = Overlay(held)
        self._bodies = [_body(self._overlay, arrival) for arrival in arrivals]
        self._matcher = Matcher(self._overlay, options, list(dict.fromkeys(self._bodies)))
        self._rows: dict[str, ArticleRow] = {}
        self._fetched: dict[str, ArticleRow] = {}
        self._texts: dict[str, bytes] = {}
        self._pending: dict[str, _Pending] = {}
        self._changed: dict[str, None] = {}
        self._published: dict[str, None] = {}
        self._retracted: set[str] = set()
        self._was_article: set[str] = set()
        self._was_duplicate: set[str] = set()
        self._stale_events: dict[str, dict[str, None]] = {}

    def resolve(self) -> Resolution:
        """The outcome of every arrival, and all that follows from the batch."""
        outcomes = [self._accept(position) for position in range(len(self._arrivals))]
        self._settle()
        outputs: dict[tuple[str, str], Output] = {}
        for article_id in self._published:
            for output in self._publish(article_id):
                outputs[output.topic, output.key] = output
        arrived = {arrival.article.id for arrival in self._arrivals}
        return Resolution(
            outputs=tuple(outputs.values()),
            rows=self._stored(),
            outcomes=tuple(
                outcome if outcome is not None else self._status(arrival.article.id)
                for outcome, arrival in zip(outcomes, self._arrivals, strict=True)
            ),
            overlay=self._overlay,
            corrections=sum(article_id not in arrived for article_id in self._published),
            compared=self._matcher.compared,
        )

    def _accept(self, position: int) -> Outcome | None:
        """Takes in one arrival; None when its outcome is known only at the end."""
        arrival = self._arrivals[position]
        article_id = arrival.article.id
        if article_id in self._pending:
            self._settle()
        row = article_row(arrival.article, arrival.arrived)
        entry = self._overlay.entry(article_id)
        if entry is None:
            self._rows[article_id] = row
            self._texts[article_id] = arrival.article.enriched
            self._wait(make_entry(row, self._bodies[position]), position, True)
            return None
        held = self._row(article_id)
        if held.content != row.content:
            return DeadLetter(Reason.ID_CONFLICT, _conflict(row, held), arrival.article.received)
        row = msgspec.structs.replace(row, arrived=max(row.arrived, held.arrived))
        if not _supersedes(row, held):
            if row.arrived > held.arrived:
                self._rows[article_id] = msgspec.structs.replace(held, arrived=row.arrived)
                self._overlay.arrivals[article_id] = row.arrived
            self._wait(entry, position, False)
            return "repeated"
        self._replace(entry, held, row, position)
        return None

    def _wait(self, entry: Entry, position: int, is_new: bool) -> None:
        self._pending[entry.id] = _Pending(entry, position, is_new)
        self._published[entry.id] = None
        if not is_new:
            self._retracted.add(entry.id)

    def _replace(self, entry: Entry, old: ArticleRow, row: ArticleRow, position: int) -> None:
        """Puts another version of an article in the place of the one that is held."""
        stale = self._stale_events.setdefault(row.id, {})
        stale.update(dict.fromkeys(event.id for event in old.events))
        self._overlay.arrivals[row.id] = row.arrived
        self._texts[row.id] = self._arrivals[position].article.enriched
        if row.compared() == old.compared():
            self._rows[row.id] = row
            self._wait(entry, position, False)
            return
        self._settle()
        self._rows[row.id] = row
        self._overlay.remove(entry)
        self._overlay.decide(row.id, None)
        self._wait(make_entry(row, self._bodies[position]), position, True)
        self._retracted.add(row.id)
        self._settle()

    def _settle(self) -> None:
        """Works out the run of pending articles, in the order of rank."""
        pending = sorted(self._pending.values(), key=_pending_rank)
        for entry, _, is_new in pending:
            if is_new:
                self._overlay.put(entry)
                if self._follow_twin(entry):
                    continue
            self._follow(entry)
            for other, how in list(self._matcher.later(entry)):
                self._decide(other, entry.rank, how)
            for follower in self._overlay.followers_of(entry.id):
                self._check(follower, entry)
        self._settle_clusters()
        for article_id in self._changed | self._pending:
            if self._overlay.verdict(article_id) is None:
                self._was_article.add(article_id)
            else:
                self._was_duplicate.add(article_id)
                if self._came_before_its_target(article_id):
                    self._was_article.add(article_id)
        self._published |= self._changed
        self._changed = {}
        self._pending = {}

    def _came_before_its_target(self, article_id: str) -> bool:
        own, verdict = self._pending.get(article_id), self._overlay.verdict(article_id)
        target = self._pending.get(verdict.duplicate_of) if verdict else None
        return own is not None and target is not None and target.is_new and own.position < target.position

    def _follow_twin(self, entry: Entry) -> bool:
        """Takes over the verdict of an earlier article with the same body and date, when there is one.

        Of ten thousand copies only the earliest is compared with others. Not for an article that another one
        names already, as after a crash or when it replaces a version of itself: that needs a closer look.
        """
        twin = self._matcher.twin(entry)
        if twin is None or entry.id in self._retracted or self._overlay.followers_of(entry.id):
            return False
        verdict = self._overlay.verdict(twin.id)
        target = self._overlay.entry(verdict.duplicate_of) if verdict else twin
        if target is None or (verdict is not None and verdict.target != target.rank):
            return False
        how = self._matcher.match(entry, target)
        if how is None:
            return False
        self._decide(entry, target.rank, how)
        return True

    def _follow(self, entry: Entry) -> None:
        """Finds the verdict on an article anew.

        A verdict that names an article which has expired stands unless an earlier match is found.
        """
        found = self._matcher.earliest(entry)
        old = self._overlay.verdict(entry.id)
        expired = old is not None and self._overlay.entry(old.duplicate_of) is None
        if old is not None and expired and (found is None or old.target < found[0].rank):
            return
        if found is not None:
            self._decide(entry, found[0].rank, found[1])
        elif old is not None:
            self._overlay.decide(entry.id, None)
            self._changed[entry.id] = None

    def _check(self, follower: str, target: Entry) -> None:
        """Keeps the verdict on a follower, or finds it anew when its target has changed."""
        entry, verdict = self._overlay.entry(follower), self._overlay.verdict(follower)
        if entry is None or verdict is None:
            return
        how = self._matcher.match(entry, target) if verdict.target == target.rank else None
        if how != (verdict.kind, verdict.similarity):
            self._follow(entry)

    def _decide(self, entry: Entry, target: Rank, how: Match) -> None:
        old = self._overlay.verdict(entry.id)
        if old is not None and (old.target, old.kind, old.similarity) == (target, how.kind, how.similarity):
            return
        self._overlay.decide(entry.id, Verdict(target, how.kind, how.similarity, target.id))
        self._changed[entry.id] = None

    def _settle_clusters(self) -> None:
        """Carries the ends of the chains to all that follow, from the earliest changed article on."""
        ids = self._changed | self._pending
        heap = [(entry.rank, i) for i in ids if (entry := self._overlay.entry(i)) is not None]
        heapify(heap)
        while heap:
            _, article_id = heappop(heap)
            cluster = self._cluster(article_id)
            verdict = self._overlay.verdict(article_id)
            if verdict is not None and verdict.cluster != cluster:
                self._overlay.decide(article_id, replace(verdict, cluster=cluster))
                self._changed[article_id] = None
            for follower in self._overlay.followers_of(article_id):
                entry, theirs = self._overlay.entry(follower), self._overlay.verdict(follower)
                if entry is not None and theirs is not None and theirs.cluster != cluster:
                    heappush(heap, (entry.rank, follower))

    def _cluster(self, article_id: str) -> str:
        verdict = self._overlay.verdict(article_id)
        if verdict is None:
            return article_id
        if self._overlay.entry(verdict.duplicate_of) is None:
            return verdict.cluster
        target = self._overlay.verdict(verdict.duplicate_of)
        return target.cluster if target is not None else verdict.duplicate_of

    def _publish(self, article_id: str) -> list[Output]:
        verdict = self._overlay.verdict(article_id)
        if article_id in self._held.entries:
            was = self._was_duplicate if article_id in self._held.verdicts else self._was_article
            was.add(article_id)
        otherwise = self._was_duplicate if verdict is None else self._was_article
        retract = article_id in self._retracted or article_id in otherwise
        stale = self._stale_events.get(article_id, {})
        return list(publish(self._row(article_id), verdict, stale, retract, self._texts.get(article_id)))

    def _stored(self) -> dict[str, bytes | None]:
        rows: dict[str, bytes | None] = {article_key(i): encode_row(row) for i, row in self._rows.items()}
        for article_id in self._published:
            verdict = self._overlay.verdict(article_id)
            old = self._held.verdicts.get(article_id)
            if verdict is None:
                if old is not None or article_id in self._held.orphans:
                    rows[verdict_key(article_id)] = None
            elif verdict != old:
                rows[verdict_key(article_id)] = encode_row(verdict_row(article_id, verdict))
        return rows

    def _row(self, article_id: str) -> ArticleRow:
        row = self._rows.get(article_id) or self._fetched.get(article_id)
        if row is None:
            value = self._fetch(article_key(article_id))
            if value is None:
                raise MissingRow(f"the row of article {article_id!r} is not in the store")
            row = self._fetched[article_id] = decode_article(value)
        return row

    def _status(self, article_id: str) -> Outcome:
        return "enriched" if self._overlay.verdict(article_id) is None else "duplicate"


def _body(overlay: Overlay, arrival: Arrival) -> Body:
    article = arrival.article
    return overlay.body(article.language, bytes.fromhex(article.digest), article.shingles)


def make_entry(row: ArticleRow, body: Body) -> Entry:
    """The article of a row as it is compared."""
    return Entry(
        id=row.id,
        rank=row.rank,
        body=body,
        published=timestamp(row.published_at) if row.published_at else None,
        url=xxhash.xxh3_64_intdigest(row.canonical_url.encode()) if row.canonical_url else None,
        arrived=row.arrived,
    )


def _supersedes(row: ArticleRow, held: ArticleRow) -> bool:
    """Whether a row takes the place of the one that is held under its id.

    Of different raw messages with one content the earliest stays, so that the order of arrival does not matter.
    The same message made by an older pipeline never takes the place of a newer one's.
    """
    if row.received != held.received:
        return (row.rank, row.received) < (held.rank, held.received)
    if row.pipeline != held.pipeline:
        return version_key(row.pipeline) > version_key(held.pipeline)
    return row.prepared != held.prepared


def _conflict(row: ArticleRow, held: ArticleRow) -> str:
    return (
        f"another content is known under this id: the one of {held.url or held.source or 'an unnamed source'}, "
        f"received with SHA-256 {held.content.hex()[:16]}…; this one has {row.content.hex()[:16]}…"
    )


def _pending_rank(pending: _Pending) -> Rank:
    return pending.entry.rank
