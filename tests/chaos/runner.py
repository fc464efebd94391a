"""Runs scenarios, each within its time, and no more than a few at once."""

import asyncio
import contextlib
import secrets
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.chaos.scenario import References, Result, Run, Scale, Scenario

Say = Callable[[Result], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run, at what scale, on which broker, and how many scenarios at once."""

    scenarios: Sequence[Scenario]
    scale: Scale
    seed: int
    broker: str
    at_once: int = 1
    logs: Path | None = None
    """Where to keep what workers and brokers write; without it, nothing is kept."""


async def run_all(plan: Plan, say: Say) -> list[Result]:
    """The results in the order of the plan; `say` is told each as soon as it is there."""
    room = asyncio.Semaphore(plan.at_once)
    with (
        ProcessPoolExecutor(1, get_context("spawn")) as pool,
        _folder(plan.logs) as folder,
    ):
        references = References(pool, plan.seed)

        async def one(scenario: Scenario) -> Result:
            async with contextlib.AsyncExitStack() as held:
                for _ in range(plan.at_once if scenario.alone else 1):
                    await held.enter_async_context(room)
                result = await _run(scenario, plan, references, folder)
            say(result)
            return result

        together = [one(scenario) for scenario in plan.scenarios if not scenario.alone]
        done = await asyncio.gather(*together)
        done += [await one(scenario) for scenario in plan.scenarios if scenario.alone]
    order = {scenario.name: place for place, scenario in enumerate(plan.scenarios)}
    return sorted(done, key=lambda result: order[result.scenario])


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="murasil-chaos-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


async def _run(scenario: Scenario, plan: Plan, references: References, folder: Path) -> Result:
    result = Result(scenario.name, plan.seed)
    own = folder / scenario.name
    own.mkdir()
    prefix = f"chaos-{scenario.name}-{secrets.token_hex(3)}-"
    run = Run(plan.scale, plan.seed, plan.broker, own, prefix, references, result)
    began = time.monotonic()
    patience = plan.scale.patience + (plan.scale.soak if scenario.name == "soak" else 0)
    try:
        async with asyncio.timeout(patience):
            await scenario.play(run)
    except TimeoutError:
        result.failures.append(f"not over after {patience:.0f} s{_where(own)}")
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        result.failures.append(
            f"{type(error).__name__}: {error} ({place.name}, {place.filename}:{place.lineno})"
        )
    result.seconds = time.monotonic() - began
    return result


def _where(folder: Path) -> str:
    """The last words of the workers."""
    logs = sorted((folder / "data").glob("worker-*.log"))[-3:]
    return "".join(f"\n{log.name}: …{log.read_text(errors='replace')[-800:]}" for log in logs)
