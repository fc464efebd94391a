"""What hosts may do to the fetcher, and what the fetcher does to hosts: with real connections throughout."""

import asyncio
import contextlib
import gzip
import itertools
import resource
import time
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web

from agents.feeds import network
from agents.feeds.errors import FetchFailed
from agents.feeds.fetcher import Fetcher, Request, Response
from streams.feeds.options import FetchOptions
from streams.feeds.reasons import Failure
from tests.feeds.local import QUICK, Site, endless


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as running:
        yield running


async def get(url: str, options: FetchOptions, **arguments: object) -> Response:
    async with Fetcher(options) as fetcher:
        return await fetcher.get(Request(url, QUICK.max_feed_bytes, **arguments))  # type: ignore[arg-type]


async def failure(url: str, options: FetchOptions) -> Failure:
    with pytest.raises(FetchFailed) as caught:
        await get(url, options)
    return caught.value.failure


async def test_a_body_comes_as_it_was_sent(site: Site) -> None:
    site.serve("/feed", b"hello", headers={"Content-Type": "text/xml; charset=windows-1256"})

    response = await get(site.url("/feed"), site.options())
    assert (200, b"hello", "windows-1256", None) == (
        response.status,
        response.body,
        response.charset,
        response.moved_to,
    )


async def test_the_user_agent_says_who_and_where(site: Site) -> None:
    await get(site.url("/feed"), site.options(contact="mailto:editor@outlet.example"))

    assert all("murasil/" in request.headers["User-Agent"] for request in site.requests)
    assert all("mailto:editor@outlet.example" in request.headers["User-Agent"] for request in site.requests)


# Addresses


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::]",
        "169.254.169.254",
        "10.0.0.1",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
    ],
)
async def test_private_addresses_are_never_asked(site: Site, host: str) -> None:
    url = f"http://{host}:{site.port}/feed"

    assert Failure.ADDRESS == await failure(url, replace(site.options(), allow_private_hosts=frozenset()))
    assert [] == site.requests


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://host.example/", "gopher://host.example/", "/feed", ""]
)
async def test_only_http_and_https(site: Site, url: str) -> None:
    assert Failure.ADDRESS == await failure(url, site.options())


async def test_another_port_of_an_allowed_host_is_refused(site: Site) -> None:
    async with Site() as other:
        assert Failure.ADDRESS == await failure(other.url("/feed"), site.options())
        assert [] == other.requests


async def test_a_name_can_be_allowed(site: Site) -> None:
    site.serve("/feed", b"here")
    authority = f"localhost:{site.port}"

    options = replace(site.options(), allow_private_hosts=frozenset({authority}))
    assert b"here" == (await get(f"http://{authority}/feed", options)).body


async def test_the_connection_itself_is_checked(site: Site) -> None:
    async with aiohttp.ClientSession(connector=network.connector(frozenset(), 1)) as session:
        with pytest.raises(aiohttp.ClientConnectorError) as caught:
            await session.get(site.url("/feed"))
    assert isinstance(caught.value.os_error, network.RefusedAddress)


# Redirects


async def test_a_permanent_redirect_is_reported_a_temporary_one_is_not(site: Site) -> None:
    site.serve("/new", b"here")
    site.redirect("/moved", "/new", 301)
    site.redirect("/elsewhere", "/new", 302)
    site.redirect("/moved-through-elsewhere", "/elsewhere", 308)

    assert site.url("/new") == (await get(site.url("/moved"), site.options())).moved_to
    assert (await get(site.url("/elsewhere"), site.options())).moved_to is None
    assert (await get(site.url("/moved-through-elsewhere"), site.options())).moved_to is None


async def test_redirects_end(site: Site) -> None:
    site.redirect("/loop", "/loop")

    assert Failure.REDIRECT == await failure(site.url("/loop"), site.options())
    assert QUICK.max_redirects + 1 == site.counts["/loop"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/hostname", Failure.REDIRECT),
        ("http://user:secret@host.example/", Failure.REDIRECT),
        ("http://[broken", Failure.REDIRECT),
        ("", Failure.REDIRECT),
        ("http://169.254.169.254/latest/meta-data/", Failure.ADDRESS),
        ("http://localhost:1/", Failure.ADDRESS),
        ("//127.0.0.2:1/", Failure.ADDRESS),
    ],
)
async def test_redirects_to_where_one_must_not_go(site: Site, target: str, reason: Failure) -> None:
    site.redirect("/feed", target)

    assert reason == await failure(site.url("/feed"), site.options())


async def test_a_redirect_into_the_private_network_is_not_followed(site: Site) -> None:
    async with Site() as inner:
        site.redirect("/feed", inner.url("/secret"), 301)

        assert Failure.ADDRESS == await failure(site.url("/feed"), site.options())
        assert [] == inner.requests


# Bodies


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("gzip", lambda body: gzip.compress(body[:50]) + gzip.compress(body[50:])),
        ("gzip", lambda body: body),
        ("identity", lambda body: body),
    ],
)
async def test_compressed_bodies_are_read(site: Site, encoding: str, encode: object) -> None:
    body = b"<rss>" + bytes(range(32, 127)) * 5
    site.serve("/feed", encode(body), headers={"Content-Encoding": encoding})  # type: ignore[operator]

    assert body == (await get(site.url("/feed"), site.options())).body


async def test_a_compressed_sitemap_is_read_though_no_header_says_so(site: Site) -> None:
    site.serve("/sitemap.xml.gz", gzip.compress(b"<urlset/>"))

    assert b"<urlset/>" == (await get(site.url("/sitemap.xml.gz"), site.options())).body


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(bytes(50_000_000), 9), "gzip", Failure.TOO_LARGE),
        (zlib.compress(bytes(50_000_000), 9), "deflate", Failure.TOO_LARGE),
        (gzip.compress(b"feed" * 1000)[:-20], "gzip", Failure.ENCODING),
        (b"\x1f\x8bbroken", "gzip", Failure.ENCODING),
        (b"\x0b\x02\x80feed\x03", "br", Failure.ENCODING),
        (bytes(300_000), "", Failure.TOO_LARGE),
    ],
)
async def test_bombs_and_broken_compression(site: Site, body: bytes, encoding: str, reason: Failure) -> None:
    site.serve("/feed", body, headers={"Content-Encoding": encoding} if encoding else {})

    assert reason == await failure(site.url("/feed"), site.options())


async def test_endless_bodies_end(site: Site) -> None:
    site.stream("/feed", endless)

    assert Failure.TOO_LARGE == await failure(site.url("/feed"), site.options())


async def test_slow_senders_are_cut_off(site: Site) -> None:
    site.stream("/slow", lambda: endless(b"x", 0.05))
    site.stream("/stalled", lambda: endless(b"x", 60))

    started = time.monotonic()
    found = await asyncio.gather(*(failure(site.url(path), site.options()) for path in ("/slow", "/stalled")))
    assert [Failure.TOO_SLOW, Failure.TOO_SLOW] == found
    assert time.monotonic() - started < 10  # they would go on for a minute or for ever


async def test_time_is_limited_in_all_redirects_included(site: Site) -> None:
    async def dawdle(_: web.Request) -> web.Response:
        await asyncio.sleep(0.8)
        return web.Response(status=302, headers={"Location": "/dawdle"})

    site.handlers["/dawdle"] = dawdle

    started = time.monotonic()
    assert Failure.TIMEOUT == await failure(site.url("/dawdle"), site.options())
    assert time.monotonic() - started < QUICK.timeout + 5  # it would go on for ever


@pytest.mark.parametrize(
    "line", [b"X-Header: " + b"x" * 60_000 + b"\r\n", b"X-Header: x\r\n" * 5_000, b"X: " + b"x" * 65_536]
)
async def test_endless_headers_end(line: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n")
        with contextlib.suppress(ConnectionError):
            for _ in range(20_000):
                writer.write(line)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    authority = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    options = FetchOptions(per_host_delay=0.0, allow_private_hosts=frozenset({authority}), limits=QUICK)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with server:
        found = await failure(f"http://{authority}/feed", options)
    assert found in {Failure.CONNECTION, Failure.ROBOTS_UNREACHABLE}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


async def test_connections_that_fail(site: Site) -> None:
    async def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    site.handlers["/cut"] = cut

    assert Failure.CONNECTION == await failure(site.url("/cut"), site.options())
    assert Failure.DNS == await failure("http://no-such-host.invalid/", site.options())


# Consideration


async def test_robots_txt_is_obeyed(site: Site) -> None:
    site.serve(
        "/robots.txt", "User-agent: *\nDisallow: /private\nUser-agent: murasil\nDisallow: /closed*.xml$"
    )
    site.serve("/open.xml", b"open")

    assert b"open" == (await get(site.url("/open.xml"), site.options())).body
    assert Failure.ROBOTS == await failure(site.url("/closed/feed.xml"), site.options())
    assert 0 == site.counts["/closed/feed.xml"]


async def test_a_redirect_does_not_lead_around_robots_txt(site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /closed")
    site.redirect("/open", "/closed")

    assert Failure.ROBOTS == await failure(site.url("/open"), site.options())


async def test_without_robots_txt_everything_is_open_with_a_broken_one_nothing(site: Site) -> None:
    site.serve("/feed", b"here")
    assert 200 == (await get(site.url("/feed"), site.options())).status

    site.serve("/robots.txt", b"", status=503)
    assert Failure.ROBOTS_UNREACHABLE == await failure(site.url("/feed"), site.options())


async def test_an_endless_robots_txt_is_cut(site: Site) -> None:
    site.stream("/robots.txt", lambda: endless(b"User-agent: *\nDisallow: /closed\n" * 100))
    site.serve("/feed", b"here")

    assert b"here" == (await get(site.url("/feed"), site.options())).body


async def test_robots_txt_is_asked_once_for_many_requests(site: Site) -> None:
    async with Fetcher(site.options()) as fetcher:
        await asyncio.gather(*(fetcher.get(Request(site.url(f"/{n}"), 100)) for n in range(20)))

    assert 1 == site.counts["/robots.txt"]


@pytest.mark.parametrize(("robots", "delay"), [("", 0.15), ("User-agent: *\nCrawl-delay: 0.2", 0.01)])
async def test_there_is_time_between_two_requests(site: Site, robots: str, delay: float) -> None:
    site.serve("/robots.txt", robots)
    times: list[float] = []

    async def note(_: web.Request) -> web.Response:
        times.append(time.monotonic())
        return web.Response()

    site.handlers["/feed"] = note
    async with Fetcher(site.options(per_host_delay=delay)) as fetcher:
        await asyncio.gather(*(fetcher.get(Request(site.url("/feed"), 100)) for _ in range(4)))

    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert min(gaps) > 0.12


async def test_a_host_has_few_requests_at_once(site: Site) -> None:
    running, most = 0, 0

    async def count(_: web.Request) -> web.Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1
        return web.Response()

    site.handlers["/feed"] = count
    async with Fetcher(site.options(per_host_concurrency=2)) as fetcher:
        await asyncio.gather(*(fetcher.get(Request(site.url("/feed"), 100)) for _ in range(10)))

    assert 2 == most


async def test_a_host_that_asks_for_a_pause_gets_it(site: Site) -> None:
    site.serve("/feed", b"", status=429, headers={"Retry-After": "120"})
    async with Fetcher(site.options()) as fetcher:
        assert 429 == (await fetcher.get(Request(site.url("/feed"), 100))).status
        with pytest.raises(FetchFailed) as caught:
            await fetcher.get(Request(site.url("/other"), 100))

    assert Failure.HTTP_THROTTLED == caught.value.failure
    assert caught.value.retry_after == pytest.approx(120, abs=2)
    assert 0 == site.counts["/other"]


async def test_a_slow_host_takes_nothing_from_others(site: Site) -> None:
    async with Site() as other:
        site.stream("/slow", lambda: endless(b"x", 60))
        other.serve("/feed", b"here")
        options = site.options(
            concurrency=3,
            per_host_concurrency=2,
            allow_private_hosts=frozenset({site.authority, other.authority}),
        )
        async with Fetcher(options) as fetcher:
            slow = [asyncio.create_task(fetcher.get(Request(site.url("/slow"), 100))) for _ in range(10)]
            await asyncio.sleep(0.1)
            started = time.monotonic()
            assert b"here" == (await fetcher.get(Request(other.url("/feed"), 100))).body
            assert time.monotonic() - started < 2  # behind the slow ones it would wait for longer
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)
