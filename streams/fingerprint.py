"""Fingerprints: a body reduced to what near-duplicate detection compares."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two bodies are compared by.

    `digest`: SHA-256 of the normalised body, hex. `shingles`: the distinct 64-bit hashes of its 5-grams,
    ascending, as little-endian bytes; empty for bodies under 15 words, which are compared as exact only.
    """

    digest: str
    shingles: bytes


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a clean body."""
    return Fingerprint(hashlib.sha256(" ".join(text.split()).encode()).hexdigest(), b"")
