"""The compiled gazetteer's file: one MessagePack map, deflated."""

import zlib
from dataclasses import dataclass
from typing import Final

import msgspec

FORMAT: Final = 1
MAXIMUM_BYTES: Final = 64 * 1024 * 1024
SECONDARY: Final = 1 << 31
"""Set in an item of `candidates` when the name is an alternate one of that place, not its main name."""
WEAK: Final = 1
"""Flag of a key: also a common word; a place only with evidence beside it."""
WEAK_PREFIXED: Final = 2
"""Flag of a key: with a proclitic (و ف ب ل ك) it reads as another, more frequent word."""
VERY_WEAK: Final = 8
"""Flag of a weak key: so common a word that a preposition is no evidence."""
PREFIX: Final = 4
"""Flag of a key: the first words of longer names. It is a name itself when it has candidates."""


@dataclass(frozen=True, slots=True)
class CompiledGazetteer:
    """Names and places as columns; numbers are little-endian arrays of the item type given.

    `keys`: the folded names in the order of their UTF-8 bytes, one a line, and every beginning of a name of
    several words; `key_lengths` (uint8) are their lengths in bytes. From line `uncased` on they are in
    scripts without capitals. `table` (uint32) is their hash table of open addressing with linear probing: the
    slot of a key is its CRC-32 modulo the table's length, a power of two; an item is the key's line plus 1, or 0.

    Key i has the flags `flags[i]` (uint8) and `counts[i]` (uint8) places, which stand in `candidates`
    (uint32, with `SECONDARY`) after those of the keys before it. Place p has the GeoNames id `ids[p]` (uint32,
    0 for none), `latitudes[p]` and `longitudes[p]` (int32, in 10⁻⁵ degrees), the prominence `prominences[p]`
    (uint8, in tenths of a power of ten of people), `countries[p]` and `features[p]` (uint8, indexes into
    `country_codes` and `feature_names`) and its English name, which is line p of `names`, `name_lengths[p]`
    (uint8) bytes long.
    """

    format: int
    attribution: str
    keys: bytes
    key_lengths: bytes
    uncased: int
    table: bytes
    flags: bytes
    counts: bytes
    candidates: bytes
    ids: bytes
    latitudes: bytes
    longitudes: bytes
    prominences: bytes
    countries: bytes
    features: bytes
    names: bytes
    name_lengths: bytes
    country_codes: list[str]
    feature_names: list[str]


def pack(gazetteer: CompiledGazetteer) -> bytes:
    """The file's bytes; the same for the same gazetteer."""
    return zlib.compress(msgspec.msgpack.encode(gazetteer), 9)


def unpack(content: bytes) -> CompiledGazetteer:
    """The gazetteer in a file's bytes.

    Raises:
        ValueError: the bytes are no gazetteer of this format.
    """
    inflater = zlib.decompressobj()
    try:
        raw = inflater.decompress(content, MAXIMUM_BYTES)
        if not inflater.eof:
            raise ValueError("the gazetteer is cut off or too large")
        gazetteer = msgspec.msgpack.decode(raw, type=CompiledGazetteer)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(f"no compiled gazetteer: {error}") from None
    if gazetteer.format != FORMAT:
        raise ValueError(f"the gazetteer has format {gazetteer.format}, this version reads {FORMAT}")
    return gazetteer
