"""Markup to a tree of bounded size and depth, without what no reader sees."""

import re
from typing import Final

from lxml import etree, html

_PARSER_LIMIT: Final = "Excessive depth"
_INVISIBLE: Final = etree.XPath(
    "//*[self::script or self::style or self::template or self::noscript or self::svg or self::canvas"
    " or self::iframe or self::object or self::embed or self::audio or self::video or self::map"
    " or self::button or self::select or self::textarea or self::dialog]"
)
_MAYBE_HIDDEN: Final = etree.XPath("//*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]")
_MAYBE_FLOATING: Final = etree.XPath(
    "//*[contains(@class, 'rollover') or contains(@class, 'popover') or contains(@class, 'popup')"
    " or contains(@class, 'tooltip') or contains(@class, 'modal') or contains(@class, 'sr-only')"
    " or contains(@class, 'visually-hidden') or contains(@class, 'screen-reader')]"
)
_BULK: Final = re.compile(r"<!--|<(script|style|svg)\b", re.IGNORECASE)
_TAGS: Final = re.compile(r"(?:</?[a-zA-Z][^<>]*>\s*)+")
_NESTING_TAGS: Final = re.compile(
    r"(?:</?(?:div|section|article|main|center|span|font|b|i|u|em|strong|small|big|table|tbody|thead|tr|td|th|ul|ol"
    r"|dl|blockquote|form|fieldset|a)\b[^<>]*>\s*)+",
    re.IGNORECASE,
)
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FLOATING_CLASS: Final = re.compile(
    r"(?:^|\s)(?:(?:rollover|popover|tooltip)[\w-]*|popup|modal|sr-only|visually-hidden|screen-reader-text)(?:\s|$)"
)
_SENTENCE_ENDS: Final = '.!?…؟。।:»”"'
_MOST_HIDDEN: Final = 1_000
"""Characters: more than this are hidden only until a script shows them, so they are kept."""


def parse(markup: str, max_characters: int) -> html.HtmlElement | None:
    """The page as a tree, or None when there is no element in it.

    Beyond `max_characters` scripts, styles and comments are cut out of the markup, and then its end. The
    parser gives up 256 levels down and drops all that follows; such a page is parsed again without the
    elements that nest so.
    """
    if len(markup) > max_characters:
        markup = _without_bulk(markup)[:max_characters]
    markup = markup.replace("\n", " ").replace("\r", " ")  # to a reader a break of the markup is a space
    for nesting in (None, _NESTING_TAGS, _TAGS):
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        flat = nesting.sub("\n<p>", markup) if nesting else markup
        try:
            tree = html.document_fromstring(flat.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, ValueError):
            return None
        if not any(_PARSER_LIMIT in error.message for error in parser.error_log.filter_from_errors()):
            return tree
    return tree


def _without_bulk(markup: str) -> str:
    """The markup without comments, scripts, styles and drawings; linked data is short enough to go with them.

    Each kind's end is looked for from its beginning on, and no more once it was not found: linear.
    """
    lower = markup.lower()
    if len(lower) != len(markup):  # a letter whose lower case is two characters
        lower = markup
    kept, position, endless = [], 0, set()
    for begin in _BULK.finditer(markup):
        kind = f"</{begin[1].lower()}" if begin[1] else "-->"
        if begin.start() < position or kind in endless:
            continue
        end = lower.find(kind, begin.end())
        if end < 0:
            endless.add(kind)
            continue
        kept.append(markup[position : begin.start()])
        position = end + len(kind) if kind == "-->" else markup.find(">", end) + 1 or len(markup)
    kept.append(markup[position:])
    return " ".join(kept)


def prune(tree: html.HtmlElement) -> None:
    """Takes out what no reader sees: scripts, controls, what is hidden or shown only on pointing at it."""
    for element in _INVISIBLE(tree):
        _drop(element)
    for element in _MAYBE_HIDDEN(tree):
        if "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style", "")):
            _drop_small(element)
    for element in _MAYBE_FLOATING(tree):
        if _FLOATING_CLASS.search(element.get("class")):
            _drop_small(element)


def prune_teasers(tree: html.HtmlElement) -> None:
    """Takes out paragraphs that are one link and no sentence: other stories' headlines between paragraphs."""
    for paragraph in [element for element in tree.iter("p") if element.find(".//a") is not None]:
        text = "".join(paragraph.text_content().split())
        linked = "".join("".join(link.itertext()) for link in paragraph.iter("a"))
        if "".join(linked.split()) == text and text and text[-1] not in _SENTENCE_ENDS:
            _drop(paragraph)


def _drop_small(element: html.HtmlElement) -> None:
    if len(element.text_content()) <= _MOST_HIDDEN:
        _drop(element)


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
