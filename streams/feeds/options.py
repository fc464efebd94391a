"""What an operator decides about feeds, as typed values."""

from dataclasses import dataclass
from typing import Final

MINUTE: Final = 60.0
HOUR: Final = 3600.0


@dataclass(frozen=True, slots=True)
class FeedSource:
    """One feed of the list. Intervals are in seconds; `language` is a hint.

    `source_given` tells an outlet that the operator named from one that is only the feed's host.
    """

    url: str
    source: str
    language: str | None = None
    fetch_page: bool = True
    min_interval: float = 5 * MINUTE
    max_interval: float = 6 * HOUR
    source_given: bool = False


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one request may cost: bytes on the wire and decoded, seconds, redirects.

    `min_rate` (bytes a second) is asked of a body once `grace` seconds have passed.
    """

    max_feed_bytes: int = 10 * 1024 * 1024
    max_page_bytes: int = 4 * 1024 * 1024
    max_redirects: int = 6
    timeout: float = 60.0
    stall: float = 15.0
    min_rate: int = 512
    grace: float = 10.0


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How murasil behaves towards hosts. `allow_private_hosts` holds `host:port` in lower case."""

    contact: str = ""
    per_host_delay: float = 1.0
    per_host_concurrency: int = 2
    concurrency: int = 64
    allow_private_hosts: frozenset[str] = frozenset()
    limits: FetchLimits = FetchLimits()


@dataclass(frozen=True, slots=True)
class FeedList:
    """The list of feeds with what holds for all of them."""

    feeds: tuple[FeedSource, ...]
    fetch: FetchOptions = FetchOptions()
