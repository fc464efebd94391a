"""An article as words: folded forms with their offsets, read once and shared by the finders of places, dates and
numbers.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

TATWEEL: Final = "ـ"
MARKS: Final = "".join(
    map(chr, (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)))
)
"""Arabic vowel marks and Koranic signs: like the tatweel, they change no word's identity."""
_STRIP_MARKS: Final = str.maketrans("", "", MARKS + TATWEEL)
_LETTERS: Final = (
    ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ی", "ي"), ("ک", "ك"), ("گ", "ك"),
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("ʿ", "'"), ("ʾ", "'"), ("ʹ", "'"), ("`", "'"), ("_", " "),
)  # fmt: skip
_DIGITS: Final = tuple((chr(zero + digit), str(digit)) for zero in (0x0660, 0x06F0) for digit in range(10))
_SPLIT: Final = re.compile(r"(\w+)")


def fold(text: str) -> str:
    """The text in lower case, Arabic and Persian letter forms, apostrophes and digits unified, marks as tatweels.

    Every character stays in its place: `len(fold(text)) == len(text)`.
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for letter, plain in _LETTERS:
        folded = folded.replace(letter, plain)
    if not folded.isascii():
        for digit, plain in _DIGITS:
            folded = folded.replace(digit, plain)
        for mark in MARKS:
            folded = folded.replace(mark, TATWEEL)
    return folded


def strip_marks(text: str) -> str:
    """The text without Arabic vowel marks and tatweel."""
    return text.translate(_STRIP_MARKS)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text. `forms[i]` stands at `text[starts[i]:ends[i]]`; `gaps[i]` is what stands before it.

    A word is a run of letters and digits; `gaps` has one item more than `forms`, the text after the last word.
    """

    text: str
    folded: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    figures: list[int]
    """The words that are not all letters, by their places."""

    @classmethod
    def of(cls, text: str) -> "Words":
        """Reads the words of a text, in time linear in its length."""
        folded = fold(text)
        parts = _SPLIT.split(folded)
        bounds = list(accumulate(map(len, parts)))
        forms = parts[1::2]
        if TATWEEL in folded:
            forms = "\n".join(forms).replace(TATWEEL, "").split("\n")
        figures = [index for index, form in enumerate(forms) if not form.isalpha()]
        return cls(text, folded, forms, bounds[0:-1:2], bounds[1::2], parts[0::2], figures)

    def among(self, forms: Container[str]) -> list[int]:
        """The words whose forms are among these, by their places."""
        return [index for index, form in enumerate(self.forms) if form in forms]

    def __len__(self) -> int:
        return len(self.forms)
