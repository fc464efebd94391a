"""Sketches: the few shingles of a body by which the bodies that may match it are found.

Winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003): of
every eight neighbouring shingles the smallest is kept. Two bodies with eight shingles in a row in common therefore
always have one in common in their sketches, wherever it stands, and the sketch of a body depends on nothing else.
A changed word breaks five shingles at most, so bodies of a Jaccard similarity of 0.5, or one that is contained to
0.8, have such a row unless their changes are spread with malice.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import xxhash

WINDOW: Final = 8
"""Shingles of which one is kept: about two in nine are kept of all."""

Keys = npt.NDArray[np.uint32]
Shingles = npt.NDArray[np.uint64]


def shingle_array(shingles: bytes) -> Shingles:
    """The shingles of a fingerprint as an array, without a copy."""
    return np.frombuffer(shingles, dtype="<u8")


def sketch(shingles: Shingles, language: str) -> Keys:
    """The distinct 32-bit keys of a body, ascending; bodies in different languages share none but by chance."""
    if not len(shingles):
        return np.empty(0, dtype=np.uint32)
    width, smallest = 1, shingles
    while width < WINDOW and len(smallest) > width:
        smallest = np.minimum(smallest[:-width], smallest[width:])
        width *= 2
    salt = np.uint64(xxhash.xxh3_64_intdigest(language.encode()))
    keys = ((smallest ^ salt) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)
    keys = np.sort(keys.astype(np.uint32))
    distinct: Keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])]
    return distinct


def shared_keys_needed(
    one: npt.NDArray[np.int64], other: npt.NDArray[np.int64] | int
) -> npt.NDArray[np.int64]:
    """How many keys two bodies must share to be compared, by the sizes of their sketches.

    Of bodies with a Jaccard similarity of 0.5 the smaller shares two thirds of its shingles or more, of one that is
    contained to 0.8 that much is shared. Measured on news texts and on texts with changes of every kind, at least
    45 % of the smaller sketch is shared then, with more scatter in small sketches: half less three quarters of the
    square root leaves room. Bodies that share a footer do not get so far, unless it is two fifths of the smaller.
    """
    smaller = np.minimum(one, other)
    needed: npt.NDArray[np.int64] = (smaller / 2 - 0.75 * np.sqrt(smaller)).astype(np.int64)
    return np.maximum(1, needed)
