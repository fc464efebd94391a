"""Triggers: the words that report events, and how each is read."""

from streams.events.triggers.finder import find_triggers
from streams.events.triggers.model import Found, GroupMention, Match

__all__ = ["Found", "GroupMention", "Match", "find_triggers"]
