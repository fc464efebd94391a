"""What the resolver holds of all articles."""

from typing import TYPE_CHECKING, Final

import numpy as np

from streams.duplicates.arena import Arena
from streams.duplicates.articles import LATEST, Body, Entry, moment
from streams.duplicates.expiry import Arrivals
from streams.duplicates.index import Numbers, SketchIndex
from streams.duplicates.verdict import Verdict

if TYPE_CHECKING:
    from streams.duplicates.overlay import Overlay

MAX_GAPS: Final = 1024
"""Numbers are closed up when more than so many, and more than half of all, are of bodies that are gone."""


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
        self.bodies: dict[bytes, Body] = {}
        self.by_number: list[Body | None] = []
        self.index = SketchIndex()
        self.first: Numbers = np.zeros(0, dtype=np.int64)
        self.last: Numbers = np.zeros(0, dtype=np.int64)
        self.weakest: Numbers = np.zeros(0, dtype=np.int64)
        self.lengths: Numbers = np.zeros(0, dtype=np.int64)
        self.orphans: set[str] = set()
        self.generation = 0
        self.shingle_bytes = 0
        self.arrivals = Arrivals()
        self._arena = Arena()

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
        for article_id, arrived in overlay.arrivals.items():
            self.entries[article_id].arrived = arrived
        moved = {**overlay.entries, **overlay.arrivals}
        self.arrivals.add([entry for i in moved if (entry := self.entries.get(i)) is not None])
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
                    body.block, body.start = self._arena.keep(body.shingles)
                    self.shingle_bytes += body.size * 8
                self.first[body.number] = moment(body.members[0].rank)
                self.last[body.number] = moment(body.members[-1].rank)
                self.weakest[body.number] = max(self._target(entry.id) for entry in body.members)
            elif known:
                gone.append(body.number)
                self.shingle_bytes -= body.size * 8
                del self.bodies[body.key]
                self.by_number[body.number] = None
        self.by_number += [None] * (overlay.numbered - len(self.by_number))
        for body in new:
            self.by_number[body.number] = body
            self.bodies[body.key] = body
        self.index.add([overlay.keys_of(body) for body in new], [body.number for body in new])
        self.index.remove(gone)
        if len(self.by_number) > MAX_GAPS + 2 * len(self.bodies):
            self._renumber()

    def _renumber(self) -> None:
        """Closes the gaps that expired bodies leave among the numbers, so that the arrays do not grow for ever."""
        bodies = [body for body in self.by_number if body is not None]
        kept = np.array([body.number for body in bodies], dtype=np.int64)
        self.index.renumber(kept)
        for name in ("first", "last", "weakest", "lengths"):
            setattr(self, name, getattr(self, name)[kept])
        self.by_number = list(bodies)
        for number, body in enumerate(bodies):
            body.number = number

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
