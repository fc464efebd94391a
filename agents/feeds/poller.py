"""One poll of one feed, from the question to the acknowledged articles."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from agents.feeds.errors import FetchFailed
from agents.feeds.fetcher import Fetcher
from agents.feeds.pages import fetch_page
from agents.feeds.publisher import Article, Publisher
from agents.feeds.reading import FeedReader, Reading
from agents.feeds.seen import SeenItems
from streams import urls
from streams.feeds.content import Page, Sending, raw_article, whole
from streams.feeds.identity import keyed
from streams.feeds.lifecycle import Moment, Success, failed, progressed, succeeded
from streams.feeds.model import Entry, FeedDocument
from streams.feeds.options import FeedSource, FetchLimits
from streams.feeds.reasons import Failure
from streams.feeds.state import FeedState

log = logging.getLogger(__name__)

PAGE_ATTEMPTS: Final = 3
"""Polls in which a page is asked for; after that the feed's own words are sent."""
BATCH_ARTICLES: Final = 50
BATCH_BYTES: Final = 2 * 1024 * 1024
LONGEST_POLL: Final = 600.0
"""Seconds after which the rest of a feed's pages waits for the next poll."""


@dataclass(frozen=True, slots=True)
class PollReport:
    """How a poll went: items listed, sent now, had before, and what failed on the way."""

    state: FeedState
    listed: int = 0
    sent: int = 0
    duplicates: int = 0
    left_out: int = 0
    waiting: int = 0
    seconds: float = 0.0
    failure: Failure | None = None
    detail: str = ""
    item_failures: tuple[Failure, ...] = ()


class Poller:
    """Polls feeds for one worker; `clock` gives seconds since 1970."""

    def __init__(
        self, fetcher: Fetcher, limits: FetchLimits, seen: SeenItems, clock: Callable[[], float] = time.time
    ) -> None:
        self.fetcher = fetcher
        self.limits = limits
        self.reader = FeedReader(fetcher, limits)
        self.seen = seen
        self.clock = clock

    async def poll(self, feed: FeedSource, state: FeedState, publisher: Publisher) -> PollReport:
        """Asks a feed once, and commits its new articles and its new state.

        Raises:
            PublishFailed: Kafka could not take them; the state is as after the last commit.
            OwnershipLost: the feed is another worker's by now.
        """
        return await _Poll(self, feed, state, publisher).run()

    def moment(self) -> Moment:
        """Now, and a random number."""
        return Moment(self.clock(), random.random())  # noqa: S311 - spreads load, protects nothing


class _Poll:
    """What one poll has collected and not yet committed, and what it has done."""

    def __init__(self, poller: Poller, feed: FeedSource, state: FeedState, publisher: Publisher) -> None:
        self._poller = poller
        self._feed = feed
        self._state = state
        self._attempts = dict(state.waiting)
        self._publisher = publisher
        self._started = time.monotonic()
        self._articles: list[Article] = []
        self._done: list[str] = []
        self._waiting: dict[str, int] = {}
        self._failures: list[Failure] = []
        self._sent = 0

    async def run(self) -> PollReport:
        try:
            reading = await self._poller.reader.read(self._state, self._poller.clock())
        except FetchFailed as error:
            moment = self._poller.moment()
            await self._commit(failed(self._state, self._feed, error.failure, moment, error.retry_after))
            return PollReport(
                self._state, seconds=self._seconds(), failure=error.failure, detail=error.detail
            )
        if reading.document is None:
            success = Success(moved_to=reading.moved_to)
            await self._commit(succeeded(self._state, self._feed, success, self._poller.moment()))
            return PollReport(self._state, seconds=self._seconds())
        return await self._take(reading, reading.document)

    async def _take(self, reading: Reading, document: FeedDocument) -> PollReport:
        items = keyed(document)
        seen = self._poller.seen
        self._done = [key for key, _ in items if seen.is_seen(self._feed, key)]
        known = set(self._done)
        claimed = seen.claim(self._feed, [key for key, _ in items if key not in known])
        try:
            complete = await self._send_new(
                [(key, entry) for key, entry in items if key in claimed], document
            )
            success = Success(
                document=document,
                etag=reading.etag,
                last_modified=reading.last_modified,
                moved_to=reading.moved_to,
                listed=tuple(self._done),
                new=self._sent + len(self._articles),
                waiting=self._waiting,
                complete=complete and not self._waiting,
                sitemaps=reading.sitemaps,
            )
            await self._commit(succeeded(self._state, self._feed, success, self._poller.moment()))
        finally:
            seen.release(self._feed, claimed)
        return PollReport(
            state=self._state,
            listed=len(document.entries),
            sent=self._sent,
            duplicates=len(document.entries) - len(claimed),
            left_out=document.left_out,
            waiting=len(self._waiting),
            seconds=self._seconds(),
            item_failures=(*reading.failures, *self._failures),
        )

    async def _send_new(self, items: list[tuple[str, Entry]], document: FeedDocument) -> bool:
        """Makes the articles of new items; False when the poll has gone on for too long and some are left."""
        for key, entry in items:
            if self._seconds() > LONGEST_POLL:
                self._waiting |= {left: n for left, n in self._attempts.items() if left not in self._done}
                return False
            await self._prepare(key, entry, document)
            size = sum(len(article.value) for article in self._articles)
            if len(self._articles) >= BATCH_ARTICLES or size >= BATCH_BYTES:
                await self._commit(progressed(self._state, tuple(self._done), self._poller.clock()))
        return True

    async def _prepare(self, key: str, entry: Entry, document: FeedDocument) -> None:
        """Makes the article of one item, or notes that it has to wait."""
        page, failure = await self._page(entry)
        if failure is not None:
            self._failures.append(failure)
            attempts = self._attempts.get(key, 0) + 1
            if failure.passing and attempts < PAGE_ATTEMPTS:
                self._waiting[key] = attempts
                return
        fetched_at = datetime.fromtimestamp(self._poller.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        sending = Sending(entry, self._feed, document, fetched_at, page, failure.label if failure else None)
        value = raw_article(sending)
        if page is not None and self._is_too_large(value):
            self._failures.append(Failure.MESSAGE_TOO_LARGE)
            value = raw_article(replace(sending, page=None, page_failure=Failure.MESSAGE_TOO_LARGE.label))
        self._done.append(key)
        if value is None or self._is_too_large(value):
            self._failures.append(Failure.NO_TEXT if value is None else Failure.MESSAGE_TOO_LARGE)
            log.warning("%s: nothing can be sent for %s", self._feed.url, entry.link or entry.guid)
            return
        name = urls.canonical(entry.link) if entry.link else key
        self._articles.append(Article(name.encode("utf-8", "replace"), value, key))

    def _is_too_large(self, value: bytes | None) -> bool:
        return value is not None and len(value) > self._publisher.max_article_bytes

    async def _page(self, entry: Entry) -> tuple[Page | None, Failure | None]:
        if not self._feed.fetch_page or entry.link is None or whole(entry) is not None:
            return None, None
        try:
            return await fetch_page(self._poller.fetcher, entry.link, self._poller.limits), None
        except FetchFailed as error:
            log.info("%s: page %s: %s", self._feed.url, entry.link, error)
            return None, error.failure

    async def _commit(self, state: FeedState) -> None:
        """Sends what has been collected, with the state that says so."""
        await self._publisher.commit(self._articles, state)
        self._sent += len(self._articles)
        self._articles = []
        self._state = state
        self._poller.seen.update(self._feed, state)

    def _seconds(self) -> float:
        return time.monotonic() - self._started
