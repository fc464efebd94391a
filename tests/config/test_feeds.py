from pathlib import Path

import pytest

from config.loaders.errors import ConfigurationError
from config.loaders.feeds import DEFAULT_FILE, feeds_from_opml, load_feeds, to_toml

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>feeds</title></head><body>
<outline text="Arabic"><outline type="rss" text="a" xmlUrl="https://a.example/rss?x=1&amp;y=2" language="ar"/>
<outline type="rss" text="b" xmlurl="https://b.example/atom"/></outline><outline text="no feed"/></body></opml>"""


def written(folder: Path, text: str) -> Path:
    file = folder / "feeds.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_starter_list_can_be_loaded() -> None:
    feeds = load_feeds(DEFAULT_FILE).feeds
    assert len(feeds) > 20
    assert {"ar", "en"} <= {feed.language for feed in feeds}
    assert all(feed.url.startswith("https://") for feed in feeds)


def test_all_keys(tmp_path: Path) -> None:
    text = """
    [fetch]
    allow_private_hosts = ["127.0.0.1:8080", "Intranet.example:80", "[::1]:8080"]
    contact = "mailto:me@outlet.example"
    per_host_delay = "2s"
    timeout = "30s"
    max_page_bytes = "1MiB"
    [[feed]]
    url = "https://feeds.outlet.example/rss"
    source = "outlet.example"
    language = "ar"
    fetch_page = false
    min_interval = "1m"
    max_interval = "1h"
    [[feed]]
    url = "https://www.other.example/rss"
    """
    listed = load_feeds(written(tmp_path, text))
    first, second = listed.feeds

    assert (
        frozenset({"127.0.0.1:8080", "intranet.example:80", "[::1]:8080"}) == listed.fetch.allow_private_hosts
    )
    assert (2.0, 30.0, 1_048_576) == (
        listed.fetch.per_host_delay,
        listed.fetch.limits.timeout,
        listed.fetch.limits.max_page_bytes,
    )
    assert ("outlet.example", "ar", False, 60.0, 3600.0) == (
        first.source,
        first.language,
        first.fetch_page,
        first.min_interval,
        first.max_interval,
    )
    assert ("other.example", None, True, 300.0, 21_600.0) == (
        second.source,
        second.language,
        second.fetch_page,
        second.min_interval,
        second.max_interval,
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[feed]]\nurl = 'ftp://a.example'", "feed 1: `url`"),
        ("[[feed]]\nsource = 'a'", "feed 1: `url`"),
        ("[[feed]]\nurl = 'https://a.example'\nurls = 1", "`urls` is not known"),
        ("[[feed]]\nurl = 'https://a.example'\n[[feed]]\nurl = 'https://a.example'", "listed twice"),
        ("[[feed]]\nurl = 'https://a.example'\nfetch_page = 'yes'", "`fetch_page`"),
        ("[[feed]]\nurl = 'https://a.example'\nmin_interval = '0s'", "`min_interval`"),
        ("[[feed]]\nurl = 'https://a.example'\nmin_interval = '2h'\nmax_interval = '1h'", "shorter"),
        ("[[feed]]\nurl = 'https://a.example'\nmin_interval = 5", "no duration"),
        ("[feed]\nurl = 'https://a.example'", "two brackets"),
        ("[fetch]\nallow_private_hosts = ['127.0.0.1']", "host:port"),
        ("[fetch]\nallow_private_hosts = ['http://127.0.0.1:80']", "host:port"),
        ("[fetch]\nallow_private_hosts = '127.0.0.1:80'", "list"),
        ("[fetch]\ndelay = '1s'", "`delay` is not known"),
        ("[fetch]\nconcurrency = 0", "1 at least"),
        ("[fetch", "feeds.toml"),
        ("feeds = 1", "`feeds` is not known"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=says):
        load_feeds(written(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="No such file"):
        load_feeds(tmp_path / "none.toml")


def test_opml_can_be_used_and_imported(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(OPML, encoding="utf-8")
    feeds = load_feeds(file).feeds

    assert [("https://a.example/rss?x=1&y=2", "ar"), ("https://b.example/atom", None)] == [
        (feed.url, feed.language) for feed in feeds
    ]
    assert feeds == load_feeds(written(tmp_path, to_toml(list(feeds)))).feeds


@pytest.mark.parametrize("body", [b"", b"<rss/>", b'<!DOCTYPE opml [<!ENTITY a "b">]><html>&a;</html>'])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    with pytest.raises(ConfigurationError):
        feeds_from_opml(body, "feeds.opml")
