"""The pipeline in one process, without Kafka."""

import base64
from collections.abc import Iterable, Iterator

import orjson

from streams import topics
from streams.duplicates import Arrival, Resolver
from streams.duplicates.resolver import Output
from streams.pipeline import Pipeline
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import PreparedArticle

BATCH = 200


def process(messages: Iterable[bytes | None], pipeline: Pipeline, resolver: Resolver) -> Iterator[bytes]:
    """Raw messages in, output lines out: `{"topic": …, "key": …, "value": …}`, later lines replace earlier ones."""
    batch: list[Arrival] = []
    for message in messages:
        prepared = pipeline.prepare(message)
        if isinstance(prepared, PreparedArticle):
            batch.append(Arrival(prepared, 0))
        else:
            yield dead_letter_line(None, prepared)
        if len(batch) >= BATCH:
            yield from _resolve(batch, resolver)
            batch = []
    yield from _resolve(batch, resolver)


def _resolve(batch: list[Arrival], resolver: Resolver) -> Iterator[bytes]:
    resolution = resolver.resolve(batch)
    yield from map(line, resolution.outputs)
    for arrival, outcome in zip(batch, resolution.outcomes, strict=True):
        if isinstance(outcome, DeadLetter):
            yield dead_letter_line(arrival.article.id, outcome)
    resolver.commit(resolution)


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
