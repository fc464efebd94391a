"""What travels between the two hops: a prepared article, and where its raw message came from."""

from dataclasses import dataclass
from typing import Final

import msgspec

from agents.errors import NewerStateError
from streams.records.prepared import PreparedArticle

ENVELOPE_VERSION: Final = 1


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
    """A prepared article on its way to its owner; the version is that of the layout of both."""

    article: PreparedArticle
    origin: Origin
    version: int = ENVELOPE_VERSION


class _Version(msgspec.Struct):
    version: int


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Envelope)
_VERSION: Final = msgspec.msgpack.Decoder(_Version)


def seal(envelope: Envelope) -> bytes:
    """As MessagePack, which carries bytes as they are."""
    return _ENCODER.encode(envelope)


def unseal(value: bytes) -> Envelope:
    """The envelope again.

    Raises:
        NewerStateError: a newer murasil sealed it; it must be left to that one.
        msgspec.MsgspecError: the bytes are no envelope.
    """
    try:
        envelope = _DECODER.decode(value)
    except msgspec.MsgspecError:
        _require_known(_VERSION.decode(value).version)
        raise
    _require_known(envelope.version)
    return envelope


def _require_known(version: int) -> None:
    if version > ENVELOPE_VERSION:
        raise NewerStateError(
            f"a prepared article has version {version}, this murasil reads up to {ENVELOPE_VERSION}: update it"
        )
