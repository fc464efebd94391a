"""What stands on a page in place of its article: consent, subscription, browser checks, missing pages."""

from collections.abc import Iterable, Sequence
from typing import Final

from streams.folding import fold

_LONGEST: Final = 60
"""Words: a longer paragraph speaks about such things rather than being one."""
_EDGE: Final = 3
_SHORT_PAGE: Final = 250
_LITTLE: Final = 25


class PageNotices:
    """Tells notices from paragraphs of an article by the phrases in them."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        self._phrases = tuple(dict.fromkeys(map(fold, phrases)))

    def without(self, paragraphs: Sequence[str]) -> list[str]:
        """The paragraphs that are no notices; none at all when a notice stands in the article's place.

        In a long article only the first and last few are looked at: notices stand around it.
        """
        lengths = [len(paragraph.split()) for paragraph in paragraphs]
        edge = len(paragraphs) if sum(lengths) <= _SHORT_PAGE else _EDGE
        kept, left = [], 0
        for position, (paragraph, length) in enumerate(zip(paragraphs, lengths, strict=True)):
            outside = position < edge or position >= len(paragraphs) - edge
            if not (outside and length <= _LONGEST and self._is_notice(paragraph)):
                kept.append(paragraph)
                left += length
        return kept if len(kept) == len(paragraphs) or left >= _LITTLE else []

    def _is_notice(self, paragraph: str) -> bool:
        folded = fold(paragraph)
        return any(phrase in folded for phrase in self._phrases)
