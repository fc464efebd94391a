"""What stands beside a trigger and speaks for or against its candidate."""

from collections.abc import Sequence
from itertools import accumulate
from operator import or_
from typing import Final

from streams.events.evidence.weights import Features
from streams.events.lexicon.model import BIT, Need
from streams.events.roles import Roles
from streams.events.syntax.model import ENDS_PHRASE, SKIPPED, Chunk, mask
from streams.events.tokens import COMMA, DIGITS, PUNCTUATION, QUOTE, Document
from streams.events.triggers import Match
from streams.records.event import Status

_NUMBER: Final = DIGITS | mask("number", "quantity")
_DOUBT: Final = mask("hypothetical", "planned")
_ARMED: Final = BIT["armed"]
_BEING: Final = BIT["being"]
_FORCES: Final = frozenset({"MIL", "COP", "REB", "UAF", "PRM"})
_CLAUSE: Final = BIT["clause"]
_CROWD: Final = BIT["crowd"]
_GENERIC: Final = BIT["generic"]
_RELATIVE: Final = BIT["relative"]
_REPORTING: Final = BIT["reporting"]
_PARTICLE: Final = SKIPPED | PUNCTUATION | mask("clause", "being", "determiner")
_PRESUPPOSING: Final = BIT["presupposing"]
_ENDS_RELATIVE: Final = COMMA | mask("complementiser", "clause")
_RETOLD: Final = BIT["retold"]
_LONG: Final = 45
_VERY_LONG: Final = 65
"""Tokens of a sentence."""
_BEFORE: Final = (("in relative clause", _RELATIVE), ("after a clause", _CLAUSE), ("quoted", QUOTE))
_ANYWHERE: Final = (
    ("doubt", _DOUBT), ("generic", _GENERIC), ("retold", _RETOLD), ("reported", _REPORTING), ("past state", _BEING),
)  # fmt: skip
_SIGNS_BEFORE: Final = _RELATIVE | _CLAUSE | QUOTE
_SIGNS_ANYWHERE: Final = _DOUBT | _GENERIC | _RETOLD | _REPORTING | _BEING
_DEPENDS: Final = mask("preposition", "inert")
_NO_HEAD_NOUN: Final = ENDS_PHRASE | _NUMBER | PUNCTUATION | mask("inert", "determiner", "presupposing")
_BEFORE_HEAD: Final = _NUMBER | mask("determiner", "partitive")


class Weigher:
    """Gathers the features of candidates in one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentence = (-1, -1)
        self._seen = [0]
        self._attack = False

    def features(
        self, match: Match, roles: Roles, sentence: tuple[int, int], status: Status, mode: str | None
    ) -> Features:
        """What speaks for and against a match; 0 is left out."""
        found: Features = {"bias": 1.0, "weight": match.trigger.weight}
        self._add_form(found, match, roles, sentence)
        self._add_entry(found, match, sentence)
        self._add_sentence(found, match, sentence)
        if status == "negated":
            found.pop("present tense", None)  # did not attack (لم يهاجم)
        if status != "asserted":
            found["not asserted"] = 1.0
        length = sentence[1] - sentence[0]
        if length > _LONG:
            found["long"] = 1.0
            if length > _VERY_LONG:
                found["very long"] = 1.0
        found[status] = 1.0
        if mode:
            found[mode] = 1.0
        self._add_hit(found, roles)
        return found

    def bits(self, sentence: tuple[int, int]) -> int:
        """The classes of all words of a sentence together."""
        if sentence != self._sentence:
            self._sentence = sentence
            classes = self._document.classes[sentence[0] : sentence[1]]
            self._seen = list(accumulate(classes, or_, initial=0))
        return self._seen[-1]

    def enter(self, sentence: tuple[int, int], matches: Sequence[Match]) -> int:
        """Turns to a sentence with these triggers; gives the classes of all its words together."""
        self._attack = any(match.trigger.type == "ASSAULT" and not match.trigger.needs for match in matches)
        return self.bits(sentence)

    def lacks(self, need: Need | None) -> bool:
        """Whether the sentence entered has no word of what a weak trigger needs, so that it need not be read."""
        if need == "armed":
            return not (self._attack or self._seen[-1] & _ARMED)
        return need == "crowd" and not self._seen[-1] & _CROWD

    def crowd(self, actors: Sequence[Chunk]) -> bool:
        """Whether demonstrators are among those who did it."""
        classes = self._document.classes
        return any(bits & _CROWD for chunk in actors for bits in classes[chunk.first : chunk.last])

    def forces(self, roles: Roles) -> bool:
        """Whether troops, police, fighters or weapons are among the parties."""
        classes, words = self._document.classes, self._document.words
        return any(
            classes[index] & _ARMED or words[index].sector in _FORCES
            for chunk in (*roles.actors, *roles.recipients)
            for index in range(*chunk)
        )

    def _add_form(self, found: Features, match: Match, roles: Roles, sentence: tuple[int, int]) -> None:
        """How the trigger is used: as verb or noun, and in what place."""
        first, verb = match.first, match.part == "verb"
        word = self._document.words[first]
        if verb:
            found["verb"] = 1.0
        if roles.light is not None:
            found["light verb"] = 1.0
        if word.definite:
            found["definite"] = 1.0
        if verb and match.sense.form.tense == "present":
            found["present tense"] = 1.0
        governed = roles.light is not None and roles.light[0] < first  # led to the death of
        if not governed and (word.preposition or self._dependent(first)):
            found["dependent"] = 1.0
        if word.definite and match.part == "noun" and self._modifies(first, sentence):
            found["modifies"] = 1.0
        start = roles.light[0] if roles.light and governed else first
        told = verb or (governed and bool(roles.actors or roles.recipients))
        if told and self._opens(start, sentence[0]):
            found["opens"] = 1.0
        if start == sentence[0]:
            return
        before = self._document.classes[start - 1]
        if before & _RELATIVE:
            found["follows relative"] = 1.0
        elif before & _PRESUPPOSING:
            found["presupposed"] = 1.0
        elif verb and word.pronoun and self._described(first):
            found["described"] = 1.0

    def _add_entry(self, found: Features, match: Match, sentence: tuple[int, int]) -> None:
        """What its entry says of it, and whether a number is near."""
        trigger = match.trigger
        if trigger.frame in ("victim", "mutual"):
            found[trigger.frame] = 1.0
        if trigger.what == "injured":
            found["injured"] = 1.0
        for bits in self._document.classes[
            max(sentence[0], match.first - 3) : min(sentence[1], match.last + 5)
        ]:
            if bits & _NUMBER:
                found["number near"] = 1.0
                if trigger.what is not None:
                    found["harm and number"] = 1.0
                break

    def _add_sentence(self, found: Features, match: Match, sentence: tuple[int, int]) -> None:
        """What the words of the sentence say, some of them only before the trigger."""
        bits = self.bits(sentence)
        before = self._seen[match.first - sentence[0]]
        if bits & _ARMED:
            found["armed"] = 1.0
        if before & _SIGNS_BEFORE:
            for name, sign in _BEFORE:
                if before & sign and self._open(sign, sentence[0], match.first):
                    found[name] = 1.0
        if self._attack:
            found["attack"] = 1.0
        if bits & _SIGNS_ANYWHERE:
            for name, sign in _ANYWHERE:
                if bits & sign:
                    found[name] = 1.0

    def _open(self, sign: int, start: int, first: int) -> bool:
        """Whether a relative clause or a quotation before the trigger has not ended there."""
        classes = self._document.classes
        if sign == QUOTE:
            return sum(bool(bits & QUOTE) for bits in classes[start:first]) % 2 == 1
        if sign == _RELATIVE:
            for index in range(first - 1, start - 1, -1):
                if classes[index] & _ENDS_RELATIVE:
                    return False
                if classes[index] & _RELATIVE:
                    return True
        return True

    def _opens(self, first: int, start: int) -> bool:
        """Whether nothing but particles, adverbs or a time stands before the trigger in its sentence."""
        return all(bits & _PARTICLE for bits in self._document.classes[start:first])

    def _described(self, first: int) -> bool:
        """Whether a verb with a pronoun says which: of a ship that pirates hijacked (it)."""
        before, bits = self._document.words[first - 1], self._document.classes[first - 1]
        return not (before.definite or before.verbal or before.conjunction or bits & _NO_HEAD_NOUN)

    def _dependent(self, first: int) -> bool:
        """Whether the trigger hangs on a word before it: after, because of, an operation of."""
        before = self._document.classes[first - 1] if first else 0
        return bool(before & _DEPENDS)

    def _modifies(self, first: int, sentence: tuple[int, int]) -> bool:
        """Whether a definite event noun says what another noun is of: the parties of the fight."""
        if first == sentence[0] or self._document.words[first].conjunction:
            return False
        before, bits = self._document.words[first - 1], self._document.classes[first - 1]
        return not (before.definite or before.verbal or before.triggers or bits & _NO_HEAD_NOUN)

    def _add_hit(self, found: Features, roles: Roles) -> None:
        """Of those hit, and of those who did it: people? counted? not named before?"""
        words = self._document.words
        if self.crowd(roles.actors):
            found["crowd"] = 1.0
        if roles.hits_pronoun:
            found["people"] = found["pronoun"] = 1.0
        if roles.recipients:
            heads = [self._head(chunk.first, chunk.last) for chunk in roles.recipients]
            if any(counted for _, counted in heads):
                found["counted"] = 1.0
            if any(words[head].sector for head, _ in heads):
                found["people"] = 1.0
                if "counted" in found:
                    found["counted people"] = 1.0
            if words[heads[0][0]].definite and roles.recipients != roles.actors:
                found["named before"] = 1.0
        if roles.actors:
            head, counted = self._head(roles.actors[0].first, roles.actors[0].last)
            if words[head].sector and (counted or not words[head].definite):
                found["indefinite actor"] = 1.0

    def _head(self, first: int, last: int) -> tuple[int, bool]:
        """The first word of a phrase behind its counts, and whether it had any."""
        classes, counted = self._document.classes, False
        while first < last - 1 and classes[first] & _BEFORE_HEAD:
            counted = counted or bool(classes[first] & _NUMBER)
            first += 1
        return first, counted
