"""What travels between the two hops: a prepared article, and where its raw message came from."""

from dataclasses import dataclass
from typing import Final

import msgspec

from streams.records.prepared import PreparedArticle


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message stood in Kafka: full topic name, partition, offset, time of arrival (ms since 1970), key."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A prepared article on its way to its owner."""

    article: PreparedArticle
    origin: Origin


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Envelope)


def seal(envelope: Envelope) -> bytes:
    """As MessagePack, which carries bytes as they are."""
    return _ENCODER.encode(envelope)


def unseal(value: bytes) -> Envelope:
    """The envelope again.

    Raises:
        msgspec.MsgspecError: the bytes are no envelope.
    """
    return _DECODER.decode(value)
