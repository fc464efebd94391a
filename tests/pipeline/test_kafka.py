"""The whole way on a real broker: nothing lost, the same records as without Kafka."""

from pathlib import Path

import orjson
import pytest

from agents.letters import Selection, letters, replay
from agents.sources import Found, read_paths
from config.loaders.settings import Settings
from streams import topics
from tests.deployment import Deployment
from tests.in_memory import processed
from tests.pipeline.poison import ODD_BUT_GOOD, POISON

pytestmark = pytest.mark.broker

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def seed_values() -> list[bytes]:
    return [one.value for one in read_paths([SEEDS]) if isinstance(one, Found)]


async def test_the_seeds_come_through_as_without_kafka(settings: Settings) -> None:
    values = seed_values()
    expected, _ = processed(values)

    async with Deployment(settings) as deployment:
        deployment.start_worker()
        await deployment.send(values)
        await deployment.through()

        assert expected == await deployment.state()
    assert 5 == len(expected[topics.ENRICHED])
    assert all(key == orjson.loads(value)["id"] for key, value in expected[topics.ENRICHED].items())


async def test_poison_is_set_aside_untouched_and_its_neighbours_come_through(settings: Settings) -> None:
    poison = [value for value, _ in POISON.values()]
    good = list(ODD_BUT_GOOD.values())
    mixed = [value for pair in zip(poison, (good * 2)[: len(poison)], strict=True) for value in pair]
    expected, _ = processed(mixed)

    async with Deployment(settings) as deployment:
        deployment.start_worker()
        await deployment.send(mixed)
        await deployment.through()
        dead = await deployment.records(topics.DEAD_LETTERS)

        assert expected == await deployment.state()
    assert sorted(value or b"" for value in poison) == sorted(record.value for record in dead)
    reasons = {record.value: dict(record.headers)["reason"].decode() for record in dead}
    assert {value or b"": reason.value for value, reason in POISON.values() if value} == {
        value: reason for value, reason in reasons.items() if value
    }
    for record in dead:
        headers = dict(record.headers)
        assert settings.topic(topics.RAW) == headers["origin-topic"].decode()
        assert {"stage", "reason", "message", "origin-partition", "origin-offset"} <= set(headers)


async def test_dead_letters_go_back_once(settings: Settings) -> None:
    async with Deployment(settings) as deployment:
        worker = deployment.start_worker()
        await deployment.send([b"poison 1", b"[]", b"poison 2"])
        await deployment.through()
        assert 0 == deployment.end_worker(worker)

        assert 2 == await replay(settings, Selection(reason="invalid-json"))
        assert 0 == await replay(settings, Selection(reason="invalid-json"))
        deployment.start_worker()
        await deployment.through()
        pending = [letter async for letter in letters(settings, Selection())]

    # The two came back, failed again, and are new letters; the array was never sent back.
    assert [b"[]", b"poison 1", b"poison 2"] == sorted(letter.value for letter in pending)
