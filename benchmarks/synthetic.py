"""Texts made up for measuring size and speed: words of a made-up Arabic vocabulary, as frequent as real words are."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from streams.fingerprint import Fingerprint
from streams.rank import rank
from streams.records.prepared import PreparedArticle

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأ"
VOCABULARY = 50_000
START = datetime(2024, 1, 1, tzinfo=UTC)


class Writer:
    """Writes texts of a seed; the same seed always writes the same."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        lengths = self._random.integers(2, 9, VOCABULARY)
        self._words = ["".join(self._random.choice(list(LETTERS), n)) for n in lengths]

    def words(self, count: int) -> list[str]:
        """So many words, the frequent ones often (Zipf's law)."""
        places = self._random.zipf(1.2, count) % VOCABULARY
        return [self._words[place] for place in places]

    def texts(self, count: int, words: int = 300, copies: float = 0.2) -> Iterator[str]:
        """Texts of so many words; a share of them repeats one of the last thousand, an eighth of its words changed."""
        recent: list[list[str]] = []
        for number in range(count):
            text = self.words(words)
            if recent and self._random.random() < copies:
                old = recent[int(self._random.integers(len(recent)))]
                at = int(self._random.integers(len(old) - words // 8))
                text = old[:at] + text[: words // 8] + old[at + words // 8 :]
            elif len(recent) < 1000:
                recent.append(text)
            else:
                recent[number % 1000] = text
            yield " ".join(text)


def prepared(number: int, text: str, made: Fingerprint, moment: int | None = None) -> PreparedArticle:
    """An article of a text, as the stages before would hand it on. `moment`: its place in time, else its number."""
    fetched = (START + timedelta(seconds=number if moment is None else moment)).isoformat()
    article_id = f"{number:032x}"
    return PreparedArticle(
        id=article_id,
        source="outlet.example",
        url=f"https://outlet.example/{number}",
        canonical_url=f"https://outlet.example/{number}",
        published_at=None,
        language="ar",
        rank=rank(article_id, None, fetched),
        content=hashlib.sha256(text.encode()).hexdigest(),
        digest=made.digest,
        shingles=made.shingles,
        enriched=b'{"text": "' + text.encode() + b'"}',
        events=(),
        received=text.encode(),
    )
