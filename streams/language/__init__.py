"""Language identification of the clean body."""

from streams.language.identifier import LanguageIdentifier, LanguageOptions
from streams.language.profiles import LanguageProfile, Profiles

__all__ = ["LanguageIdentifier", "LanguageOptions", "LanguageProfile", "Profiles"]
