"""The overlay on which a batch is worked out, so that what is held stays as it is until the batch is through."""

from bisect import bisect_left, bisect_right, insort
from sys import intern

from streams.duplicates.articles import Body, Entry, body_key, by_rank
from streams.duplicates.held import Held
from streams.duplicates.sketch import Keys, shingle_array, sketch
from streams.duplicates.verdict import Verdict
from streams.rank import Rank


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
        self.bodies: dict[bytes, Body] = {}
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
        return members[bisect_right(members, rank, key=by_rank) :]

    def body(self, language: str, digest: bytes, shingles: bytes) -> Body:
        """The body with this text, a new one when there is none."""
        key = body_key(language, digest)
        body = self.held.bodies.get(key) or self.bodies.get(key)
        if body is None:
            block = shingle_array(shingles)
            body = self.bodies[key] = Body(self.numbered, intern(language), key, block, 0, len(block))
            self.numbered += 1
        return body

    def keys_of(self, body: Body) -> Keys:
        """A body's sketch, worked out once."""
        if body not in self._keys:
            self._keys[body] = sketch(body.shingles, body.language)
        return self._keys[body]

    def is_new(self, body: Body) -> bool:
        """Whether the body is not among those held."""
        return body.number >= len(self.held.by_number)

    def put(self, entry: Entry) -> None:
        """Adds an article."""
        self.entries[entry.id] = entry
        insort(self._own_members(entry.body), entry, key=by_rank)

    def remove(self, entry: Entry) -> None:
        """Removes an article; the verdicts that name it are left to the caller."""
        self.entries[entry.id] = None
        members = self._own_members(entry.body)
        del members[bisect_left(members, entry.rank, key=by_rank)]

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
