"""Articles like the seeds, as many as wanted: their sentences, a sixth of their words changed for others of theirs."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from agents.demo import seeds
from agents.sources import Found, read_paths

SEED: Final = 20190320
BYTES: Final = 4_000
OTHER_WORD: Final = 1 / 6
"""Share of words for which another word of the seeds is put."""
NEW_WORD: Final = 0.02
"""Share of words for which one is put that nobody has seen; in news, a new text has about as many."""
LETTERS: Final = "اااالللييييممووننتتررببةةعدسقفهكحجأشطصخضذثئغظ"
SOURCES: Final = 20
WARM_UP_NUMBER: Final = 1_000_000
"""The number of the first article for warming up, far from those that are measured."""

_UNIT: Final = re.compile(r"((?<=[.!؟?])\s+|\s{4,})")
"""Between two sentences, or two links of a navigation that stands on one line."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a link of a navigation; `line` is the line of the seed that it stands on, `gap` what is before."""

    line: int
    gap: str
    words: tuple[str, ...]

    @property
    def bytes(self) -> int:
        """What it adds to an article."""
        return len(self.gap) + sum(len(word.encode()) + 1 for word in self.words)


class Writer:
    """Writes articles of a size; the same number always gives the same article, and no two duplicate each other."""

    def __init__(self, size: int = BYTES) -> None:
        self._size = size
        texts = [orjson.loads(one.value)["text"] for one in read_paths([seeds()]) if isinstance(one, Found)]
        self._seeds = [list(_units(text)) for text in texts]
        self._vocabulary = [word for units in self._seeds for unit in units for word in unit.words]

    def articles(self, count: int, first: int = 0) -> list[bytes]:
        """So many raw articles, from a number on."""
        return [orjson.dumps(self.article(number)) for number in range(first, first + count)]

    def article(self, number: int) -> dict[str, Any]:
        """One raw article. Its sentences are of one seed, in their order; of the next one too when it is short."""
        generator = random.Random(SEED + number)  # noqa: S311 - for a benchmark that is the same every time
        fields = {
            "id": f"benchmark-{number}",
            "source": f"outlet-{number % SOURCES}.example",
            "url": f"https://outlet-{number % SOURCES}.example/{number}",
            "published_at": "2019-03-20",
        }
        room = self._size - len(orjson.dumps(fields | {"text": ""}))
        lines: list[str] = []
        for seed in range(number, number + len(self._seeds)):
            for line in self._lines(self._seeds[seed % len(self._seeds)], room, generator):
                lines.append(line)
                room -= len(line.encode()) + 2
            if room < self._size / 10:
                break
        return fields | {"text": "\n".join(lines)}

    def _lines(self, units: list[_Unit], room: int, generator: random.Random) -> Iterator[str]:
        chosen: list[int] = [0]
        for position in generator.sample(range(1, len(units)), len(units) - 1):
            if units[position].bytes <= room:
                room -= units[position].bytes
                chosen.append(position)
        line, text = units[0].line, ""
        for position in sorted(chosen):
            unit = units[position]
            if unit.line != line:
                yield text
                line, text = unit.line, ""
            text += (unit.gap if text else "") + " ".join(self._changed(unit.words, generator))
        yield text

    def _changed(self, words: tuple[str, ...], generator: random.Random) -> Iterator[str]:
        for word in words:
            chance = generator.random()
            if chance < NEW_WORD:
                yield "".join(generator.choices(LETTERS, k=generator.randint(3, 7)))
            elif chance < NEW_WORD + OTHER_WORD and word != "-":
                yield generator.choice(self._vocabulary)
            else:
                yield word


def _units(text: str) -> Iterator[_Unit]:
    for number, line in enumerate(text.split("\n")):
        gap = ""
        for part in _UNIT.split(line):
            if words := tuple(part.split()):
                yield _Unit(number, gap, words)
            else:
                gap = part
