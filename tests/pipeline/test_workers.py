"""Several workers: whatever their number, and whoever comes, goes, dies or sleeps, the final state is the same."""

import asyncio
import signal

import pytest

from config.loaders.settings import Settings
from streams import topics
from tests.deployment import Deployment
from tests.in_memory import processed
from tests.wire import WireOptions, wire

pytestmark = pytest.mark.broker


@pytest.fixture(scope="module")
def values() -> list[bytes]:
    return wire(WireOptions(stories=75))


@pytest.fixture(scope="module")
def expected(values: list[bytes]) -> dict[str, dict[str, bytes]]:
    state, dead = processed(values)
    assert not dead
    assert state[topics.DUPLICATES]
    assert state[topics.ENRICHED]
    return state


@pytest.mark.parametrize("count", [1, 2, 4])
async def test_any_number_of_workers(
    settings: Settings, values: list[bytes], expected: dict[str, dict[str, bytes]], count: int
) -> None:
    async with Deployment(settings) as deployment:
        for _ in range(count):
            deployment.start_worker()
        await deployment.send(values)
        await deployment.through()

        assert expected == await deployment.state()


async def test_workers_join_leave_and_die_in_the_middle(
    settings: Settings, values: list[bytes], expected: dict[str, dict[str, bytes]]
) -> None:
    async with Deployment(settings) as deployment:
        first = deployment.start_worker()
        await deployment.send(values[:100])
        await deployment.until_some(topics.ENRICHED)
        second = deployment.start_worker()
        await deployment.until_ready(1)
        await deployment.send(values[100:200])
        deployment.start_worker()
        assert -signal.SIGKILL == deployment.end_worker(first, signal.SIGKILL)
        await deployment.send(values[200:])
        assert 0 == deployment.end_worker(second)
        deployment.start_worker()
        await deployment.through()

        assert expected == await deployment.state()


async def test_a_worker_that_slept_too_long_ends_itself_and_sends_nothing_stale(
    settings: Settings, values: list[bytes], expected: dict[str, dict[str, bytes]]
) -> None:
    async with Deployment(settings) as deployment:
        sleeper = deployment.start_worker()
        await deployment.send(values[:150])
        await deployment.until_some(topics.ENRICHED)
        sleeper.send_signal(signal.SIGSTOP)
        deployment.start_worker()
        await deployment.send(values[150:])
        await deployment.until_behind(0)
        sleeper.send_signal(signal.SIGCONT)

        assert 6 == await asyncio.to_thread(sleeper.wait, 60)
        deployment.workers.remove(sleeper)
        await deployment.through()
        assert expected == await deployment.state()


async def test_a_lost_state_folder_is_rebuilt_from_the_changelog(
    settings: Settings, values: list[bytes], expected: dict[str, dict[str, bytes]]
) -> None:
    async with Deployment(settings) as deployment:
        worker = deployment.start_worker()
        await deployment.send(values[:150])
        await deployment.through()
        assert 0 == deployment.end_worker(worker)
        deployment.lose_state()
        deployment.start_worker()
        await deployment.send(values[150:])
        await deployment.through()

        assert expected == await deployment.state()
