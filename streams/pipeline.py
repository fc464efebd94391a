"""The composition of the stages: one raw article in, one prepared article or dead letter out."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from streams import urls
from streams.cleaning import Cleaner
from streams.decoding import DecodingLimits, Rejected, decode
from streams.events import EventExtractor
from streams.events.extractor import ArticleContext
from streams.fingerprint import fingerprint
from streams.language import LanguageIdentifier
from streams.rank import rank
from streams.reasons import Reason
from streams.records.article import EnrichedArticle, RawArticle
from streams.records.codec import encode_enriched
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import PreparedArticle

Measure = Callable[[str], AbstractContextManager[None]]
"""Opens a measurement of the stage named; the pipeline itself has no clock."""


def _unmeasured(_: str) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages that look at one article alone, in their order. Safe to share between threads."""

    cleaner: Cleaner
    identifier: LanguageIdentifier
    extractor: EventExtractor
    limits: DecodingLimits = field(default_factory=DecodingLimits)
    measure: Measure = _unmeasured

    def prepare(self, value: bytes | None) -> PreparedArticle | DeadLetter:
        """Takes one raw message through all stages; never raises for anything the message holds."""
        try:
            with self.measure("decode"):
                raw = decode(value, self.limits)
            return self._enrich(raw, value or b"")
        except Rejected as rejected:
            return DeadLetter(rejected.reason, rejected.message, value)
        except Exception as error:  # a defect must not stop the neighbours
            return DeadLetter(Reason.STAGE_FAILED, f"{type(error).__name__}: {error}"[:500], value)

    def _enrich(self, raw: RawArticle, value: bytes) -> PreparedArticle:
        with self.measure("clean"):
            clean = self.cleaner.clean(raw)
        if not clean.text:
            raise Rejected(
                Reason.EMPTY_BODY, "nothing is left of the text once navigation and notices are out"
            )
        with self.measure("language"):
            language = self.identifier.identify(clean.text, clean.language_hint)
        with self.measure("fingerprint"):
            fingerprint_ = fingerprint(clean.text)
        with self.measure("events"):
            context = ArticleContext(raw.id, clean.source, clean.url, clean.published_at, language.code)
            events = self.extractor.extract(clean.text, context)
        article = EnrichedArticle(
            id=raw.id,
            url=clean.url,
            source=clean.source,
            title=clean.title,
            published_at=clean.published_at,
            fetched_at=raw.fetched_at,
            language=language,
            text=clean.text,
            removed=clean.removed,
            fingerprint=fingerprint_.digest,
            events=events,
            extra=raw.extra,
        )
        with self.measure("encode"):
            enriched, slices = encode_enriched(article)
        return PreparedArticle(
            id=raw.id,
            source=clean.source,
            url=clean.url,
            canonical_url=urls.canonical(clean.url) if clean.url else None,
            published_at=clean.published_at,
            language=language.code,
            rank=rank(raw.id, clean.published_at, raw.fetched_at),
            content=raw.content,
            digest=fingerprint_.digest,
            shingles=fingerprint_.shingles,
            enriched=enriched,
            events=slices,
            received=value,
        )
