"""Replaying files into Kafka."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from agents.delivery import Delivery, Record
from agents.sources import Found, Refused
from config.loaders.settings import Settings
from streams import topics

BATCH = 500
BATCH_BYTES = 16 * 2**20
ENVELOPE_BYTES = 1024


@dataclass(slots=True)
class ReplayReport:
    """What was sent, and what was refused and why."""

    sent: int = 0
    bytes: int = 0
    refused: list[Refused] = field(default_factory=list)

    def reasons(self) -> Counter[str]:
        """How often each reason for a refusal came up."""
        return Counter(one.why for one in self.refused)


@dataclass(slots=True)
class Replay:
    """Sends found articles into `articles.raw`; each batch is acknowledged before the next is read.

    `rate`: articles a second, None for as fast as Kafka takes them. `progress` is told of each batch. `report`
    says what was done so far, also after an interruption.
    """

    settings: Settings
    rate: float | None = None
    progress: Callable[[ReplayReport], None] = lambda _: None
    report: ReplayReport = field(default_factory=ReplayReport)

    async def run(self, found: Iterable[Found | Refused]) -> ReplayReport:
        """Sends all.

        Raises:
            BrokerError: no broker answers.
            DeliveryError: Kafka did not acknowledge.
        """
        delivery = Delivery(self.settings)
        await delivery.start()
        report = self.report
        began = time.monotonic()
        batch: list[Record] = []
        size = 0
        try:
            for one in found:
                record = self._record(one, report)
                if record is None:
                    continue
                batch.append(record)
                size += len(record.value or b"")
                if len(batch) >= self._batch_size() or size >= BATCH_BYTES:
                    await self._send(delivery, batch, report, began)
                    batch, size = [], 0
            await self._send(delivery, batch, report, began)
        finally:
            await delivery.stop()
        return report

    def _record(self, one: Found | Refused, report: ReplayReport) -> Record | None:
        if isinstance(one, Found):
            limit = self.settings.max_message_bytes - ENVELOPE_BYTES
            if len(one.value) <= limit:
                return Record(self.settings.topic(topics.RAW), None, one.value)
            one = Refused(one.where, f"is larger than `max_message_bytes` allows ({len(one.value):,} bytes)")
        report.refused.append(one)
        return None

    def _batch_size(self) -> int:
        return BATCH if self.rate is None else max(1, min(BATCH, int(self.rate / 4)))

    async def _send(
        self, delivery: Delivery, batch: list[Record], report: ReplayReport, began: float
    ) -> None:
        await delivery.publish(batch)
        report.sent += len(batch)
        report.bytes += sum(len(record.value or b"") for record in batch)
        self.progress(report)
        if self.rate is not None:
            ahead = report.sent / self.rate - (time.monotonic() - began)
            await asyncio.sleep(max(0.0, ahead))
