"""What the page cleaner is told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageOptions:
    """Bounds and thresholds of the extraction.

    `max_characters`: markup beyond it is cut, after scripts and comments. `least_kept`: of an extracted text
    the text rules must leave this share; otherwise they have mistaken the page, and the extracted text stays.
    `short`: of up to so many characters they may take all, since what is extracted from a page without an
    article is short.
    """

    max_characters: int = 1_000_000
    least_kept: float = 0.8
    short: int = 400
