"""The way of a page: tree, declarations, body, repairs."""

from dataclasses import dataclass
from typing import Final

from streams import urls
from streams.cleaning.page.body import paragraphs
from streams.cleaning.page.metadata import metadata
from streams.cleaning.page.missed import with_missed
from streams.cleaning.page.notices import PageNotices
from streams.cleaning.page.options import PageOptions
from streams.cleaning.page.tree import parse, prune, prune_teasers
from streams.cleaning.text import TextCleaner, tidy
from streams.folding import fold
from streams.records.article import RawArticle

_ABOVE: Final = 4
"""Paragraphs among which the title may stand once more."""
_MENU: Final = 3
_SENTENCE: Final = 8
"""Words: a line of so many is no label."""
_ENDS: Final = (".", "!", "?", "…", "؟", "۔", "।", "。", ":")
_SHOWN: Final = 0.25
"""A page that shows less than this share of the body in its linked data does not show the body."""


@dataclass(frozen=True, slots=True)
class CleanPage:
    """The body, its paragraphs separated by a blank line, empty when the page has none; and the article's
    particulars, the record's own or else the page's."""

    text: str
    title: str | None
    url: str | None
    source: str | None
    published_at: str | None
    language: str | None


class PageCleaner:
    """Takes the body out of a page. Safe to share between threads."""

    def __init__(
        self,
        text: TextCleaner | None = None,
        notices: PageNotices | None = None,
        options: PageOptions | None = None,
    ) -> None:
        self._text = text or TextCleaner()
        self._notices = notices or PageNotices()
        self._options = options or PageOptions()

    def clean_page(self, raw: RawArticle) -> CleanPage:
        """The clean page of an article that was received as `html`."""
        tree = parse(raw.html or "", self._options.max_characters)
        if tree is None:
            return CleanPage("", raw.title, raw.url, raw.source, raw.published_at, raw.language)
        page = metadata(tree, raw.url)
        prune(tree)
        prune_teasers(tree)
        title, url = raw.title or page.title, raw.url or page.url
        source = raw.source or urls.host(url) or page.site
        published_at = raw.published_at or page.published_at
        extracted = with_missed(paragraphs(tree), tree)
        if page.body and sum(map(len, extracted)) < _SHOWN * len(page.body):
            extracted = page.body.splitlines()  # the page is drawn by a script
        text, found = self._body(extracted, title, source, published_at)
        return CleanPage(text, title, url, source, published_at or found, raw.language or page.language)

    def _body(
        self, extracted: list[str], title: str | None, source: str | None, published_at: str | None
    ) -> tuple[str, str | None]:
        """The extracted paragraphs without what the extractor left, and a date found in them."""
        whole = "\n\n".join(self._notices.without(_without_heading(extracted, title)))
        clean = self._text.clean_text(whole, title, source, published_at)
        options = self._options
        if len(whole) <= options.short and _is_list(whole.splitlines()):
            return "", clean.published_at
        mistaken = len(whole) > options.short and len(clean.text) < options.least_kept * len(whole)
        return (tidy(whole) if mistaken else clean.text), clean.published_at


def _without_heading(extracted: list[str], title: str | None) -> list[str]:
    """The paragraphs without the title and addresses above them."""
    above = {fold(title)} if title else set()
    return [
        paragraph
        for position, paragraph in enumerate(extracted)
        if position >= _ABOVE or not (fold(paragraph) in above or _is_address(paragraph))
    ]


def _is_list(lines: list[str]) -> bool:
    """Whether the lines are labels, as of a menu, and none is a sentence."""
    lines = [line for line in lines if line]
    return len(lines) >= _MENU and not any(
        len(line.split()) >= _SENTENCE or line.endswith((".", "!", "?", "…", "؟", "۔", "।", "。", ":"))
        for line in lines
    )


def _is_address(paragraph: str) -> bool:
    return not any(map(str.isspace, paragraph)) and urls.split(paragraph) is not None
