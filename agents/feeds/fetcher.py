"""One GET, with everything that can go wrong bounded."""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

import aiohttp
from multidict import CIMultiDictProxy

from agents.feeds import network, robots
from agents.feeds.bodies import ACCEPT_ENCODING, Body
from agents.feeds.errors import FetchFailed
from agents.feeds.hosts import Hosts
from streams import urls
from streams.feeds import redirects, schedule
from streams.feeds.options import FetchOptions
from streams.feeds.reasons import Failure
from streams.feeds.redirects import Position, RefusedRedirect
from streams.version import PIPELINE

FEED_TYPES: Final = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
PAGE_TYPES: Final = "text/html, application/xhtml+xml, */*;q=0.1"
_CHUNK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `max_bytes` bounds the body, decoded and on the wire."""

    url: str
    max_bytes: int
    accept: str = FEED_TYPES
    headers: Mapping[str, str] = field(default_factory=dict)
    obey_robots: bool = True
    truncate: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """What came; `url` is where it was in the end, `moved_to` the address to use from now on, if another."""

    status: int
    headers: CIMultiDictProxy[str]
    body: bytes
    url: str
    moved_to: str | None

    @property
    def charset(self) -> str | None:
        """The charset of the Content-Type header."""
        _, _, parameters = self.headers.get("Content-Type", "").partition("charset=")
        return parameters.partition(";")[0].strip(" \"'") or None

    @property
    def media_type(self) -> str:
        """The media type in lower case, or an empty text."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def user_agent(contact: str) -> str:
    """Says who is asking, and where to complain."""
    return f"{robots.PRODUCT}/{PIPELINE} (news feed reader{f'; +{contact}' if contact else ''})"


class Fetcher:
    """Fetches for all feeds of a process."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._limits = options.limits
        self._hosts = Hosts(options)
        self._robots = robots.Robots(self._fetch_robots)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=network.connector(self._options.allow_private_hosts, self._options.concurrency),
            headers={"User-Agent": user_agent(self._options.contact), "Accept-Encoding": ACCEPT_ENCODING},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.stall),
            auto_decompress=False,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._robots.close()
        if self._session is not None:
            await self._session.close()

    async def get(self, request: Request) -> Response:
        """Fetches, following redirects; every address on the way is checked, and robots.txt of every host.

        Raises:
            FetchFailed: there is no answer that could be used; any HTTP status is an answer.
        """
        position = Position(request.url)
        left = self._limits.timeout
        while True:
            authority = network.check_url(position.url, self._options.allow_private_hosts)
            if request.obey_robots:
                await self._obey_robots(position.url, authority)
            async with self._hosts.request(authority):
                started = time.monotonic()
                response = await self._once(request, position, left)
                left -= time.monotonic() - started
            if response.status in {429, 503}:
                self._pause(authority, response)
            if response.status not in redirects.STATUSES:
                return response
            try:
                location = response.headers.get("Location")
                position = redirects.follow(position, response.status, location, self._limits.max_redirects)
            except RefusedRedirect as error:
                raise FetchFailed(Failure.REDIRECT, str(error)) from None

    def _pause(self, authority: str, response: Response) -> None:
        seconds = schedule.retry_after(response.headers.get("Retry-After"), time.time())
        if seconds:
            self._hosts.pause(authority, seconds)

    async def _obey_robots(self, url: str, authority: str) -> None:
        parts = urls.split(url)
        scheme = parts.scheme if parts else "https"
        delay = await self._robots.check(url, f"{scheme}://{authority}")
        if delay:
            self._hosts.ask_delay(authority, delay)

    async def _fetch_robots(self, url: str) -> tuple[int, bytes]:
        request = Request(
            url, robots.MAX_BYTES, accept="text/plain, */*;q=0.5", obey_robots=False, truncate=True
        )
        response = await self.get(request)
        return response.status, response.body

    async def _once(self, request: Request, position: Position, left: float) -> Response:
        """One hop, in the seconds that are left."""
        if self._session is None:
            raise RuntimeError("the fetcher is not open")
        headers = {"Accept": request.accept, **(request.headers if position.hops == 0 else {})}
        try:
            async with (
                asyncio.timeout(max(left, 0.0)),
                self._session.get(position.url, headers=headers, allow_redirects=False) as answer,
            ):
                body = b"" if answer.status != 200 else await self._body(request, position.url, answer)
                return Response(answer.status, answer.headers, body, position.url, position.moved_to)
        except FetchFailed:
            raise
        except TimeoutError:
            raise FetchFailed(
                Failure.TIMEOUT, f"no whole answer within {self._limits.timeout:.0f} s"
            ) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchFailed(_classify(error), str(error)[:200] or type(error).__name__) from None

    async def _body(self, request: Request, url: str, answer: aiohttp.ClientResponse) -> bytes:
        encoding = answer.headers.get("Content-Encoding", "")
        body = Body(encoding, request.max_bytes, sniff_gzip=url.endswith(".gz"), truncate=request.truncate)
        if not request.truncate and (answer.content_length or 0) > request.max_bytes:
            raise FetchFailed(Failure.TOO_LARGE, f"{answer.content_length:,} bytes announced")
        started = time.monotonic()
        while not body.full:
            try:
                async with asyncio.timeout(self._limits.stall):
                    chunk = await answer.content.read(_CHUNK)
            except TimeoutError:
                raise FetchFailed(Failure.TOO_SLOW, f"nothing came for {self._limits.stall:.0f} s") from None
            if not chunk:
                break
            body.add(chunk)
            elapsed = time.monotonic() - started
            if elapsed > self._limits.grace and body.received < elapsed * self._limits.min_rate:
                raise FetchFailed(Failure.TOO_SLOW, f"{body.received / elapsed:.0f} bytes a second")
        return body.finish()


def _classify(error: Exception) -> Failure:
    """The failure that an error of the client, or one that caused it, stands for."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, network.RefusedAddress) or isinstance(
            getattr(cause, "os_error", None), network.RefusedAddress
        ):
            return Failure.ADDRESS
        cause = cause.__cause__ or cause.__context__
    if isinstance(
        error, ssl.SSLError | aiohttp.ClientConnectorSSLError | aiohttp.ClientConnectorCertificateError
    ):
        return Failure.TLS
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Failure.DNS
    if isinstance(error, aiohttp.InvalidURL | UnicodeError):
        return Failure.ADDRESS
    return Failure.CONNECTION
