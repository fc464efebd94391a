"""Duplicates: one owner of all that could match decides what is published, and corrects it by key."""

from streams.duplicates.batch import MissingRow
from streams.duplicates.options import DuplicateOptions
from streams.duplicates.resolution import Arrival, Outcome, Output, Resolution
from streams.duplicates.resolver import Resolver, Statistics
from streams.duplicates.rows import UnknownRowVersion

__all__ = [
    "Arrival",
    "DuplicateOptions",
    "MissingRow",
    "Outcome",
    "Output",
    "Resolution",
    "Resolver",
    "Statistics",
    "UnknownRowVersion",
]
