"""The feeds that this worker owns just now, each in a task of its own, so that none can stop another."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Final

from agents.feeds.poller import Poller, PollReport
from agents.feeds.publisher import OwnershipLost, Publisher, PublishFailed
from streams.feeds.lifecycle import Moment, failed
from streams.feeds.options import FeedSource
from streams.feeds.reasons import Failure
from streams.feeds.state import FeedState

log = logging.getLogger(__name__)

POLLS_AT_ONCE: Final = 256
"""Polls under way, most of them waiting for their host's turn; bounds memory."""
_LONGEST_SLEEP: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Ownership:
    """What is polled, where it goes, and what was remembered when it was taken over."""

    feeds: Mapping[FeedSource, Publisher]
    states: Mapping[str, FeedState]
    report: Callable[[FeedSource, PollReport], None]


@dataclass(slots=True)
class OwnedFeeds:
    """Polls feeds as they fall due."""

    poller: Poller
    ownership: Ownership
    clock: Callable[[], float] = time.time
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(POLLS_AT_ONCE))

    async def run(self) -> None:
        """Polls until cancelled.

        Raises:
            PublishFailed, OwnershipLost: Kafka takes nothing more from this worker as it is.
        """
        await self._all(self._keep_polling)

    async def once(self) -> None:
        """Polls each feed that is due, once."""
        await self._all(self._poll_if_due)

    async def _all(self, work: Callable[[FeedSource, Publisher], Coroutine[None, None, None]]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for feed, publisher in self.ownership.feeds.items():
                    group.create_task(work(feed, publisher))
        except* PublishFailed as errors:
            raise PublishFailed(_first(errors)) from None
        except* OwnershipLost as errors:
            raise OwnershipLost(_first(errors)) from None

    async def _keep_polling(self, feed: FeedSource, publisher: Publisher) -> None:
        state = self._state(feed)
        while True:
            wait = state.next_poll - self.clock()
            if wait > 0:
                await asyncio.sleep(min(wait, _LONGEST_SLEEP))
                continue
            state = await self._poll(feed, state, publisher)

    async def _poll_if_due(self, feed: FeedSource, publisher: Publisher) -> None:
        state = self._state(feed)
        if state.next_poll <= self.clock():
            await self._poll(feed, state, publisher)

    async def _poll(self, feed: FeedSource, state: FeedState, publisher: Publisher) -> FeedState:
        async with self._slots:
            try:
                report = await self.poller.poll(feed, state, publisher)
            except (PublishFailed, OwnershipLost):
                raise
            except Exception:  # a defect met by one feed must not stop the others
                log.exception("%s: poll failed", feed.url)
                state = failed(state, feed, Failure.INTERNAL, Moment(self.clock()))
                report = PollReport(state, failure=Failure.INTERNAL)
        with contextlib.suppress(Exception):
            self.ownership.report(feed, report)
        return report.state

    def _state(self, feed: FeedSource) -> FeedState:
        known = self.ownership.states.get(feed.url)
        return known if known is not None else FeedState(feed.url)


def _first(errors: BaseExceptionGroup[BaseException]) -> str:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error)
