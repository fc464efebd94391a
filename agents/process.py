"""The pipeline in one process, without Kafka."""

import base64
from collections.abc import Iterable, Iterator

import orjson

from streams import topics
from streams.duplicates import Arrival, DuplicateOptions, Output, Resolver
from streams.pipeline import Pipeline
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import PreparedArticle

BATCH = 200


def process(
    messages: Iterable[bytes | None], pipeline: Pipeline, options: DuplicateOptions | None = None
) -> Iterator[bytes]:
    """Raw messages in, output lines out: `{"topic": …, "key": …, "value": …}`, later lines replace earlier ones."""
    duplicates = _Duplicates(options)
    batch: list[Arrival] = []
    for message in messages:
        prepared = pipeline.prepare(message)
        if isinstance(prepared, PreparedArticle):
            batch.append(Arrival(prepared, 0))
        else:
            yield dead_letter_line(None, prepared)
        if len(batch) >= BATCH:
            yield from duplicates.resolve(batch)
            batch = []
    yield from duplicates.resolve(batch)


class _Duplicates:
    """The resolver with its rows in memory, for as long as the process lives."""

    def __init__(self, options: DuplicateOptions | None) -> None:
        self._rows: dict[str, bytes] = {}
        self._resolver = Resolver(self._rows.get, options)

    def resolve(self, batch: list[Arrival]) -> Iterator[bytes]:
        resolution = self._resolver.resolve(batch)
        yield from map(line, resolution.outputs)
        for arrival, outcome in zip(batch, resolution.outcomes, strict=True):
            if isinstance(outcome, DeadLetter):
                yield dead_letter_line(arrival.article.id, outcome)
        for key, value in resolution.rows.items():
            if value is None:
                self._rows.pop(key, None)
            else:
                self._rows[key] = value
        self._resolver.commit(resolution)


def line(output: Output) -> bytes:
    """One output record as a line."""
    value = None if output.value is None else orjson.Fragment(output.value)
    return orjson.dumps({"topic": output.topic, "key": output.key, "value": value})


def dead_letter_line(key: str | None, letter: DeadLetter) -> bytes:
    """One dead letter as a line, its bytes in base64."""
    value = {
        "stage": letter.stage,
        "reason": letter.reason.value,
        "message": letter.message,
        "bytes": None if letter.value is None else base64.b64encode(letter.value).decode(),
    }
    return orjson.dumps({"topic": topics.DEAD_LETTERS, "key": key, "value": value})
