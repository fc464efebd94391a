"""The cleaning stage."""

from dataclasses import dataclass

from streams.cleaning.page import PageCleaner
from streams.cleaning.text import TextCleaner
from streams.records.article import RawArticle, RemovedSpan


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """The clean body, what was taken out, and what was found about the article on the way.

    `title`, `url`, `source` and `published_at` are the received ones, else those found in the text or page.
    `published_at` is RFC 3339 or a date. `language_hint` is what page or record declares.
    """

    text: str
    removed: tuple[RemovedSpan, ...]
    title: str | None
    url: str | None
    source: str | None
    published_at: str | None
    language_hint: str | None


class Cleaner:
    """Takes the body out of received text or HTML."""

    def __init__(self, text: TextCleaner | None = None, page: PageCleaner | None = None) -> None:
        self._text = text or TextCleaner()
        self._page = page or PageCleaner(self._text)

    def clean(self, raw: RawArticle) -> CleanArticle:
        """The clean article; its text is empty when the input holds no body."""
        return self._from_text(raw) if raw.html is None else self._from_page(raw)

    def _from_text(self, raw: RawArticle) -> CleanArticle:
        clean = self._text.clean_text(raw.text or "", raw.title, raw.source, raw.published_at)
        return CleanArticle(
            text=clean.text,
            removed=clean.removed,
            title=clean.title,
            url=raw.url,
            source=raw.source,
            published_at=clean.published_at,
            language_hint=raw.language,
        )

    def _from_page(self, raw: RawArticle) -> CleanArticle:
        page = self._page.clean_page(raw)
        return CleanArticle(
            text=page.text,
            removed=(),
            title=page.title,
            url=page.url,
            source=page.source,
            published_at=page.published_at,
            language_hint=page.language,
        )
