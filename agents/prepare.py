"""The agent `prepare`: every stage that looks at one article alone, on any partition."""

import asyncio
import hashlib
from collections.abc import Sequence
from typing import Any, Final

from agents.dead_letters import dead_letter_record
from agents.delivery import Record
from agents.envelope import Envelope, Origin, seal
from agents.errors import TooManyFailures
from agents.health import UnderWay
from agents.runtime import Runtime, acknowledge, or_end_process
from config.loaders.settings import Settings
from streams import topics
from streams.failure_limit import FailureLimit, FailureOptions
from streams.pipeline import Pipeline
from streams.reasons import Reason
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import PreparedArticle

ENVELOPE_BYTES: Final = 4096


class PrepareAgent:
    """Prepares batches of raw messages and passes them on to their owner, or sets them aside.

    While a batch is on its way to Kafka, the next one is prepared. It is sent once the one before has been
    acknowledged: batches leave, and are acknowledged, in their order.
    """

    def __init__(self, pipeline: Pipeline, runtime: Runtime) -> None:
        settings = runtime.settings
        self._pipeline = pipeline
        self._runtime = runtime
        self._limit = FailureLimit(
            FailureOptions(settings.failure_window, settings.failure_limit, settings.failure_ratio)
        )
        self._sending: asyncio.Task[None] | None = None

    async def handle(self, events: list[Any]) -> None:
        """Prepares a batch and begins to send it, once the batch before is done with.

        Raises:
            TooManyFailures: so much fails that nothing of this batch is set aside.
        """
        await self._runtime.backlog.give_way()
        batch = self._runtime.progress.begin("prepare", events)
        prepared = await asyncio.to_thread(self._prepare, [event.message.value for event in events])
        if self._sending is not None:
            await self._sending
        if self._runtime.closing:
            return  # nobody sends any more; what is not acknowledged comes again
        failed = [isinstance(one, DeadLetter) for one in prepared]
        if self._limit.exceeded_by(failed):
            raise TooManyFailures(_too_many(prepared, self._runtime.settings))
        self._sending = asyncio.create_task(or_end_process(self._deliver(events, prepared, batch)))

    async def _deliver(
        self, events: list[Any], prepared: Sequence[PreparedArticle | DeadLetter], batch: UnderWay
    ) -> None:
        """Sends, awaits, acknowledges."""
        records = [
            _record(one, origin(event), self._runtime.settings)
            for one, event in zip(prepared, events, strict=True)
        ]
        self._runtime.fault("prepare.before-outputs")
        await self._runtime.delivery.publish(records)
        self._runtime.fault("prepare.after-outputs")
        acknowledge(events)
        self._count(events, prepared)
        self._runtime.progress.end(batch)

    def _prepare(self, values: Sequence[bytes | None]) -> list[PreparedArticle | DeadLetter]:
        """Prepares articles; fewer than asked for when the worker is closing."""
        prepared: list[PreparedArticle | DeadLetter] = []
        for value in values:
            if self._runtime.closing:
                break
            prepared.append(_fitting(self._pipeline.prepare(value), self._runtime.settings))
        return prepared

    def _count(self, events: Sequence[Any], prepared: Sequence[PreparedArticle | DeadLetter]) -> None:
        counts = self._runtime.counts
        counts.received(len(events), sum(len(event.message.value or b"") for event in events))
        for one in prepared:
            if isinstance(one, DeadLetter):
                counts.set_aside(one)


def origin(event: Any) -> Origin:
    """Where an event's message stands in Kafka."""
    message = event.message
    timestamp = int((message.timestamp or 0) * 1000 + 0.5)
    return Origin(message.topic, message.partition, message.offset, timestamp, message.key)


def shard_of(language: str, shards: int) -> int:
    """The owner of a language's articles: the same on every machine and for ever."""
    if shards == 1:
        return 0
    return int.from_bytes(hashlib.blake2b(language.encode(), digest_size=8).digest(), "big") % shards


def _fitting(one: PreparedArticle | DeadLetter, settings: Settings) -> PreparedArticle | DeadLetter:
    """What is too large for the topics that it goes to becomes a dead letter before it is sent."""
    if isinstance(one, DeadLetter):
        return one
    enriched = len(one.enriched)
    whole = enriched + len(one.received) + len(one.shingles) + ENVELOPE_BYTES
    if enriched <= settings.max_output_bytes - ENVELOPE_BYTES and whole <= settings.max_internal_bytes:
        return one
    return DeadLetter(
        Reason.OUTPUT_TOO_LARGE,
        f"the enriched article has {enriched:,} bytes; `max_message_bytes` allows {settings.max_output_bytes:,}",
        one.received,
    )


def _record(one: PreparedArticle | DeadLetter, came_from: Origin, settings: Settings) -> Record:
    if isinstance(one, DeadLetter):
        return dead_letter_record(one, came_from, settings)
    return Record(
        settings.topic(topics.PREPARED),
        one.id.encode(),
        seal(Envelope(one, came_from)),
        partition=shard_of(one.language, settings.shards),
    )


def _too_many(prepared: Sequence[PreparedArticle | DeadLetter], settings: Settings) -> str:
    last = next(one for one in reversed(prepared) if isinstance(one, DeadLetter))
    return (
        f"more than {settings.failure_limit} of the last {settings.failure_window} articles failed, "
        f"the last one with `{last.reason.value}`: {last.message}. Nothing more is set aside; "
        "find the cause, or raise `failure_limit`, and start the worker again"
    )
