"""The work on one article: from its triggers to its candidates."""

from bisect import bisect_left
from typing import Final

from streams.events.actors import ActorResolver, Mentions
from streams.events.attribution import attribution
from streams.events.company import keep_company, threaten
from streams.events.context import ArticleContext, EventResources
from streams.events.dates import find_dates
from streams.events.drafting import Draft, Drafter, Parts
from streams.events.evidence import THRESHOLD, Weigher, confidence, points
from streams.events.lexicon import Lexicon
from streams.events.lexicon.model import BIT
from streams.events.numbers import find_numbers
from streams.events.publishing import Explained, publish
from streams.events.roles import RoleContext, read_roles
from streams.events.surroundings import Surroundings
from streams.events.syntax import SubjectFirst, Syntax, VerbFirst
from streams.events.tokens import COMMA, Document, Lexeme
from streams.events.triggers import Match, find_triggers
from streams.events.words import Words

_CLAUSE: Final = BIT["clause"]
_CONJUNCTION: Final = BIT["conjunction"]
_FICTION: Final = BIT["fiction"]
_HYPOTHETICAL: Final = BIT["hypothetical"]
_MATERIAL: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
"""What films and novels tell."""
_NUMBER_REACH: Final = 14
_AMONG: Final = 3
"""Words behind a comma that may say "among them"."""
_BETWEEN: Final = BIT["between"]
_ARMED: Final = BIT["armed"]
_SPORT: Final = BIT["sport"]
_ACCIDENT: Final = BIT["accident"]


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
        self._quoted = (-1, -1)
        self._beside = Surroundings((), (), ())
        self._surroundings: Surroundings | None = None

    def candidates(self) -> list[Explained]:
        """All that the evidence carries, in the order of the triggers."""
        if not self._found.matches:
            return []
        drafts: list[Draft] = []
        reader = _SentenceReader(self._document, self._lexicon, self._parts())
        matches = iter(self._found.matches)
        match = next(matches, None)
        for sentence in self._document.sentences:
            inside = []
            while match is not None and match.first < sentence[1]:
                inside.append(match)
                match = next(matches, None)
            if inside:
                drafts += reader.drafts(sentence, inside)
        keep_company(drafts, self._lexicon.strict)
        kept = [draft for draft in drafts if confidence(draft.points) >= THRESHOLD]
        if kept:
            self._all_around().share_out(kept)
        return [publish(draft, self._document, self._context) for draft in kept]

    def _parts(self) -> Parts:
        document = self._document
        return Parts(
            document,
            self._lexicon,
            self._context.published_at,
            ActorResolver(document, self._found, self._resources.countries),
            Mentions(),
            Weigher(document),
            self._around,
        )

    def _around(self, quoted: tuple[int, int]) -> Surroundings:
        """Those of the sentence that begins and ends there."""
        if quoted != self._quoted:
            self._quoted, self._beside = quoted, self._all_around().of(quoted)
        return self._beside

    def _all_around(self) -> Surroundings:
        """Places, dates and numbers; most articles without events are never searched for them."""
        if self._surroundings is None:
            self._surroundings = self._find_surroundings()
        return self._surroundings

    def _find_surroundings(self) -> Surroundings:
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


class _SentenceReader:
    """Reads the sentences of one article, in their order: who was named before matters."""

    def __init__(self, document: Document, lexicon: Lexicon, parts: Parts) -> None:
        self._document = document
        self._lexicon = lexicon
        self._parts = parts
        self._syntax: Syntax = VerbFirst() if lexicon.verb_first else SubjectFirst()
        self._roles = RoleContext(document, lexicon, self._syntax, parts.resolver)
        self._drafter = Drafter(parts)
        self._commas = [index for index, bits in enumerate(document.classes) if bits & COMMA]

    def drafts(self, sentence: tuple[int, int], matches: list[Match]) -> list[Draft]:
        """The drafts of a sentence's matches."""
        weigher = self._parts.weigher
        bits = weigher.enter(sentence, matches)
        matches = [match for match in _meant(matches, bits) if not weigher.lacks(match.trigger.needs)]
        if not matches:
            return []
        drafts: list[Draft] = []
        content_until = -1
        said = attribution(self._document, sentence, self._syntax, self._parts.resolver, self._parts.mentions)
        source, speaker = said or (None, None)
        read = read_roles(self._roles, matches, sentence, speaker)
        for number, (match, roles) in enumerate(zip(matches, read, strict=True)):
            roles.end = max(roles.end, self._reach(match, _following(matches, number, sentence[1])))
            before = drafts[-1] if drafts else None
            same = before is not None and before.match.first == match.first  # another entry for the same word
            demanding = match.part == "adjective" and roles.active  # of the same subject, no content
            if match.first < content_until and not same and not demanding:
                if before:
                    threaten(before, match)
                continue
            draft = self._drafter.draft(match, roles, sentence, source)
            if draft is None:
                if match.part == "verb" and match.trigger.type in ("REQUEST", "THREATEN"):
                    content_until = self._content_end(match, sentence)
                continue
            if before and same:
                if draft.points <= before.points:
                    continue
                drafts.pop()
            says = match.trigger.frame == "speech" or match.trigger.type in ("REQUEST", "ACCUSE")
            if says and confidence(draft.points) >= THRESHOLD:
                content_until = self._content_end(match, sentence)
            drafts.append(draft)
        if len(drafts) > 1:
            self._mark_several(drafts)
        return drafts

    def _mark_several(self, drafts: list[Draft]) -> None:
        kinds = [draft.type for draft in drafts]
        voiced = "REQUEST" in kinds or "ACCUSE" in kinds
        for draft in drafts:
            if kinds.count(draft.type) > 1:
                draft.features["several"] = 1.0
            if voiced:
                draft.features["voiced"] = 1.0  # those who protest demand and denounce
            draft.own = draft.points = points(draft.type, draft.features, self._lexicon.strict)

    def _reach(self, match: Match, last: int) -> int:
        """Up to where counts behind a trigger are its own: the next trigger or comma, save "among them"."""
        classes, commas = self._document.classes, self._commas
        last = min(last, match.last + _NUMBER_REACH)
        for at in range(bisect_left(commas, match.last), len(commas)):
            index = commas[at]
            if index >= last:
                break
            if not any(bits & _BETWEEN for bits in classes[index + 1 : index + 1 + _AMONG]):
                return index
        return last

    def _content_end(self, match: Match, sentence: tuple[int, int]) -> int:
        """Where the content of what is demanded, threatened or rejected ends: at the clause's end."""
        words, classes = self._document.words, self._document.classes
        for index in range(match.last, sentence[1]):
            comma = words[index].norm in "،,;؛" and index > match.last + 1
            if comma or (self._opens_clause(index) and index > match.last + 1):
                return index
            if classes[index] & _CONJUNCTION and self._deed(index + 1, sentence[1]):
                return index
            if self._lexicon.verb_first and words[index].conjunction and _past(words[index]):
                return index
        return sentence[1]

    def _opens_clause(self, index: int) -> bool:
        """Whether another clause begins; the condition of a threat belongs to it in English: unless they leave."""
        bits = self._document.classes[index]
        condition = bits & _HYPOTHETICAL and not self._lexicon.verb_first
        return bool(bits & _CLAUSE) and not condition

    def _deed(self, index: int, last: int) -> bool:
        """Whether a verb in the past opens another clause: condemned the raid and urged."""
        if self._lexicon.verb_first or index >= last:
            return False
        return any(sense.form.tense == "past" for sense in self._document.words[index].triggers)


def _meant(matches: list[Match], bits: int) -> list[Match]:
    """The matches without those that other words of their sentence turn into sport, a plot or an accident."""
    if bits & _SPORT and not bits & _ARMED:
        return []
    if bits & _FICTION:
        return [match for match in matches if match.trigger.type not in _MATERIAL]
    if bits & _ACCIDENT:
        return [match for match in matches if match.trigger.type != "ASSAULT"]
    return matches


def _past(word: Lexeme) -> bool:
    """Whether a word is a verb in the past, which no content of a demand is: and arrested."""
    return bool(word.senses) and all(sense.form.tense == "past" for sense in word.senses)


def _following(matches: list[Match], number: int, otherwise: int) -> int:
    """Where the next trigger behind a match stands."""
    first = matches[number].first
    for at in range(number + 1, len(matches)):
        if matches[at].first > first:
            return matches[at].first
    return otherwise
