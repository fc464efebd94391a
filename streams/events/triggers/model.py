"""What the lexicon recognises in a document."""

from typing import NamedTuple

from streams.events.lexicon.model import Group, Sense, Trigger


class Match(NamedTuple):
    """A trigger in a document: its entry, how it is read, and its tokens."""

    trigger: Trigger
    part: str
    sense: Sense
    first: int
    last: int
    passive: bool = False
    rest: tuple[int, int] = (0, 0)
    """Tokens of a phrase behind its gap, which belong to the trigger and to no party."""
    around_object: bool = False
    """Whether the gap holds those it was done to."""


class GroupMention(NamedTuple):
    """A named actor in a document."""

    first: int
    last: int
    group: Group


class Found(NamedTuple):
    """What the lexicon recognises in a document."""

    matches: tuple[Match, ...]
    groups: tuple[GroupMention, ...]
