"""The list of feeds: `feeds.toml`, or OPML as feed readers export it."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from config.loaders.durations import duration, size
from config.loaders.errors import ConfigurationError
from streams import urls
from streams.encoding import decode_html
from streams.feeds import elements, xml
from streams.feeds.model import UnreadableFeed
from streams.feeds.options import FeedList, FeedSource, FetchLimits, FetchOptions

DEFAULT_FILE: Final = Path(__file__).parent.parent / "feeds.toml"
OPML_ENDINGS: Final = frozenset({".opml", ".xml"})
_FEED_KEYS: Final = ("url", "source", "language", "fetch_page", "min_interval", "max_interval")
_FETCH_KEYS: Final = (
    "allow_private_hosts",
    "contact",
    "per_host_delay",
    "per_host_concurrency",
    "concurrency",
    "timeout",
    "max_feed_bytes",
    "max_page_bytes",
)
_SHORTEST: Final = 0.1
_UNHURRIED: Final = 2
_UNLIMITED: Final = 16


def load_feeds(file: Path | None = None) -> FeedList:
    """The list in `file` (the installation's own unless named); OPML when its name ends in .opml or .xml.

    Raises:
        ConfigurationError: the file cannot be read, or an entry cannot be used; the message names it.
    """
    path = file or DEFAULT_FILE
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror or error}") from None
    if path.suffix.lower() in OPML_ENDINGS:
        return FeedList(tuple(_unique(path, feeds_from_opml(body, str(path)))))
    try:
        document = tomllib.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    _no_others(document, ("fetch", "feed"), str(path))
    fetch = _fetch(document.get("fetch", {}), f"{path}: [fetch]")
    entries = document.get("feed", [])
    if not isinstance(entries, list):
        raise ConfigurationError(f"{path}: write [[feed]], with two brackets, for each feed")
    found = [_feed(entry, f"{path}: feed {number}") for number, entry in enumerate(entries, 1)]
    return FeedList(tuple(_unique(path, found)), fetch)


def feeds_from_opml(body: bytes, where: str) -> list[FeedSource]:
    """The feeds of an OPML document, in its order; folders are ignored.

    Raises:
        ConfigurationError: it is no OPML.
    """
    try:
        root = xml.parse(decode_html(body))
    except UnreadableFeed as error:
        raise ConfigurationError(f"{where}: {error}") from None
    if elements.name(root) != "opml":
        raise ConfigurationError(f"{where}: this is no OPML: its root is <{root.tag}>")
    found = []
    for number, outline in enumerate(root.iter("outline"), 1):
        attributes = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        if attributes.get("xmlurl"):
            entry: dict[str, Any] = {"url": attributes["xmlurl"].strip()}
            if attributes.get("language"):
                entry["language"] = attributes["language"]
            found.append(_feed(entry, f"{where}: outline {number}"))
    return found


def to_toml(feeds: list[FeedSource]) -> str:
    """The feeds as `[[feed]]` entries, to be added to `feeds.toml`."""
    blocks = []
    for feed in feeds:
        lines = ["[[feed]]", f"url = {_quoted(feed.url)}"]
        if feed.source_given:
            lines.append(f"source = {_quoted(feed.source)}")
        if feed.language:
            lines.append(f"language = {_quoted(feed.language)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _fetch(table: Any, where: str) -> FetchOptions:
    if not isinstance(table, dict):
        raise ConfigurationError(f"{where} must be a table")
    _no_others(table, _FETCH_KEYS, where)
    delay = _seconds(table, "per_host_delay", "1s", where)
    limits = FetchLimits()
    return FetchOptions(
        contact=_text(table, "contact", where) or "",
        per_host_delay=delay,
        per_host_concurrency=_count(
            table, "per_host_concurrency", _UNHURRIED if delay else _UNLIMITED, where
        ),
        concurrency=_count(table, "concurrency", FetchOptions().concurrency, where),
        allow_private_hosts=_hosts(table.get("allow_private_hosts", []), f"{where} allow_private_hosts"),
        limits=replace(
            limits,
            timeout=_seconds(table, "timeout", f"{limits.timeout:.0f}s", where),
            max_feed_bytes=_bytes(table, "max_feed_bytes", limits.max_feed_bytes, where),
            max_page_bytes=_bytes(table, "max_page_bytes", limits.max_page_bytes, where),
        ),
    )


def _feed(entry: Any, where: str) -> FeedSource:
    if not isinstance(entry, dict):
        raise ConfigurationError(f"{where} must be a table; write [[feed]]")
    _no_others(entry, _FEED_KEYS, where)
    url = _text(entry, "url", where)
    if url is None or urls.split(url) is None:
        raise ConfigurationError(f"{where}: `url` is {url!r}, not an http or https address")
    where = f"{where} ({url})"
    source = _text(entry, "source", where)
    fetch_page = entry.get("fetch_page", True)
    if not isinstance(fetch_page, bool):
        raise ConfigurationError(f"{where}: `fetch_page` must be true or false")
    least, most = _seconds(entry, "min_interval", "5m", where), _seconds(entry, "max_interval", "6h", where)
    if least < _SHORTEST:
        raise ConfigurationError(f"{where}: `min_interval` must be {_SHORTEST} s at least")
    if most < least and "max_interval" in entry:
        raise ConfigurationError(f"{where}: `max_interval` is shorter than `min_interval`")
    return FeedSource(
        url=url.strip(),
        source=source or urls.host(url) or "",
        language=_text(entry, "language", where),
        fetch_page=fetch_page,
        min_interval=least,
        max_interval=max(least, most),
        source_given=source is not None,
    )


def _unique(path: Path, feeds: list[FeedSource]) -> list[FeedSource]:
    found: dict[str, FeedSource] = {}
    for feed in feeds:
        if feed.url in found:
            raise ConfigurationError(f"{path}: {feed.url} is listed twice")
        found[feed.url] = feed
    return list(found.values())


def _no_others(table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    for name in table:
        if name not in known:
            raise ConfigurationError(f"{where}: `{name}` is not known; known are {', '.join(known)}")


def _text(table: dict[str, Any], name: str, where: str) -> str | None:
    value = table.get(name)
    if value is not None and not isinstance(value, str):
        raise ConfigurationError(f"{where}: `{name}` must be text in quotes")
    return value.strip() or None if value else None


def _seconds(table: dict[str, Any], name: str, default: str, where: str) -> float:
    try:
        return duration(str(table.get(name, default))).total_seconds()
    except ValueError as error:
        raise ConfigurationError(f"{where}: `{name}`: {error}") from None


def _bytes(table: dict[str, Any], name: str, default: int, where: str) -> int:
    try:
        return size(str(table.get(name, default)))
    except ValueError as error:
        raise ConfigurationError(f"{where}: `{name}`: {error}") from None


def _count(table: dict[str, Any], name: str, default: int, where: str) -> int:
    value = table.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigurationError(f"{where}: `{name}` must be a number, 1 at least")
    return value


def _hosts(value: Any, where: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(host, str) for host in value):
        raise ConfigurationError(f'{where} must be a list such as ["127.0.0.1:8080"]')
    for host in value:
        try:
            named = urlsplit(f"//{host}")
            complete = bool(named.hostname) and named.port is not None and named.netloc == host
        except ValueError:
            complete = False
        if not complete:
            raise ConfigurationError(f"{where}: {host!r} must be host:port")
    return frozenset(host.lower() for host in value)
