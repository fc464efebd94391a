"""The page of one article."""

import asyncio
from typing import Final

from agents.feeds.errors import FetchFailed
from agents.feeds.fetcher import PAGE_TYPES, Fetcher, Request
from streams import urls
from streams.encoding import decode_html
from streams.feeds.content import Page
from streams.feeds.options import FetchLimits
from streams.feeds.reasons import Failure, failure_of_status

_HTML: Final = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "application/xml"})
_HEAD: Final = 2048


async def fetch_page(fetcher: Fetcher, link: str, limits: FetchLimits) -> Page:
    """Fetches the page that a feed links to.

    Raises:
        FetchFailed: there is no page, or it is no HTML.
    """
    response = await fetcher.get(Request(urls.clean(link), limits.max_page_bytes, accept=PAGE_TYPES))
    if response.status != 200:
        raise FetchFailed(failure_of_status(response.status), f"the page answered {response.status}")
    if response.media_type not in _HTML:
        raise FetchFailed(Failure.NOT_A_PAGE, f"the page is {response.media_type[:60]}")
    html = await asyncio.to_thread(decode_html, response.body, response.charset)
    if "<" not in html[:_HEAD] or "\0" in html[:_HEAD]:
        raise FetchFailed(Failure.NOT_A_PAGE, "the page holds no markup")
    return Page(response.url, html)
