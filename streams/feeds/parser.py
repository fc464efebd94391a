"""The bytes of a feed, of whatever format, to a document."""

from dataclasses import dataclass
from typing import Final

from streams.encoding import decode_html
from streams.feeds import elements, sitemaps, syndication, xml
from streams.feeds.model import FeedDocument, UnreadableFeed

_SYNDICATION: Final = frozenset({"rss", "rdf:rdf", "atom:feed", "atom:entry", "channel"})


@dataclass(frozen=True, slots=True)
class ParserLimits:
    """What one document may hold; what is beyond is counted in `FeedDocument.left_out`."""

    max_entries: int = 2_000
    max_sitemaps: int = 20


def parse(
    body: bytes, url: str, charset: str | None = None, limits: ParserLimits | None = None
) -> FeedDocument:
    """Reads RSS, Atom, RDF, sitemaps and sitemap indexes; `url` resolves relative addresses.

    Takes time linear in the length of `body`; expands no entity and opens nothing.

    Raises:
        UnreadableFeed: it is none of these.
    """
    limits = limits or ParserLimits()
    root = xml.parse(decode_html(body, charset))
    elements.adopt_namespace(root)
    kind = elements.name(root)
    if kind == "urlset":
        return sitemaps.read(root, url, limits.max_entries)
    if kind == "sitemapindex":
        return sitemaps.read_index(root, url, limits.max_sitemaps)
    if kind in _SYNDICATION:
        return syndication.read(root, url, limits.max_entries)
    tag = str(root.tag)
    raise UnreadableFeed(f"the document's root is <{tag.rpartition('}')[2][:40]}>, which is no feed")
