"""Fingerprints: a body reduced to what near-duplicate detection compares."""

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import xxhash

from streams.normalisation import UNSPACED_A_WORD, count_words, tokens

SHINGLE: Final = 5
"""Tokens in a shingle (w-shingling: Broder, "On the resemblance and containment of documents", 1997)."""

MIN_WORDS: Final = 15
"""Bodies under this many words have no shingles: so short, chance makes them alike."""

_PLACES: Final = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)
"""One odd multiplier for each place in a shingle, so that the order of its words counts."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two bodies are compared by.

    `digest`: SHA-256 of the normalised body, hex. `shingles`: the distinct 64-bit hashes of its 5-grams in the
    order in which they first occur, as little-endian bytes; empty for bodies under 15 words, which are compared
    as exact only. Both are the same on every machine.
    """

    digest: str
    shingles: bytes


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a clean body."""
    words = tokens(text)
    body = " ".join(words).encode()
    digest = hashlib.sha256(body).hexdigest()
    if len(words) < MIN_WORDS or (
        len(words) < MIN_WORDS * UNSPACED_A_WORD and count_words(words) < MIN_WORDS
    ):
        return Fingerprint(digest, b"")
    return Fingerprint(digest, _shingles(body.split(b" ")).astype("<u8").tobytes())


def _shingles(words: list[bytes]) -> npt.NDArray[np.uint64]:
    """XXH3 of each word, five neighbours combined, mixed by the finaliser of SplitMix64, repetitions dropped."""
    hashes = np.fromiter(map(xxhash.xxh3_64_intdigest, words), dtype=np.uint64, count=len(words))
    count = len(words) - SHINGLE + 1
    mixed: npt.NDArray[np.uint64] = hashes[:count] * _PLACES[0]
    for place in range(1, SHINGLE):
        mixed += hashes[place : place + count] * _PLACES[place]
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    distinct, first = np.unique(mixed, return_index=True)
    if len(distinct) < count:
        mixed = mixed[np.sort(first)]
    return mixed
