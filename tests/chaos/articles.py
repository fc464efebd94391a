"""What goes in: stories with copies, revisions and repetitions, and poison among them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import orjson

from tests.wire import WireOptions, wire

WORDS = 40
REPEATED = 0.01
POISONED = 0.01

POISON: tuple[Callable[[int], bytes], ...] = (
    lambda number: b'{"text": "never ends %d' % number,
    lambda number: b"<html>no json %d</html>" % number,
    lambda number: b'{"text": "\xff\xfe %d"}' % number,
    lambda number: b'["an array", %d]' % number,
    lambda number: b'{"id": %d, "text": "x"}' % number,
    lambda number: b'{"title": "without a text", "number": %d}' % number,
    lambda number: b'{"text": "  ", "number": %d}' % number,
)
"""Each number gives other bytes, so that every message can be found again among the dead letters."""


@dataclass(frozen=True, slots=True)
class Input:
    """Raw messages; the ids of the articles among them, and the messages that are none."""

    values: list[bytes]
    ids: frozenset[str]
    poison: frozenset[bytes]


def poison(number: int) -> bytes:
    """A message that cannot be processed."""
    return POISON[number % len(POISON)](number)


def articles(count: int, seed: int, poisoned: float = POISONED) -> Input:
    """So many raw messages: of each four outlets' stories a few come twice, and some messages are poison."""
    random = Random(f"{seed}/articles")
    bad = int(count * poisoned)
    again = int(count * REPEATED)
    good = wire(WireOptions(stories=count // 4 + 1, words=WORDS, seed=seed))[: count - bad - again]
    values = good + random.choices(good, k=again) + [poison(number) for number in range(bad)]
    random.shuffle(values)
    return given(values)


def given(values: list[bytes]) -> Input:
    """Sorts out what is an article and what is poison."""
    ids: set[str] = set()
    bad: set[bytes] = set()
    for value in values:
        article_id = _id(value)
        if article_id is None:
            bad.add(value)
        else:
            ids.add(article_id)
    return Input(values, frozenset(ids), frozenset(bad))


def _id(value: bytes) -> str | None:
    """The id of one of this wire's articles: whatever is no such article is poison."""
    try:
        document = orjson.loads(value)
        return document["id"] if document["text"].strip() and isinstance(document["id"], str) else None
    except (ValueError, KeyError, TypeError):
        return None
