"""Words and sentences, and what the lexicon knows of each word."""

from streams.events.tokens.analyser import Analyser
from streams.events.tokens.lexemes import analyse
from streams.events.tokens.model import COMMA, DIGITS, PUNCTUATION, QUOTE, STOP, STRONG, Document, Lexeme

__all__ = [
    "COMMA",
    "DIGITS",
    "PUNCTUATION",
    "QUOTE",
    "STOP",
    "STRONG",
    "Analyser",
    "Document",
    "Lexeme",
    "analyse",
]
