"""The fault suite at its short size: every kind of fault, a few at once, each held against `murasil process`."""

import asyncio
from pathlib import Path

import pytest

from tests.chaos.catalogue import SCENARIOS
from tests.chaos.report import details, line
from tests.chaos.runner import Plan, run_all
from tests.chaos.scenario import SHORT, Result

pytestmark = pytest.mark.broker

SEED = 20240301
AT_ONCE = 4
"""Most of a scenario is waiting: for a session to end, for a worker to start."""
SHORT_SCENARIOS = [one for one in SCENARIOS if one.short]


@pytest.fixture(scope="module")
def results(kafka_address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """All of them run, side by side."""
    logs: Path = tmp_path_factory.mktemp("chaos")
    plan = Plan(SHORT_SCENARIOS, SHORT, SEED, kafka_address, AT_ONCE, logs)
    done = asyncio.run(run_all(plan, lambda _: None))
    return {result.scenario: result for result in done}


@pytest.mark.parametrize("name", [one.name for one in SHORT_SCENARIOS])
def test_a_fault_loses_nothing(results: dict[str, Result], name: str) -> None:
    result = results[name]

    assert result.passed, f"{line(result)}\n{details(result)}"
    assert 0 == result.lost
    assert result.equal
