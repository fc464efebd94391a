"""Polls of a real server, with honest and hostile feeds; Kafka is left out."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from agents.feeds.fetcher import Fetcher
from agents.feeds.owned import OwnedFeeds, Ownership
from agents.feeds.poller import PAGE_ATTEMPTS, Poller, PollReport
from agents.feeds.publisher import PublishFailed
from agents.feeds.seen import SeenItems
from streams.decoding import DecodingLimits, decode
from streams.feeds.options import FeedSource
from streams.feeds.reasons import Failure
from streams.feeds.state import FeedState
from tests.feeds.local import QUICK, Memory, Site, endless, item, rss

PAGE = "<html><body><article><p>نص الصفحة كاملا</p></article></body></html>"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as running:
        yield running


class Desk:
    """A poller with its memory; `now` is moved by hand."""

    def __init__(self, fetcher: Fetcher, *feeds: FeedSource) -> None:
        self.memory = Memory()
        self.now = 1_800_000_000.0
        self.poller = Poller(fetcher, QUICK, SeenItems(feeds, {}), lambda: self.now)

    async def poll(self, feed: FeedSource) -> PollReport:
        state = self.memory.states.get(feed.url, FeedState(feed.url))
        return await self.poller.poll(feed, state, self.memory)


async def test_what_is_sent_is_a_raw_article(site: Site) -> None:
    site.serve("/feed", rss(item("https://outlet.example/a/1?utm_source=rss", title="خبر &amp; تحليل")))
    feed = site.feed("/feed")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        report = await desk.poll(feed)

    assert (1, 1, 0, None) == (report.listed, report.sent, report.duplicates, report.failure)
    (article,) = desk.memory.articles
    assert "نص الخبر كاملا" in article.pop("html")
    assert {
        "url": "https://outlet.example/a/1",
        "source": "outlet.example",
        "title": "خبر & تحليل",
        "language": "ar",
        "fetched_at": "2027-01-15T08:00:00Z",
        "feed": {"url": feed.url, "title": "صحيفة المثال"},
    } == article


async def test_the_door_lets_it_through(site: Site) -> None:
    site.serve("/feed", rss(item("https://outlet.example/a/1")))
    feed = site.feed("/feed", language="ar")
    sent: list[bytes] = []
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        commit = desk.memory.commit

        async def keep(articles, state):  # type: ignore[no-untyped-def]
            sent.extend(article.value for article in articles)
            await commit(articles, state)

        desk.memory.commit = keep  # type: ignore[method-assign]
        await desk.poll(feed)

    article = decode(sent[0], DecodingLimits())
    assert ("outlet.example", "ar", "2027-01-15T08:00:00Z") == (
        article.source,
        article.language,
        article.fetched_at,
    )


async def test_each_item_is_sent_once(site: Site) -> None:
    feed = site.feed("/feed")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        for newest in (3, 3, 5):
            site.serve("/feed", rss(*(item(f"https://outlet.example/a/{n}") for n in range(newest))))
            report = await desk.poll(feed)

    assert [f"https://outlet.example/a/{n}" for n in range(5)] == desk.memory.urls
    assert (2, 3) == (report.sent, report.duplicates)


async def test_an_unchanged_feed_is_not_sent_again(site: Site) -> None:
    asked: list[tuple[str | None, str | None]] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")))
        if asked[-1][0]:
            return web.Response(status=304)
        headers = {"ETag": '"v1"', "Last-Modified": "Tue, 03 Nov 2026 10:15:00 GMT"}
        return web.Response(text=rss(item("https://outlet.example/a/1")), headers=headers)

    site.handlers["/feed"] = answer
    feed = site.feed("/feed")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        for _ in range(3):
            report = await desk.poll(feed)

    assert [(None, None), *[('"v1"', "Tue, 03 Nov 2026 10:15:00 GMT")] * 2] == asked
    assert report.failure is None
    assert 1 == len(desk.memory.articles)


async def test_one_article_in_two_feeds_of_an_outlet_is_sent_once(site: Site) -> None:
    one, two = site.feed("/one"), site.feed("/two")
    site.serve("/one", rss(item("https://www.outlet.example/a/1?utm_source=one")))
    site.serve("/two", rss(item("http://m.outlet.example/a/1/amp/"), item("https://outlet.example/a/2")))
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        await asyncio.gather(desk.poll(one), desk.poll(two))
        await asyncio.gather(desk.poll(one), desk.poll(two))

    assert 2 == len(desk.memory.urls)


async def test_two_outlets_may_have_the_same_address(site: Site) -> None:
    one, two = site.feed("/feed"), site.feed("/feed?2", source="other.example")
    site.serve("/feed", rss(item("https://agency.example/a/1")))
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        await desk.poll(one)
        await desk.poll(two)

    assert ["outlet.example", "other.example"] == [article["source"] for article in desk.memory.articles]


# Pages


async def test_the_page_is_fetched_where_the_feed_has_a_teaser_only(site: Site) -> None:
    full, teaser, cut = site.url("/full"), site.url("/teaser"), site.url("/cut")
    site.serve("/teaser", PAGE, content_type="text/html")
    site.serve("/cut", PAGE, content_type="text/html")
    site.serve("/feed", rss(item(full), item(teaser, "مقدمة", teaser=True), item(cut, "<p>بداية…</p>")))
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        await desk.poll(site.feed("/feed"))

    assert 0 == site.counts["/full"]
    assert [False, True, True] == ["نص الصفحة" in article["html"] for article in desk.memory.articles]


async def test_no_page_is_fetched_where_the_operator_wants_none(site: Site) -> None:
    site.serve("/feed", rss(item(site.url("/a"), "مقدمة", teaser=True)))
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        await desk.poll(site.feed("/feed", fetch_page=False))

    assert 0 == site.counts["/a"]
    assert "مقدمة" == desk.memory.articles[0]["text"]


async def test_a_page_that_is_away_is_asked_for_again_then_the_teaser_is_sent(site: Site) -> None:
    site.serve("/a", b"", status=503)
    site.serve("/feed", rss(item(site.url("/a"), "مقدمة", teaser=True)), headers={"ETag": '"v1"'})
    feed = site.feed("/feed")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        waiting = [(await desk.poll(feed)).waiting for _ in range(PAGE_ATTEMPTS)]
        await desk.poll(feed)

    assert [1, 1, 0] == waiting
    (article,) = desk.memory.articles
    assert ("مقدمة", "http-5xx") == (article["text"], article["feed"]["page_failure"])


async def test_a_page_that_comes_back_is_sent(site: Site) -> None:
    site.serve("/a", b"", status=503)
    site.serve("/feed", rss(item(site.url("/a"), "مقدمة", teaser=True)))
    feed = site.feed("/feed")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        await desk.poll(feed)
        site.serve("/a", PAGE, content_type="text/html")
        await desk.poll(feed)

    assert ["نص الصفحة" in article["html"] for article in desk.memory.articles] == [True]


@pytest.mark.parametrize("what", ["missing", "large", "pdf", "closed", "private"])
async def test_where_there_is_no_page_the_teaser_is_sent_at_once(site: Site, what: str) -> None:
    site.serve("/large", bytes(QUICK.max_page_bytes + 1), content_type="text/html")
    site.serve("/pdf", b"%PDF-1.7", content_type="application/pdf")
    site.serve("/robots.txt", "User-agent: *\nDisallow: /closed")
    link = "http://10.0.0.1/a" if what == "private" else site.url(f"/{what}")
    site.serve("/feed", rss(item(link, "مقدمة", teaser=True)))
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        await desk.poll(site.feed("/feed"))

    assert ["مقدمة"] == [article["text"] for article in desk.memory.articles]


async def test_the_page_that_makes_an_article_too_large_is_left_out(site: Site) -> None:
    site.serve("/a", f"<html>{'x' * Memory.max_article_bytes}", content_type="text/html")
    site.serve("/feed", rss(item(site.url("/a"), "مقدمة", teaser=True)))
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        report = await desk.poll(site.feed("/feed"))

    assert (Failure.MESSAGE_TOO_LARGE,) == report.item_failures
    assert ["مقدمة"] == [article["text"] for article in desk.memory.articles]


# Sitemaps


async def test_a_sitemap_index_is_followed_and_only_what_changed_is_read_again(site: Site) -> None:
    def sitemap(*numbers: int) -> str:
        entries = "".join(f"<url><loc>{site.url(f'/a/{n}')}</loc></url>" for n in numbers)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'

    def index(second: str) -> str:
        dates = {"1": "2026-11-01", "2": second}
        entries = "".join(
            f"<sitemap><loc>{site.url(f'/news-{n}.xml')}</loc><lastmod>{date}</lastmod></sitemap>"
            for n, date in dates.items()
        )
        return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'

    for number in range(4):
        site.serve(f"/a/{number}", PAGE, content_type="text/html")
    site.serve("/index.xml", index("2026-11-02"))
    site.serve("/news-1.xml", sitemap(0, 1))
    site.serve("/news-2.xml", sitemap(2))
    feed = site.feed("/index.xml")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        await desk.poll(feed)
        site.serve("/index.xml", index("2026-11-03"))
        site.serve("/news-2.xml", sitemap(2, 3))
        report = await desk.poll(feed)

    assert 1 == report.sent
    assert {site.url(f"/a/{n}") for n in range(4)} == set(desk.memory.urls)
    assert (1, 2) == (site.counts["/news-1.xml"], site.counts["/news-2.xml"])


# Failures


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, Failure.HTTP_CLIENT),
        (410, Failure.GONE),
        (429, Failure.HTTP_THROTTLED),
        (500, Failure.HTTP_SERVER),
    ],
)
async def test_a_feed_that_does_not_answer_is_left_alone_for_longer_and_longer(
    site: Site, status: int, reason: Failure
) -> None:
    site.serve("/feed", b"", status=status)
    feed = site.feed("/feed")
    waits = []
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        for _ in range(6):
            report = await desk.poll(feed)
            waits.append(report.state.next_poll - desk.now)

    assert reason == report.failure
    assert waits[-1] > 2 * feed.min_interval
    if reason is Failure.GONE:
        assert report.state.gone
        assert min(waits) >= 30 * 86_400


async def test_retry_after_is_kept_to(site: Site) -> None:
    site.serve("/feed", b"", status=503, headers={"Retry-After": "7200"})
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        report = await desk.poll(site.feed("/feed"))

    assert report.state.next_poll >= desk.now + 7200


async def test_a_permanent_redirect_is_remembered_and_forgotten_when_it_leads_nowhere(site: Site) -> None:
    site.redirect("/old", "/new", 301)
    site.serve("/new", rss(item("https://outlet.example/a/1")))
    feed = site.feed("/old")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        for _ in range(3):
            await desk.poll(feed)
        assert (1, 3) == (site.counts["/old"], site.counts["/new"])

        del site.handlers["/new"]
        await desk.poll(feed)
        site.serve("/old", rss(item("https://outlet.example/a/2")))
        await desk.poll(feed)

    assert ["https://outlet.example/a/1", "https://outlet.example/a/2"] == desk.memory.urls


async def test_a_redirect_to_something_else_than_a_feed_is_not_remembered(site: Site) -> None:
    site.redirect("/feed", "/sign-in", 301)
    site.serve("/sign-in", "<!DOCTYPE html><html>Sign in</html>", content_type="text/html")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        report = await desk.poll(site.feed("/feed"))

    assert Failure.NOT_A_FEED == report.failure
    assert report.state.moved_to is None


async def test_what_kafka_did_not_take_is_sent_with_the_next_poll(site: Site) -> None:
    site.serve("/feed", rss(item("https://outlet.example/a/1")), headers={"ETag": '"v1"'})
    feed = site.feed("/feed")
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        desk.memory.refusing = True
        with pytest.raises(PublishFailed):
            await desk.poll(feed)
        desk.memory.refusing = False
        await desk.poll(feed)

    assert ["https://outlet.example/a/1"] == desk.memory.urls


async def test_a_long_list_is_committed_in_parts(site: Site) -> None:
    site.serve("/feed", rss(*(item(f"https://outlet.example/a/{n}") for n in range(120))))
    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        report = await desk.poll(site.feed("/feed"))

    assert (120, 3) == (report.sent, desk.memory.commits)
    assert 120 == len(set(desk.memory.urls))


# Neighbours


async def test_no_feed_stops_another(site: Site) -> None:
    honest = [site.feed(f"/honest/{n}", source=f"outlet-{n}.example") for n in range(20)]
    for number, feed in enumerate(honest):
        site.serve(f"/honest/{number}", rss(item(f"https://outlet-{number}.example/a")))
        assert feed.url.endswith(str(number))
    site.stream("/endless", endless)
    site.stream("/slow", lambda: endless(b" ", 0.05))
    site.stream("/stalled", lambda: endless(b" ", 60))
    site.redirect("/loop", "/loop")
    site.redirect("/inside", "http://169.254.169.254/")
    site.serve("/depth", b"<rss>" + b"<a>" * 60_000)
    site.serve("/entities", b"<!DOCTYPE rss [" + b'<!ENTITY a "&a;&a;">' * 5000 + b"]><rss><channel>&a;")
    site.serve("/html", "<html>", content_type="text/html")
    site.serve("/empty", b"")

    async def crash(_: web.Request) -> web.Response:
        raise RuntimeError("server error")

    site.handlers["/crash"] = crash
    names = "endless slow stalled loop inside depth entities html empty crash".split()
    hostile = [site.feed(f"/{name}", source=f"{name}.example") for name in names]
    reports: dict[str, PollReport] = {}
    finished: dict[str, float] = {}
    started = time.monotonic()

    def note(feed: FeedSource, report: PollReport) -> None:
        reports[feed.url] = report
        finished[feed.url] = time.monotonic() - started

    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        ownership = Ownership(dict.fromkeys([*hostile, *honest], desk.memory), {}, note)
        await OwnedFeeds(desk.poller, ownership, lambda: desk.now).once()

    assert 20 == len(desk.memory.articles)
    assert max(finished[feed.url] for feed in honest) < 1.5
    assert {"/depth", "/entities"} == {
        feed.url.removeprefix(site.url("")) for feed in hostile if reports[feed.url].failure is None
    }


async def test_a_defect_in_one_poll_leaves_the_others_alone(site: Site) -> None:
    good, bad = site.feed("/good"), site.feed("/bad", source="bad.example")
    site.serve("/good", rss(item("https://outlet.example/a/1")))
    site.serve("/bad", rss(item("https://bad.example/a/1")))
    reports: dict[str, PollReport] = {}

    class Broken(Memory):
        async def commit(self, *_: object) -> None:
            raise ZeroDivisionError

    async with Fetcher(site.options()) as fetcher:
        desk = Desk(fetcher)
        ownership = Ownership(
            {good: desk.memory, bad: Broken()}, {}, lambda feed, report: reports.update({feed.url: report})
        )
        await OwnedFeeds(desk.poller, ownership, lambda: desk.now).once()

    assert 1 == len(desk.memory.articles)
    assert Failure.INTERNAL == reports[bad.url].failure
