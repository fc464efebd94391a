"""Wording that is no part of an article, in a form that a line can be looked up in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from streams.folding import fold
from streams.records.article import RemovedKind


class Phrase(NamedTuple):
    """A folded phrase and the kind of what it stands for; an open one is completed by a few more words."""

    text: str
    kind: RemovedKind
    open: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of one language, as an operator writes it; see docs/cleaning.md.

    `lines`, `starts`, `labels`: phrases by kind. `vocabulary`: words by kind. `common`: frequent
    words. `ends`: labels after which nothing of the article comes. `hints`: words of notices to the reader.
    """

    lines: Mapping[RemovedKind, tuple[str, ...]] = field(default_factory=dict)
    starts: Mapping[RemovedKind, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[RemovedKind, tuple[str, ...]] = field(default_factory=dict)
    vocabulary: Mapping[RemovedKind, frozenset[str]] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()


_PhraseIndex = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class WordingIndex:
    """The wording of all languages together: a page may mix them."""

    lines: Mapping[str, RemovedKind] = field(default_factory=dict)
    starts: _PhraseIndex = field(default_factory=dict)
    labels: _PhraseIndex = field(default_factory=dict)
    vocabulary: Mapping[RemovedKind, frozenset[str]] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, wordings: Iterable[Wording]) -> "WordingIndex":
        """Indexes the wordings; of a phrase that two of them hold, the first counts."""
        lines: dict[str, Phrase] = {}
        starts: dict[str, Phrase] = {}
        labels: dict[str, Phrase] = {}
        vocabulary: dict[RemovedKind, frozenset[str]] = {}
        common: frozenset[str] = frozenset()
        ends: frozenset[str] = frozenset()
        hints: frozenset[str] = frozenset()
        for wording in wordings:
            for index, phrases in (
                (lines, wording.lines),
                (starts, wording.starts),
                (labels, wording.labels),
            ):
                for kind, texts in phrases.items():
                    for text in texts:
                        phrase = Phrase(fold(text), kind, text.endswith("…"))
                        index.setdefault(phrase.text, phrase)
            for kind, words in wording.vocabulary.items():
                folded = frozenset(word for text in words for word in fold(text).split())
                vocabulary[kind] = vocabulary.get(kind, frozenset()) | folded
            common |= frozenset(map(fold, wording.common))
            ends |= frozenset(map(fold, wording.ends))
            hints |= frozenset(map(fold, wording.hints))
        kinds = {text: phrase.kind for text, phrase in lines.items()}
        return cls(
            kinds,
            _by_first_word(starts),
            _by_first_word(labels),
            vocabulary,
            common,
            ends,
            _hints_by_first_word(hints),
        )

    def start(self, key: str) -> Phrase | None:
        """The longest phrase that a folded line begins with."""
        return _longest(self.starts, key)

    def label(self, key: str) -> Phrase | None:
        """The longest label that a folded line begins with."""
        return _longest(self.labels, key)

    def hinted(self, text: str) -> int:
        """How many different hints of a notice to the reader a text holds."""
        words = fold(text).split()
        if self.hints.keys().isdisjoint(words):
            return 0
        return len(
            {
                phrase
                for position, word in enumerate(words)
                for phrase in self.hints.get(word, ())
                if phrase == " ".join(words[position : position + phrase.count(" ") + 1])
            }
        )

    def made_of(self, key: str) -> RemovedKind | None:
        """The kind of which a folded line is made up word by word; common words alone are of no kind."""
        words = key.split(" ")
        for kind, vocabulary in self.vocabulary.items():
            if words[0] in vocabulary and all(word in vocabulary for word in words):
                telling = [word for word in words if word not in self.common]
                if telling and (kind != "navigation" or len(telling) > 2):
                    return kind
        return None


def _by_first_word(phrases: Mapping[str, Phrase]) -> _PhraseIndex:
    index: dict[str, list[Phrase]] = {}
    for text, phrase in phrases.items():
        index.setdefault(text.split(" ", 1)[0], []).append(phrase)
    return {first: tuple(sorted(found, key=lambda p: -len(p.text))) for first, found in index.items()}


def _hints_by_first_word(hints: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for hint in sorted(hints):
        first = hint.split(" ", 1)[0]
        index[first] = (*index.get(first, ()), hint)
    return index


def _longest(index: _PhraseIndex, key: str) -> Phrase | None:
    for phrase in index.get(key.split(" ", 1)[0], ()):
        if key.startswith(phrase.text) and key[len(phrase.text) : len(phrase.text) + 1] in ("", " "):
            return phrase
    return None
