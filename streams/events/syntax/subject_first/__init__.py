"""The syntax of languages that put the subject before the verb."""

from streams.events.syntax.subject_first.arguments import SubjectFirst

__all__ = ["SubjectFirst"]
