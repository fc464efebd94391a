"""The syntax of languages that put the verb before the subject."""

from streams.events.syntax.verb_first.arguments import VerbFirst

__all__ = ["VerbFirst"]
