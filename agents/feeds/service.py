"""`murasil feeds`: a worker that polls its share of the list, for as long as it runs or once."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from aiokafka.errors import KafkaError

from agents import topics
from agents.errors import BrokerError, DeliveryError
from agents.feeds import metrics as feed_metrics
from agents.feeds.fetcher import Fetcher
from agents.feeds.membership import Membership
from agents.feeds.owned import OwnedFeeds, Ownership
from agents.feeds.poller import Poller, PollReport
from agents.feeds.publisher import OwnershipLost, Publisher, PublishFailed
from agents.feeds.raw_topic import RawTopic
from agents.feeds.seen import SeenItems
from agents.feeds.state_topic import PartitionPublisher, load
from agents.metrics import Metrics
from config.loaders.settings import Settings
from streams.feeds.options import FeedList, FeedSource
from streams.feeds.ownership import groups, partition
from streams.feeds.schedule import is_silent

log = logging.getLogger(__name__)

_PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 30.0)
_STEADY: Final = 300.0


@dataclass(frozen=True, slots=True)
class FeedsOptions:
    """What a worker works on; `on_report` is told of every poll."""

    settings: Settings
    feeds: FeedList
    once: bool = False
    metrics: Metrics = field(default_factory=lambda: Metrics("feeds"))
    on_report: Callable[[FeedSource, PollReport], None] = lambda *_: None


class FeedsWorker:
    """One worker; several share the list. Reads and polls with one fetcher, so that hosts are spared."""

    def __init__(self, options: FeedsOptions) -> None:
        self._options = options
        self._settings = options.settings
        self._metrics = options.metrics
        fetch = options.feeds.fetch
        self._groups = groups(options.feeds.feeds, bind_hosts=fetch.per_host_delay > 0)
        self._raw: RawTopic | None = None
        self._publishers: list[PartitionPublisher] = []
        self._work: asyncio.Task[None] | None = None
        self._ending = False
        self.owning = False

    async def run(self) -> None:
        """Polls until cancelled; with `once` until every due feed of this worker's share was polled.

        When Kafka refuses or breaks off, the worker leaves the group, and comes back with what Kafka remembers.

        Raises:
            BrokerError: no broker answers at the start.
            DeliveryError: with `once`, Kafka refused again and again.
            TopicsError: the topics are not as they must be.
        """
        await topics.require(self._settings)
        self._metrics.set("murasil_feeds_listed", len(self._options.feeds.feeds))
        failures = 0
        async with Fetcher(self._options.feeds.fetch) as fetcher:
            while True:
                began = time.monotonic()
                try:
                    await self._take_part(fetcher)
                except (KafkaError, BrokerError, PublishFailed, OwnershipLost) as error:
                    failures = 0 if time.monotonic() - began > _STEADY else failures + 1
                    if self._options.once and failures > len(_PAUSES):
                        raise DeliveryError(f"Kafka did not take what was found: {error}") from error
                    pause = _PAUSES[max(0, min(failures, len(_PAUSES)) - 1)]
                    log.warning("feeds are given up and taken again in %.0f s: %s", pause, error)
                    await asyncio.sleep(pause)
                else:
                    return

    async def _take_part(self, fetcher: Fetcher) -> None:
        """Is a member of the group until something breaks, or until the one round is done."""
        membership = Membership(self._settings, self._release)
        assignment: asyncio.Task[frozenset[int]] | None = None
        try:
            await membership.join()
            assignment = asyncio.create_task(membership.next_assignment())
            while True:
                waiting = {assignment} if self._work is None else {assignment, self._work}
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                if assignment.done():
                    partitions = assignment.result()
                    await self._release()
                    assignment = asyncio.create_task(membership.next_assignment())
                    owned = self._owned(partitions, membership.partitions)
                    self._work = asyncio.create_task(
                        self._serve(fetcher, owned, membership.partitions), name="feeds-owned"
                    )
                elif self._work is not None and self._work.done():
                    await self._work
                    if self._options.once:
                        return
                    self._work = None
        except asyncio.CancelledError:
            self._ending = True
            raise
        finally:
            if assignment is not None:
                assignment.cancel()
            await self._release()
            await membership.leave()

    def _owned(self, partitions: frozenset[int], count: int) -> dict[FeedSource, int]:
        """The feeds of these partitions, each with its own."""
        placed = {feed: partition(self._groups[feed.url], count) for feed in self._options.feeds.feeds}
        return {feed: number for feed, number in placed.items() if number in partitions}

    async def _serve(self, fetcher: Fetcher, owned: dict[FeedSource, int], count: int) -> None:
        """Becomes the owner of the feeds' partitions, reads what is remembered, and polls."""
        raw = self._raw = RawTopic(self._settings)
        await raw.start()
        publishers = {
            number: PartitionPublisher(self._settings, number, raw) for number in set(owned.values())
        }
        self._publishers = list(publishers.values())
        # First the producers: from then on no former owner can add to what is read next.
        await asyncio.gather(*(publisher.start() for publisher in self._publishers))
        remembered = await load(self._settings, count)
        for publisher in self._publishers:
            await publisher.recover(remembered, time.time())
        states = remembered.states
        feeds: dict[FeedSource, Publisher] = {feed: publishers[number] for feed, number in owned.items()}
        for feed in owned:
            if feed.url in states:
                feed_metrics.show_state(self._metrics, feed, states[feed.url], time.time())
            feed_metrics.begin(self._metrics, feed)
        self._metrics.set("murasil_feeds_owned", len(owned))
        self._metrics.add("murasil_feeds_ownership_changes_total")
        log.info("%d of %d feeds are this worker's", len(owned), len(self._options.feeds.feeds))
        self.owning = True
        seen = SeenItems(self._options.feeds.feeds, states)
        poller = Poller(fetcher, self._options.feeds.fetch.limits, seen)
        work = OwnedFeeds(poller, Ownership(feeds, states, self._report))
        await (work.once() if self._options.once else work.run())

    def _report(self, feed: FeedSource, report: PollReport) -> None:
        feed_metrics.record(self._metrics, feed, report, time.time())
        if report.failure is not None:
            log.warning("%s: %s: %s", feed.url, report.failure.label, report.detail)
        elif is_silent(report.state.new_at, report.state.interval, time.time()):
            since = datetime.fromtimestamp(report.state.new_at or 0, UTC)
            log.warning("%s: it answers, but has had nothing new since %s", feed.url, f"{since:%Y-%m-%d}")
        elif report.sent or report.waiting:
            log.info("%s: %d new, %d waiting for their pages", feed.url, report.sent, report.waiting)
        self._options.on_report(feed, report)

    async def _release(self) -> None:
        """Stops polling, and ends what is being sent."""
        work, self._work = self._work, None
        if work is not None and not work.done():
            work.cancel()
            await asyncio.wait({work})
        publishers, self._publishers = self._publishers, []
        await asyncio.gather(*(publisher.stop() for publisher in publishers), return_exceptions=True)
        raw, self._raw = self._raw, None
        if raw is not None:
            await raw.stop(at_once=self._ending)
        if self.owning:
            self._metrics.set("murasil_feeds_owned", 0)
        self.owning = False
