"""Whether a feed carries the whole article, and the raw article that is sent."""

import html
import re
from dataclasses import dataclass
from typing import Any, Final

import orjson

from streams import urls
from streams.feeds.elements import plain
from streams.feeds.model import Content, Entry, FeedDocument
from streams.feeds.options import FeedSource

_LONG_SUMMARY: Final = 200
"""Words from which a description, which usually is a teaser, is taken for the article."""
_CUT_OFF: Final = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[&hellip;\]|read more|continue reading|اقرأ المزيد|المزيد|للمزيد)[\s.»>\])]{0,9}$",
    re.IGNORECASE,
)
_LAST: Final = 200


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page as it was fetched; `url` is where it was in the end."""

    url: str
    html: str


@dataclass(frozen=True, slots=True)
class Sending:
    """What the raw article is made from; without `page` the feed's own content is used.

    `fetched_at` is RFC 3339; `page_failure` says why there is no page where there should be one.
    """

    entry: Entry
    feed: FeedSource
    document: FeedDocument
    fetched_at: str
    page: Page | None = None
    page_failure: str | None = None


def whole(entry: Entry) -> Content | None:
    """The feed's own content where it is the whole article: full content, or a very long description.

    Text that ends in an ellipsis or "read more" was cut off.
    """
    for content, least in ((entry.content, 1), (entry.summary, _LONG_SUMMARY)):
        if content is None:
            continue
        text = plain(content.body) or ""
        if len(text.split()) >= least and not _CUT_OFF.search(text[-_LAST:]):
            return content
    return None


def raw_article(sending: Sending) -> bytes | None:
    """The raw article as JSON, or None when neither page nor feed hold any text for it."""
    entry, feed, document = sending.entry, sending.feed, sending.document
    body = _body(sending)
    if body is None:
        return None
    link = sending.page.url if sending.page else entry.link
    about = {
        "url": feed.url,
        "title": document.title,
        "guid": entry.guid,
        "author": entry.author,
        "categories": list(entry.categories),
        "page_failure": sending.page_failure,
    }
    article: dict[str, Any] = {
        "url": urls.clean(link) if link else None,
        "source": feed.source,
        "title": entry.title,
        **body,
        "language": feed.language or entry.language or document.language,
        "published_at": entry.published_at or entry.published_as_written,
        "fetched_at": sending.fetched_at,
        "feed": {name: value for name, value in about.items() if value},
    }
    return orjson.dumps({name: value for name, value in article.items() if value is not None})


def _body(sending: Sending) -> dict[str, str] | None:
    """`html` or `text`: the page, else the feed's content, else its summary, else the title alone."""
    entry = sending.entry
    if sending.page is not None:
        return {"html": sending.page.html}
    for content in (whole(entry), entry.content, entry.summary):
        if content is not None and plain(content.body):
            if not content.is_html or not _has_markup(content.body):
                return {"text": html.unescape(content.body) if content.is_html else content.body}
            return {"html": _document(entry.title, content.body)}
    return {"text": entry.title} if entry.title else None


def _has_markup(body: str) -> bool:
    return "<" in body and plain(body) != " ".join(html.unescape(body).split())


def _document(title: str | None, fragment: str) -> str:
    """A fragment as a document of its own, so that it is read as the article and not as some part of a page."""
    head = f"<title>{html.escape(title)}</title>" if title else ""
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{fragment}</article></body></html>"
