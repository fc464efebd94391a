"""What a worker is about to send, written down first, so that its successor can tell what was sent."""

from collections.abc import Mapping
from typing import Final

import msgspec

from streams.feeds.identity import key
from streams.feeds.lifecycle import progressed
from streams.feeds.state import FeedState


class Intent(msgspec.Struct, frozen=True):
    """The items of some feeds whose articles are sent next; `offsets` are ends of the raw topic's partitions
    before that, or earlier ones.
    """

    offsets: dict[int, int]
    items: dict[str, list[str]]
    schema: int = 1


_decoder: Final = msgspec.json.Decoder(Intent)
_encoder: Final = msgspec.json.Encoder()


def encode(intent: Intent) -> bytes:
    """The intent as JSON."""
    return _encoder.encode(intent)


def decode(value: bytes) -> Intent:
    """The intent from JSON.

    Raises:
        ValueError: it is none.
    """
    return _decoder.decode(value)


def mark(url: str, item: str) -> str:
    """What is attached to the article of a feed's item, so that it can be found again."""
    return key(f"{url} {item}")


def made_good(
    states: Mapping[str, FeedState], intent: Intent, sent: frozenset[str], now: float
) -> dict[str, FeedState]:
    """The states of the feeds of an intent whose articles were sent in part or whole, with these as seen.

    The states are as before the poll but for that, so the feeds are read in full again and the rest is sent.
    """
    changed = {}
    for url, items in intent.items.items():
        done = tuple(item for item in items if mark(url, item) in sent)
        if done:
            changed[url] = progressed(states.get(url, FeedState(url)), done, now)
    return changed
