import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.feeds.model import Content, UnreadableFeed
from streams.feeds.parser import ParserLimits, parse
from tests.feeds import documents

URL = "https://outlet.example/rss.xml"


def written(document: str) -> bytes:
    return document.encode("windows-1256" if "windows-1256" in document[:60] else "utf-8")


@pytest.mark.parametrize("format_", documents.ALL)
def test_every_format_yields_the_same_articles(format_: str) -> None:
    first, second = parse(written(documents.ALL[format_]), URL).entries

    assert first.link == "https://outlet.example/a/1"
    assert first.title == "افتتاح جسر & طريق"
    assert second.link == "https://outlet.example/a/2"
    if format_ != "rss-0.91":
        assert first.published_at == "2026-11-03T07:15:00Z"


@pytest.mark.parametrize("format_", ["rss", "rdf", "atom", "atom-0.3", "rss-0.91"])
def test_what_the_feed_says_of_itself(format_: str) -> None:
    document = parse(written(documents.ALL[format_]), URL)

    assert (document.title, document.language) == ("صحيفة المثال", "ar")


def test_rss_says_when_to_come_back() -> None:
    document = parse(documents.RSS_2.encode(), URL)

    assert document.ttl == 1800
    assert {0, 23} == document.skip_hours
    assert {4} == document.skip_days


def test_full_text_and_teaser_are_told_apart() -> None:
    rss = parse(documents.RSS_2.encode(), URL).entries[0]
    atom = parse(documents.ATOM.encode(), URL).entries

    assert Content("<p>افتتح الوزير الجسر الجديد.</p>", True) == rss.content
    assert Content("مقدمة", True) == rss.summary
    assert atom[0].content == Content("<div><div><p>افتتح الوزير الجسر الجديد.</p></div></div>", True)
    assert Content("مقدمة", False) == atom[1].summary


def test_author_categories_and_identifier() -> None:
    for document in (documents.RSS_2, documents.ATOM):
        entry = parse(document.encode(), URL).entries[0]
        assert (entry.author, entry.categories) == ("سمير", ("محليات",))
        assert entry.guid in {"tag-1", "urn:1"}


def test_a_sitemap_index_lists_the_newest_first() -> None:
    document = parse(documents.SITEMAP_INDEX.encode(), URL, limits=ParserLimits(max_sitemaps=1))

    assert [one.url for one in document.sitemaps] == ["https://outlet.example/news-2.xml"]
    assert document.left_out == 1


def test_entries_beyond_the_limit_are_counted() -> None:
    document = parse(documents.NEWS_SITEMAP.encode(), URL, limits=ParserLimits(max_entries=1))

    assert [entry.link for entry in document.entries] == ["https://outlet.example/a/1"]
    assert document.left_out == 1


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "windows-1256", None),
        ("utf-8", "utf-8", "iso-8859-1"),
        ("windows-1256", "windows-1256", "iso-8859-1"),
        ("windows-1256", "", "windows-1256"),
        ("iso-8859-6", "iso-8859-6", None),
        ("utf-16", "utf-16", None),
        ("utf-16-be", "utf-16", None),
        ("utf-8-sig", "windows-1252", "windows-1256"),
        ("utf-8", "punycode", "zip"),
    ],
)
def test_the_encoding_is_found(encoding: str, declared: str, charset: str | None) -> None:
    declaration = f' encoding="{declared}"' if declared else ""
    document = f'<?xml version="1.0"{declaration}?><rss><channel><item><title>خبر عاجل</title></item></channel></rss>'

    assert parse(document.encode(encoding), URL, charset).entries[0].title == "خبر عاجل"


@pytest.mark.parametrize(
    ("damaged", "link", "title"),
    [
        ("<link>https://o.example/?a=1&b=2</link><title>AT&T</title>", "https://o.example/?a=1&b=2", "AT&T"),
        (
            "<link>https://o.example/1</link><title>caf&eacute;&nbsp;noir</title>",
            "https://o.example/1",
            "café noir",
        ),
        ("<link>https://o.example/1</link><title>a\x0bb</title>", "https://o.example/1", "ab"),
        (
            "<link> https://o.example/1 </link><title><![CDATA[a &amp; b]]></title>",
            "https://o.example/1",
            "a & b",
        ),
        ("<link>https://o.example/1</link><title>a</b></title>", "https://o.example/1", "a"),
        ("<link>javascript:alert(1)</link><title>x</title>", None, "x"),
    ],
)
def test_damaged_feeds_are_read(damaged: str, link: str | None, title: str) -> None:
    document = f"\n <rss><channel><item>{damaged}</item></channel></rss>"

    entry = parse(document.encode(), URL).entries[0]
    assert (link, title) == (entry.link, entry.title)


def test_a_feed_that_was_cut_off_gives_what_had_arrived() -> None:
    half = documents.RSS_2[: documents.RSS_2.index("<item><title>الثاني")]

    assert len(parse(half.encode(), URL).entries) == 1


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "no element"),
        (b"Service unavailable", "no element"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "<html>"),
        (b"<!DOCTYPE rss [", "no element"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "no element"),
        (b"\x00\x01\x02<\xff\xfe", "not XML"),
        (b"< rss>", "not XML"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body: bytes, what: str) -> None:
    with pytest.raises(UnreadableFeed, match=what):
        parse(body, URL)


def item(title: str) -> str:
    return f"<rss><channel><item><title>{title}</title></item></channel></rss>"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>' + item(
        "x&c;y"
    )

    title = parse(bomb.encode(), URL).entries[0].title
    assert title is not None
    assert "ha" not in title


def test_external_entities_are_not_read(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret"
    with open(secret, "w") as file:  # noqa: PTH123 - the path is text here
        file.write("hidden")
    document = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "file://{secret}"> %p;]>'
    )

    assert "hidden" not in repr(parse((document + item("&x;")).encode(), URL))


MIB = 1024 * 1024
HOSTILE = {
    "spaces before the root": b'<?xml version="1.0"?>' + b"\n" * 5 * MIB + b"<rss></rss>",
    "entity declarations": b"<!DOCTYPE rss [" + b'<!ENTITY a "b">' * 300_000 + b"]><rss></rss>",
    "open declarations": b"<!DOCTYPE rss [" + b'"<!--' * MIB,
    "depth": b"<rss>" + b"<a>" * MIB,
    "open sections": b"<rss>&" + b"<![CDATA[" * 500_000,
    "ampersands": b"<rss>" + b"&" * 5 * MIB + b"</rss>",
    "angle brackets": b"<rss><channel><item><title>&" + b"<" * 5 * MIB,
    "attributes": b"<rss " + b'a="b" ' * 700_000 + b"></rss>",
    "open tags in a title": b"<rss><channel><item><title><![CDATA["
    + b"<a" * 2 * MIB
    + b"]]></title></item></channel></rss>",
    "one long link": b"<rss><channel><item><link>http://x/"
    + b"a" * 5 * MIB
    + b"</link></item></channel></rss>",
    "a long date": b"<rss><channel><item><pubDate>" + b"1 " * 2 * MIB + b"</pubDate></item></channel></rss>",
    "many items": b"<rss><channel>" + b"<item/>" * 700_000 + b"</channel></rss>",
    "many categories": b"<rss><channel><item>"
    + b"<category>a</category>" * 200_000
    + b"</item></channel></rss>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_take_no_long_time(name: str) -> None:
    started = time.process_time()
    try:
        document = parse(HOSTILE[name], URL)
    except UnreadableFeed:
        document = None
    assert time.process_time() - started < 6  # some 0.5 s on an idle machine
    if document:
        assert len(document.entries) <= ParserLimits().max_entries


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for prefix in (b"", b"<rss><channel><item>", b"<?xml version='1.0'?><feed><entry>"):
        with contextlib.suppress(UnreadableFeed):
            parse(prefix + body, URL)


@given(
    st.lists(
        st.sampled_from(
            "<a> </a> <item> </item> <link> http://x/ & &lt; &nbsp; <![CDATA[ ]]> <!-- --> ' \" <? ?>".split()
        )
    )
)
def test_any_markup_is_read(pieces: list[str]) -> None:
    parse(f"<rss><channel>{' '.join(pieces)}".encode(), URL)
