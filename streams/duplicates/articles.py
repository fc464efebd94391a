"""Articles as they are compared: an entry for each, and a body for each different normalised text."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import xxhash

from streams.dates import timestamp
from streams.duplicates.rows import ArticleRow
from streams.duplicates.sketch import Shingles
from streams.rank import Rank

LATEST: Final = np.iinfo(np.int64).max


def moment(rank: Rank) -> int:
    """A rank as one number: smaller ranks never have the larger one, equal moments are told apart by id."""
    return int(LATEST) if rank.undated else rank.moment


@dataclass(slots=True, eq=False)
class Body:
    """A normalised body in one language, and the articles that have it, earliest first.

    Its shingles are `size` elements of `block` from `start` on: an array object for each body would cost more than
    a small sketch does.
    """

    number: int
    language: str
    key: bytes
    block: Shingles
    start: int
    size: int
    members: list["Entry"] = field(default_factory=list)

    @property
    def shingles(self) -> Shingles:
        """The distinct shingles, in the order of the text."""
        return self.block[self.start : self.start + self.size]


@dataclass(slots=True, eq=False)
class Entry:
    """An article as it is compared. `published`: microseconds since 1970; `url`: digest of the canonical URL."""

    id: str
    rank: Rank
    body: Body
    published: int | None
    url: int | None
    arrived: int


def body_key(language: str, digest: bytes) -> bytes:
    """What tells a body from others: the digest of its normalised text, and its language."""
    return digest + language.encode()


def make_entry(row: ArticleRow, body: Body) -> Entry:
    """The article of a row as it is compared."""
    return Entry(
        id=row.id,
        rank=row.rank,
        body=body,
        published=timestamp(row.published_at) if row.published_at else None,
        url=xxhash.xxh3_64_intdigest(row.canonical_url.encode()) if row.canonical_url else None,
        arrived=row.arrived,
    )


def by_rank(entry: Entry) -> Rank:
    """The key to sort articles by."""
    return entry.rank
