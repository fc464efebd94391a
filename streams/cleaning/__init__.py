"""Cleaning: the article's own body out of what the scraper or the page left around it."""

from streams.cleaning.cleaner import CleanArticle, Cleaner

__all__ = ["CleanArticle", "Cleaner"]
