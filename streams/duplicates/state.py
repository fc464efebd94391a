"""What the resolver holds of all articles, and the overlay on which a batch is worked out."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from streams.duplicates.index import Numbers, SketchIndex
from streams.duplicates.sketch import Keys, shingle_array, sketch
from streams.duplicates.verdict import Verdict
from streams.rank import Rank

EARLIEST: Final = np.iinfo(np.int64).min
LATEST: Final = np.iinfo(np.int64).max


def moment(rank: Rank) -> int:
    """A rank as one number: smaller ranks never have the larger one, equal moments are told apart by id."""
    return int(LATEST) if rank.undated else rank.moment


@dataclass(slots=True, eq=False)
class Body:
    """A normalised body in one language, and the articles that have it, earliest first."""

    number: int
    language: str
    digest: bytes
    shingles: bytes
    members: list["Entry"] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many distinct shingles it has."""
        return len(self.shingles) // 8


@dataclass(slots=True, eq=False)
class Entry:
    """An article as it is compared. `published`: microseconds since 1970; `url`: digest of the canonical URL."""

    id: str
    rank: Rank
    body: Body
    published: int | None
    url: int | None
    arrived: int


BodyKey = tuple[str, bytes]


class Held:
    """All that has been taken over: articles, verdicts on the duplicates among them, bodies and their index.

    By body number, in microseconds since 1970: `first` and `last` are the moments of its earliest and latest
    article, `weakest` the latest moment of an article that one of its articles is a duplicate of, `LATEST` when one
    is no duplicate; `lengths`: how many shingles it has.
    """

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.verdicts: dict[str, Verdict] = {}
        self.followers: dict[str, set[str]] = {}
        self.bodies: dict[BodyKey, Body] = {}
        self.by_number: list[Body | None] = []
        self.index = SketchIndex()
        self.first: Numbers = np.zeros(0, dtype=np.int64)
        self.last: Numbers = np.zeros(0, dtype=np.int64)
        self.weakest: Numbers = np.zeros(0, dtype=np.int64)
        self.lengths: Numbers = np.zeros(0, dtype=np.int64)
        self.orphans: set[str] = set()
        self.generation = 0
        self.shingle_bytes = 0
        self._oldest = 0

    def arrived_before(self, before: int, limit: int) -> list[Entry]:
        """Articles that arrived before a moment (milliseconds since 1970), at most `limit` of them."""
        if before <= self._oldest:
            return []
        found = [entry for entry in self.entries.values() if entry.arrived < before]
        if len(found) <= limit:
            self._oldest = before
        return found[:limit]

    def take(self, overlay: "Overlay") -> None:
        """Takes an overlay over."""
        self.generation += 1
        self.orphans -= overlay.buried
        for article_id, entry in overlay.entries.items():
            if entry is None:
                self.entries.pop(article_id, None)
            else:
                self.entries[article_id] = entry
                self.orphans.discard(article_id)
                self._oldest = min(self._oldest, entry.arrived)
        for article_id, arrived in overlay.arrivals.items():
            self.entries[article_id].arrived = arrived
        _take(self.verdicts, overlay.verdicts)
        for article_id, followers in overlay.followers.items():
            if followers:
                self.followers[article_id] = followers
            else:
                self.followers.pop(article_id, None)
        self._take_bodies(overlay)

    def _take_bodies(self, overlay: "Overlay") -> None:
        gone: list[int] = []
        new: list[Body] = []
        touched = dict.fromkeys(overlay.members)
        touched.update(dict.fromkeys(self.entries[i].body for i in overlay.verdicts if i in self.entries))
        self._reserve(overlay.numbered)
        for body in touched:
            body.members = overlay.members.get(body, body.members)
            known = body.number < len(self.by_number) and self.by_number[body.number] is body
            if body.members:
                if not known:
                    new.append(body)
                    self.lengths[body.number] = body.size
                    self.shingle_bytes += len(body.shingles)
                self.first[body.number] = moment(body.members[0].rank)
                self.last[body.number] = moment(body.members[-1].rank)
                self.weakest[body.number] = max(self._target(entry.id) for entry in body.members)
            elif known:
                gone.append(body.number)
                self.shingle_bytes -= len(body.shingles)
                del self.bodies[body.language, body.digest]
                self.by_number[body.number] = None
        self.by_number += [None] * (overlay.numbered - len(self.by_number))
        for body in new:
            self.by_number[body.number] = body
            self.bodies[body.language, body.digest] = body
        self.index.add([overlay.keys_of(body) for body in new], [body.number for body in new])
        self.index.remove(gone)

    def _target(self, article_id: str) -> int:
        verdict = self.verdicts.get(article_id)
        return int(LATEST) if verdict is None else moment(verdict.target)

    def _reserve(self, count: int) -> None:
        if count > len(self.first):
            size = max(count, len(self.first) * 3 // 2, 1024)
            for name in ("first", "last", "weakest", "lengths"):
                grown = np.zeros(size, dtype=np.int64)
                old = getattr(self, name)
                grown[: len(old)] = old
                setattr(self, name, grown)


def _take(held: dict[str, Verdict], changes: dict[str, Verdict | None]) -> None:
    for article_id, verdict in changes.items():
        if verdict is None:
            held.pop(article_id, None)
        else:
            held[article_id] = verdict


class Overlay:
    """Changes to what is held, not yet in force. None stands for what is removed."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.generation = held.generation
        self.buried: set[str] = set()
        self.entries: dict[str, Entry | None] = {}
        self.arrivals: dict[str, int] = {}
        self.verdicts: dict[str, Verdict | None] = {}
        self.followers: dict[str, set[str]] = {}
        self.members: dict[Body, list[Entry]] = {}
        self.bodies: dict[BodyKey, Body] = {}
        self.weakened: set[int] = set()
        self._keys: dict[Body, Keys] = {}
        self.numbered = len(held.by_number)

    def entry(self, article_id: str) -> Entry | None:
        """The article of an id."""
        if article_id in self.entries:
            return self.entries[article_id]
        return self.held.entries.get(article_id)

    def verdict(self, article_id: str) -> Verdict | None:
        """The verdict on an article; None when it is no duplicate."""
        if article_id in self.verdicts:
            return self.verdicts[article_id]
        return self.held.verdicts.get(article_id)

    def followers_of(self, article_id: str) -> list[str]:
        """The ids of the articles whose verdict names this one, in order."""
        own = self.followers.get(article_id)
        return sorted(self.held.followers.get(article_id, set()) if own is None else own)

    def members_of(self, body: Body) -> list[Entry]:
        """The articles that have a body, earliest first."""
        return self.members.get(body, body.members)

    def members_after(self, body: Body, rank: Rank) -> list[Entry]:
        """The articles of a body that are later than a rank."""
        members = self.members_of(body)
        if not members or members[-1].rank <= rank:
            return []
        return members[bisect_right(members, rank, key=_rank) :]

    def body(self, language: str, digest: bytes, shingles: bytes) -> Body:
        """The body with this text, a new one when there is none."""
        key = (language, digest)
        body = self.held.bodies.get(key) or self.bodies.get(key)
        if body is None:
            body = self.bodies[key] = Body(self.numbered, language, digest, shingles)
            self.numbered += 1
        return body

    def keys_of(self, body: Body) -> Keys:
        """A body's sketch, worked out once."""
        if body not in self._keys:
            self._keys[body] = sketch(shingle_array(body.shingles), body.language)
        return self._keys[body]

    def is_new(self, body: Body) -> bool:
        """Whether the body is not among those held."""
        return body.number >= len(self.held.by_number)

    def put(self, entry: Entry) -> None:
        """Adds an article."""
        self.entries[entry.id] = entry
        insort(self._own_members(entry.body), entry, key=_rank)

    def remove(self, entry: Entry) -> None:
        """Removes an article; the verdicts that name it are left to the caller."""
        self.entries[entry.id] = None
        members = self._own_members(entry.body)
        del members[bisect_left(members, entry.rank, key=_rank)]

    def decide(self, article_id: str, verdict: Verdict | None) -> None:
        """Sets the verdict on an article. `weakened` gets the numbers of bodies with verdicts that name later ones."""
        old = self.verdict(article_id)
        if old is not None and (verdict is None or verdict.duplicate_of != old.duplicate_of):
            self._own_followers(old.duplicate_of).discard(article_id)
        if verdict is not None:
            self._own_followers(verdict.duplicate_of).add(article_id)
        if old is not None and (verdict is None or verdict.target > old.target):
            self._weaken(article_id)
        self.verdicts[article_id] = verdict

    def _weaken(self, article_id: str) -> None:
        entry = self.entry(article_id)
        if entry is not None:
            self.weakened.add(entry.body.number)

    def _own_members(self, body: Body) -> list[Entry]:
        if body not in self.members:
            self.members[body] = list(body.members)
        return self.members[body]

    def _own_followers(self, article_id: str) -> set[str]:
        if article_id not in self.followers:
            self.followers[article_id] = set(self.held.followers.get(article_id, ()))
        return self.followers[article_id]


def _rank(entry: Entry) -> Rank:
    return entry.rank
