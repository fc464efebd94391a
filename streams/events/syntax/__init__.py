"""Phrases and clauses: what stands where around a verb or an event noun."""

from streams.events.syntax.model import Arguments, Chunk, Syntax
from streams.events.syntax.subject_first import SubjectFirst
from streams.events.syntax.verb_first import VerbFirst

__all__ = ["Arguments", "Chunk", "SubjectFirst", "Syntax", "VerbFirst"]
