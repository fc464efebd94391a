"""What follows from a run of articles: their own verdicts, those on later articles, and the ends of the chains."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple

from streams.duplicates.articles import Entry
from streams.duplicates.matching import Matcher
from streams.duplicates.overlay import Overlay
from streams.duplicates.verdict import Match, Verdict
from streams.rank import Rank


class Pending(NamedTuple):
    """An article whose matches are to be looked at. `position`: of its arrival in the batch.

    `state`: `new` and `replaced` articles are still to be put into the overlay, `known` ones are in it.
    """

    entry: Entry
    position: int
    state: Literal["new", "replaced", "known"]

    @property
    def rank(self) -> Rank:
        """The article's rank."""
        return self.entry.rank


class Propagation:
    """Carries verdicts on through an overlay."""

    def __init__(self, overlay: Overlay, matcher: Matcher) -> None:
        self._overlay = overlay
        self._matcher = matcher
        self._changed: dict[str, None] = {}

    def settle(self, run: Mapping[str, Pending]) -> dict[str, None]:
        """Works out a run of articles in the order of rank; gives the ids of all whose verdict is another one now.

        An article that is known already, since it was delivered again, is looked at as if it were new: a crash may
        have kept its row and lost what followed from it.
        """
        self._changed = {}
        for entry, _, state in sorted(run.values(), key=_rank):
            if state != "known":
                self._overlay.put(entry)
            if state == "new" and self._follow_twin(entry):
                continue
            self._follow(entry)
            for other, how in list(self._matcher.later(entry)):
                self._decide(other, entry.rank, how)
            for follower in self._overlay.followers_of(entry.id):
                self._check(follower, entry)
        self._settle_clusters([*self._changed, *run])
        return self._changed

    def _follow_twin(self, entry: Entry) -> bool:
        """Takes over the verdict of an earlier article with the same body and date, when there is one.

        Of ten thousand copies only the earliest is compared with others. Not for an article that is named by
        others already, as after a crash: that needs a closer look.
        """
        twin = self._matcher.twin(entry)
        if twin is None or self._overlay.followers_of(entry.id):
            return False
        verdict = self._overlay.verdict(twin.id)
        target = self._overlay.entry(verdict.duplicate_of) if verdict else twin
        if target is None or (verdict is not None and verdict.target != target.rank):
            return False
        how = self._matcher.match(entry, target)
        if how is None:
            return False
        self._decide(entry, target.rank, how)
        return True

    def _follow(self, entry: Entry) -> None:
        """Finds the verdict on an article anew.

        A verdict that names an article which has expired stands unless an earlier match is found.
        """
        found = self._matcher.earliest(entry)
        old = self._overlay.verdict(entry.id)
        expired = old is not None and self._overlay.entry(old.duplicate_of) is None
        if old is not None and expired and (found is None or old.target < found[0].rank):
            return
        if found is not None:
            self._decide(entry, found[0].rank, found[1])
        elif old is not None:
            self._overlay.decide(entry.id, None)
            self._changed[entry.id] = None

    def _check(self, follower: str, target: Entry) -> None:
        """Keeps the verdict on a follower, or finds it anew when its target has changed."""
        entry, verdict = self._overlay.entry(follower), self._overlay.verdict(follower)
        if entry is None or verdict is None:
            return
        how = self._matcher.match(entry, target) if verdict.target == target.rank else None
        if how != (verdict.kind, verdict.similarity):
            self._follow(entry)

    def _decide(self, entry: Entry, target: Rank, how: Match) -> None:
        old = self._overlay.verdict(entry.id)
        if old is not None and (old.target, old.kind, old.similarity) == (target, how.kind, how.similarity):
            return
        self._overlay.decide(entry.id, Verdict(target, how.kind, how.similarity, target.id))
        self._changed[entry.id] = None

    def _settle_clusters(self, ids: Iterable[str]) -> None:
        """Carries the ends of the chains to all that follow, from the earliest changed article on."""
        heap = [(entry.rank, i) for i in ids if (entry := self._overlay.entry(i)) is not None]
        heapify(heap)
        while heap:
            _, article_id = heappop(heap)
            cluster = self._cluster(article_id)
            verdict = self._overlay.verdict(article_id)
            if verdict is not None and verdict.cluster != cluster:
                self._overlay.decide(article_id, replace(verdict, cluster=cluster))
                self._changed[article_id] = None
            for follower in self._overlay.followers_of(article_id):
                entry, theirs = self._overlay.entry(follower), self._overlay.verdict(follower)
                if entry is not None and theirs is not None and theirs.cluster != cluster:
                    heappush(heap, (entry.rank, follower))

    def _cluster(self, article_id: str) -> str:
        verdict = self._overlay.verdict(article_id)
        if verdict is None:
            return article_id
        if self._overlay.entry(verdict.duplicate_of) is None:
            return verdict.cluster
        target = self._overlay.verdict(verdict.duplicate_of)
        return target.cluster if target is not None else verdict.duplicate_of


def _rank(pending: Pending) -> Rank:
    return pending.rank
