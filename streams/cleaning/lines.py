"""Received text as lines, with what their shape says: length, ending, bullets, separators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from streams.folding import fold
from streams.records.article import RemovedKind

LONG: Final = 240
"""Code points from which a line is a paragraph, whatever its wording; only shorter ones are looked up."""
BULLETS: Final = "-•*·–—▪●■◦‣►▶»›>+~"
_CLOSING: Final = "\"'”’»)]}›“″*_ \u200f\u200e\u202c\u2069"
_TERMINAL: Final = ".!?؟…。！？।۔።။៕｡‼⁉。"
_ABBREVIATED: Final = re.compile(r"(?:\s\.{2,}|…|\.{3}|&r\.{3})\s*$")
_GAP: Final = re.compile(r"\s{3,}|\t+")
_SEPARATOR: Final = re.compile(r"\s?[|•·›►│]\s?|\s[/>»]\s")
_MIN_STRIP: Final = 3
_PIECE_LENGTH: Final = 90
_SENTENCE_LENGTH: Final = 160
_LONGEST_MENU: Final = 2_000
_SENTENCE_WORDS: Final = 6


@dataclass(slots=True)
class Line:
    """A line without the white space around it, or a part of one that separators join to others.

    `start` and `end` are offsets in the received text. `key`: the folded words, empty for long lines. `words`:
    how many, estimated where a script has no spaces. `terminal`: ends as sentences do. `truncated`: ends in
    dots that stand for what is missing. `kind` and `rule` are set once it is known to be no part of the body;
    `opens`: it is a label whose block follows; `ends`: the article is over where it stands.
    """

    start: int
    end: int
    text: str
    key: str
    words: int
    terminal: bool
    truncated: bool
    bullet: bool
    kind: RemovedKind | None = None
    rule: str = ""
    opens: bool = False
    ends: bool = False

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
            start = position + len(whole) - len(whole.lstrip())
            yield from _parts(stripped, start)
        position += len(whole)


def line(text: str, start: int) -> Line:
    """One line from its text, which is not blank, and where it starts."""
    words = text.count(" ") + 1
    if words * 15 < len(text):
        words = max(words, len(text) // 4)
    tail = text[-16:].rstrip(_CLOSING)
    return Line(
        start=start,
        end=start + len(text),
        text=text,
        key=fold(text) if len(text) < LONG else "",
        words=words,
        terminal=tail[-1:] in _TERMINAL and tail != "",
        truncated=_ABBREVIATED.search(text[-12:]) is not None,
        bullet=text[0] in BULLETS and (len(text) == 1 or text[1].isspace()),
    )


def _parts(text: str, start: int) -> Iterator[Line]:
    """The line, or the parts of a strip: runs of headlines as one line each, sentences on their own."""
    gaps = _gaps(text)
    if len(gaps) < _MIN_STRIP - 1:
        yield line(text, start)
        return
    pieces = [*zip([0, *(end for _, end in gaps)], [*(begin for begin, _ in gaps), len(text)], strict=True)]
    if not _is_strip([text[begin:end] for begin, end in pieces]):
        yield line(text, start)
        return
    run: Line | None = None
    for begin, end in pieces:
        if end - begin > _SENTENCE_LENGTH and (piece := line(text[begin:end], start + begin)).sentence:
            run = None
            yield piece
        elif run is None:
            run = line(text[begin:end] or " ", start + begin)
            run.remove("navigation", "headline-strip")
            yield run
        if run is not None:
            run.end = start + end


def _gaps(text: str) -> list[tuple[int, int]]:
    """Where the separators of a strip stand: wide spaces if there are any, else bars, dots and arrows."""
    if ("  " in text or "\xa0" in text or "\t" in text) and (gaps := [m.span() for m in _GAP.finditer(text)]):
        return gaps
    if len(text) < _LONGEST_MENU:
        return [match.span() for match in _SEPARATOR.finditer(text) if match.start()]
    return []


def _is_strip(pieces: list[str]) -> bool:
    """Many short parts, few of them sentences: headlines or a menu, not a paragraph with wide spaces."""
    short = [piece for piece in pieces if len(piece) <= _SENTENCE_LENGTH]
    ended = sum(piece[-1:] in _TERMINAL and len(piece) > _SENTENCE_LENGTH // 4 for piece in short)
    length = sum(map(len, short))
    return (
        len(short) >= max(_MIN_STRIP, len(pieces) / 2)
        and 3 * ended <= len(short)
        and length <= _PIECE_LENGTH * len(short)
    )
