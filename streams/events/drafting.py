"""From a trigger and the phrases around it to a draft: parties, status, place, date, numbers, evidence."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from streams.events.actors import ActorResolver, Mentions
from streams.events.evidence import Features, Weigher, points, possible, satisfied
from streams.events.intent import intended
from streams.events.lexicon import Lexicon
from streams.events.lexicon.model import BIT
from streams.events.roles import Roles, resolve
from streams.events.status import dated, status
from streams.events.surroundings import Surroundings
from streams.events.syntax.model import Chunk
from streams.events.tokens import DIGITS, Document
from streams.events.triggers import Match
from streams.records.event import Actor, Attribution, EventDate, EventType, Location, Number, Status

_INERT: Final = BIT["inert"]
_FIGHTERS: Final = frozenset({"MIL", "PRM", "REB", "UAF"})
_LANDMARK: Final = BIT["landmark"]
_SINCE: Final = BIT["since"]
_OWN: Final = ("ها", "هم", "ته")
_CLAUSE: Final = BIT["clause"]
_CUES_BEFORE: Final = 8
_CUES_BEHIND: Final = 10


@dataclass(slots=True)
class Draft:
    """A candidate in the making."""

    match: Match
    type: EventType
    mode: str | None
    status: Status
    marker: int | None
    """The token that says the status."""
    span: tuple[int, int]
    sentence: tuple[int, int]
    """Of its trigger and its sentence, in characters."""
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    locations: tuple[Location, ...]
    date: EventDate | None
    numbers: tuple[Number, ...]
    source: Attribution | None
    features: Features
    own: float
    """Points of its own."""
    points: float
    """These and what it has from the company it keeps."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What drafts of one article are made with."""

    document: Document
    lexicon: Lexicon
    published_at: str | None
    resolver: ActorResolver
    mentions: Mentions
    weigher: Weigher
    around: Callable[[tuple[int, int]], Surroundings]
    """Places, dates and numbers of the sentence that begins and ends at these characters."""


class Drafter:
    """Makes the drafts of one article, in the order of its text."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._document = parts.document
        self._cues = [index for index, word in enumerate(parts.document.words) if word.cues]
        self._since, self._clauses = _openings(parts.document)

    def draft(
        self, match: Match, roles: Roles, sentence: tuple[int, int], source: Attribution | None
    ) -> Draft | None:
        """The draft of a match, or None where it lacks what its entry asks for."""
        parts, document, trigger = self._parts, self._document, match.trigger
        actors, recipients = self._parties(match, roles)
        if not possible(trigger.needs, actors, recipients, hits_pronoun=roles.hits_pronoun):
            return None
        if trigger.needs == "forces" and not parts.weigher.forces(roles):
            return None
        starts, ends = document.starts, document.ends
        first, last = min(roles.first, match.first), max(roles.last, match.last)
        start, end = starts[first], ends[last - 1]
        quoted = (starts[sentence[0]], ends[sentence[1] - 1])
        around = parts.around(quoted)
        date = None
        if around.dates:
            date = around.when(start, _within(self._since, quoted), _within(self._clauses, quoted))
        said, marker = status(document, match, roles, sentence, parts.lexicon)
        said = dated(said, date, parts.published_at)
        mode = trigger.mode or self._mode(match, sentence)
        if mode == "arrest" and trigger.what == "captured" and self._taken(roles.recipients, around):
            mode = "seize"
        type_, mode, said = intended(document, match, mode, said, marker)
        violent = type_ == "ASSAULT" and not trigger.what and trigger.frame != "mutual"
        if violent and parts.weigher.crowd(roles.actors):
            type_, mode = "PROTEST", "riot"  # demonstrators who throw stones and burn cars
        locations = around.places(start)
        numbers: tuple[Number, ...] = ()
        if around.numbers:
            behind = ends[max(roles.end, last) - 1] if roles.end else end
            spans = [(starts[c.first], ends[c.last - 1]) for c in (*roles.actors, *roles.recipients)]
            numbers = around.counts(trigger, [(start, behind)], spans)
        features = parts.weigher.features(match, roles, sentence, said, mode)
        _add_beside(features, actors, recipients)
        if numbers:
            features["numbers"] = 1.0
        if locations:
            features["place"] = 1.0
        if date:
            features["date"] = 1.0
        _add_form(features, match, roles, said, sentence)
        if not satisfied(trigger.needs, features):
            return None
        own = points(type_, features, parts.lexicon.strict)
        return Draft(
            match, type_, mode, said, marker, (start, end), quoted, actors, recipients, locations, date,
            numbers, source, features, own, own,
        )  # fmt: skip

    def _parties(self, match: Match, roles: Roles) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        resolver, mentions = self._parts.resolver, self._parts.mentions
        actors = resolve(self._agents(roles.actors), resolver, mentions)
        recipients = resolve(roles.recipients, resolver, mentions)
        if actors and recipients and match.trigger.frame != "mutual":
            recipients = tuple([each for each in recipients if each not in actors])
        for actor in actors:
            resolver.note(actor, mentions)
        for actor in recipients:
            resolver.note(actor, mentions)
        return actors, recipients

    def _agents(self, chunks: list[Chunk]) -> list[Chunk]:
        """Without things: bombs and attacks are nobody."""
        classes, words = self._document.classes, self._document.words
        agents = []
        for chunk in chunks:
            head, bits = words[chunk.first], classes[chunk.first]
            if bits & _INERT or (head.triggers and not head.sector):
                continue
            if bits & DIGITS and all(classes[index] & DIGITS for index in range(*chunk)):
                continue
            agents.append(chunk)
        return agents

    def _taken(self, chunks: list[Chunk], around: Surroundings) -> bool:
        """Whether what was captured is a place: people are arrested, towns are seized."""
        words, classes = self._document.words, self._document.classes
        starts, ends = self._document.starts, self._document.ends
        for first, last in chunks:
            if any(words[index].sector for index in range(first, last)):
                continue
            if any(classes[index] & _LANDMARK for index in range(first, last)):
                return True
            if any(
                starts[first] <= place.start and place.end == ends[last - 1] for place in around.locations
            ):
                return True
        return False

    def _mode(self, match: Match, sentence: tuple[int, int]) -> str | None:
        """The mode that the words nearest to the trigger speak of."""
        words, type_ = self._document.words, match.trigger.type
        first = max(sentence[0], match.first - _CUES_BEFORE)
        last = min(sentence[1], match.last + _CUES_BEHIND)
        nearest = last
        found: str | None = None
        for index in self._cues:
            if index < first:
                continue
            if index >= last:
                break
            distance = abs(index - match.first)
            if distance < nearest:
                for cued, mode in words[index].cues:
                    if cued == type_:
                        nearest, found = distance, mode
                        break
        return found


def _add_beside(features: Features, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> None:
    if actors:
        features["actor"] = 1.0
    if recipients:
        features["recipient"] = 1.0
    if any(actor.sector in _FIGHTERS for actor in actors):
        features["fighters"] = 1.0
    for actor in (*actors, *recipients):
        if actor.sector or actor.country or actor.name:
            features["known party"] = 1.0
            break


def _add_form(
    features: Features, match: Match, roles: Roles, said: Status, sentence: tuple[int, int]
) -> None:
    """Whether a clause says all, or a noun nothing but its name."""
    verb = match.part == "verb"
    if "actor" in features and ("recipient" in features or roles.hits_pronoun):
        told = (verb or roles.light is not None) and said in ("asserted", "negated")
        if told and "in relative clause" not in features:
            features["whole clause"] = 1.0
            if match.first - sentence[0] < 4:
                features["opening clause"] = 1.0
    elif not (verb or "actor" in features or "recipient" in features or "numbers" in features):
        features["bare"] = 1.0
        if "definite" in features:
            features["bare and definite"] = 1.0


def _openings(document: Document) -> tuple[list[int], list[int]]:
    """Where "since" stands, save "since its beginning", behind which the event's own date follows; and where clauses
    open."""
    words, starts, classes = document.words, document.starts, document.classes
    since, clauses = [], []
    for index, bits in enumerate(classes):
        if bits & _CLAUSE:
            clauses.append(starts[index])
        if bits & _SINCE and not (index + 1 < len(words) and words[index + 1].norm.endswith(_OWN)):
            since.append(starts[index])
    return since, clauses


def _within(offsets: list[int], span: tuple[int, int]) -> list[int]:
    return offsets[bisect_left(offsets, span[0]) : bisect_left(offsets, span[1])]
