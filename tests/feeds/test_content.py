import orjson
import pytest

from streams.feeds.content import Page, Sending, raw_article, whole
from streams.feeds.dates import to_rfc3339
from streams.feeds.model import Content, Entry, FeedDocument
from streams.feeds.options import FeedSource

FEED = FeedSource("https://outlet.example/rss", "outlet.example")


@pytest.mark.parametrize(
    ("entry", "is_whole"),
    [
        (Entry(content=Content("<p>النص كله.</p>", True)), True),
        (Entry(content=Content("<p>بداية…</p>", True)), False),
        (Entry(content=Content('<p>A start</p> <a href="/a">Read more</a> »', True)), False),
        (Entry(content=Content("بداية [&hellip;]", True)), False),
        (Entry(content=Content("<p> </p>", True)), False),
        (Entry(summary=Content("مقدمة.", True)), False),
        (Entry(summary=Content("كلمة " * 300, True)), True),
        (Entry(), False),
    ],
)
def test_whole_articles_and_teasers(entry: Entry, is_whole: bool) -> None:
    assert is_whole == (whole(entry) is not None)


def article(entry: Entry, page: Page | None = None) -> dict[str, object]:
    value = raw_article(
        Sending(entry, FEED, FeedDocument("rss", language="ar"), "2026-11-03T00:00:00Z", page)
    )
    assert value is not None
    document: dict[str, object] = orjson.loads(value)
    return document


def test_text_stays_text_and_markup_becomes_a_document() -> None:
    assert "a & b" == article(Entry(content=Content("a &amp; b", True)))["text"]
    assert "1 < 2" == article(Entry(content=Content("1 < 2", False)))["text"]
    html = article(Entry(title="<b>", content=Content("<p>x</p>", True)))["html"]
    assert "<title>&lt;b&gt;</title>" in str(html)
    assert "<article><p>x</p></article>" in str(html)


def test_the_address_is_where_the_page_was() -> None:
    sent = article(
        Entry(link="http://short.example/x"), Page("https://outlet.example/a?utm_source=x#top", "<p>x")
    )
    assert ("https://outlet.example/a", "<p>x") == (sent["url"], sent["html"])


def test_a_date_that_cannot_be_read_goes_along_as_it_is() -> None:
    entry = Entry(content=Content("x", False), published_as_written="أمس")
    assert "أمس" == article(entry)["published_at"]


def test_the_operators_language_goes_before_the_feeds() -> None:
    assert "ar" == article(Entry(content=Content("x", False)))["language"]
    assert "fa" == article(Entry(content=Content("x", False), language="fa"))["language"]


def test_a_title_alone_is_better_than_nothing() -> None:
    assert "خبر" == article(Entry(title="خبر"))["text"]
    assert raw_article(Sending(Entry(link="https://a.example"), FEED, FeedDocument("rss"), "")) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 03 Nov 2026 10:15:00 +0300", "2026-11-03T07:15:00Z"),
        ("Tue, 03 Nov 2026 10:15:00 GMT", "2026-11-03T10:15:00Z"),
        ("03 Nov 26 10:15 EST", "2026-11-03T15:15:00Z"),
        ("Tue Nov  3 10:15:00 2026", "2026-11-03T10:15:00Z"),
        ("2026-11-03T10:15:00+03:00", "2026-11-03T07:15:00Z"),
        ("2026-11-03T10:15:00.123456Z", "2026-11-03T10:15:00Z"),
        ("2026-11-03 10:15:00 UTC", "2026-11-03T10:15:00Z"),
        ("2026-11-03", "2026-11-03"),
        ("20261103", "2026-11-03"),
        ("2026-13-45", None),
        ("2026-11-03T10:15:00+99:99", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(written: str, read: str | None) -> None:
    assert read == to_rfc3339(written)
