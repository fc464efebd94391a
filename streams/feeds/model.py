"""What a feed's bytes become, whatever its format."""

from dataclasses import dataclass, field
from typing import Literal

Format = Literal["rss", "rdf", "atom", "sitemap", "sitemap-index"]


class UnreadableFeed(Exception):
    """The bytes are no feed that can be read; the message says what they are."""


@dataclass(frozen=True, slots=True)
class Content:
    """A body as the feed carries it."""

    body: str
    is_html: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed; links are absolute, dates RFC 3339 (or a date), texts without markup.

    `published_as_written` is there only when the date could not be read.
    """

    guid: str | None = None
    link: str | None = None
    title: str | None = None
    summary: Content | None = None
    content: Content | None = None
    published_at: str | None = None
    published_as_written: str | None = None
    language: str | None = None
    author: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SitemapReference:
    """A sitemap that an index lists."""

    url: str
    modified_at: str | None = None


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed as it was at one moment.

    `ttl` is in seconds, `skip_hours` are hours of the day in UTC (0-23), `skip_days` days of the week
    (Monday is 0). `left_out` counts what was beyond the limit of entries.
    """

    format: Format
    entries: tuple[Entry, ...] = ()
    title: str | None = None
    link: str | None = None
    language: str | None = None
    ttl: int | None = None
    skip_hours: frozenset[int] = field(default_factory=frozenset)
    skip_days: frozenset[int] = field(default_factory=frozenset)
    sitemaps: tuple[SitemapReference, ...] = ()
    left_out: int = 0
