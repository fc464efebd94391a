"""What of a text is looked at: all of a short one, fixed parts of a long one."""

import re
from typing import Final

PART: Final = 160
"""Characters in one part."""
_LONGEST_WORD: Final = 40

_NONCHARACTERS: Final = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Addresses and names of accounts say nothing about the language around them. Marks of direction say nothing
# either; controls, noncharacters and unpaired surrogates the models cannot take.
_NOISE: Final = re.compile(
    r"(?:https?://|www\.)\S+|[#@]\w+"
    r"|[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    rf"{_NONCHARACTERS}]+"
)


def sample(text: str) -> str:
    """At most three times `PART` characters: beginning, middle and end, cut between words where possible.

    Its cost does not depend on the text's length.
    """
    if len(text) <= 3 * PART:
        return _NOISE.sub(" ", text)
    middle = (len(text) - PART) // 2
    parts = (_part(text, start) for start in (0, middle, len(text) - PART))
    return _NOISE.sub(" ", "\n".join(parts))


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
