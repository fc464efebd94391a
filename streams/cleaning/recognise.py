"""Lines that say by their wording what they are: share lines, notices, bylines, labels of related links."""

import re
from collections.abc import Sequence
from typing import Final

from streams.cleaning.lines import Line
from streams.cleaning.published import is_date_line
from streams.cleaning.rules import CleaningRules
from streams.cleaning.scores import PAGE
from streams.cleaning.wording import Phrase, WordingIndex
from streams.folding import fold

_INLINE: Final = re.compile(r"\s?[:|»：]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+")
_BRACKET: Final = re.compile(r"[(\[]\s?([^()\[\]]{3,60})")
_TRAILING: Final = re.compile(
    r"[.!?”\"'’)\]a-z]\s?([A-Z\u0400-\u042f\u0600-\u06ff][^.:]{3,20}):\s?[^:]{2,60}$"
)
_CREDIT_LENGTH: Final = 90
_AGENCY: Final = r"(?:Getty Images|AFP|Reuters|Associated Press|Shutterstock|EPA|\bAP\b)"
_CREDIT: Final = re.compile(
    rf"\([^()]{{2,60}}/[^()]{{2,60}}\)|\([^()]{{0,40}}{_AGENCY}[^()]{{0,40}}\)|.{{0,60}}/{_AGENCY}.{{0,40}}"
)
_SIGNED: Final = re.compile(
    r"[A-Z][^\W\d_]+\.? [A-Z][^\W\d_A-Z][^/\d,;:()]{0,25}/\s?[A-Z][^/()]{1,30}\W{0,3}$"
    r"|\b[Vv]ia [A-Z][A-Za-z ]{1,25}\W{0,3}$"
)
"""Name Surname/AGENCY or via AGENCY at the end of a caption."""
_TIME: Final = re.compile(r"\d[:.h]\d\d")
_COMMENTS: Final = 3
_PARTS: Final = re.compile(r"\s[-–—|/•]\s|\s?[|•–—]\s?|[،,]\s")
_BYLINE_WORDS: Final = 12
_NAME_WORDS: Final = 5
_NOTICE_WORDS: Final = 3
_CAPTION_WORDS: Final = 80
_LABEL_REST: Final = 5
_HEAD: Final = 40
_ENOUGH: Final = 120
_LOOKED_UP: Final = 80
_BEGINNING: Final = 40
_PARAGRAPH: Final = 240


def recognise(lines: Sequence[Line], rules: CleaningRules, source: str) -> None:
    """Marks the lines that the wording explains; `source` is the outlet's folded name, or empty."""
    sentences = 0
    times: list[Line] = []
    for position, line in enumerate(lines):
        if line.kind is None and (key := _key(line, rules.wording)):
            line.key = key
            _recognise(line, rules)
            if not line.explained and position < _HEAD and _is_outlet_and_place(line, source, rules.wording):
                line.remove("byline", "outlet-and-place")
        elif line.kind is None and _is_credited(line, rules.wording):
            line.remove("other", "credit")
        if line.kind is None and line.sentence:
            sentences += line.words
        elif line.opens and sentences > _ENOUGH and _ends_article(line, rules.wording):
            line.ends = True
        if line.rule == "date-line" and sentences > _ENOUGH and _TIME.search(line.text):
            times.append(line)
    if len(times) >= _COMMENTS and len(lines) > PAGE:
        times[0].ends = True


def _key(line: Line, wording: WordingIndex) -> str:
    """What a line is looked up by: its folded words, of a longer one those it begins with; empty for paragraphs."""
    if len(line.text) <= _LOOKED_UP:
        return fold(line.text)
    if len(line.text) >= _PARAGRAPH:
        return ""
    beginning = line.text[:_BEGINNING]
    first = fold(beginning.split(" ", 1)[0]).split(" ", 1)[0]
    return (
        fold(beginning)
        if first in wording.labels or first in wording.starts or line.words <= _BYLINE_WORDS
        else ""
    )


def _recognise(line: Line, rules: CleaningRules) -> None:
    wording, key = rules.wording, line.key
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
    elif is_date_line(line, rules.dates):
        line.remove("byline", "date-line")
    elif _is_credited(line, wording):
        line.remove("other", "credit")
    elif "." in line.text and " " not in line.text and _ADDRESS.fullmatch(line.text):
        line.remove("other", "address")


def _labels(line: Line, label: Phrase) -> bool:
    """A label alone, or with a few words that complete it, opens a block; one before a colon takes its line."""
    rest = line.key[len(label.text) :].split()
    phrase = label.text.split()
    completed = label.open and len(rest) <= _LABEL_REST and not line.terminal
    match = _INLINE.search(line.text, 0, 3 * len(label.text))
    before_colon = match is not None and len(line.text[: match.start()].split()) <= len(phrase) + 1
    if not rest or (completed and not before_colon):
        line.opens = True
        line.remove(label.kind, f"{label.kind}-label")
        return True
    if not before_colon or (line.sentence and len(rest) > 2 * _BYLINE_WORDS):
        return False
    line.remove(label.kind, f"{label.kind}-inline")
    return True


def _ends_article(line: Line, wording: WordingIndex) -> bool:
    label = wording.label(line.key)
    return label is not None and label.text in wording.ends


def _starts(line: Line, phrase: Phrase) -> bool:
    """Whether a line goes on as such lines do: names after a byline's words, no sentence after a short phrase."""
    words = len(phrase.text.split())
    if phrase.kind == "byline" and line.text[0] in "([" and line.text[-1] in ")]":
        return line.words <= _CAPTION_WORDS
    if phrase.kind == "byline":
        return line.words <= _BYLINE_WORDS and not (line.terminal and line.words > _NAME_WORDS)
    return words >= _NOTICE_WORDS or not line.sentence


def _is_credited(line: Line, wording: WordingIndex) -> bool:
    """Whether the line is a credit, or a caption that ends with one."""
    if line.words > _CAPTION_WORDS:
        return False
    if "©" in line.text or (("/" in line.text or "(" in line.text) and _CREDIT.fullmatch(line.text)):
        return True
    if line.terminal:
        return False
    end = line.text[-_CREDIT_LENGTH:]
    if ("/" in end or "ia " in end) and _SIGNED.search(end):
        return True
    if line.text[-1] not in ")]" and ":" not in end:
        return False
    pattern = _BRACKET if line.text[-1] in ")]" else _TRAILING
    match = pattern.search(end)
    phrase = wording.start(fold(match.group(1))) if match else None
    return phrase is not None and phrase.kind == "other"


def _is_outlet_and_place(line: Line, source: str, wording: WordingIndex) -> bool:
    """Lines such as "Outlet | Place" and "Outlet - agencies": short parts, one of them known, or three."""
    if line.words > _BYLINE_WORDS or line.bullet or (line.terminal and line.words > _NAME_WORDS):
        return False
    parts = [part for part in _PARTS.split(line.text) if part and not part.isspace()]
    if len(parts) < 2 or any(part.count(" ") >= _NAME_WORDS for part in parts):
        return False
    known = any(wording.lines.get(fold(part)) == "byline" for part in parts)
    return known or len(parts) > 2 or (source != "" and line.key.startswith(source))
