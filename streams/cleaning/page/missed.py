"""Paragraphs that the extractor missed because the page keeps its body in several containers."""

import re
from collections.abc import Sequence
from typing import Final

from lxml import html

_LEAST: Final = 80
"""Characters: shorter paragraphs stand anywhere on a page."""
_MOST_LINKED: Final = 0.3
_WORTH: Final = 0.2
"""Less than this share of the extracted text is no second container, but what the extractor left out."""
_ASIDE: Final = re.compile(
    r"comment|related|sidebar|footer|promo|newsletter|recommend|teaser|bio\b", re.IGNORECASE
)
_ASIDE_TAGS: Final = frozenset(
    {"aside", "nav", "footer", "header", "form", "figure", "blockquote", "li", "td"}
)


def with_missed(extracted: Sequence[str], tree: html.HtmlElement) -> list[str]:
    """The extracted paragraphs with those that stand in containers of the same kind in the same article.

    A container is of the same kind when element and class are those of one that extracted paragraphs have
    as their parent.
    """
    known = {_key(paragraph): position for position, paragraph in enumerate(extracted)}
    candidates = [(element, text) for element in tree.iter("p") if len(text := _text(element)) >= _LEAST]
    kinds = {_kind(element) for element, text in candidates if _key(text) in known}
    kinds.discard(None)
    missed: dict[int, list[str]] = {}
    size, after = 0, -1
    for element, text in candidates:
        position = known.get(_key(text))
        if position is not None:
            after = position
        elif _kind(element) in kinds and not _is_linked(element, text) and not _is_aside(element):
            missed.setdefault(after, []).append(text)
            size += len(text)
    if size < _WORTH * sum(map(len, extracted)):
        return list(extracted)
    whole = missed.get(-1, [])
    for position, paragraph in enumerate(extracted):
        whole += [paragraph, *missed.get(position, [])]
    return whole


def _kind(element: html.HtmlElement) -> tuple[html.HtmlElement, str, str] | None:
    """The article around a paragraph with its parent's element and class; None when either is missing."""
    parent = element.getparent()
    classes = parent.get("class") if parent is not None else None
    article = next(element.iterancestors("article", "main"), None)
    return (article, parent.tag, classes) if classes and article is not None else None


def _is_linked(element: html.HtmlElement, text: str) -> bool:
    return sum(len(_text(link)) for link in element.iter("a")) > _MOST_LINKED * len(text)


def _is_aside(element: html.HtmlElement) -> bool:
    return any(
        ancestor.tag in _ASIDE_TAGS or _ASIDE.search(ancestor.get("class", ""))
        for ancestor in element.iterancestors()
    )


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _key(text: str) -> str:
    """What two copies of a paragraph share, however links and breaks were treated."""
    return "".join(text.split())[:_LEAST]
