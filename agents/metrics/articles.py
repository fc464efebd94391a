"""Counting articles: each that came in exactly once, by what became of it."""

import time
from collections.abc import Sequence

from agents.delivery import Record
from agents.metrics.collectors import Metrics
from agents.metrics.labels import UNKNOWN, SourceLabels
from streams.dates import timestamp
from streams.duplicates import Resolution
from streams.duplicates.resolution import Arrival
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import PreparedArticle

UNDETERMINED = "und"


class ArticleCounts:
    """Received = enriched + duplicate + repeated + dead-letter, over all workers; corrections apart."""

    def __init__(self, metrics: Metrics, sources: int) -> None:
        self._metrics = metrics
        self._sources = SourceLabels(sources)

    def received(self, messages: int, size: int) -> None:
        """Raw messages, and how many bytes they have together."""
        self._metrics.add("murasil_articles_received_total", messages)
        self._metrics.add("murasil_received_bytes_total", size)

    def set_aside(self, letter: DeadLetter) -> None:
        """A message that became a dead letter before it was anybody's article."""
        self._dead_letter(letter, UNKNOWN, UNDETERMINED)

    def resolved(self, arrivals: Sequence[Arrival], resolution: Resolution) -> None:
        """Articles whose outputs have been published."""
        now = time.time()
        self._metrics.add("murasil_corrections_total", resolution.corrections)
        self._metrics.add("murasil_index_compared_total", resolution.compared)
        for arrival, outcome in zip(arrivals, resolution.outcomes, strict=True):
            article = arrival.article
            source = self._sources.of(article.source, article.language)
            self._metrics.observe("murasil_end_to_end_seconds", max(0.0, now - arrival.arrived / 1000))
            if isinstance(outcome, DeadLetter):
                self._dead_letter(outcome, source, article.language)
                continue
            self._metrics.add("murasil_articles_total", 1, outcome, source, article.language)
            if outcome == "enriched":
                self._enriched(article, now)

    def _enriched(self, article: PreparedArticle, now: float) -> None:
        for event in article.events:
            self._metrics.add("murasil_events_total", 1, event.type, event.status, article.language)
        published = timestamp(article.published_at) if article.published_at else None
        if published is not None:
            self._metrics.observe("murasil_publication_age_seconds", max(0.0, now - published / 1e6))

    def _dead_letter(self, letter: DeadLetter, source: str, language: str) -> None:
        self._metrics.add("murasil_dead_letters_total", 1, letter.stage, letter.reason.value)
        self._metrics.add("murasil_articles_total", 1, "dead-letter", source, language)


def count_published(metrics: Metrics, records: Sequence[Record], seconds: float) -> None:
    """A batch of records that Kafka has acknowledged."""
    for record in records:
        metrics.add("murasil_published_records_total", 1, record.topic)
        metrics.add("murasil_published_bytes_total", len(record.value or b""), record.topic)
    metrics.observe("murasil_publish_seconds", seconds)
