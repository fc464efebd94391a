"""Parts a text into words and sentences."""

import re
from itertools import accumulate
from typing import Final

from streams.events.lexicon.model import BIT, Lexicon
from streams.events.tokens.lexemes import CLOSES, analyse
from streams.events.tokens.model import STOP, Document, Lexeme

_WORD: Final = (
    r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d]"
)
_TOKEN: Final = re.compile(
    r"([A-Z]\.(?:[A-Z]\.)+"  # U.S.
    r"|\d\d*(?:[.,٬٫]\d+)*"
    rf"|{_WORD}{_WORD}*(?:(?<=ـ)[ .*](?=ـ){_WORD}+)*"  # a self-censored word, pulled apart at its tatweels
    r"(?:(?<=n)['’]t\b)?"  # didn't
    r"|['’](?:s|re|ve|ll|d|m)\b|\n+|\.\.+|[^\w\s])"
)
"""Each branch begins with one character: `re` looks at that before it enters a branch."""
_LONGEST_SENTENCE: Final = 250
"""Tokens; a text without full stops is cut there, so that the cost of a sentence has a bound."""


class Analyser:
    """Turns a text into a document. Remembers the words it has seen, up to a bound; results never depend
    on what it remembers."""

    def __init__(self, lexicon: Lexicon, remember: int = 100_000) -> None:
        self._known = _Lexemes(lexicon, remember)

    def document(self, text: str) -> Document:
        """Tokens and sentences of a text."""
        parts = _TOKEN.split(text)  # what stands between tokens and the tokens, by turns
        bounds = list(accumulate(map(len, parts)))
        words = list(map(self._known.__getitem__, parts[1::2]))
        document = Document(text, words, bounds[0:-1:2], bounds[1::2], [word.classes for word in words])
        document.sentences = self._sentences(document)
        return document

    def _sentences(self, document: Document) -> list[tuple[int, int]]:
        sentences: list[tuple[int, int]] = []
        first = 0
        words, count = document.words, len(document.words)
        stops = [index for index, bits in enumerate(document.classes) if bits & STOP]
        for index in (*stops, count):
            if index < first:  # behind a closing mark that was taken along
                continue
            while index - first >= _LONGEST_SENTENCE:
                sentences.append((first, first + _LONGEST_SENTENCE))
                first += _LONGEST_SENTENCE
            if index == count or not self._ends(document, index):
                continue
            last = index + 1
            newline = words[index].norm == "\n"
            while (
                not newline
                and last < count
                and words[last].norm in CLOSES
                and document.starts[last] == document.ends[last - 1]
            ):
                last += 1
            end = index if newline else last
            if end > first:
                sentences.append((first, end))
            first = last
        if first < count:
            sentences.append((first, count))
        return sentences

    @staticmethod
    def _ends(document: Document, index: int) -> bool:
        """Whether a sentence ends at a mark that may end one."""
        if document.words[index].norm != "." or index == 0:
            return True
        before = document.words[index - 1]
        if document.starts[index] != document.ends[index - 1]:
            return True
        if before.classes & BIT["abbreviation"] or (len(before.norm) == 1 and before.norm.isalpha()):
            return False
        after = document.text[document.ends[index] : document.ends[index] + 2].lstrip()
        return not (after and after[0].islower())


class _Lexemes(dict[str, Lexeme]):
    """Lexemes by written word, each analysed once; emptied when there are too many."""

    def __init__(self, lexicon: Lexicon, most: int) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._most = most

    def __missing__(self, written: str) -> Lexeme:
        if len(self) >= self._most:
            self.clear()
        lexeme = self[written] = analyse(written, self._lexicon)
        return lexeme
