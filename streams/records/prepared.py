"""The internal record between the two hops: an article that has gone through every stage alone."""

from typing import Final, NamedTuple

import msgspec

from streams.rank import Rank
from streams.version import PIPELINE


class EventSlice(NamedTuple):
    """Where one event candidate stands in the bytes of its enriched article, and what metrics count it by."""

    id: str
    start: int
    end: int
    type: str
    status: str


class PreparedArticle(msgspec.Struct, frozen=True):
    """What is compared, and what is published whatever the comparison says.

    `content`: SHA-256 (hex) of the received content; another content under the same id is a conflict.
    `digest` and `shingles`: the fingerprint, see `streams.fingerprint`. `canonical_url`: see `streams.urls`.
    `enriched`: the enriched article, encoded once; `events` are slices of it, each a whole event candidate.
    `received`: the raw message, for the dead letters.
    """

    id: str
    source: str | None
    url: str | None
    canonical_url: str | None
    published_at: str | None
    language: str
    rank: Rank
    content: str
    digest: str
    shingles: bytes
    enriched: bytes
    events: tuple[EventSlice, ...]
    received: bytes
    pipeline: str = PIPELINE

    def event(self, index: int) -> bytes:
        """The bytes of one event candidate."""
        event = self.events[index]
        return self.enriched[event.start : event.end]


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(PreparedArticle)


def encode_prepared(article: PreparedArticle) -> bytes:
    """As MessagePack, which carries bytes as they are."""
    return _ENCODER.encode(article)


def decode_prepared(value: bytes) -> PreparedArticle:
    """The article again.

    Raises:
        msgspec.MsgspecError: the bytes are no prepared article.
    """
    return _DECODER.decode(value)
