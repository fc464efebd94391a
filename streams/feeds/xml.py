"""Hostile or broken XML to a tree, in time linear in its length.

The prolog is cut off before libxml2 sees the document, and the document type declaration with it: no entity
is ever declared, so none can be expanded or fetched. Documents that are not well formed are repaired as far
as feeds commonly need it.
"""

import re
from html.entities import html5
from typing import Final

from lxml import etree

from streams.feeds.model import UnreadableFeed

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE: Final = r"(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_BARE_AMPERSAND: Final = re.compile(f"&(?!{_REFERENCE})")
_NAMED_CHARACTER: Final = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)([A-Za-z][A-Za-z0-9]{1,31});")
_IN_DECLARATION: Final = re.compile(r"<!--|[\"'\[\]>]")
_MARKUP: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_CDATA: Final = "<![CDATA["


def parse(text: str) -> etree._Element:
    """The root element.

    Raises:
        UnreadableFeed: there is no root element.
    """
    document = text[_root(text) :]
    document = _NOT_XML.sub("", document)
    try:
        return etree.fromstring(_encoded(document), _parser(recover=False))
    except etree.XMLSyntaxError as strict:
        try:
            root = etree.fromstring(_encoded(_repair(document)), _parser(recover=True))
        except etree.XMLSyntaxError:
            root = None
        if root is None:
            raise UnreadableFeed(f"not XML: {strict.msg}"[:200]) from None
        return root


def _encoded(document: str) -> bytes:
    return document.encode("utf-8", "replace")


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _root(text: str) -> int:
    """Where the root element starts, behind declaration, comments, instructions and document type."""
    position = text.find("<")
    while position >= 0:
        head = text[position : position + 9].upper()
        if head.startswith("<?"):
            end = text.find("?>", position)
        elif head.startswith("<!--"):
            end = text.find("-->", position)
        elif head == "<!DOCTYPE":
            end = _declaration_end(text, position)
        else:
            return position
        position = text.find("<", end) if end >= 0 else -1
    raise UnreadableFeed("not XML: there is no element")


def _declaration_end(text: str, position: int) -> int:
    """The index of the `>` that closes the document type declaration at `position`, or -1."""
    depth = 0
    found = _IN_DECLARATION.search(text, position)
    while found:
        mark, end = found[0], found.end()
        if mark == "<!--":
            end = text.find("-->", end)
        elif mark in "\"'":
            end = text.find(mark, end)
            end = end + 1 if end >= 0 else -1
        elif mark == ">" and depth == 0:
            return found.start()
        else:
            depth += {"[": 1, "]": -1, ">": 0}[mark]
        if end < 0:
            return -1
        found = _IN_DECLARATION.search(text, end)
    return -1


def _repair(document: str) -> str:
    """Ampersands that stand for themselves are escaped and HTML's named characters written out."""
    first, *rest = document.split(_CDATA)
    parts = [_escaped(first)]
    for part in rest:
        section, closed, outside = part.partition("]]>")
        parts += [_CDATA, section, closed, _escaped(outside)]
    return "".join(parts)


def _escaped(text: str) -> str:
    return _NAMED_CHARACTER.sub(_character, _BARE_AMPERSAND.sub("&amp;", text))


def _character(match: re.Match[str]) -> str:
    character = html5.get(f"{match[1]};")
    return f"&amp;{match[1]};" if character is None else character.translate(_MARKUP)
