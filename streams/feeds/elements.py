"""Names, texts and addresses in a feed's tree, for formats that agree on little."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from streams import urls

XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES: Final = {
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss092": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
}
_KNOWN_PREFIXES: Final = frozenset(_PREFIXES.values())
_ROOTS: Final = {"feed": "{http://www.w3.org/2005/Atom}", "rss": "", "urlset": "", "sitemapindex": ""}
_TAG: Final = re.compile(r"<[A-Za-z/!?][^<>]*>")
_LONGEST_URL: Final = 4096


def name(element: etree._Element) -> str:
    """The element's name in lower case with the usual prefix of its namespace; "?" for unknown namespaces."""
    tag = element.tag
    return _name(tag) if isinstance(tag, str) else "?"


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    if tag[0] != "{":
        tag = tag.lower()
        prefix, colon, _ = tag.rpartition(":")
        return tag if not colon or f"{prefix}:" in _KNOWN_PREFIXES else "?"
    namespace, _, local = tag[1:].partition("}")
    namespace = namespace.strip().lower()
    known = _PREFIXES.get(namespace, _PREFIXES.get(namespace.rstrip("/")))
    return "?" if known is None else known + local.lower()


def adopt_namespace(root: etree._Element) -> None:
    """Gives the elements in the root's own namespace the right one, where feeds wrote none or a wrong one."""
    namespace, _, local = str(root.tag).rpartition("}")
    right = _ROOTS.get(local.lower())
    if right is None or name(root) not in {"?", "feed"}:
        return
    for element in root.iter():
        own, _, local = str(element.tag).rpartition("}")
        if own == namespace:
            element.tag = f"{right}{local}"


class Node:
    """An element whose children are found by name, in one pass over them."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            self._children.setdefault(name(child), []).append(child)

    def children(self, *names: str) -> Iterator[etree._Element]:
        """The children with one of the names, in the order of `names`."""
        for wanted in names:
            yield from self._children.get(wanted, ())

    def first(self, *names: str) -> etree._Element | None:
        """The first of them, if any."""
        return next(self.children(*names), None)

    def first_text(self, *names: str) -> str | None:
        """The text of the first child that has any, in the order of `names`."""
        return next((found for child in self.children(*names) if (found := text(child))), None)


def text(element: etree._Element | None) -> str | None:
    """All text within, stripped; None when there is none."""
    if element is None:
        return None
    found = "".join(str(part) for part in element.itertext()).strip()
    return found or None


def plain(written: str | None) -> str | None:
    """A title or name on one line, without markup and character references."""
    if written is None:
        return None
    unescaped = html.unescape(_TAG.sub("", html.unescape(_TAG.sub("", written))))
    return " ".join(unescaped.split()) or None


def language(element: etree._Element) -> str | None:
    """`xml:lang` of the element."""
    return element.get(f"{XML}lang") or None


def base(element: etree._Element, outer: str) -> str:
    """The base address within the element (`xml:base`)."""
    return resolve(element.get(f"{XML}base"), outer) or outer


def resolve(written: str | None, against: str) -> str | None:
    """The absolute http or https address, or None."""
    if not written or len(written) > _LONGEST_URL:
        return None
    try:
        absolute = urljoin(against, "".join(written.split()).replace("&amp;", "&"))
    except ValueError:
        return None
    return absolute if urls.split(absolute) else None


def about(element: etree._Element) -> str | None:
    """`rdf:about` of the element."""
    return element.get(f"{{{_RDF}}}about") or None
