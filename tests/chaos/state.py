"""State that is lost, and state that another version of murasil wrote."""

import asyncio

from agents.errors import NewerStateError
from tests.chaos.accounting import account
from tests.chaos.scenario import Run
from tests.chaos.stops import ends

BEFORE = """
import sys
{lowered}
sys.argv = ["murasil", "worker"]
from agents.cli import main
main()
"""
OLD_ROWS = BEFORE.format(lowered="from streams.duplicates import rows; rows.ROW_VERSION = 0")
OLD_ENVELOPES = BEFORE.format(lowered="from agents import envelope; envelope.ENVELOPE_VERSION = 0")
"""Workers that know only the versions of the layouts before today's: today's state is to them a newer one's."""


async def lost_state(run: Run) -> None:
    """The state folder is deleted between two runs; it is rebuilt from the changelog."""
    given = run.references.input(run.scale.few)
    middle = len(given.values) // 2
    async with run.deployment() as deployment:
        worker = deployment.start_worker()
        await deployment.send(given.values[:middle])
        await deployment.through(run.scale.patience)
        status = await asyncio.to_thread(deployment.end_worker, worker)
        run.result.require(status == 0, f"a worker asked to end ended with {status}")
        await asyncio.to_thread(deployment.lose_state)
        deployment.start_worker()
        await deployment.send(given.values[middle:])
        await deployment.through(run.scale.patience)
        run.result.notes.append("the state folder was deleted after half of the articles")
        await account(run, deployment, given)


async def versions(run: Run) -> None:
    """Older workers come upon a newer one's rows, and upon its prepared articles: they stop, say why, lose nothing."""
    given = run.references.input(run.scale.few)
    middle = len(given.values) // 2
    async with run.deployment(batch_size=50) as deployment:
        worker = deployment.start_worker()
        await deployment.send(given.values[:middle])
        await deployment.through(run.scale.patience)
        await asyncio.to_thread(deployment.end_worker, worker)
        # This one leaves prepared articles behind that nobody has resolved.
        await deployment.send(given.values[middle:])
        crashing = deployment.start_worker("--crash-at", "resolve.before-outputs")
        await asyncio.to_thread(crashing.wait)
        deployment.workers.remove(crashing)
        before = await ends(deployment)
        left = await deployment.left()
        for number, older in enumerate((OLD_ROWS, OLD_ENVELOPES)):
            worker = deployment.start(["-c", older])
            status = await asyncio.to_thread(worker.wait)
            deployment.workers.remove(worker)
            said = deployment.log_of(deployment.started - 1).strip().splitlines()[-1]
            wanted = ("a stored row has version 1", "a prepared article has version 1")[number]
            run.result.require(
                status == NewerStateError.exit_status, f"an older worker ended with {status}: {said}"
            )
            run.result.require(
                wanted in said and "update it" in said, f"an older worker does not say why: {said}"
            )
        settings = deployment.settings
        written = {
            name: end - before[name] for name, end in (await ends(deployment)).items() if end != before[name]
        }
        allowed = {settings.topic("murasil-prepared"), settings.topic("articles.dead-letter")}
        run.result.require(written.keys() <= allowed, f"older workers wrote {written}")
        run.result.require(
            await deployment.left() >= left > 0, "older workers acknowledged what they cannot read"
        )
        deployment.start_worker()
        await deployment.through(run.scale.patience)
        run.result.notes.append(f"older workers ended with {NewerStateError.exit_status}, today's went on")
        await account(run, deployment, given)
