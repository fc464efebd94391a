"""What is stored of each article, and its bytes.

An article has a row that changes only when its content is replaced, and a duplicate has a small second row with
its verdict, since verdicts are corrected more often. Rows are MessagePack arrays that begin with the version of
their layout.
"""

import hashlib
from typing import Any, Final, TypeVar

import cramjam
import msgspec

from streams.duplicates.verdict import Verdict
from streams.rank import Rank
from streams.records.duplicate import DuplicateKind
from streams.records.prepared import EventSlice, PreparedArticle

ROW_VERSION: Final = 1
ARTICLE_PREFIX: Final = "article:"
VERDICT_PREFIX: Final = "verdict:"


class UnknownRowVersion(Exception):
    """A row was written by a newer version of murasil than the one that reads it."""


class ArticleRow(msgspec.Struct, array_like=True, frozen=True):
    """An article: what it is compared by, and what is needed to publish it again.

    `received` and `prepared`: digests of the raw message and of all that the pipeline made of it. `arrived`:
    milliseconds since 1970. `enriched`: Zstandard. The rest is as in `PreparedArticle`.
    """

    version: int
    id: str
    source: str | None
    url: str | None
    canonical_url: str | None
    published_at: str | None
    language: str
    undated: bool
    moment: int
    content: bytes
    digest: bytes
    shingles: bytes
    received: bytes
    prepared: bytes
    pipeline: str
    arrived: int
    enriched: bytes
    events: list[EventSlice]

    @property
    def rank(self) -> Rank:
        """The article's rank."""
        return Rank(self.undated, self.moment, self.id)

    def compared(self) -> tuple[Any, ...]:
        """All that a verdict can depend on."""
        return (self.language, self.rank, self.digest, self.shingles, self.canonical_url, self.published_at)

    def text(self) -> bytes:
        """The enriched article's bytes."""
        return bytes(cramjam.zstd.decompress(self.enriched))


class VerdictRow(msgspec.Struct, array_like=True, frozen=True):
    """The verdict on a duplicate; `moment` and `undated` are the rank of the article that it duplicates."""

    version: int
    id: str
    duplicate_of: str
    undated: bool
    moment: int
    kind: DuplicateKind
    similarity: float
    cluster: str


class _Header(msgspec.Struct, array_like=True):
    version: int


Row = TypeVar("Row", ArticleRow, VerdictRow)

_ENCODER: Final = msgspec.msgpack.Encoder()
_HEADER: Final = msgspec.msgpack.Decoder(_Header)
_ARTICLE: Final = msgspec.msgpack.Decoder(ArticleRow)
_VERDICT: Final = msgspec.msgpack.Decoder(VerdictRow)


def article_key(article_id: str) -> str:
    """The table key of an article's row."""
    return ARTICLE_PREFIX + article_id


def verdict_key(article_id: str) -> str:
    """The table key of a verdict's row."""
    return VERDICT_PREFIX + article_id


def article_row(article: PreparedArticle, arrived: int) -> ArticleRow:
    """The row of a prepared article."""
    return ArticleRow(
        version=ROW_VERSION,
        id=article.id,
        source=article.source,
        url=article.url,
        canonical_url=article.canonical_url,
        published_at=article.published_at,
        language=article.language,
        undated=article.rank.undated,
        moment=article.rank.moment,
        content=bytes.fromhex(article.content),
        digest=bytes.fromhex(article.digest),
        shingles=article.shingles,
        received=hashlib.sha256(article.received).digest(),
        prepared=_digest(article),
        pipeline=article.pipeline,
        arrived=arrived,
        enriched=bytes(cramjam.zstd.compress(article.enriched, 3)),
        events=list(article.events),
    )


def _digest(article: PreparedArticle) -> bytes:
    """SHA-256 of everything that the pipeline made of the raw message."""
    made = (
        article.source, article.url, article.canonical_url, article.published_at, article.language, article.rank,
        article.digest, article.shingles, article.enriched, article.events,
    )  # fmt: skip
    return hashlib.sha256(_ENCODER.encode(made)).digest()


def verdict_row(article_id: str, verdict: Verdict) -> VerdictRow:
    """The row of a verdict."""
    return VerdictRow(
        ROW_VERSION,
        article_id,
        verdict.duplicate_of,
        verdict.target.undated,
        verdict.target.moment,
        verdict.kind,
        verdict.similarity,
        verdict.cluster,
    )


def encode_row(row: ArticleRow | VerdictRow) -> bytes:
    """The bytes of a row."""
    return _ENCODER.encode(row)


def decode_article(value: bytes) -> ArticleRow:
    """An article's row.

    Raises:
        UnknownRowVersion: a newer murasil wrote it.
        msgspec.MsgspecError: the bytes are no row.
    """
    return _decode(value, _ARTICLE)


def decode_verdict(value: bytes) -> VerdictRow:
    """A verdict's row; raises as `decode_article`."""
    return _decode(value, _VERDICT)


def _decode(value: bytes, decoder: "msgspec.msgpack.Decoder[Row]") -> Row:
    version = _HEADER.decode(value).version
    if version > ROW_VERSION:
        raise UnknownRowVersion(
            f"a stored row has version {version}, this murasil reads up to {ROW_VERSION}: "
            "update it, or start with an empty table"
        )
    return decoder.decode(value)
