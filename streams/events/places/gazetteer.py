"""The gazetteer in memory: names of places, and the places that bear them."""

import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple
from zlib import crc32

from streams.events.places.container import PREFIX, SECONDARY, VERY_WEAK, WEAK, CompiledGazetteer
from streams.events.words import Words

NO_ID: Final = 0
FIRST_UNCASED: Final = "\u0590"
"""Where the alphabets without capitals begin: Latin, Greek, Cyrillic and Armenian stand before."""
_MEMO_ROWS: Final = 4096
"""How many names' places are kept ready; the memory is emptied when it is full."""


class Place(NamedTuple):
    """One place. `prominence`: power of ten of its people, 9 for a country."""

    name: str
    country: str
    latitude: float
    longitude: float
    prominence: float
    feature: str
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class SupplementPlace:
    """A place that the compiled gazetteer lacks, or further names of one that it has (then only its id counts)."""

    names: tuple[str, ...]
    place: Place | None
    geonames_id: int | None
    prominence: float | None = None
    weakness: int = 0
    """`WEAK`, with `VERY_WEAK` or without, when the names are common words too."""


def name_key(name: str) -> str:
    """The form under which a name is kept and looked up: its folded words."""
    return " ".join(Words.of(name).forms)


class Gazetteer:
    """Places by name. Immutable once made; safe to share between threads."""

    def __init__(
        self,
        compiled: CompiledGazetteer,
        supplement: Iterable[SupplementPlace] = (),
        strong: Iterable[str] = (),
        common: Iterable[str] = (),
    ) -> None:
        """With a supplement, with names that are no common words though frequency says so, and the reverse."""
        self.attribution = compiled.attribution
        self._keys = compiled.keys
        self._key_starts = _starts(compiled.key_lengths, 1)
        self._table = _numbers("I", compiled.table)
        self._flags = bytearray(compiled.flags)
        self._first = _starts(compiled.counts, 0)
        self._first.pop()
        self._counts = bytearray(compiled.counts)
        self._candidates = _numbers("I", compiled.candidates)
        self._ids = _numbers("I", compiled.ids)
        self._latitudes = _numbers("i", compiled.latitudes)
        self._longitudes = _numbers("i", compiled.longitudes)
        self._prominences = bytearray(compiled.prominences)
        self._countries = bytearray(compiled.countries)
        self._features = bytearray(compiled.features)
        self._codes = list(compiled.country_codes)
        self._feature_names = list(compiled.feature_names)
        self._names = bytearray(compiled.names)
        self._name_starts = _starts(compiled.name_lengths, 1)
        self._added: dict[str, int] = {}
        self._memo: dict[int, list[tuple[Place, bool]]] = {}
        for item in supplement:
            self._add(item)
        for key in map(name_key, strong):
            row = self.row(key)
            if row is not None:
                self._flags[row] &= ~(WEAK | VERY_WEAK)
        for key in map(name_key, common):
            row = self.row(key)
            if row is not None:
                self._flags[row] |= WEAK | VERY_WEAK
        names = self._keys[self._key_starts[compiled.uncased] :].decode().split("\n")
        added = [key for key in self._added if key >= FIRST_UNCASED]
        self.first_words = {key: row for row, key in enumerate(names, compiled.uncased) if " " not in key}
        self.first_words.update((key, self._added[key]) for key in added if " " not in key)
        """Rows of the first words of all names that are in letters without capitals."""

        self.later_words = frozenset(
            word for key in (*names, *added) if " " in key for word in key.split(" ")[1:]
        )
        """All words but the first of these names."""

    def __len__(self) -> int:
        return len(self._ids)

    def row(self, key: str) -> int | None:
        """The row of a folded name, or of the beginning of one."""
        row = self._added.get(key)
        return row if row is not None else self._compiled_row(key)

    def flags(self, row: int) -> int:
        """`WEAK`, `WEAK_PREFIXED` and `PREFIX` of a row."""
        return self._flags[row]

    def names_places(self, row: int) -> bool:
        """Whether a row is a name, not just the beginning of longer ones."""
        return self._counts[row] > 0

    def candidates(self, row: int) -> list[tuple[Place, bool]]:
        """The places of a name, the likeliest first, with whether it is a main name of each."""
        known = self._memo.get(row)
        if known is None:
            first = self._first[row]
            items = self._candidates[first : first + self._counts[row]]
            known = [(self._place(item & ~SECONDARY), item < SECONDARY) for item in items]
            if len(self._memo) >= _MEMO_ROWS:
                self._memo.clear()
            self._memo[row] = known
        return known

    def _place(self, number: int) -> Place:
        start, end = self._name_starts[number], self._name_starts[number + 1] - 1
        return Place(
            self._names[start:end].decode(),
            self._codes[self._countries[number]],
            self._latitudes[number] / 1e5,
            self._longitudes[number] / 1e5,
            self._prominences[number] / 10,
            self._feature_names[self._features[number]],
            self._ids[number] or None,
        )

    def _compiled_row(self, key: str) -> int | None:
        encoded = key.encode("utf-8", "replace")
        mask = len(self._table) - 1
        slot = crc32(encoded) & mask
        while item := self._table[slot]:
            if self._keys[self._key_starts[item - 1] : self._key_starts[item] - 1] == encoded:
                return item - 1
            slot = (slot + 1) & mask
        return None

    def _add(self, item: SupplementPlace) -> None:
        number = self._numbered(item.geonames_id) if item.place is None else self._append(item.place)
        if item.prominence is not None:
            self._prominences[number] = round(item.prominence * 10)
        for key in map(name_key, item.names):
            row = self._row_to_write(key)
            first = self._first[row]
            old = self._candidates[first : first + self._counts[row]]
            self._first[row] = len(self._candidates)
            self._candidates.append(number)
            self._candidates.extend(kept for kept in old if self._differs(kept & ~SECONDARY, number))
            self._counts[row] = len(self._candidates) - self._first[row]
            weakness = item.weakness if " " not in key and key >= FIRST_UNCASED else 0
            self._flags[row] = self._flags[row] & ~(WEAK | VERY_WEAK) | weakness
            words = key.split(" ")
            for end in range(1, len(words)):
                self._flags[self._row_to_write(" ".join(words[:end]))] |= PREFIX

    def _differs(self, number: int, other: int) -> bool:
        return number != other and (self._ids[number] != self._ids[other] or self._ids[number] == NO_ID)

    def _row_to_write(self, key: str) -> int:
        row = self.row(key)
        if row is None:
            row = self._added[key] = len(self._flags)
            self._first.append(len(self._candidates))
            self._counts.append(0)
            self._flags.append(0)
        return row

    def _numbered(self, geonames_id: int | None) -> int:
        try:
            return self._ids.index(geonames_id or -1)
        except (ValueError, OverflowError):
            raise ValueError(f"the gazetteer has no place with the GeoNames id {geonames_id}") from None

    def _append(self, place: Place) -> int:
        self._ids.append(place.geonames_id or NO_ID)
        self._latitudes.append(round(place.latitude * 1e5))
        self._longitudes.append(round(place.longitude * 1e5))
        self._prominences.append(round(place.prominence * 10))
        self._countries.append(_index(self._codes, place.country))
        self._features.append(_index(self._feature_names, place.feature))
        self._names.extend(b"\n" + place.name.encode())
        self._name_starts.append(len(self._names) + 1)
        return len(self._ids) - 1


def _index(values: list[str], value: str) -> int:
    if value not in values:
        values.append(value)
    return values.index(value)


def _numbers(code: str, content: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(content)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _starts(lengths: bytes, separator: int) -> "array[int]":
    """Where each of a row of items starts, and where one after the last would."""
    return array("I", accumulate((length + separator for length in lengths), initial=0))
