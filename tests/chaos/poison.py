"""Messages that cannot be processed: among others, in bursts, far too many, and too large for a setting."""

import asyncio
import contextlib
import subprocess
import sys

from agents.errors import TooManyFailures
from agents.letters import Selection, letters
from streams import topics
from streams.reasons import Reason
from tests.chaos import articles
from tests.chaos.accounting import account
from tests.chaos.scenario import Run
from tests.chaos.supervision import Supervisor
from tests.deployment import ROOT, Deployment, environment

BURST = 300
BURSTS = 2
TOO_MANY = 1200
MANY = 2000
END_SECONDS = 60


async def bursts(run: Run) -> None:
    """Three hundred bad messages in a row, twice, among good ones: all are set aside, all neighbours come through."""
    good = run.references.input(run.scale.few).values
    middle = len(good) // 2
    first, second = ([articles.poison(10_000 * burst + one) for one in range(BURST)] for burst in (1, 2))
    given = articles.given([*good[:middle], *first, *good[middle:], *second])
    run.references.begin(given)
    async with run.deployment() as deployment:
        await deployment.send(given.values)
        async with Supervisor(deployment, 2)() as supervisor:
            await supervisor.through()
        run.result.require(not supervisor.ended, f"workers ended: {supervisor.said}\n{deployment.logs()}")
        run.result.notes.append(f"{len(given.poison):,} bad messages, {BURSTS} × {BURST} of them in a row")
        await account(run, deployment, given)


async def failure_limit(run: Run) -> None:
    """Nearly everything is bad: the worker stops rather than set it all aside; with a higher limit it goes on."""
    bad = [articles.poison(number) for number in range(TOO_MANY)]
    good = run.references.input(run.scale.few).values[:200]
    given = articles.given([*bad, *good])
    run.references.begin(given)
    async with run.deployment(partitions=1) as deployment:
        await deployment.send(given.values)
        worker = deployment.start_worker()
        status = await asyncio.to_thread(worker.wait, END_SECONDS)
        deployment.workers.remove(worker)
        set_aside = len(await deployment.records(topics.DEAD_LETTERS))
        limit = deployment.settings.failure_limit
        run.result.require(status == TooManyFailures.exit_status, f"the worker ended with {status}")
        run.result.require("failure_limit" in deployment.log_of(), "the worker did not say why it stopped")
        run.result.require(set_aside <= limit, f"{set_aside:,} were set aside, the limit is {limit}")
        deployment.start_worker(failure_limit=MANY)
        await deployment.through(run.scale.patience)
        run.result.notes.append(
            f"status {status} after {set_aside:,} dead letters; all through with a higher limit"
        )
        await account(run, deployment, given)


async def replayed(run: Run) -> None:
    """Articles too large for a setting are set aside; once it is raised, `dead-letters replay` brings them back."""
    given = run.references.input(run.scale.few)
    smallest = sorted(len(value) for value in given.values)[len(given.values) * 9 // 10]
    async with run.deployment() as deployment:
        await deployment.send(given.values)
        worker = deployment.start_worker(max_article_bytes=smallest)
        await deployment.through(run.scale.patience)
        await asyncio.to_thread(deployment.end_worker, worker)
        large = frozenset(value for value in given.values if len(value) > smallest)
        set_aside = {
            letter.value async for letter in letters(deployment.settings, Selection(Reason.TOO_LARGE.value))
        }
        run.result.require(large == set_aside, f"{len(set_aside):,} too large, {len(large):,} should be")
        sent = [await _replay(deployment) for _ in range(2)]
        whole = sum(len(value) > smallest for value in given.values)
        run.result.require(sent == [f"{whole:,} sent back", "0 sent back"], f"the command said {sent}")
        deployment.start_worker()
        await deployment.through(run.scale.patience)
        run.result.notes.append(f"{whole:,} articles too large for a setting, then sent back, once")
        await account(run, deployment, given, set_aside_before=large)


async def _replay(deployment: Deployment) -> str:
    """What the command says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agents", "dead-letters", "replay", "--reason", Reason.TOO_LARGE.value),
        env=environment(deployment.settings),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        said, _ = await process.communicate()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    return said.decode().strip()
