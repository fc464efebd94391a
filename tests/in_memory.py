"""The final state that `murasil process` gives, in this process."""

import functools
from collections.abc import Iterable

import orjson

from agents.process import process
from config.loaders.pipeline import build_pipeline
from streams import topics

pipeline = functools.cache(build_pipeline)
"""Built once: it loads lexicons and models."""

State = dict[str, dict[str, bytes]]


def processed(values: Iterable[bytes | None]) -> tuple[State, list[dict[str, object]]]:
    """Final state of the output topics, and the dead letters."""
    state: State = {topic: {} for topic in topics.OUTPUTS}
    dead: list[dict[str, object]] = []
    for line in process(values, pipeline()):
        record = orjson.loads(line)
        if record["topic"] == topics.DEAD_LETTERS:
            dead.append(record["value"])
        elif record["value"] is None:
            state[record["topic"]].pop(record["key"], None)
        else:
            state[record["topic"]][record["key"]] = orjson.dumps(record["value"])
    return {topic: dict(sorted(values.items())) for topic, values in state.items()}, dead
