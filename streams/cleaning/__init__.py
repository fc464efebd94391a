"""Cleaning: the article's own body out of what the scraper or the page left around it."""

from streams.cleaning.cleaner import CleanArticle, Cleaner
from streams.cleaning.rules import CleaningRules
from streams.cleaning.text import CleanText, TextCleaner

__all__ = ["CleanArticle", "CleanText", "Cleaner", "CleaningRules", "TextCleaner"]
