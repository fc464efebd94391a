"""Where articles go, and what is remembered of their feed with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from streams.feeds.state import FeedState


@dataclass(frozen=True, slots=True)
class Article:
    """A raw article as it is sent; `item` is the key of the feed's item."""

    key: bytes
    value: bytes
    item: str


class PublishFailed(Exception):
    """Kafka did not take it all; this worker has to begin anew with what Kafka has."""


class OwnershipLost(Exception):
    """Another worker owns the feed by now."""


class Publisher(Protocol):
    """Keeps articles and states."""

    @property
    def max_article_bytes(self) -> int:
        """The largest article that is accepted."""
        ...

    async def commit(self, articles: Sequence[Article], state: FeedState) -> None:
        """Sends the articles, then remembers the state; returns when both are acknowledged.

        Raises:
            PublishFailed: it could not be done now; what was sent of it is found out before the next try.
            OwnershipLost: it may not be done by this worker.
        """
        ...
