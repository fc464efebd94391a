"""Looking at dead letters, and sending them back, each once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiokafka import AIOKafkaProducer

from agents import kafka
from agents.state import final_state, read_to_end
from agents.topics import REPLAYED
from config.loaders.settings import Settings
from streams import topics


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter as it lies in Kafka. `origin` names the message that was set aside, and is its identity."""

    stage: str
    reason: str
    message: str
    origin_topic: str
    origin: str
    timestamp: int
    """When it was set aside: milliseconds since 1970."""
    key: bytes | None
    value: bytes


@dataclass(frozen=True, slots=True)
class Selection:
    """Which letters are meant: all, or those with a reason; those sent back already only when asked for."""

    reason: str | None = None
    also_replayed: bool = False


async def letters(settings: Settings, selection: Selection) -> AsyncIterator[Letter]:
    """The letters, each message once, however often it was set aside."""
    replayed = await final_state(settings, settings.topic(REPLAYED))
    seen: set[str] = set()
    async for record in read_to_end(settings, settings.topic(topics.DEAD_LETTERS)):
        letter = _letter(record)
        if letter.origin in seen or (letter.origin in replayed and not selection.also_replayed):
            continue
        if selection.reason in (None, letter.reason):
            seen.add(letter.origin)
            yield letter


async def replay(settings: Settings, selection: Selection) -> int:
    """Sends the letters back to where they came from; returns how many.

    Letter and mark are written in one transaction, so that a crash between the two cannot send one twice.

    Raises:
        BrokerError: no broker answers.
    """
    found = [letter async for letter in letters(settings, selection)]
    if not found:
        return 0
    transactional = kafka.producer(settings, transactional_id=f"{settings.group}-dead-letters")
    producer: AIOKafkaProducer = await kafka.started(transactional, settings)
    try:
        for begin in range(0, len(found), 200):
            async with producer.transaction():
                for letter in found[begin : begin + 200]:
                    # A letter without bytes had no value; aiokafka sends none that has no key either.
                    value = letter.value or (None if letter.key else b"")
                    await producer.send(letter.origin_topic, value=value, key=letter.key)
                    await producer.send(settings.topic(REPLAYED), value=b"1", key=letter.origin.encode())
    finally:
        await producer.stop()
    return len(found)


def _letter(record: object) -> Letter:
    headers = {name: value.decode("utf-8", "replace") for name, value in record.headers}  # type: ignore[attr-defined]
    topic = headers.get("origin-topic", "")
    origin = f"{topic}:{headers.get('origin-partition', '')}:{headers.get('origin-offset', '')}"
    return Letter(
        stage=headers.get("stage", ""),
        reason=headers.get("reason", ""),
        message=headers.get("message", ""),
        origin_topic=topic,
        origin=origin,
        timestamp=record.timestamp,  # type: ignore[attr-defined]
        key=record.key,  # type: ignore[attr-defined]
        value=record.value or b"",  # type: ignore[attr-defined]
    )
