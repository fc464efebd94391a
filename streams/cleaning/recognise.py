"""Lines that say by their wording what they are: share lines, notices, bylines, labels of related links."""

import re
from collections.abc import Sequence
from typing import Final

from streams.cleaning.lines import Line
from streams.cleaning.published import is_date_line
from streams.cleaning.wording import Phrase, WordingIndex
from streams.written_dates import DateNames

_INLINE: Final = re.compile(r"\s?[:|»：]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_AGENCY: Final = r"(?:Getty Images|AFP|Reuters|Associated Press|Shutterstock|EPA|\bAP\b)"
_CREDIT: Final = re.compile(
    rf"\([^()]{{2,60}}/[^()]{{2,60}}\)|\([^()]{{0,40}}{_AGENCY}[^()]{{0,40}}\)|.{{0,60}}/{_AGENCY}.{{0,40}}"
)
_BYLINE_WORDS: Final = 12
_NOTICE_WORDS: Final = 3


def recognise(lines: Sequence[Line], wording: WordingIndex, dates: DateNames) -> None:
    """Marks the lines that the wording explains; `opens` marks labels whose block follows on the next lines."""
    for line in lines:
        if line.kind is None and line.key:
            _recognise(line, wording, dates)


def _recognise(line: Line, wording: WordingIndex, dates: DateNames) -> None:
    key = line.key
    label = wording.label(key)
    if label is not None and _labels(line, label):
        return
    kind = wording.lines.get(key)
    if kind is not None:
        line.remove(kind, f"{kind}-line")
    elif (phrase := wording.start(key)) is not None and _starts(line, phrase):
        line.remove(phrase.kind, f"{phrase.kind}-start")
    elif line.words <= _BYLINE_WORDS and (made_of := wording.made_of(key)) is not None:
        line.remove(made_of, f"{made_of}-words")
    elif is_date_line(line, dates):
        line.remove("byline", "date-line")
    elif _CREDIT.fullmatch(line.text):
        line.remove("other", "credit")
    elif _ADDRESS.fullmatch(line.text):
        line.remove("other", "address")


def _labels(line: Line, label: Phrase) -> bool:
    """A label alone opens a block; one before a colon takes its own line, unless a sentence follows."""
    rest = line.key[len(label.text) :].split()
    if not rest:
        line.opens = True
        line.remove(label.kind, f"{label.kind}-label")
        return True
    match = _INLINE.search(line.text, 0, 3 * len(label.text))
    if match is None or len(line.text[: match.start()].split()) > len(label.text.split()) + 1:
        return False
    if line.sentence and len(rest) > 2 * _BYLINE_WORDS:
        return False
    line.remove(label.kind, f"{label.kind}-inline")
    return True


def _starts(line: Line, phrase: Phrase) -> bool:
    if phrase.kind == "byline":
        return line.words <= _BYLINE_WORDS and not (line.terminal and line.words > 5)
    if line.sentence:
        return len(phrase.text.split()) >= _NOTICE_WORDS
    return True
