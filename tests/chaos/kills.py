"""Workers that die without a word: `kill -9`, again and again, the next one sometimes before the last is replaced."""

import asyncio

from tests.chaos.accounting import account, bound_on_repeats
from tests.chaos.scenario import Run
from tests.chaos.supervision import Supervisor

WORKERS = 3
SECOND_BLOW = 0.25
"""How often a kill is followed by another while the partitions are still being divided anew."""


async def kills(run: Run) -> None:
    """Kills random workers while the articles pass."""
    given = run.references.input(run.scale.articles)
    async with run.deployment() as deployment:
        await deployment.send(given.values)
        async with Supervisor(deployment, WORKERS)() as supervisor:
            await _kill(run, supervisor)
            await supervisor.through()
        run.result.require(
            set(supervisor.ended) == {-9},
            f"workers ended by themselves: {supervisor.said}\n{deployment.logs()}",
        )
        run.result.notes.append(f"{run.scale.kills} kills among {WORKERS} workers")
        await account(run, deployment, given, bound_on_repeats(supervisor))


async def _kill(run: Run, supervisor: Supervisor) -> None:
    whole = supervisor.left
    blows = 0
    while blows < run.scale.kills:
        if blows == 0 or run.random.random() >= SECOND_BLOW:
            await supervisor.until_left(int(whole * (1 - (blows + 0.5) / (run.scale.kills + 0.5))))
        await asyncio.sleep(run.random.uniform(0.0, 1.0))
        supervisor.kill_one(run.random)
        blows += 1
