"""The work on one article: from its triggers to its candidates."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from streams.events.actors import ActorResolver, Mentions
from streams.events.attribution import attribution
from streams.events.dates import CalendarNames, find_dates
from streams.events.evidence import (
    COMPANY_IN_ARTICLE,
    COMPANY_IN_SENTENCE,
    COMPANY_OF_OTHERS,
    THRESHOLD,
    Weigher,
    confidence,
    points,
    possible,
    satisfied,
)
from streams.events.intent import intended
from streams.events.lexicon import Lexicon
from streams.events.lexicon.model import BIT, Need
from streams.events.numbers import NumberWords, find_numbers
from streams.events.ontology import acled
from streams.events.places import PlaceFinder
from streams.events.roles import RoleReader, Roles, resolve
from streams.events.status import dated, status
from streams.events.surroundings import Surroundings
from streams.events.syntax import SubjectFirst, Syntax, VerbFirst
from streams.events.syntax.model import Chunk
from streams.events.tokens import COMMA, DIGITS, Document
from streams.events.triggers import Match, find_triggers
from streams.events.words import Words
from streams.records.event import (
    Actor,
    Attribution,
    EventCandidate,
    EventDate,
    EventType,
    Location,
    Number,
    Span,
    Status,
)

_CLAUSE: Final = BIT["clause"]
_INERT: Final = BIT["inert"]
_NUMBER_REACH: Final = 14
_BETWEEN: Final = BIT["between"]
_ARMED: Final = BIT["armed"]
_NEEDED: Final[dict[Need | None, int]] = {"armed": _ARMED, "crowd": BIT["crowd"]}
"""Classes without which in the sentence a trigger need not be looked at."""
_SPORT: Final = BIT["sport"]


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the extractor knows of the article beside its text."""

    article_id: str
    source: str | None
    url: str | None
    published_at: str | None
    language: str


@dataclass(frozen=True, slots=True)
class EventResources:
    """What an operator's files give the extractor."""

    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    places: PlaceFinder | None = None
    calendar: CalendarNames = field(default_factory=CalendarNames)
    numbers: NumberWords = field(default_factory=NumberWords)
    countries: Mapping[str, str] = field(default_factory=dict)
    """English names by ISO 3166-1 alpha-2 code."""


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


@dataclass(slots=True)
class _Draft:
    match: Match
    type: EventType
    mode: str | None
    status: Status
    marker: int | None
    span: tuple[int, int]
    sentence: tuple[int, int]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    locations: tuple[Location, ...]
    date: EventDate | None
    numbers: tuple[Number, ...]
    source: Attribution | None
    features: dict[str, float]
    own: float
    """Points of its own."""
    points: float
    """These and what it has from the company it keeps."""


class Article:
    """One article's document, read once."""

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
        self._weigher = Weigher(document)
        self._mentions = Mentions()
        self._quoted = (-1, -1)
        self._beside = Surroundings((), (), ())

    def candidates(self) -> list[Explained]:
        """All that the evidence carries, in the order of the triggers."""
        if not self._found.matches:
            return []
        drafts: list[_Draft] = []
        matches = iter(self._found.matches)
        match = next(matches, None)
        for sentence in self._document.sentences:
            inside = []
            while match is not None and match.first < sentence[1]:
                inside.append(match)
                match = next(matches, None)
            if inside:
                drafts += self._sentence(sentence, inside)
        _keep_company(drafts, self._lexicon.strict)
        kept = [draft for draft in drafts if confidence(draft.points) >= THRESHOLD]
        if kept:
            self._surroundings.share_out(kept)
        return [self._publish(draft) for draft in kept]

    @cached_property
    def _surroundings(self) -> Surroundings:
        """Places, dates and numbers of the article; most articles without events are never searched for them."""
        text, language = self._document.text, self._context.language
        starts, ends = self._document.starts, self._document.ends
        names = [
            (starts[mention.first], ends[mention.last - 1])
            for mention in self._found.groups
            if mention.group.sector != "GOV"  # a state that acts is a place as well
        ]
        places = self._resources.places
        words = Words.of(text)
        dates = find_dates(text, language, self._context.published_at, self._resources.calendar, words)
        return Surroundings(
            places.find(text, language, names, words) if places else (),
            dates,
            find_numbers(
                text, language, self._resources.numbers, [(date.start, date.end) for date in dates], words
            ),
        )

    def _around(self, quoted: tuple[int, int]) -> Surroundings:
        """Those of the sentence that begins and ends there."""
        if quoted != self._quoted:
            self._quoted, self._beside = quoted, self._surroundings.of(quoted)
        return self._beside

    def _sentence(self, sentence: tuple[int, int], matches: list[Match]) -> list[_Draft]:
        bits = self._weigher.bits(sentence)
        if bits & _SPORT and not bits & _ARMED:
            return []
        matches = [match for match in matches if bits & _NEEDED.get(match.trigger.needs, -1)]
        if not matches:
            return []
        drafts: list[_Draft] = []
        content_until = -1
        said = attribution(self._document, sentence, self._syntax, self._resolver, self._mentions)
        source, speaker = said or (None, None)
        read = self._reader.sentence(matches, sentence, speaker)
        for number, (match, roles) in enumerate(zip(matches, read, strict=True)):
            following = (m.first for m in matches[number + 1 :] if m.first > match.first)
            roles.end = max(roles.end, self._reach(match, next(following, sentence[1])))
            if match.first < content_until and not (drafts and drafts[-1].match.first == match.first):
                if drafts:
                    _threat(drafts[-1], match)
                continue
            draft = self._draft(match, roles, sentence, source)
            if draft is None:
                if match.part == "verb" and match.trigger.type in ("REQUEST", "THREATEN"):
                    content_until = self._content_end(match, sentence)
                continue
            if drafts and drafts[-1].match.first == match.first:  # another entry for the same word
                if draft.points <= drafts[-1].points:
                    continue
                drafts.pop()
            if match.trigger.frame == "speech" and confidence(draft.points) >= THRESHOLD:
                content_until = self._content_end(match, sentence)
            drafts.append(draft)
        kinds = [draft.type for draft in drafts]
        for draft in drafts:
            if kinds.count(draft.type) > 1:
                draft.features["several"] = 1.0
                draft.own = draft.points = points(draft.type, draft.features, self._lexicon.strict)
        return drafts

    def _reach(self, match: Match, last: int) -> int:
        """Up to where counts behind a trigger are its own: the next trigger or comma, save "among them"."""
        classes, last = self._document.classes, min(last, match.last + _NUMBER_REACH)
        for index, bits in enumerate(classes[match.last : last], match.last):
            if bits & COMMA:
                among = classes[index + 1 : index + 4]
                if not any(bits & _BETWEEN for bits in among):
                    return index
        return last

    def _content_end(self, match: Match, sentence: tuple[int, int]) -> int:
        """Where the content of what is demanded, threatened or rejected ends: at the clause's end."""
        words, classes = self._document.words, self._document.classes
        for index in range(match.last, sentence[1]):
            comma = words[index].norm in "،,;؛" and index > match.last + 1
            if comma or (classes[index] & _CLAUSE and index > match.last + 1):
                return index
        return sentence[1]

    def _draft(
        self,
        match: Match,
        roles: Roles,
        sentence: tuple[int, int],
        source: Attribution | None,
    ) -> _Draft | None:
        document, trigger = self._document, match.trigger
        first, last = min(roles.first, match.first), max(roles.last, match.last)
        start, end = document.starts[first], document.ends[last - 1]
        actors = resolve(self._agents(roles.actors), self._resolver, self._mentions)
        recipients = resolve(roles.recipients, self._resolver, self._mentions)
        if trigger.frame != "mutual":
            recipients = tuple(each for each in recipients if each not in actors)
        for actor in (*actors, *recipients):
            self._resolver.note(actor, self._mentions)
        if not possible(trigger.needs, actors, recipients, hits_pronoun=roles.hits_pronoun):
            return None
        quoted = (document.starts[sentence[0]], document.ends[sentence[1] - 1])
        chunks = (*roles.actors, *roles.recipients)
        parts = [(document.starts[c.first], document.ends[c.last - 1]) for c in chunks]
        behind = document.ends[max(roles.end, last) - 1] if roles.end else end
        around = self._around(quoted)
        date = around.when(start)
        said, marker = status(document, match, roles, sentence, self._lexicon)
        said = dated(said, date, self._context.published_at)
        mode = trigger.mode or self._mode(match, sentence)
        type_, mode, said = intended(document, match, mode, said, marker)
        features = self._weigher.features(match, roles, sentence, said, mode)
        locations = around.places(start)
        numbers = around.counts(trigger, [(start, behind)], parts)
        features |= _beside(actors, recipients, locations, date, numbers)
        told = match.part == "verb" or roles.light is not None
        if (
            told
            and actors
            and recipients
            and said in ("asserted", "negated")
            and "in relative clause" not in features
        ):
            features["whole clause"] = 1.0
            if match.first - sentence[0] < 4:
                features["opening clause"] = 1.0
        if not actors and not recipients and not numbers and match.part != "verb":
            features["bare"] = 1.0
            if "definite" in features:
                features["bare and definite"] = 1.0
        if not satisfied(trigger.needs, features):
            return None
        own = points(type_, features, self._lexicon.strict)
        return _Draft(
            match, type_, mode, said, marker, (start, end), quoted, actors, recipients, locations, date,
            numbers, source, features, own, own,
        )  # fmt: skip

    def _publish(self, draft: _Draft) -> Explained:
        text, context, trigger = self._document.text, self._context, draft.match.trigger
        sectors = (
            [actor.sector for actor in draft.actors if actor.sector],
            [actor.sector for actor in draft.recipients if actor.sector],
        )
        candidate = EventCandidate(
            id=_id(context.article_id, draft.type, *draft.span),
            article_id=context.article_id,
            source=context.source,
            url=context.url,
            published_at=context.published_at,
            language=context.language,
            type=draft.type,
            mode=draft.mode,
            acled=acled(draft.type, draft.mode, *sectors),
            status=draft.status,
            trigger=Span(text[slice(*draft.span)], *draft.span),
            actors=draft.actors,
            recipients=draft.recipients,
            locations=draft.locations,
            date=draft.date,
            numbers=draft.numbers,
            attribution=draft.source,
            sentence=Span(text[slice(*draft.sentence)], *draft.sentence),
            confidence=_confidence(draft),
        )
        words = [candidate.trigger.text]
        if draft.marker is not None:
            words.append(self._document.quote(draft.marker, draft.marker + 1))
        return Explained(candidate, trigger.rule, tuple(words), draft.features)

    def _agents(self, chunks: list[Chunk]) -> list[Chunk]:
        """Without things: bombs and attacks are nobody."""
        classes, words = self._document.classes, self._document.words
        return [
            chunk
            for chunk in chunks
            if not classes[chunk.first] & _INERT
            and not all(classes[index] & DIGITS for index in range(*chunk))
            and not (words[chunk.first].triggers and not words[chunk.first].sector)
        ]

    def _mode(self, match: Match, sentence: tuple[int, int]) -> str | None:
        """The mode that the words nearest to the trigger speak of."""
        words = self._document.words
        nearby = range(max(sentence[0], match.first - 8), min(sentence[1], match.last + 10))
        cued = [index for index in nearby if words[index].cues]
        for index in sorted(cued, key=lambda k: abs(k - match.first)):
            for type_, mode in words[index].cues:
                if type_ == match.trigger.type:
                    return mode
        return None


def _beside(
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
    locations: tuple[Location, ...],
    date: EventDate | None,
    numbers: tuple[Number, ...],
) -> dict[str, float]:
    signs = {
        "actor": actors,
        "recipient": recipients,
        "known party": any(a.sector or a.country or a.name for a in (*actors, *recipients)),
        "numbers": numbers,
        "place": locations,
        "date": date,
    }
    return {name: 1.0 for name, value in signs.items() if value}


def _confidence(draft: _Draft) -> float:
    """From the candidate's own points; what stands beside it lets it in, and adds little."""
    return confidence(max(draft.own, min(draft.points, 0.4)) / 2)


def _threat(draft: _Draft, content: Match) -> None:
    """Who is ready to impose martial law threatens; who is ready to talk agrees."""
    near = content.first - draft.match.last <= 3
    if draft.type == "AGREE" and near and content.trigger.type in ("ASSAULT", "COERCE", "SANCTION"):
        draft.type, draft.mode = "THREATEN", None


def _keep_company(drafts: list[_Draft], strict: frozenset[EventType]) -> None:
    """Candidates that stand by themselves make those beside them believable."""
    strong = [draft for draft in drafts if draft.points >= 0]
    sentences = {draft.sentence for draft in strong}
    beside = Counter((draft.type, draft.sentence) for draft in strong)
    alone = {id(draft) for draft in strong}
    for draft in drafts:
        if beside[draft.type, draft.sentence] > (id(draft) in alone):
            draft.points += COMPANY_IN_SENTENCE
        if len(sentences) - (draft.sentence in sentences) >= 3:
            draft.points += COMPANY_IN_ARTICLE if draft.type in strict else COMPANY_OF_OTHERS


def _id(article_id: str, type_: str, start: int, end: int) -> str:
    """The first 32 hex digits of SHA-256 over article, type and the trigger's span."""
    return hashlib.sha256(f"{article_id}\x1f{type_}\x1f{start}\x1f{end}".encode()).hexdigest()[:32]
