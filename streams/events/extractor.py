"""The event stage."""

from typing import Final

from streams.events.article import Article
from streams.events.context import ArticleContext, EventResources
from streams.events.merge import merge
from streams.events.publishing import Explained
from streams.events.tokens import Analyser
from streams.events.tokens.datelines import part_datelines
from streams.records.event import EventCandidate

LONGEST_TEXT: Final = 50_000
"""Characters of a body that are read for events, eight thousand words; what follows is no report any more."""

__all__ = ["ArticleContext", "EventExtractor", "EventResources", "Explained"]


class EventExtractor:
    """Finds event candidates in a clean body. Safe to share between threads."""

    def __init__(self, resources: EventResources | None = None) -> None:
        self._resources = resources or EventResources()
        self._analysers = {code: Analyser(lexicon) for code, lexicon in self._resources.lexicons.items()}

    def extract(self, text: str, context: ArticleContext) -> tuple[EventCandidate, ...]:
        """The candidates in the order of their triggers; every offset quotes `text`.

        A language without a lexicon has none. Of a body longer than `LONGEST_TEXT` only the beginning is read.
        """
        return tuple(explained.candidate for explained in self.explain(text, context))

    def explain(self, text: str, context: ArticleContext) -> tuple[Explained, ...]:
        """The same candidates, each with the lexicon entry and the words that made it."""
        lexicon = self._resources.lexicons.get(context.language)
        if lexicon is None:
            return ()
        document = self._analysers[lexicon.code].document(text[:LONGEST_TEXT])
        part_datelines(document)
        return tuple(merge(Article(document, lexicon, context, self._resources).candidates()))
