"""The cleaning stage."""

from dataclasses import dataclass

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

    def __init__(self, text: TextCleaner | None = None) -> None:
        self._text = text or TextCleaner()

    def clean(self, raw: RawArticle) -> CleanArticle:
        """The clean article; its text is empty when the input holds no body."""
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
