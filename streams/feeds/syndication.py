"""RSS 0.9x, 1.0 (RDF) and 2.0, and Atom 0.3 and 1.0.

https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec, RFC 4287.
"""

import copy
from typing import Final

from lxml import etree

from streams.feeds import elements
from streams.feeds.dates import to_rfc3339
from streams.feeds.elements import Node, plain
from streams.feeds.model import Content, Entry, FeedDocument, Format

_WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_TTL: Final = 7 * 24 * 60
_DATES: Final = (
    "pubdate",
    "dc:date",
    "atom:published",
    "atom:issued",
    "dc:issued",
    "atom:created",
    "dc:created",
)
_CHANGES: Final = ("atom:updated", "atom:modified", "dc:modified", "lastbuilddate")


def read(root: etree._Element, url: str, max_entries: int) -> FeedDocument:
    """The feed under `root`, which stands at `url`; entries beyond `max_entries` are counted only."""
    kinds: dict[str, Format] = {"atom:feed": "atom", "atom:entry": "atom", "rdf:rdf": "rdf"}
    format_ = kinds.get(elements.name(root), "rss")
    outermost = Node(root)
    channel = Node(found) if (found := outermost.first("channel")) is not None else outermost
    base = elements.base(channel.element, elements.base(root, url))
    items = [element for element in root.iter() if elements.name(element) in {"item", "atom:entry"}]
    return FeedDocument(
        format=format_,
        entries=tuple(_entry(element, base) for element in items[:max_entries]),
        title=plain(channel.first_text("title", "atom:title", "dc:title")),
        link=_link(channel, base),
        language=channel.first_text("language", "dc:language")
        or elements.language(channel.element)
        or elements.language(root),
        ttl=_ttl(channel),
        skip_hours=_skip_hours(channel),
        skip_days=_skip_days(channel),
        left_out=max(0, len(items) - max_entries),
    )


def _entry(item: etree._Element, outer: str) -> Entry:
    base = elements.base(item, outer)
    element = Node(item)
    guid = element.first("guid")
    identifier = elements.text(guid) or element.first_text("atom:id", "dc:identifier") or elements.about(item)
    link = _link(element, base)
    if (
        link is None
        and identifier
        and (guid is None or guid.get("ispermalink", guid.get("isPermaLink")) != "false")
    ):
        link = elements.resolve(identifier, "") if "://" in identifier else None
    written = element.first_text(*_DATES) or element.first_text(*_CHANGES)
    published = to_rfc3339(written) if written else None
    return Entry(
        guid=identifier,
        link=link,
        title=plain(element.first_text("title", "atom:title", "dc:title")),
        summary=_body(element, "description", "atom:summary", "dc:description"),
        content=_body(element, "content:encoded", "xhtml:body", "xhtml:div", "atom:content", "content"),
        published_at=published,
        published_as_written=None if published else written,
        language=elements.language(item) or element.first_text("dc:language", "language"),
        author=plain(_author(element)),
        categories=_categories(element),
    )


def _link(element: Node, base: str) -> str | None:
    """The page that an entry or feed stands for."""
    original = elements.resolve(element.first_text("feedburner:origlink"), base)
    if original:
        return original
    for child in element.children("link"):
        found = elements.resolve(elements.text(child) or child.get("href"), base)
        if found:
            return found
    alternates = [c for c in element.children("atom:link") if c.get("rel", "alternate") == "alternate"]
    alternates.sort(key=lambda c: c.get("type", "text/html") not in {"text/html", "application/xhtml+xml"})
    for child in alternates:
        found = elements.resolve(child.get("href"), elements.base(child, base))
        if found:
            return found
    return None


def _body(element: Node, *names: str) -> Content | None:
    for child in element.children(*names):
        content = _content(child)
        if content:
            return content
    return None


def _content(element: etree._Element) -> Content | None:
    """One text construct: Atom names its type, RSS is taken for HTML."""
    kind = (element.get("type") or "").strip().lower()
    atom = elements.name(element).startswith("atom:")
    if kind in {"xhtml", "application/xhtml+xml"} or any(
        elements.name(c).startswith("xhtml:") for c in element
    ):
        return _inline(element)
    written = elements.text(element)
    if written is None or (kind not in {"", "text", "html"} and not kind.startswith("text/")):
        return None
    is_html = (kind in {"html", "text/html"}) if atom else kind not in {"text", "text/plain"}
    if atom and element.get("mode") == "escaped":
        is_html = kind != "text/plain"
    return Content(written, is_html)


def _inline(element: etree._Element) -> Content | None:
    """Markup that stands in the feed itself, as HTML."""
    if elements.text(element) is None:
        return None
    root = copy.deepcopy(element)
    root.tail = None
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.rpartition("}")[2]
    root.tag = "div"
    root.attrib.clear()
    etree.cleanup_namespaces(root)
    return Content(etree.tostring(root, encoding="unicode", method="html"), True)


def _author(element: Node) -> str | None:
    for child in element.children("atom:author", "author", "dc:creator"):
        found = Node(child).first_text("atom:name", "name") or elements.text(child)
        if found:
            return found
    return None


def _categories(element: Node) -> tuple[str, ...]:
    found = (
        plain(child.get("label") or child.get("term") or elements.text(child))
        for child in element.children("category", "atom:category", "dc:subject")
    )
    return tuple(dict.fromkeys(category for category in found if category))[:50]


def _number(written: str | None, highest: int) -> int | None:
    digits = (written or "").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return None
    return int(digits) if int(digits) <= highest else None


def _ttl(channel: Node) -> int | None:
    minutes = _number(channel.first_text("ttl"), _LONGEST_TTL)
    return minutes * 60 if minutes else None


def _skip_hours(channel: Node) -> frozenset[int]:
    numbers = (
        _number(elements.text(hour), 24)
        for block in channel.children("skiphours")
        for hour in Node(block).children("hour")
    )
    return frozenset(number % 24 for number in numbers if number is not None)


def _skip_days(channel: Node) -> frozenset[int]:
    days = (
        (elements.text(day) or "").lower()
        for block in channel.children("skipdays")
        for day in Node(block).children("day")
    )
    return frozenset(_WEEK.index(day) for day in days if day in _WEEK)
