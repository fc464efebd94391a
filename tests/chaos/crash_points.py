"""A crash between any two steps of a batch, with the same point passed once, and again with the second batch."""

import asyncio
import signal

from agents.crash import CRASH_POINTS
from tests.chaos.accounting import account
from tests.chaos.scenario import Run

BATCH = 50
"""Small batches, so that each point is passed often enough to crash there many times."""


async def crash_points(run: Run) -> None:
    """One worker after the other crashes, each at the next point; the last one finishes."""
    given = run.references.input(run.scale.few)
    crashes = [f"{point}:{times}" for times in run.scale.passes for point in CRASH_POINTS]
    shares = [given.values[number :: len(crashes)] for number in range(len(crashes))]
    async with run.deployment(batch_size=BATCH) as deployment:
        for crash, share in zip(crashes, shares, strict=True):
            await deployment.send(share)
            worker = deployment.start_worker("--crash-at", crash)
            status = await asyncio.to_thread(worker.wait)
            deployment.workers.remove(worker)
            run.result.require(
                status == -signal.SIGKILL, f"the worker that was to crash at {crash} ended with {status}"
            )
        deployment.start_worker()
        await deployment.through(run.scale.patience)
        run.result.notes.append(
            f"{len(crashes)} crashes: every point, at pass {', '.join(map(str, run.scale.passes))}"
        )
        await account(run, deployment, given)
