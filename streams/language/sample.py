"""What of a text is looked at: all of a short one, fixed parts of a long one."""

import re
from typing import Final

PART: Final = 160
"""Characters in one part."""
_LONGEST_WORD: Final = 40

# Marks of direction say nothing about the language around them; controls, noncharacters and unpaired surrogates the
# models cannot take.
_NOISE_POINTS: Final = (
    *(range(0x20), range(0x7F, 0xA0), range(0xAD, 0xAE), range(0x200B, 0x200C), range(0x200E, 0x2010)),
    *(range(0x202A, 0x202F), range(0x2066, 0x206A), range(0xD800, 0xE000), range(0xFDD0, 0xFDF0)),
    range(0xFEFF, 0xFF00),
    *(range(plane + 0xFFFE, plane + 0x10000) for plane in range(0, 0x110000, 0x10000)),
)
_CLASS: Final = "".join(f"{chr(points[0])}-{chr(points[-1])}" for points in _NOISE_POINTS)
_NOISE: Final = re.compile(rf"(?:https?://|www\.)\S+|[#@]\w+|[{_CLASS}]+")
"""Addresses and names of accounts say nothing either."""
_SIGNS: Final = frozenset("#@").union(*(map(chr, points) for points in _NOISE_POINTS)) - {"\n"}


def sample(text: str) -> str:
    """At most three times `PART` characters: beginning, middle and end, cut between words where possible.

    Its cost does not depend on the text's length.
    """
    if len(text) <= 3 * PART:
        return _quiet(text)
    middle = (len(text) - PART) // 2
    parts = (_part(text, start) for start in (0, middle, len(text) - PART))
    return _quiet("\n".join(parts))


def _quiet(text: str) -> str:
    """The text with a space for each stretch of noise; most texts have none but line breaks, one or two together."""
    if "://" in text or "www." in text or "\n\n\n" in text or not _SIGNS.isdisjoint(set(text)):
        return _NOISE.sub(" ", text)
    return text.replace("\n\n", "\n").replace("\n", " ")


def _part(text: str, start: int) -> str:
    part = text[start : start + PART]
    if start:
        part = part[_cut(part[:_LONGEST_WORD]) :]
    if start + PART < len(text):
        tail = part[::-1][:_LONGEST_WORD]
        part = part[: len(part) - _cut(tail)]
    return part


def _cut(edge: str) -> int:
    """How many characters to drop so as not to begin within a word."""
    return edge.find(" ") + 1
