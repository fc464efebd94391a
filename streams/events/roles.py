"""Who did it and to whom: from the phrases around a trigger to actors and recipients."""

from dataclasses import dataclass, field
from typing import Final

from streams.events.actors import ActorResolver, Mentions
from streams.events.lexicon.model import BIT, Lexicon
from streams.events.syntax import Arguments, Chunk, Syntax
from streams.events.syntax.model import ENDS_CLAUSE, ENDS_PHRASE, Extent, mask
from streams.events.tokens import COMMA, DIGITS, PUNCTUATION, QUOTE, Document, Lexeme
from streams.events.triggers import Match
from streams.records.event import Actor

_LIGHT: Final = mask("active_light", "undergo_light", "occur_light")
_REACH: Final = 9
_CONTENT_REACH: Final = 3
_CLAUSE_REACH: Final = 24
_NEAR: Final = 12
"""Words between a noun and who acted last in its sentence, beyond which it is somebody else's."""
_BESIDE: Final = 4
"""Words between a light verb without a subject and its noun."""
_NEW_CLAUSE: Final = mask("clause", "complementiser", "relative") | COMMA
_BETWEEN_REACH: Final = 12
_NOT_ACTING: Final = mask("being", "reporting")
"""Verbs whose subject does nothing: was, said."""
_CONTROL: Final = mask("planned", "attempt", "denial")
"""Verbs whose subject would do what the noun behind them says: on the verge of defeating, tried to remove."""
_INERT: Final = BIT["inert"]
_WEAPONS: Final = frozenset({"explosives", "heavy-weapons"})
"""Modes that are suggested by the names of weapons."""
_LANDMARK: Final = BIT["landmark"]
_VOICED: Final = frozenset({"PROTEST", "REQUEST", "ACCUSE"})
_NEVER_ALONE: Final = frozenset({"convict", "deport", "destroy", "abduct"})
_FOR: Final = frozenset({"ل"})
_ACCUSATIVE: Final = ("ا", "ين")
_ADVERB: Final = BIT["adverb"]
_AGAINST: Final = BIT["against"]
_ANAPHOR: Final = BIT["anaphor"]
_BETWEEN: Final = BIT["between"]
_COMPLEMENTISER: Final = BIT["complementiser"]
_CONJUNCTION: Final = BIT["conjunction"]
_COUNT: Final = DIGITS | mask("number", "quantity", "determiner")
_FIRST_PERSON: Final = BIT["first_person"]
_NO_ADJECTIVE: Final = ENDS_PHRASE | mask("landmark", "number", "name")
_OBJECT_PRONOUN: Final = BIT["object_pronoun"]
_PREPOSITION: Final = BIT["preposition"]
_RELATIVE: Final = BIT["relative"]
_TO: Final = BIT["to"]
_VERB: Final = BIT["verb"]
_WITH: Final = BIT["with"]


@dataclass(slots=True)
class Roles:
    """The phrases of a match by role, before they are resolved to actors."""

    actors: list[Chunk] = field(default_factory=list)
    recipients: list[Chunk] = field(default_factory=list)
    light: tuple[int, str] | None = None
    hits_pronoun: bool = False
    """Those hit are a pronoun: attacked them."""
    active: bool = False
    """An active verb: who did it was named before when no subject stands beside it."""
    first: int = 0
    last: int = 0
    end: int = 0


class RoleReader:
    """Reads roles in one document."""

    def __init__(self, document: Document, lexicon: Lexicon, syntax: Syntax, resolver: ActorResolver) -> None:
        self._document = document
        self._lexicon = lexicon
        self._syntax = syntax
        self._resolver = resolver

    def sentence(self, matches: list[Match], sentence: tuple[int, int], speaker: Chunk | None) -> list[Roles]:
        """The roles of all matches of a sentence; what one leaves open another may say.

        A verb without a subject has that of the verb before it, else the one who speaks; a pronoun means
        the same. The dead and wounded of an attack share its perpetrators, and an attack those it aimed at; a
        protest is against those of whom the sentence says that it demands something.
        """
        inherited: list[Chunk] = []
        read = []
        for match in matches:
            roles = self.read(match, sentence, inherited)
            if roles.active and (not roles.actors or self._pronoun(roles.actors[0])):
                roles.actors = self._acting(match, roles, sentence, inherited, speaker) or roles.actors
            if speaker and roles.actors and self._document.classes[roles.actors[0].first] & _FIRST_PERSON:
                roles.actors = [speaker]
            if speaker and match.trigger.type == "REQUEST" and match.trigger.frame == "victim":
                roles.actors = roles.actors or [speaker]  # who says that others must
            told = match.part == "verb" or roles.light
            if roles.actors and told and not self._relative(match, sentence):
                inherited = roles.actors
            read.append(roles)
        self._share(matches, read)
        return read

    def _relative(self, match: Match, sentence: tuple[int, int]) -> bool:
        """Whether an Arabic verb says something of a noun before it: a town it holds (يسيطر عليها)."""
        words, classes = self._document.words, self._document.classes
        if not self._lexicon.verb_first or words[match.first].conjunction:
            return False
        before = match.first > sentence[0] and classes[match.first - 1] & _RELATIVE
        last = min(match.last, len(words) - 1)
        return bool(before) or (bool(classes[last] & _PREPOSITION) and words[last].pronoun)

    def _acting(
        self,
        match: Match,
        roles: Roles,
        sentence: tuple[int, int],
        inherited: list[Chunk],
        speaker: Chunk | None,
    ) -> list[Chunk]:
        """Who acts where a verb or a possessive leaves it open: who acted last in the sentence, whom the reported
        speech is about, else who speaks."""
        words, classes = self._document.words, self._document.classes
        verb = words[roles.light[0] if roles.light else match.first]
        finite = match.part == "verb" or roles.light is not None
        far = match.part == "noun" and inherited and match.first - inherited[-1].last > _NEAR
        if inherited and not far:
            return inherited if not finite or self._agree(verb, inherited[0]) else []
        reach = _CLAUSE_REACH if self._lexicon.verb_first else 0
        for index in range(match.first - 1, max(sentence[0], match.first - reach) - 1, -1):
            if classes[index] & _COMPLEMENTISER:
                beside = self._syntax.around_noun(
                    self._document, Extent(index, index + 1, index, match.first)
                ).objects
            elif words[index].verbal and not words[index].triggers and not classes[index] & _NOT_ACTING:
                extent = Extent(index, index + 1, sentence[0], match.first)
                beside = self._syntax.around_verb(self._document, extent, passive=False).subject
            else:
                continue
            known = [c for c in beside if self._resolver.known(c) and c.last <= match.first]
            if known and (not finite or self._agree(verb, known[0])):
                return known
        if speaker is None or speaker.last > match.first or (finite and not self._agree(verb, speaker)):
            return []
        return [speaker]

    def _agree(self, verb: Lexeme, chunk: Chunk) -> bool:
        """Whether a phrase may be the subject of an Arabic verb behind it: of the ministry is not said "he did"."""
        if not self._lexicon.verb_first or not verb.verbal or verb.definite:
            return True
        head = self._document.words[chunk.first].norm
        if not verb.senses:  # of a phrase, known by its first word alone
            return True
        form = verb.senses[0].form
        past = form.tense == "past" and not form.text.endswith(("ت", "تا", "ن", "وا", "نا"))
        present = form.tense == "present" and form.text.startswith("ي") and not form.text.endswith("ون")
        return not (head.endswith(("ه", "ات")) and (past or present))

    def _pronoun(self, chunk: Chunk) -> bool:
        word = self._document.words[chunk.first]
        alone = chunk.last - chunk.first == 1
        return alone and bool(self._document.classes[chunk.first] & _ANAPHOR) and not word.sector

    def _share(self, matches: list[Match], read: list[Roles]) -> None:
        for number, (match, roles) in enumerate(zip(matches[:-1], read[:-1], strict=True)):
            content = matches[number + 1]
            demand = match.trigger.type == "REQUEST" and not roles.recipients
            if demand and content.trigger.type == "RETREAT" and content.first - match.last <= _CONTENT_REACH:
                # who demands that somebody resign demands it of him
                roles.recipients = read[number + 1].actors
        by_type: dict[str, list[Roles]] = {"ASSAULT": [], "PROTEST": []}
        said: list[list[Chunk]] = []
        for match, roles in zip(matches, read, strict=True):
            if match.trigger.type in by_type:
                by_type[match.trigger.type].append(roles)
            if match.trigger.type in _VOICED and roles.recipients:
                said.append(roles.recipients)
        self._share_protests(by_type["PROTEST"], said)
        self._share_assaults(by_type["ASSAULT"])

    def _share_protests(self, protests: list[Roles], said: list[list[Chunk]]) -> None:
        named = [recipients for recipients in said if not self._vague(recipients)]
        for roles in protests:
            if self._vague(roles.recipients):
                roles.recipients = next(iter(named), roles.recipients) or next(iter(said), [])

    def _share_assaults(self, assaults: list[Roles]) -> None:
        for roles in assaults:
            others = [other for other in assaults if other is not roles]
            if not roles.actors:  # those killed in clashes are not who killed them
                agents = (o.actors for o in others if o.actors and o.actors != roles.recipients)
                roles.actors = next(agents, [])
            if self._counts(roles.recipients) and not roles.hits_pronoun:
                hit = (other.recipients for other in others if not self._counts(other.recipients))
                roles.recipients = next(hit, roles.recipients)

    def _vague(self, chunks: list[Chunk]) -> bool:
        """Whether nobody is named, or only the place before which one stands."""
        classes = self._document.classes
        return all(classes[chunk.first] & _LANDMARK for chunk in chunks)

    def _counts(self, chunks: list[Chunk]) -> bool:
        """Whether nobody is named, or only how many: killed twenty."""
        classes = self._document.classes
        return all(classes[index] & _COUNT for chunk in chunks for index in range(*chunk))

    def read(self, match: Match, sentence: tuple[int, int], inherited: list[Chunk]) -> Roles:
        """The roles around a match; `inherited` is the subject of the verb before it in the clause."""
        extent = Extent(match.first, match.last, *sentence)
        apart = self._apart(match, sentence[1])
        if not apart:
            return self._read(match, extent, inherited)
        classes = self._document.classes
        whole = slice(match.last, apart.stop)
        kept = classes[whole]
        for index in apart:
            if match.around_object or not self._document.words[index].sector:
                classes[index] |= _ADVERB
        if not (match.around_object or self._lexicon.verb_first):
            for index in range(match.last, match.rest[0]):  # fired two rockets: the count is of the trigger
                if classes[index] & _COUNT:
                    classes[index] = _ADVERB
        roles = self._read(match, extent, inherited)
        classes[whole] = kept
        if match.around_object or not match.rest[1]:
            return roles
        if match.trigger.frame == "victim":  # five soldiers met their death
            return roles
        # what stands right before the words behind the gap belongs to them
        roles.recipients = [chunk for chunk in roles.recipients if chunk.last != match.rest[0]]
        return roles

    def _apart(self, match: Match, end: int) -> range:
        """The words behind a phrase that belong to it: those behind its gap, and adjectives of its last."""
        first, last = match.rest if match.rest[1] else (match.last, match.last)
        if last - match.first > 1 and self._lexicon.verb_first:
            words, classes = self._document.words, self._document.classes
            head = words[last - 1]
            while (head.definite or head.pronoun) and last < end:
                word = words[last]
                if not word.definite or word.sector or word.triggers or classes[last] & _NO_ADJECTIVE:
                    break
                last += 1
        return range(first, last)

    def _read(self, match: Match, extent: Extent, inherited: list[Chunk]) -> Roles:
        if match.part == "verb":
            return self._verb(match, extent, inherited)
        if match.part == "adjective":
            return self._adjective(match, extent)
        return self._noun(match, extent)

    def _verb(self, match: Match, extent: Extent, inherited: list[Chunk]) -> Roles:
        found = self._syntax.around_verb(self._document, extent, passive=match.passive)
        trigger = match.trigger
        conjoined = self._document.words[match.first].conjunction or (
            match.first > extent.sentence_first and self._document.classes[match.first - 1] & _CONJUNCTION
        )
        takes_object = trigger.frame in ("transitive", "speech") and not found.object_is_pronoun
        dropped = found.subject and not self._names_itself(match, found.subject[0])
        if (
            conjoined
            and inherited
            and self._lexicon.verb_first
            and takes_object
            and dropped
            and not (match.passive or found.resumptive)  # and four were killed in it
            and not found.objects
        ):
            found.objects, found.subject = found.subject, inherited
        if trigger.frame == "transitive" and self._lexicon.verb_first and self._place_alone(found):
            found.objects, found.subject = found.subject, inherited
        if conjoined and not found.subject:
            found.subject = inherited
        roles = Roles(first=match.first, last=match.last, end=found.end)
        passive = match.passive or self._reads_passive(match, found)
        targets = _named(found, trigger.to)
        roles.hits_pronoun = found.object_is_pronoun
        roles.active = not passive and trigger.frame != "victim"
        if trigger.frame == "victim":
            roles.recipients, roles.actors = found.subject or found.objects, found.agents
        elif trigger.frame == "mutual":
            self._mutual(roles, found.subject, found, verbal=True)
        elif passive:
            roles.recipients, roles.actors = found.subject or found.objects, found.agents
        elif trigger.frame == "subject":
            roles.actors, roles.recipients = found.subject, targets if trigger.to else []
        elif trigger.frame == "attack":
            against = targets or _classed(found, _AGAINST)
            roles.actors, roles.recipients = found.subject, against or found.objects
        elif trigger.frame == "speech" and self._opens_content(match):
            roles.actors = found.subject
        elif trigger.frame == "speech" and trigger.to and not self._lexicon.verb_first:
            # demanded talks from them
            parties = [chunk for chunk in found.objects if self._resolver.known(chunk)]
            roles.actors, roles.recipients = found.subject, targets or parties
        else:
            objects = [chunk for chunk in found.objects if not self._weapon(chunk)]
            roles.actors, roles.recipients = found.subject, objects or targets
        return roles

    def _weapon(self, chunk: Chunk) -> bool:
        """Whether a phrase is what one attacks with: detonated a bomb."""
        words = self._document.words
        if not self._document.classes[chunk.first] & _INERT:
            return False
        return any(mode in _WEAPONS for index in range(*chunk) for _, mode in words[index].cues)

    def _place_alone(self, found: Arguments) -> bool:
        """Whether the only phrase beside a verb is a place: stormed the camp."""
        if found.objects or found.object_is_pronoun or len(found.subject) != 1:
            return False
        head = found.subject[0].first
        return bool(self._document.classes[head] & _LANDMARK) and not self._document.words[head].sector

    def _opens_content(self, match: Match) -> bool:
        """Whether the trigger ends with to, so that a verb follows: vowed to pass, is ready to."""
        return match.last - match.first > 1 and bool(self._document.classes[match.last - 1] & _TO)

    def _names_itself(self, match: Match, chunk: Chunk) -> bool:
        """Whether a lone phrase behind a joined verb is its subject: a known party, and no plural verb before it,
        which would have its subject in its ending."""
        plural = self._document.words[match.first].norm.endswith("وا")
        head = self._document.words[chunk.first]
        return not plural and (head.definite or bool(head.state)) and self._resolver.known(chunk)

    def _reads_passive(self, match: Match, found: Arguments) -> bool:
        """A verb of harm without an object is passive: in Arabic written like the active, in English a participle."""
        if not self._lexicon.verb_first and not self._participle(match, found):
            return False
        return (
            match.trigger.frame == "transitive"
            and (match.trigger.what not in (None, "participants") or self._needs_object(match))
            and match.part == "verb"
            and bool(found.subject)
            and not found.objects
            and not found.object_is_pronoun
        )

    def _needs_object(self, match: Match) -> bool:
        """Whether an English verb is never active without an object: a man convicted of theft."""
        return not self._lexicon.verb_first and match.trigger.mode in _NEVER_ALONE

    def _participle(self, match: Match, found: Arguments) -> bool:
        """Whether an English form may be a participle without a form of be: 20 arrested in raids."""
        behind = self._document.classes[match.last] if match.last < len(self._document.classes) else 0
        pronoun = behind & (_OBJECT_PRONOUN | _ANAPHOR)
        return (
            match.sense.form.tense in ("past", "participle") and not pronoun and not _classed(found, _AGAINST)
        )

    def _adjective(self, match: Match, extent: Extent) -> Roles:
        """A participle: who is besieged stands before it."""
        found = self._syntax.around_verb(self._document, extent, passive=True)
        roles = Roles(first=match.first, last=match.last, end=found.end, actors=found.agents)
        roles.recipients = found.subject
        if match.trigger.frame == "subject":
            roles.actors, roles.recipients = found.subject, []
        elif match.trigger.frame == "speech":  # demanding that: of the subject of the verb before
            behind = self._syntax.around_noun(self._document, extent)
            roles.actors, roles.recipients = [], behind.objects or _named(behind, match.trigger.to)
            word = self._document.words[match.first]
            roles.active = not word.definite and word.norm.endswith(_ACCUSATIVE)
        return roles

    def _noun(self, match: Match, extent: Extent) -> Roles:
        found = self._syntax.around_noun(self._document, extent)
        trigger = match.trigger
        roles = Roles(first=match.first, last=match.last, end=found.end)
        ends_with_preposition = bool(self._document.classes[match.last - 1] & _PREPOSITION)
        owned = self._document.words[match.last - 1].pronoun
        roles.hits_pronoun = owned and (trigger.of != "subject" or ends_with_preposition)
        # its withdrawal, to disperse: of whom the clause speaks
        roles.active = (owned and not roles.hits_pronoun) or self._aim(match, extent)
        targets = _named(found, trigger.to)
        if ends_with_preposition:  # the arrest of
            targets = found.objects
        elif not targets and trigger.frame != "subject":
            targets = _classed(found, _AGAINST)
        if trigger.frame == "mutual":
            parties = found.subject or found.objects
            self._mutual(roles, [c for c in parties if self._resolver.known(c)], found, verbal=False)
            if not roles.actors and not roles.recipients:
                roles.actors = roles.recipients = self._between(match, extent)
        else:
            owner = self._owner(trigger.of, found, targets)
            if owner == "subject":
                owners = [] if ends_with_preposition else found.objects
                roles.actors = found.subject or [c for c in owners if self._resolver.known(c)]
                roles.recipients = targets or (found.objects if found.subject else _named(found, _FOR))
            elif trigger.frame == "victim":
                roles.recipients = self._apposed(found.subject, found.objects) or found.objects or targets
            else:
                roles.actors, roles.recipients = found.subject, found.objects or targets
                meant = [c for c in _named(found, _FOR) if self._resolver.known(c)]
                if meant and not any(self._resolver.known(c) for c in roles.recipients):
                    roles.recipients = meant  # an intense shelling of the positions
        roles.actors = roles.actors + [c for c in found.agents if c not in roles.actors]
        self._light(match, extent, roles)
        if not roles.actors and not roles.light and trigger.frame not in ("victim", "mutual"):
            self._controlled(match, extent, roles)
        return roles

    def _apposed(self, first: list[Chunk], second: list[Chunk]) -> list[Chunk]:
        """One phrase of two that name the same person: the head of the group, colonel So-and-so."""
        if len(first) != 1 or not second or second[0].first != first[0].last:
            return first
        titled = self._document.words[second[0].first].title
        return [Chunk(first[0].first, second[0].last)] if titled else first

    def _aim(self, match: Match, extent: Extent) -> bool:
        """Whether a noun says what something is done for, in the same clause: fired gas to disperse."""
        if self._document.words[match.first].preposition != "ل" or match.trigger.frame == "victim":
            return False
        first = max(extent.sentence_first, match.first - _BETWEEN_REACH)
        return not any(bits & _NEW_CLAUSE for bits in self._document.classes[first : match.first])

    def _controlled(self, match: Match, extent: Extent, roles: Roles) -> None:
        """Who would do what a noun behind "on the verge of", "tried to" says."""
        at = self._verb_before(match, extent, _CONTROL)
        if at is None:
            return
        verb = Extent(at, at + 1, extent.sentence_first, match.first)
        subject = self._syntax.around_verb(self._document, verb, passive=False).subject
        roles.actors = [chunk for chunk in subject if chunk.last <= match.first]
        roles.active = not roles.actors

    def _between(self, match: Match, extent: Extent) -> list[Chunk]:
        """The parties of a fight that is said to rage somewhere before they are named."""
        for index in range(match.last, min(extent.sentence_last, match.last + _BETWEEN_REACH)):
            bits = self._document.classes[index]
            word = self._document.words[index]
            if (bits & PUNCTUATION and not bits & QUOTE) or (
                word.conjunction and word.verbal and not bits & _ADVERB
            ):
                return []
            if bits & _BETWEEN:
                found = self._syntax.around_noun(self._document, extent._replace(first=index - 1, last=index))
                return [c for c in _classed(found, _BETWEEN) if self._resolver.known(c)]
        return []

    def _owner(self, of: str, found: Arguments, targets: list[Chunk]) -> str:
        if of != "either":
            return of
        if found.subject and found.objects:
            return "object"
        aimed = targets or any(name == "ل" and chunks for name, _, chunks in found.prepositional)
        if aimed and found.objects and self._resolver.known(found.objects[0]):
            return "subject"
        return "object"

    def _mutual(self, roles: Roles, subject: list[Chunk], found: Arguments, *, verbal: bool) -> None:
        others = _classed(found, _WITH) or (found.objects if verbal else [])
        both = _classed(found, _BETWEEN)
        parties = [*subject, *others, *both]
        roles.actors = both or subject
        roles.recipients = (both if len(both) > 1 else []) or others or subject[1:]
        roles.active = roles.active or bool(others and not roles.actors)
        if len(both) > 1 and len(parties) > len(both):
            roles.actors = roles.recipients = both

    def _light(self, match: Match, extent: Extent, roles: Roles) -> None:
        """A light verb before the noun (launched an attack, came under fire) or behind it (which X carried out)."""
        document = self._document
        at = self._verb_before(match, extent, _LIGHT)
        if at is None:
            at = self._light_behind(match, extent)
        if at is None:
            return
        bits = document.classes[at]
        kind = next(name for name in ("undergo_light", "active_light", "occur_light") if bits & BIT[name])
        roles.light = (at, kind)
        if at == match.first - 1:
            roles.first = at
        elif at == match.last:
            roles.last = at + 1
        verb = Extent(at, at + 1, extent.sentence_first, extent.sentence_last)
        if at >= match.last and not roles.recipients:  # an attack that was carried out on
            behind = self._syntax.around_verb(document, verb, passive=False)
            roles.recipients = _named(behind, match.trigger.to) or _classed(behind, _AGAINST)
        if kind == "occur_light":
            return
        passive = document.words[at].marked_passive
        if at < match.first:
            verb = verb._replace(sentence_last=match.first)
        found = self._syntax.around_verb(document, verb, passive=passive)
        subject = [chunk for chunk in found.subject if chunk.first > match.last or chunk.last <= match.first]
        if kind == "undergo_light":
            roles.recipients = subject or roles.recipients
        elif not roles.actors:
            roles.actors = subject or found.agents
            roles.active = roles.active or (match.first - _BESIDE <= at < match.first and not passive)

    def _verb_before(self, match: Match, extent: Extent, classes: int) -> int | None:
        document = self._document
        for index in range(match.first - 1, max(extent.sentence_first, match.first - _REACH) - 1, -1):
            bits = document.classes[index]
            if bits & classes:
                return index
            if _breaks(bits) or (bits & ENDS_CLAUSE and not bits & _VERB):
                return None
            if document.words[index].verbal and not document.words[index].sector:
                return None
        return None

    def _light_behind(self, match: Match, extent: Extent) -> int | None:
        document = self._document
        for index in range(match.last, min(extent.sentence_last, match.last + 5)):
            bits = document.classes[index]
            if bits & _LIGHT:
                return index
            if _breaks(bits):
                return None
        return None


def _breaks(bits: int) -> bool:
    return bool(bits & PUNCTUATION) and not bits & QUOTE


def _named(found: Arguments, prepositions: frozenset[str]) -> list[Chunk]:
    return next((c for name, _, c in found.prepositional if name in prepositions and c), [])


def _classed(found: Arguments, bits: int) -> list[Chunk]:
    return next((c for _, classes, c in found.prepositional if classes & bits and c), [])


def resolve(chunks: list[Chunk], resolver: ActorResolver, mentions: Mentions) -> tuple[Actor, ...]:
    """The actors of some phrases, each once."""
    if not chunks:
        return ()
    actors: dict[tuple[int, int], Actor] = {}
    for chunk in chunks:
        actor = resolver.actor(chunk, mentions)
        if actor:
            actors.setdefault((actor.start, actor.end), actor)
    return tuple(actors.values())
