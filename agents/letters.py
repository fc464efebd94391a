"""Looking at dead letters, and sending them back, each once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from agents.delivery import Delivery, Record
from agents.state import final_state, read_to_end
from agents.topics import REPLAYED
from config.loaders.settings import Settings
from streams import topics

BATCH = 100


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

    Letters are acknowledged before they are marked: a crash between the two sends a few of them again, which
    ends as a repetition. A transaction would rule that out, but its markers would stay as lag in the raw topic
    that no worker can ever work off.

    Raises:
        BrokerError: no broker answers.
        DeliveryError: Kafka did not acknowledge.
    """
    found = [letter async for letter in letters(settings, selection)]
    delivery = Delivery(settings)
    await delivery.start()
    try:
        for begin in range(0, len(found), BATCH):
            batch = found[begin : begin + BATCH]
            await delivery.publish([_sent_back(letter) for letter in batch])
            marks = settings.topic(REPLAYED)
            await delivery.publish([Record(marks, letter.origin.encode(), b"1") for letter in batch])
    finally:
        await delivery.stop()
    return len(found)


def _sent_back(letter: Letter) -> Record:
    # A letter without bytes had no value; aiokafka sends no record that has no key either.
    value = letter.value or (None if letter.key else b"")
    return Record(letter.origin_topic, letter.key, value)


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
