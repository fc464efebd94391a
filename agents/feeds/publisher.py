"""Where articles go: sent together with what is remembered of their feed, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from streams.feeds.state import FeedState


@dataclass(frozen=True, slots=True)
class Article:
    """A raw article as it is sent."""

    key: bytes
    value: bytes


class PublishFailed(Exception):
    """Nothing was sent and nothing remembered; it may be tried again."""


class OwnershipLost(Exception):
    """Another worker owns the feed by now; nothing was sent and nothing remembered."""


class Publisher(Protocol):
    """Keeps articles and states."""

    @property
    def max_article_bytes(self) -> int:
        """The largest article that is accepted."""
        ...

    async def commit(self, articles: Sequence[Article], state: FeedState) -> None:
        """Sends the articles and remembers the state, all or nothing; returns when that is acknowledged.

        Raises:
            PublishFailed: it could not be done now.
            OwnershipLost: it may not be done by this worker.
        """
        ...
