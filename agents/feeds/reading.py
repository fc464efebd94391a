"""One feed as it is now: the answer read, and for a sitemap index the sitemaps behind it."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Final

from agents.feeds.errors import FetchFailed
from agents.feeds.fetcher import Fetcher, Request, Response
from streams.feeds import schedule
from streams.feeds.model import FeedDocument, SitemapReference, UnreadableFeed
from streams.feeds.options import FetchLimits
from streams.feeds.parser import ParserLimits, parse
from streams.feeds.reasons import Failure, failure_of_status
from streams.feeds.state import FeedState

_NOT_MODIFIED: Final = 304
_LONGEST_VALIDATOR: Final = 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """What a feed answered; `document` is None when nothing had changed.

    `failures` are those of single sitemaps of an index, whose neighbours were read.
    """

    document: FeedDocument | None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    sitemaps: Mapping[str, str] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()


class FeedReader:
    """Reads feeds; parsing happens on threads of its own, so that a big feed holds up no other."""

    def __init__(
        self, fetcher: Fetcher, limits: FetchLimits, parser_limits: ParserLimits | None = None
    ) -> None:
        self._fetcher = fetcher
        self._limits = limits
        self._parser_limits = parser_limits or ParserLimits()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="parse")

    async def read(self, state: FeedState, now: float) -> Reading:
        """Asks a feed whether it changed, and reads it if so.

        Raises:
            FetchFailed: it did not answer with a feed.
        """
        response = await self._get(state.address, now, _conditions(state))
        if response.status == _NOT_MODIFIED:
            return Reading(None, moved_to=response.moved_to)
        document = await self._parse(response)
        if document.format == "sitemap-index":
            return replace(await self._follow(document, state, now), moved_to=response.moved_to)
        return Reading(
            document,
            _validator(response.headers.get("ETag")),
            _validator(response.headers.get("Last-Modified")),
            response.moved_to,
        )

    async def _get(self, url: str, now: float, headers: Mapping[str, str]) -> Response:
        response = await self._fetcher.get(Request(url, self._limits.max_feed_bytes, headers=headers))
        if response.status not in {200, _NOT_MODIFIED}:
            wait = schedule.retry_after(response.headers.get("Retry-After"), now)
            raise FetchFailed(
                failure_of_status(response.status), f"the host answered {response.status}", wait
            )
        return response

    async def _parse(self, response: Response) -> FeedDocument:
        loop = asyncio.get_running_loop()
        arguments = (response.body, response.url, response.charset, self._parser_limits)
        try:
            return await loop.run_in_executor(self._threads, parse, *arguments)
        except UnreadableFeed as error:
            raise FetchFailed(Failure.NOT_A_FEED, str(error)) from None

    async def _follow(self, index: FeedDocument, state: FeedState, now: float) -> Reading:
        """The entries of the sitemaps that changed since they were last read."""
        merged = FeedDocument("sitemap")
        read: dict[str, str] = {}
        failures: list[FetchFailed] = []
        for reference in index.sitemaps:
            known = state.sitemaps.get(reference.url)
            if reference.modified_at and known == reference.modified_at:
                read[reference.url] = known
                continue
            try:
                document = await self._sitemap(reference, now)
            except FetchFailed as error:
                failures.append(error)
                continue
            merged = replace(
                merged, title=merged.title or document.title, entries=merged.entries + document.entries
            )
            read[reference.url] = reference.modified_at or ""
        if failures and not read:
            raise failures[0]
        return Reading(merged, sitemaps=read, failures=tuple(error.failure for error in failures))

    async def _sitemap(self, reference: SitemapReference, now: float) -> FeedDocument:
        return await self._parse(await self._get(reference.url, now, {}))


def _conditions(state: FeedState) -> dict[str, str]:
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _validator(header: str | None) -> str | None:
    """The header to be sent back, unless it is too long to be honest or cannot be a header."""
    if header is None or len(header) > _LONGEST_VALIDATOR or not header.isprintable() or not header.isascii():
        return None
    return header
