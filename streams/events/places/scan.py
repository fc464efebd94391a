"""Reads the names of the gazetteer in an article: longest first, with Arabic proclitics taken off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from streams.events.places.container import PREFIX
from streams.events.places.gazetteer import FIRST_UNCASED, Gazetteer
from streams.events.words import MARKS, TATWEEL, Words

_MINIMUM_STEM: Final = 3
_JOINING: Final = frozenset({" ", "-", "'", "\u00a0", ". ", "‑", " '", "-'", "' ", "\u200c", "–"})
"""What may stand between two words of one name."""
_MARKS: Final = frozenset(MARKS + TATWEEL)
_LONGEST: Final = 8
MOST_NAMES: Final = 10_000
"""No article has more names; a text that does is read so far."""
_MEMO_FORMS: Final = 32_768
"""How many word forms a scanner remembers; the memory is emptied when it is full."""


@dataclass(slots=True)
class Mention:
    """A name found at the words `first` to `last`; `cut` characters of proclitic stand before it.

    `cased` says whether its letters have capitals.
    `row` is the name's in the gazetteer, None for a name that it does not have.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    row: int | None
    cut: int
    cased: bool


class _Opening(NamedTuple):
    """What a word form may hold: the first word of names, its offset in the form, its row."""

    stem: str
    cut: int
    row: int
    alone: bool
    """Whether it is a name by itself."""
    longer: bool
    """Whether longer names begin with it."""


class Scanner:
    """Finds names. Remembers for each word form what it may open, which changes nothing but the speed."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._openings = _Openings(gazetteer)

    def scan(self, words: Words) -> list[Mention]:
        """The names in the order of the text, not overlapping."""
        text, starts, forms = words.text, words.starts, words.forms
        if len(self._openings) > _MEMO_FORMS:
            self._openings = _Openings(self._gazetteer)
        known = list(map(self._openings.__getitem__, forms))
        mentions: list[Mention] = []
        free = 0
        for index in [index for index, openings in enumerate(known) if openings]:
            if index < free:
                continue
            openings = known[index]
            cased = forms[index] < FIRST_UNCASED
            if cased and not text[starts[index]].isupper():
                continue
            found = None
            for opening in openings:
                match = self._longest(words, index, opening, cased)
                if match and (found is None or match[0] > found[0]):
                    found = (*match, opening.cut)
            if found:
                last, key, row, cut = found
                start = starts[index] + (_offset(text, starts[index], cut) if cut else 0)
                mentions.append(Mention(index, last, start, words.ends[last], key, row, cut, cased))
                free = last + 1
                if len(mentions) == MOST_NAMES:
                    break
        return mentions

    def _longest(
        self, words: Words, index: int, opening: _Opening, cased: bool
    ) -> tuple[int, str, int] | None:
        """Last word, key and row of the longest name that begins with the opening at the word `index`."""
        gazetteer, forms = self._gazetteer, words.forms
        best = (index, opening.stem, opening.row) if opening.alone else None
        key, at, longer = opening.stem, index + 1, opening.longer
        while longer and at < len(forms) and words.gaps[at] in _JOINING and at - index <= _LONGEST:
            if not cased and forms[at] not in gazetteer.later_words:
                break
            key = f"{key} {forms[at]}"
            row = gazetteer.row(key)
            if row is None:
                break
            if gazetteer.names_places(row) and (not cased or words.text[words.starts[at]].isupper()):
                best = (at, key, row)
            longer = bool(gazetteer.flags(row) & PREFIX)
            at += 1
        return best


class _Openings(dict[str, tuple[_Opening, ...]]):
    """What each word form may open, worked out the first time that the form is met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._gazetteer = gazetteer

    def __missing__(self, form: str) -> tuple[_Opening, ...]:
        found = self[form] = tuple(self._read(form))
        return found

    def _read(self, form: str) -> Iterator[_Opening]:
        if form < FIRST_UNCASED:
            row = self._gazetteer.row(form)
            if row is not None:
                yield self._opening(form, 0, row)
            return
        rows = self._gazetteer.first_words
        for stem, cut in _stems(form):
            if stem in rows:
                yield self._opening(stem, cut, rows[stem])

    def _opening(self, stem: str, cut: int, row: int) -> _Opening:
        gazetteer = self._gazetteer
        return _Opening(stem, cut, row, gazetteer.names_places(row), bool(gazetteer.flags(row) & PREFIX))


def _stems(form: str) -> list[tuple[str, int]]:
    """The form itself, and what is left of it without its proclitics, with how many letters these have."""
    stems = [(form, 0)]
    at = 0
    if form[0] in "وف" and len(form) > 1:
        stems.append((form[1:], 1))
        at = 1
    if form[at] in "بلك":
        if form.startswith("لل", at):
            stems.append(("ال" + form[at + 2 :], at + 2))
        else:
            stems.append((form[at + 1 :], at + 1))
    return [(stem, cut) for stem, cut in stems if not cut or len(stem) >= _MINIMUM_STEM]


def _offset(text: str, start: int, letters: int) -> int:
    """How many characters `letters` letters and their marks take from `start` on."""
    at = start
    while letters or text[at] in _MARKS:
        letters -= text[at] not in _MARKS
        at += 1
    return at - start
