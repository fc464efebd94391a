"""Received text as lines, with what their shape says: length, ending, bullets, separators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from streams.records.article import RemovedKind

_EAST_ASIAN: Final = "\u2e80"
BULLETS: Final = "-•*·–—▪●■◦‣►▶»›>+~"
_CLOSING: Final = "\"'”’»)]}›“″*_ \u200f\u200e\u202c\u2069"
_TERMINAL: Final = ".!?؟…。！？।۔።။៕｡‼⁉。"
_ABBREVIATED: Final = ("…", "...", " ..", "…”", '…"', "...”", '..."', "[…]", "[...]")
_GAP: Final = re.compile(r"\s{3,}|\t+")
_SEPARATOR: Final = re.compile(r"\s?[|•›►│]\s?|\s·\s")
_MIN_STRIP: Final = 3
_MIN_HEADLINES: Final = 4
_MIN_ENDED: Final = 8
_MIN_WRAPPED: Final = 20
_MENU_LENGTH: Final = 20
_PIECE_LENGTH: Final = 90
_SENTENCE_LENGTH: Final = 160
_LONGEST_MENU: Final = 2_000
_SENTENCE_WORDS: Final = 6


@dataclass(slots=True)
class Line:
    """A line without the white space around it, or a part of one that separators join to others.

    `start` and `end` are offsets in the received text. `words`: how many, estimated where a script has no spaces.
    `terminal`: ends as sentences do. `truncated`: ends in dots that stand for what is missing. `key`: what its
    wording is looked up by. `kind` and `rule` are set once it is known to be no part of the body; `opens`: it is
    a label whose block follows; `ends`: the article is over where it stands.
    """

    start: int
    end: int
    text: str
    words: int
    terminal: bool
    truncated: bool
    bullet: bool
    key: str = ""
    kind: RemovedKind | None = None
    rule: str = ""
    opens: bool = False
    ends: bool = False

    @property
    def explained(self) -> bool:
        """Whether it is known to be no part of the body."""
        return self.kind is not None

    @property
    def sentence(self) -> bool:
        """Whether it reads as a sentence of a story: long enough, and ended."""
        return self.terminal and not self.truncated and self.words >= _SENTENCE_WORDS

    def remove(self, kind: RemovedKind, rule: str) -> None:
        """Marks it as no part of the body, unless an earlier rule did."""
        if self.kind is None:
            self.kind, self.rule = kind, rule


def split(text: str) -> Iterator[Line]:
    """The lines that are not blank, in order; a line of joined headlines comes as its parts."""
    position = 0
    for whole in text.splitlines(keepends=True):
        stripped = whole.strip()
        if stripped:
            start = position if whole[0] == stripped[0] else position + len(whole) - len(whole.lstrip())
            if (separator := _separator(stripped)) is None:
                yield line(stripped, start)
            else:
                yield from _parts(stripped, start, separator)
        position += len(whole)


def line(text: str, start: int) -> Line:
    """One line from its text, which is not blank, and where it starts."""
    words = text.count(" ") + 1
    if words * 15 < len(text):
        words = max(words, len(text) // (2 if text[len(text) // 2] >= _EAST_ASIAN else 4))
    tail = text[-16:].rstrip(_CLOSING)
    terminal = tail != "" and tail[-1] in _TERMINAL
    bullet = text[0] in BULLETS and (len(text) == 1 or text[1].isspace())
    return Line(start, start + len(text), text, words, terminal, text.endswith(_ABBREVIATED), bullet)


def _parts(text: str, start: int, separator: re.Pattern[str]) -> Iterator[Line]:
    """The line, or the parts of a strip: runs of headlines as one line each, sentences on their own."""
    pieces = _pieces(text, separator)
    if len(pieces) < _MIN_STRIP or not _is_strip(pieces):
        yield line(text, start)
    elif max(map(len, pieces)) <= _SENTENCE_LENGTH:
        yield _strip(text, start)
    else:
        yield from _with_sentences(text, start, separator)


def _pieces(text: str, separator: re.Pattern[str]) -> list[str]:
    """What the separators join; wide spaces are split without the pattern, which takes five times as long."""
    if separator is not _GAP:
        return separator.split(text)
    spaced = text.replace("\xa0", " ").replace("\t", "   ").split("   ")
    return [piece for piece in map(str.strip, spaced) if piece]


def _with_sentences(text: str, start: int, separator: re.Pattern[str]) -> Iterator[Line]:
    begin = end = 0
    for gap_start, gap_end in (*(match.span() for match in separator.finditer(text)), (len(text), len(text))):
        if gap_start - end > _SENTENCE_LENGTH and (piece := line(text[end:gap_start], start + end)).sentence:
            if text[begin:end].strip():
                yield _strip(text[begin:end].rstrip(), start + begin)
            yield piece
            begin = gap_end
        end = gap_end
    if text[begin:].strip():
        yield _strip(text[begin:], start + begin)


def _strip(text: str, start: int) -> Line:
    strip = Line(start, start + len(text), text, text.count(" ") + 1, False, False, False)
    strip.remove("navigation", "headline-strip")
    return strip


def _separator(text: str) -> re.Pattern[str] | None:
    """What the parts of a strip are joined by: wide spaces if there are any, else bars, dots or arrows."""
    if ("  " in text or "\xa0" in text or "\t" in text) and _GAP.search(text):
        return _GAP
    if len(text) >= _LONGEST_MENU:
        return None
    barred = "|" in text or "•" in text or " · " in text or "›" in text or "►" in text or "│" in text
    return _SEPARATOR if barred else None


def _is_strip(pieces: list[str]) -> bool:
    """Many short parts, few of them ended: headlines or a menu, not a sentence with wide spaces or bars in it."""
    short = [piece for piece in pieces if len(piece) <= _SENTENCE_LENGTH]
    ended = sum(piece[-1:] in _TERMINAL and len(piece) > _SENTENCE_LENGTH // 4 for piece in short)
    length = sum(map(len, short))
    menu = length <= _MENU_LENGTH * len(short)
    least = _MIN_STRIP if menu else _MIN_HEADLINES
    if len(short) < len(pieces) or pieces[-1].rstrip(_CLOSING)[-1:] in _TERMINAL:
        least = _MIN_WRAPPED if pieces[-1].endswith(".") else _MIN_ENDED
    enough = len(short) >= max(least, len(pieces) / 2)
    return enough and 3 * ended <= len(short) and length <= _PIECE_LENGTH * len(short)
