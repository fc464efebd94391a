"""One batch of arrivals, worked out on an overlay."""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from streams.duplicates.articles import Body, Entry, make_entry
from streams.duplicates.held import Held
from streams.duplicates.matching import Matcher
from streams.duplicates.options import DuplicateOptions
from streams.duplicates.overlay import Overlay
from streams.duplicates.propagation import Pending, Propagation
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
from streams.duplicates.versions import conflict, supersedes
from streams.reasons import Reason
from streams.records.dead_letter import DeadLetter

Fetch = Callable[[str], bytes | None]
"""Reads a stored row by its table key; None when there is none."""


class MissingRow(Exception):
    """An article is held whose row is not in the store: the two do not belong together."""


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
        self._propagation = Propagation(self._overlay, self._matcher)
        self._rows: dict[str, ArticleRow] = {}
        self._fetched: dict[str, ArticleRow] = {}
        self._texts: dict[str, bytes] = {}
        self._run: dict[str, Pending] = {}
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
        if article_id in self._run:
            self._settle()
        row = article_row(arrival.article, arrival.arrived)
        entry = self._overlay.entry(article_id)
        if entry is None:
            self._rows[article_id] = row
            self._texts[article_id] = arrival.article.enriched
            self._wait(make_entry(row, self._bodies[position]), position, "new")
            return None
        held = self._row(article_id)
        if held.content != row.content:
            return DeadLetter(Reason.ID_CONFLICT, conflict(row, held), arrival.article.received)
        row = msgspec.structs.replace(row, arrived=max(row.arrived, held.arrived))
        if not supersedes(row, held):
            if row.arrived > held.arrived:
                self._rows[article_id] = msgspec.structs.replace(held, arrived=row.arrived)
                self._overlay.arrivals[article_id] = row.arrived
            self._wait(entry, position, "known")
            return "repeated"
        self._replace(entry, held, row, position)
        return None

    def _wait(self, entry: Entry, position: int, state: Literal["new", "replaced", "known"]) -> None:
        """Puts an article into the run. One that had come before may have been published in any way."""
        self._run[entry.id] = Pending(entry, position, state)
        self._published[entry.id] = None
        if state != "new":
            self._retracted.add(entry.id)

    def _replace(self, entry: Entry, old: ArticleRow, row: ArticleRow, position: int) -> None:
        """Puts another version of an article in the place of the one that is held."""
        stale = self._stale_events.setdefault(row.id, {})
        stale.update(dict.fromkeys(event.id for event in old.events))
        self._overlay.arrivals[row.id] = row.arrived
        self._texts[row.id] = self._arrivals[position].article.enriched
        if row.compared() == old.compared():
            self._rows[row.id] = row
            self._wait(entry, position, "known")
            return
        self._settle()
        self._rows[row.id] = row
        self._overlay.remove(entry)
        self._overlay.decide(row.id, None)
        self._wait(make_entry(row, self._bodies[position]), position, "replaced")
        self._settle()

    def _settle(self) -> None:
        """Works out the run of articles that wait."""
        changed = self._propagation.settle(self._run)
        for article_id in changed | self._run:
            if self._overlay.verdict(article_id) is None:
                self._was_article.add(article_id)
            else:
                self._was_duplicate.add(article_id)
                if self._came_before_its_target(article_id):
                    self._was_article.add(article_id)
        self._published |= changed
        self._run = {}

    def _came_before_its_target(self, article_id: str) -> bool:
        """Whether an article would have been published as one, had the batch been cut after it."""
        own, verdict = self._run.get(article_id), self._overlay.verdict(article_id)
        target = self._run.get(verdict.duplicate_of) if verdict else None
        return own is not None and target is not None and own.position < target.position

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
