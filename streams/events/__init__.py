"""Event extraction: who did what to whom, where, when, how many."""

from streams.events.extractor import EventExtractor

__all__ = ["EventExtractor"]
