"""From noun phrases to actors: canonical name, country, sector, and whom a reference means."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from streams.events.lexicon.model import BIT, Group
from streams.events.syntax import Chunk
from streams.events.syntax.model import mask
from streams.events.tokens import DIGITS, PUNCTUATION, Document
from streams.events.triggers import Found, GroupMention
from streams.records.event import Actor

_OFFICIAL: Final = frozenset({"MIL", "COP"})
_NUMBER: Final = DIGITS | mask("number", "quantity")
_COUNT: Final = DIGITS | mask("number", "quantity", "determiner")
_ANAPHOR: Final = BIT["anaphor"]
_DETERMINER: Final = BIT["determiner"]
_MEMBER: Final = BIT["member"]
_PARTITIVE: Final = BIT["partitive"]


@dataclass(slots=True)
class Mentions:
    """Who was named so far in the article, for the references that follow. One for each article."""

    by_sector: dict[str, Actor] = field(default_factory=dict)
    """Of each sector the one named most often so far, of several the last."""
    last: Actor | None = None
    _times: Counter[tuple[str, str | None, str | None]] = field(default_factory=Counter)

    def note(self, actor: Actor, *, of_another: bool) -> None:
        """Remembers an actor that is known by name or country; not a leader or army of a group it names."""
        if (actor.name or actor.country) and not of_another:
            self.last = actor
            if actor.sector:
                self._times[_key(actor)] += 1
                before = self.by_sector.get(actor.sector)
                if before is None or self._times[_key(actor)] >= self._times[_key(before)]:
                    self.by_sector[actor.sector] = actor


def _key(actor: Actor) -> tuple[str, str | None, str | None]:
    return actor.sector or "", actor.name, actor.country


class ActorResolver:
    """Reads actors out of one document's noun phrases."""

    def __init__(self, document: Document, found: Found, countries: Mapping[str, str]) -> None:
        self._document = document
        self._countries = countries
        self._of_another: set[int] = set()
        self._groups: dict[int, GroupMention] = {
            index: mention for mention in found.groups for index in range(mention.first, mention.last)
        }

    def known(self, chunk: Chunk) -> bool:
        """Whether the lexicon knows something of the phrase."""
        words = self._document.words
        return any(
            k in self._groups or words[k].sector or words[k].country or words[k].state for k in range(*chunk)
        )

    def _name(self, group: Group) -> str | None:
        return group.name or self._countries.get(group.country or "")

    def note(self, actor: Actor, mentions: Mentions) -> None:
        """Remembers an actor for the references that follow."""
        mentions.note(actor, of_another=actor.start in self._of_another)

    def actor(self, chunk: Chunk, mentions: Mentions) -> Actor | None:
        """The actor of a phrase, or None when nothing but counts or things remain."""
        document = self._document
        first, last = self._trim(chunk)
        if first >= last:  # a count alone: killed twenty
            first, last = chunk
            if not any(document.classes[k] & _NUMBER for k in range(first, last)):
                return None
        name = country = sector = None
        of_another = False
        for index in range(first, last):
            word = document.words[index]
            mention = self._groups.get(index)
            if mention and name is None:
                name, sector = self._name(mention.group), sector or mention.group.sector
                country = country or mention.group.country
                of_another = sector != mention.group.sector
            if index > first and word.sector and document.classes[first] & _MEMBER:
                sector = word.sector  # members of the security forces
            sector = sector or word.sector or None
            country = country or word.country or word.state or None
            if word.state and first == last - 1:
                name, sector = self._countries.get(word.state), sector or "GOV"
        start, end = document.starts[first], document.ends[last - 1]
        if of_another:
            self._of_another.add(start)
        actor = Actor(document.text[start:end], start, end, name, country, sector)
        return self._refer(actor, first, last, mentions)

    def _trim(self, chunk: Chunk) -> tuple[int, int]:
        first, last = chunk
        document = self._document
        while first < last and document.classes[first] & (_COUNT | PUNCTUATION):
            if document.words[first].sector or first in self._groups:
                break
            first += 1
            if first < last and document.classes[first] & _PARTITIVE:
                first += 1
        while last > first and document.words[last - 1].norm in ("،", ","):
            last -= 1
        return first, last

    def _refer(self, actor: Actor, first: int, last: int, mentions: Mentions) -> Actor:
        """A definite noun alone means whoever was named before: the organisation, the army."""
        document = self._document
        word = document.words[first]
        alone = last - first == 1
        before: Actor | None = None
        if document.classes[first] & _ANAPHOR and alone and word.definite:
            before = mentions.by_sector.get(word.sector) if word.sector else mentions.last
        elif actor.sector and not actor.name and not actor.country and last - first <= 2:
            definite = word.definite or (first > 0 and document.classes[first - 1] & _DETERMINER)
            before = mentions.by_sector.get(actor.sector) if definite and actor.sector != "GOV" else None
        if before is None:
            return actor
        official = (
            actor.sector in _OFFICIAL and not alone and document.words[last - 1].norm.endswith(("ي", "يه"))
        )  # the government forces
        return Actor(
            actor.text,
            actor.start,
            actor.end,
            None if official else before.name,
            before.country,
            actor.sector or before.sector,
        )
