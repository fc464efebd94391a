"""Dead letters as Kafka records: the bytes as received, the reason in headers."""

from agents.delivery import Headers, Record
from agents.envelope import Origin
from config.loaders.settings import Settings
from streams import topics
from streams.records.dead_letter import DeadLetter
from streams.version import PIPELINE, SCHEMA


def dead_letter_record(letter: DeadLetter, origin: Origin, settings: Settings) -> Record:
    """The record that sets a message aside."""
    headers: Headers = (
        ("stage", letter.stage.encode()),
        ("reason", letter.reason.value.encode()),
        ("message", letter.message.encode("utf-8", "replace")),
        ("origin-topic", origin.topic.encode()),
        ("origin-partition", str(origin.partition).encode()),
        ("origin-offset", str(origin.offset).encode()),
        ("schema", str(SCHEMA).encode()),
        ("pipeline", PIPELINE.encode()),
    )
    # A value of None cannot be told from a tombstone by everyone; the empty value has the same bytes: none.
    return Record(settings.topic(topics.DEAD_LETTERS), origin.key, letter.value or b"", headers=headers)
