"""Language identification of the clean body."""

from streams.language.identifier import LanguageIdentifier

__all__ = ["LanguageIdentifier"]
