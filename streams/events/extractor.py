"""The event stage."""

from dataclasses import dataclass

from streams.records.event import EventCandidate


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the extractor knows of the article beside its text."""

    article_id: str
    source: str | None
    url: str | None
    published_at: str | None
    language: str


class EventExtractor:
    """Finds event candidates in a clean body."""

    def extract(self, text: str, context: ArticleContext) -> tuple[EventCandidate, ...]:
        """The candidates in the order of their triggers; every offset quotes `text`."""
        del text, context
        return ()
