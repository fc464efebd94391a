"""Lexicons: what an operator writes for a language, and the tables it is compiled to."""

from streams.events.lexicon.compiler import compile_lexicon
from streams.events.lexicon.definition import (
    GroupDefinition,
    LanguageDefinition,
    LexiconDefinition,
    TriggerDefinition,
)
from streams.events.lexicon.model import Group, Lexicon, LexiconError, Phrase, Sense, Trigger

__all__ = [
    "Group",
    "GroupDefinition",
    "LanguageDefinition",
    "Lexicon",
    "LexiconDefinition",
    "LexiconError",
    "Phrase",
    "Sense",
    "Trigger",
    "TriggerDefinition",
    "compile_lexicon",
]
