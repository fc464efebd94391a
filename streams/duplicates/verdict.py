"""The verdict on one article: which earlier article it repeats, and how."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from streams.duplicates.options import DuplicateOptions
from streams.rank import Rank
from streams.records.duplicate import DuplicateKind

PLACES: Final = 4
"""Decimal places of a similarity."""


class Match(NamedTuple):
    """How a later body repeats an earlier one."""

    kind: DuplicateKind
    similarity: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A duplicate's verdict. `target`: the rank of the earliest article that matches; `cluster`: the chain's end."""

    target: Rank
    kind: DuplicateKind
    similarity: float
    cluster: str

    @property
    def duplicate_of(self) -> str:
        """The id of the earliest article that matches."""
        return self.target.id


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two bodies are: the sizes of their sets of shingles, and how many of them both have."""

    later: int
    earlier: int
    shared: int

    @property
    def jaccard(self) -> float:
        """Shared shingles by all that either has."""
        return self.shared / (self.later + self.earlier - self.shared)

    @property
    def share(self) -> float:
        """Shared shingles by those of the later body."""
        return self.shared / self.later


def may_match(
    later: npt.NDArray[np.int64] | np.int64,
    earlier: npt.NDArray[np.int64] | int,
    shared: npt.NDArray[np.int32],
    options: DuplicateOptions,
) -> npt.NDArray[np.bool_]:
    """For which of many pairs `judge` finds a match."""
    found: npt.NDArray[np.bool_] = shared > 0
    found &= (shared / (later + earlier - shared) >= options.near) | (shared / later >= options.contained)
    return found


def judge(alike: Likeness, options: DuplicateOptions, same_url: bool) -> Match | None:
    """The match of two bodies that are not the same, or None when they are too different."""
    if not alike.shared:
        return None
    jaccard = alike.jaccard
    near = jaccard >= options.near
    if not near and alike.share < options.contained:
        return None
    if same_url:
        return Match("revision", round(jaccard, PLACES))
    return Match("near", round(jaccard, PLACES)) if near else Match("contained", round(alike.share, PLACES))


def judge_same(same_url: bool) -> Match:
    """The match of two bodies that are the same once normalised."""
    return Match("revision" if same_url else "exact", 1.0)
