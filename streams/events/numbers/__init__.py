"""Counts in an article: how many, as a range, and of what."""

from streams.events.numbers.finder import find_numbers
from streams.events.numbers.model import NumberMention, NumberWords

__all__ = ["NumberMention", "NumberWords", "find_numbers"]
