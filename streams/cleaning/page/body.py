"""The body's paragraphs out of a tree."""

from collections.abc import Iterator
from typing import Final

import trafilatura
from lxml import html
from lxml.etree import _Element

_INLINE: Final = frozenset({"hi", "ref", "del", "lb", "code", "graphic"})


def paragraphs(tree: html.HtmlElement) -> list[str]:
    """The body's paragraphs as trafilatura finds them, with the line breaks that a reader sees.

    It runs without its fallbacks, its caches and its clock: nothing but the tree decides.
    """
    found = trafilatura.bare_extraction(
        tree, fast=True, favor_recall=True, include_comments=False, deduplicate=False, with_metadata=False
    )
    if found is None or found.body is None:
        return []
    return [text for text in map(_tidy, _blocks(found.body)) if text]


def _blocks(element: _Element) -> Iterator[str]:
    """Texts of the blocks below an element: one for each paragraph, heading, list item and table row."""
    pending: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pending.append("\n")
        elif child.tag in _INLINE or not isinstance(child.tag, str):
            pending.append("".join(child.itertext()) if isinstance(child.tag, str) else "")
        elif child.tag == "row":
            yield "".join(pending)
            yield " ".join(" ".join(cell.itertext()) for cell in child)
            pending = []
        else:
            yield "".join(pending)
            yield from _blocks(child)
            pending = []
        pending.append(child.tail or "")
    yield "".join(pending)


def _tidy(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
