"""From drafts to what is published."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from streams.events.context import ArticleContext
from streams.events.drafting import Draft
from streams.events.evidence import confidence
from streams.events.ontology import acled
from streams.events.tokens import Document
from streams.records.event import EventCandidate, Span


@dataclass(frozen=True, slots=True)
class Explained:
    """A candidate with the lexicon entry (`ASSAULT[3]`) and the words that made it."""

    candidate: EventCandidate
    rule: str
    words: tuple[str, ...]
    found: Mapping[str, float]

    @property
    def features(self) -> tuple[tuple[str, float], ...]:
        """What spoke for and against it, each with its weight."""
        return tuple(sorted(self.found.items()))


def publish(draft: Draft, document: Document, context: ArticleContext) -> Explained:
    """The candidate of a draft, and why it is one."""
    text, span, sentence = document.text, draft.span, draft.sentence
    candidate = EventCandidate(
        id=_id(context.article_id, draft.type, *span),
        article_id=context.article_id,
        source=context.source,
        url=context.url,
        published_at=context.published_at,
        language=context.language,
        type=draft.type,
        mode=draft.mode,
        acled=acled(
            draft.type,
            draft.mode,
            [actor.sector for actor in draft.actors if actor.sector],
            [actor.sector for actor in draft.recipients if actor.sector],
        ),
        status=draft.status,
        trigger=Span(text[slice(*span)], *span),
        actors=draft.actors,
        recipients=draft.recipients,
        locations=draft.locations,
        date=draft.date,
        numbers=draft.numbers,
        attribution=draft.source,
        sentence=Span(text[slice(*sentence)], *sentence),
        confidence=_confidence(draft),
    )
    words = [candidate.trigger.text]
    if draft.marker is not None:
        words.append(document.quote(draft.marker, draft.marker + 1))
    return Explained(candidate, draft.match.trigger.rule, tuple(words), draft.features)


def _confidence(draft: Draft) -> float:
    """From the candidate's own points; what stands beside it lets it in, and adds little."""
    return confidence(max(draft.own, min(draft.points, 0.4)) / 2)


def _id(article_id: str, type_: str, start: int, end: int) -> str:
    """The first 32 hex digits of SHA-256 over article, type and the trigger's span."""
    return hashlib.sha256(f"{article_id}\x1f{type_}\x1f{start}\x1f{end}".encode()).hexdigest()[:32]
