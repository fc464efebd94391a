"""Sitemaps, Google News sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html)."""

from typing import Final

from lxml import etree

from streams.feeds import elements
from streams.feeds.dates import to_rfc3339
from streams.feeds.elements import Node, plain
from streams.feeds.model import Entry, FeedDocument, SitemapReference

_NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"


def read(root: etree._Element, url: str, max_entries: int) -> FeedDocument:
    """The sitemap under `root`; the newest `max_entries` entries, in the document's order."""
    entries = [entry for element in Node(root).children("url") if (entry := _entry(Node(element), url))]
    kept = entries
    if len(entries) > max_entries:
        newest = sorted(range(len(entries)), key=lambda i: entries[i].published_at or "", reverse=True)
        kept = [entries[i] for i in sorted(newest[:max_entries])]
    return FeedDocument(
        format="sitemap",
        entries=tuple(kept),
        title=plain(elements.text(root.find(f".//{_NEWS}publication/{_NEWS}name"))),
        left_out=len(entries) - len(kept),
    )


def read_index(root: etree._Element, url: str, max_entries: int) -> FeedDocument:
    """The sitemap index under `root`; the most recently modified `max_entries` sitemaps, newest first."""
    found = [
        SitemapReference(location, _date(sitemap.first_text("lastmod")))
        for sitemap in map(Node, Node(root).children("sitemap"))
        if (location := elements.resolve(sitemap.first_text("loc"), url))
    ]
    found.sort(key=lambda reference: reference.modified_at or "", reverse=True)
    left_out = max(0, len(found) - max_entries)
    return FeedDocument(format="sitemap-index", sitemaps=tuple(found[:max_entries]), left_out=left_out)


def _entry(element: Node, url: str) -> Entry | None:
    link = elements.resolve(element.first_text("loc"), url)
    if link is None:
        return None
    child = element.first("news:news")
    if child is None:
        return Entry(link=link, published_at=_date(element.first_text("lastmod")))
    news = Node(child)
    publication = news.first("news:publication")
    written = news.first_text("news:publication_date")
    published = _date(written)
    return Entry(
        link=link,
        title=plain(news.first_text("news:title")),
        published_at=published,
        published_as_written=None if published else written,
        language=Node(publication).first_text("news:language") if publication is not None else None,
    )


def _date(written: str | None) -> str | None:
    return to_rfc3339(written) if written else None
