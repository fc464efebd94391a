"""A real HTTP server on the loopback address, and what tests need around it."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Any, Self

import orjson
from aiohttp import web

from agents.feeds.publisher import Article, PublishFailed
from streams.feeds.options import FeedSource, FetchLimits, FetchOptions
from streams.feeds.state import FeedState

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
QUICK = FetchLimits(
    max_feed_bytes=200_000, max_page_bytes=200_000, timeout=2.0, stall=0.5, min_rate=50_000, grace=0.3
)


class Site:
    """Answers by path; what is not there is 404. Notes every request."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.requests: list[web.Request] = []
        self.port = 0

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def counts(self) -> Counter[str]:
        return Counter(request.path for request in self.requests)

    def url(self, path: str) -> str:
        return f"http://{self.authority}{path}"

    def options(self, **changes: Any) -> FetchOptions:
        values: dict[str, Any] = {"per_host_delay": 0.0, "per_host_concurrency": 16, "limits": QUICK}
        values["allow_private_hosts"] = frozenset({self.authority})
        return FetchOptions(**(values | changes))

    def feed(self, path: str, **changes: Any) -> FeedSource:
        return FeedSource(self.url(path), **({"source": "outlet.example"} | changes))

    def serve(self, path: str, body: bytes | str, **arguments: Any) -> None:
        async def answer(_: web.Request) -> web.Response:
            data = body.encode() if isinstance(body, str) else body
            return web.Response(body=data, **arguments)

        self.handlers[path] = answer

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self.serve(path, b"", status=status, headers={"Location": target})

    def stream(self, path: str, chunks: Callable[[], Any], **arguments: Any) -> None:
        """Answers with what an asynchronous generator yields."""

        async def answer(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse(**arguments)
            await response.prepare(request)
            async for chunk in chunks():
                await response.write(chunk)
            return response

        self.handlers[path] = answer

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        handler = self.handlers.get(request.path)
        return await handler(request) if handler else web.Response(status=404)


async def endless(piece: bytes = b"<item>" * 1000, pause: float = 0.0) -> Any:
    while True:
        yield piece
        await asyncio.sleep(pause)


class Memory:
    """A publisher that keeps everything, and refuses when told to."""

    max_article_bytes = 100_000

    def __init__(self) -> None:
        self.articles: list[dict[str, Any]] = []
        self.states: dict[str, FeedState] = {}
        self.commits = 0
        self.refusing = False

    async def commit(self, articles: Sequence[Article], state: FeedState) -> None:
        if self.refusing:
            raise PublishFailed("no broker")
        self.commits += 1
        self.articles += [orjson.loads(article.value) for article in articles]
        self.states[state.url] = state

    @property
    def urls(self) -> list[str]:
        return [article["url"] for article in self.articles]


def rss(*items: str, head: str = "") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>صحيفة المثال</title><language>ar</language>{head}{''.join(items)}</channel></rss>"
    )


def item(link: str, text: str = "<p>نص الخبر كاملا</p>", title: str = "خبر", teaser: bool = False) -> str:
    tag = "description" if teaser else "content:encoded"
    return f"<item><title>{title}</title><link>{link}</link><{tag}><![CDATA[{text}]]></{tag}></item>"
