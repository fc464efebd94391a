"""The agent `resolve`: the one owner of all that could match decides what is published."""

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any

import msgspec

from agents.dead_letters import dead_letter_record
from agents.delivery import Record
from agents.envelope import Envelope, unseal
from agents.errors import NewerStateError
from agents.prepare import origin
from agents.rows import Rows
from agents.runtime import Runtime, acknowledge
from agents.topics import changelog
from streams.duplicates import Arrival, DuplicateOptions, Resolution, Resolver, UnknownRowVersion
from streams.reasons import Reason
from streams.records.dead_letter import DeadLetter

log = logging.getLogger(__name__)


class ResolveAgent:
    """Owns the seen articles of its partitions: decides, publishes, stores, and only then acknowledges."""

    def __init__(self, table: Any, runtime: Runtime) -> None:
        self._table = table
        self._runtime = runtime
        self._changelog = changelog(runtime.settings)
        self._owned: dict[int, tuple[Resolver, Rows]] = {}
        self._newest_arrival = 0

    async def release(self) -> None:
        """Gives up what is owned, after the batch under way: another worker may own it next."""
        self._runtime.owning = False
        async with self._runtime.working:
            self._owned.clear()
            self._runtime.backlog.clear()
        self._measure_index()

    async def take_over(self, partitions: Sequence[int]) -> None:
        """Builds the index of each partition from its recovered rows.

        Raises:
            NewerStateError: a newer murasil wrote some of them.
        """
        for partition in partitions:
            rows = Rows(self._table, partition, self._changelog)
            resolver = Resolver(rows.get, DuplicateOptions(window=self._runtime.settings.duplicate_window))
            try:
                await asyncio.to_thread(resolver.load, rows)
            except UnknownRowVersion as error:
                raise NewerStateError(str(error)) from error
            self._owned[partition] = (resolver, rows)
        self._measure_index()
        self._runtime.owning = True

    async def handle(self, events: list[Any]) -> None:
        """Resolves the events, partition by partition, then acknowledges them.

        Raises:
            DeliveryError: Kafka did not take the records, or this worker may not be the owner any more.
        """
        async with self._runtime.working:
            if not self._runtime.owning:
                return  # what is not acknowledged comes again, to its owner
            by_partition: dict[int, list[Any]] = {}
            for event in events:
                by_partition.setdefault(event.message.partition, []).append(event)
            with self._runtime.progress.batch("resolve", events):
                for partition, its_events in by_partition.items():
                    if partition not in self._owned:
                        return
                    await self._resolve(partition, its_events)

    async def _resolve(self, partition: int, events: list[Any]) -> None:
        resolver, rows = self._owned[partition]
        runtime, settings = self._runtime, self._runtime.settings
        envelopes, unreadable = _open(events)
        records = [dead_letter_record(letter, origin(event), settings) for letter, event in unreadable]
        arrivals = [Arrival(envelope.article, envelope.origin.timestamp) for envelope in envelopes]
        resolution = resolver.resolve(arrivals)
        records += [
            Record(settings.topic(output.topic), output.key.encode(), output.value)
            for output in resolution.outputs
        ]
        for envelope, outcome in zip(envelopes, resolution.outcomes, strict=True):
            if isinstance(outcome, DeadLetter):
                records.append(dead_letter_record(outcome, envelope.origin, settings))
        await self._require_ownership()
        runtime.fault("resolve.before-outputs")
        await runtime.delivery.publish(records)
        runtime.fault("resolve.after-outputs")
        await self._store(partition, rows, resolution)
        resolver.commit(resolution)
        runtime.fault("resolve.before-acknowledgement")
        acknowledge(events)
        last = events[-1].message
        runtime.backlog.measure(partition, last.offset, runtime.app.consumer.highwater(last.tp))
        runtime.counts.resolved(arrivals, resolution)
        for letter, _ in unreadable:
            runtime.counts.set_aside(letter)
        await self._expire(partition, arrivals)
        self._measure_index()

    async def _require_ownership(self) -> None:
        """Before anything is sent that only the owner may say.

        Raises:
            DeliveryError: another worker may own the partitions by now.
        """
        await self._runtime.membership.confirm()
        self._runtime.wakefulness.check()

    async def _store(self, partition: int, rows: Rows, resolution: Resolution) -> None:
        await self._require_ownership()
        offset = await self._runtime.delivery.publish(
            [
                Record(self._changelog, key.encode(), value, partition=partition)
                for key, value in resolution.rows.items()
            ]
        )
        self._runtime.fault("resolve.after-changelog")
        if resolution.rows:
            rows.write(resolution.rows, offset)
        self._runtime.fault("resolve.after-rows")

    async def _expire(self, partition: int, arrivals: Sequence[Arrival]) -> None:
        """Lets go of rows that arrived too long ago, by the newest arrival seen, but never by a clock ahead."""
        newest = max((arrival.arrived for arrival in arrivals), default=0)
        self._newest_arrival = max(self._newest_arrival, min(newest, int(time.time() * 1000)))
        resolver, rows = self._owned[partition]
        kept = int(self._runtime.settings.duplicate_retention.total_seconds() * 1000)
        expired = resolver.expire(self._newest_arrival - kept)
        if expired.rows:
            await self._store(partition, rows, expired)
            resolver.commit(expired)
            self._runtime.metrics.add("murasil_index_expired_total", len(expired.rows))

    def _measure_index(self) -> None:
        held = [resolver.statistics for resolver, _ in self._owned.values()]
        metrics = self._runtime.metrics
        metrics.set("murasil_index_rows", sum(one.articles for one in held))
        metrics.set("murasil_index_duplicates", sum(one.duplicates for one in held))
        metrics.set("murasil_index_bytes", sum(one.bytes for one in held))


def _open(events: Sequence[Any]) -> tuple[list[Envelope], list[tuple[DeadLetter, Any]]]:
    """The envelopes that can be read, and dead letters for the others, with their events."""
    envelopes: list[Envelope] = []
    letters: list[tuple[DeadLetter, Any]] = []
    for event in events:
        value: bytes | None = event.message.value
        try:
            envelopes.append(unseal(value or b""))
        except msgspec.MsgspecError as error:
            letters.append((DeadLetter(Reason.INVALID_PREPARED, str(error), value), event))
    return envelopes, letters
