"""The event stage: composes triggers, roles, status, places, dates and numbers into candidates."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from streams.events.actors import ActorResolver, Mentions
from streams.events.attribution import attribution
from streams.events.dates import CalendarNames, find_dates
from streams.events.evidence import THRESHOLD, Evidence
from streams.events.lexicon import Lexicon
from streams.events.lexicon.model import BIT
from streams.events.merge import merge
from streams.events.numbers import NumberWords, find_numbers
from streams.events.ontology import acled
from streams.events.places import PlaceFinder
from streams.events.roles import RoleReader, Roles, resolve
from streams.events.status import dated, status
from streams.events.surroundings import Surroundings
from streams.events.syntax import Chunk, SubjectFirst, Syntax, VerbFirst
from streams.events.tokens import Analyser, Document
from streams.events.triggers import Match, find_triggers
from streams.records.event import Actor, Attribution, EventCandidate, Span


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the extractor knows of the article beside its text."""

    article_id: str
    source: str | None
    url: str | None
    published_at: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A candidate with the rule and the words that made it."""

    candidate: EventCandidate
    rule: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventResources:
    """What an operator's files give the extractor."""

    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    places: PlaceFinder | None = None
    calendar: CalendarNames = field(default_factory=CalendarNames)
    numbers: NumberWords = field(default_factory=NumberWords)
    countries: Mapping[str, str] = field(default_factory=dict)
    """English names by ISO 3166-1 alpha-2 code."""


class EventExtractor:
    """Finds event candidates in a clean body. Safe to share between threads."""

    def __init__(self, resources: EventResources | None = None) -> None:
        self._resources = resources or EventResources()
        self._analysers = {code: Analyser(lexicon) for code, lexicon in self._resources.lexicons.items()}

    def extract(self, text: str, context: ArticleContext) -> tuple[EventCandidate, ...]:
        """The candidates in the order of their triggers; every offset quotes `text`.

        A language without a lexicon has none.
        """
        return tuple(merge([(e.candidate, e.rule) for e in self._drafts(text, context)]))

    def explain(self, text: str, context: ArticleContext) -> tuple[Explained, ...]:
        """The same candidates, each with the lexicon entry and the words that made it."""
        drafts = self._drafts(text, context)
        by_id = {draft.candidate.id: draft for draft in drafts}
        kept = merge([(draft.candidate, draft.rule) for draft in drafts])
        return tuple(
            Explained(candidate, by_id[candidate.id].rule, by_id[candidate.id].words) for candidate in kept
        )

    def _drafts(self, text: str, context: ArticleContext) -> list[Explained]:
        lexicon = self._resources.lexicons.get(context.language)
        if lexicon is None:
            return []
        document = self._analysers[lexicon.code].document(text)
        article = _Article(document, lexicon, context, self._resources)
        return article.candidates()


class _Article:
    """The work on one article."""

    def __init__(
        self, document: Document, lexicon: Lexicon, context: ArticleContext, resources: EventResources
    ) -> None:
        self._document = document
        self._lexicon = lexicon
        self._context = context
        self._resources = resources
        self._found = find_triggers(document, lexicon)
        self._syntax: Syntax = VerbFirst() if lexicon.verb_first else SubjectFirst()
        self._resolver = ActorResolver(document, self._found, resources.countries)
        self._reader = RoleReader(document, lexicon, self._syntax, self._resolver)
        self._mentions = Mentions()

    def candidates(self) -> list[Explained]:
        """All that the evidence carries, in the order of the triggers."""
        if not self._found.matches:
            return []
        self._surroundings = self._look_around()
        drafts: list[Explained] = []
        matches = iter(self._found.matches)
        match = next(matches, None)
        for sentence in self._document.sentences:
            inside = []
            while match is not None and match.first < sentence[1]:
                inside.append(match)
                match = next(matches, None)
            if inside:
                drafts += self._sentence(sentence, inside)
        return drafts

    def _look_around(self) -> Surroundings:
        text, language = self._document.text, self._context.language
        names = [
            (self._document.starts[m.first], self._document.ends[m.last - 1]) for m in self._found.groups
        ]
        places = self._resources.places
        return Surroundings(
            places.find(text, language, names) if places else (),
            find_dates(text, language, self._context.published_at, self._resources.calendar),
            find_numbers(text, language, self._resources.numbers),
        )

    def _sentence(self, sentence: tuple[int, int], matches: list[Match]) -> list[Explained]:
        drafts: list[Explained] = []
        inherited: list[Chunk] = []
        content_until = -1
        source = attribution(self._document, sentence, self._syntax, self._resolver, self._mentions)
        for match in matches:
            roles = self._reader.read(match, sentence, inherited)
            if match.part == "verb" and roles.actors:
                inherited = roles.actors
            draft = self._draft(match, roles, sentence, source)
            if match.first < content_until or draft is None:
                continue
            if match.trigger.frame == "speech":
                content_until = self._content_end(match, sentence)
            drafts.append(draft)
        return drafts

    def _content_end(self, match: Match, sentence: tuple[int, int]) -> int:
        """Where the content of what is demanded, threatened or rejected ends: at the clause's end."""
        for index in range(match.last, sentence[1]):
            bits = self._document.classes[index]
            if bits & BIT["clause"] or (
                self._document.words[index].norm in "،,;؛" and index > match.last + 3
            ):
                return index
        return sentence[1]

    def _draft(
        self,
        match: Match,
        roles: Roles,
        sentence: tuple[int, int],
        source: Attribution | None,
    ) -> Explained | None:
        document, trigger = self._document, match.trigger
        first, last = min(roles.first, match.first), max(roles.last, match.last)
        start, end = document.starts[first], document.ends[last - 1]
        actors = tuple(a for a in resolve(self._agents(roles.actors), self._resolver, self._mentions))
        recipients = tuple(
            a
            for a in resolve(roles.recipients, self._resolver, self._mentions)
            if trigger.frame == "mutual" or a not in actors
        )
        for actor in (*actors, *recipients):
            self._mentions.note(actor)
        span = (document.starts[sentence[0]], document.ends[sentence[1] - 1])
        parts = [
            (document.starts[c.first], document.ends[c.last - 1]) for c in (*roles.actors, *roles.recipients)
        ]
        behind = document.ends[max(roles.end, last) - 1] if roles.end else end
        numbers = self._surroundings.counts(trigger, [(start, behind)], parts)
        locations = self._surroundings.places(start, span)
        date = self._surroundings.when(start, span)
        said, word = status(document, match, roles, sentence, self._lexicon)
        said = dated(said, date, self._context.published_at)
        bits = 0
        for index in range(*sentence):
            bits |= document.classes[index]
        evidence = Evidence(
            trigger=trigger,
            part=match.part,
            status=said,
            definite=document.words[match.first].definite,
            actors=len(actors),
            recipients=len(recipients),
            known_parties=any(a.sector or a.country or a.name for a in (*actors, *recipients)),
            numbers=len(numbers),
            locations=len(locations),
            date=date is not None,
            light=roles.light is not None,
            armed=bool(bits & BIT["armed"]),
            generic=bool(bits & BIT["generic"]),
            sport=bool(bits & BIT["sport"]),
        )
        confidence = evidence.confidence()
        if confidence < THRESHOLD:
            return None
        mode = trigger.mode or self._mode(match, sentence)
        sectors = [a.sector for a in actors if a.sector], [a.sector for a in recipients if a.sector]
        candidate = EventCandidate(
            id=_id(self._context.article_id, trigger.type, start, end),
            article_id=self._context.article_id,
            source=self._context.source,
            url=self._context.url,
            published_at=self._context.published_at,
            language=self._context.language,
            type=trigger.type,
            mode=mode,
            acled=acled(trigger.type, mode, *sectors),
            status=said,
            trigger=Span(document.text[start:end], start, end),
            actors=actors,
            recipients=recipients,
            locations=locations,
            date=date,
            numbers=numbers,
            attribution=source,
            sentence=Span(document.text[slice(*span)], *span),
            confidence=confidence,
        )
        words = [candidate.trigger.text]
        if word is not None:
            words.append(document.quote(word, word + 1))
        return Explained(candidate, trigger.rule, tuple(words))

    def _agents(self, chunks: list[Chunk]) -> list[Chunk]:
        """Without things: bombs and attacks are nobody."""
        classes, words = self._document.classes, self._document.words
        return [
            chunk
            for chunk in chunks
            if not classes[chunk.first] & BIT["inert"]
            and not (words[chunk.first].triggers and not words[chunk.first].sector)
        ]

    def _mode(self, match: Match, sentence: tuple[int, int]) -> str | None:
        """The mode that the words nearest to the trigger speak of."""
        words = self._document.words
        nearby = range(max(sentence[0], match.first - 8), min(sentence[1], match.last + 10))
        for index in sorted(nearby, key=lambda k: abs(k - match.first)):
            for sense in words[index].senses:
                if sense.cue and sense.cue[0] == match.trigger.type:
                    return sense.cue[1]
        return None


def _id(article_id: str, type_: str, start: int, end: int) -> str:
    """The first 32 hex digits of SHA-256 over article, type and the trigger's span."""
    return hashlib.sha256(f"{article_id}\x1f{type_}\x1f{start}\x1f{end}".encode()).hexdigest()[:32]


__all__ = ["Actor", "ArticleContext", "EventExtractor", "EventResources", "Explained"]
