"""Datelines: "HANOI, Vietnam (AP) — " says where and when a report was written, and belongs to no sentence of it."""

from typing import Final

from streams.events.tokens.model import DIGITS, PUNCTUATION, Document

_LONGEST: Final = 16
"""Tokens."""
_CAPITALS: Final = 4
"""Letters that a name in capitals has at the least; shorter ones are abbreviations."""
_DASHES: Final = frozenset("-–—")


def part_datelines(document: Document) -> None:
    """Makes each dateline a sentence of its own."""
    parted = []
    for first, last in document.sentences:
        begins = _behind_dateline(document, first, last)
        if begins > first:
            parted.append((first, begins))
        parted.append((begins, last))
    document.sentences = parted


def _behind_dateline(document: Document, first: int, last: int) -> int:
    """Where a sentence of tokens `first` up to `last` begins to tell; `first` where it has no dateline.

    A dateline is of names, figures and brackets, ends with a dash or colon, and has a place in capitals first or
    an agency in brackets last.
    """
    words, ends = document.words, document.ends
    opening = document.text[document.starts[first] : ends[first]]
    actor = any(phrase.group for phrase in words[first].phrases)  # NATO – the alliance –
    named = len(opening) >= _CAPITALS and opening.isupper() and not actor
    if not named and opening not in "([" and not words[first].capital:
        return first
    for index in range(first + 1, min(last - 1, first + _LONGEST)):
        word = words[index]
        if word.norm in _DASHES:
            bracket = words[index - 1].norm in ")]"
            apart = document.starts[index] > ends[index - 1] or document.starts[index + 1] > ends[index]
            if apart and (bracket or named):
                return _behind_dashes(document, index, last)
            if apart:
                return first
        elif word.norm == ":":
            return index + 1 if named else first
        elif not (word.capital or word.classes & (PUNCTUATION | DIGITS)):
            return first
    return first


def _behind_dashes(document: Document, index: int, last: int) -> int:
    while index < last - 1 and document.words[index].norm in _DASHES:
        index += 1
    return index
