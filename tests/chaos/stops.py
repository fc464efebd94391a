"""Workers that are stopped: politely, for too long, or because fewer are wanted."""

import asyncio
import signal
import subprocess

from agents import kafka
from agents.errors import DeliveryError
from agents.state import partitions_of
from agents.topics import changelog
from streams import topics
from tests.chaos.accounting import account
from tests.chaos.scenario import SESSION, Run
from tests.chaos.supervision import Supervisor
from tests.deployment import Deployment

END_SECONDS = 45


async def scaling(run: Run) -> None:
    """One worker, then four, then two; those that go are asked to, and end cleanly."""
    given = run.references.input(run.scale.few)
    async with run.deployment() as deployment:
        await deployment.send(given.values)
        supervisor = Supervisor(deployment, 1)
        async with supervisor():
            whole = supervisor.left
            await supervisor.until_left(whole * 9 // 10)
            for _ in range(3):
                deployment.start_worker()
            await supervisor.until_left(whole // 2)
            await asyncio.gather(*(deployment.until_ready(number) for number in range(2)))
            leaving = [deployment.workers.pop(0) for _ in range(2)]
            statuses = await asyncio.gather(*(_terminate(worker) for worker in leaving))
            run.result.require(
                statuses == [0, 0], f"workers asked to end ended with {statuses}\n{deployment.logs()}"
            )
            await supervisor.through()
        run.result.require(
            not supervisor.ended, f"workers ended by themselves: {supervisor.said}\n{deployment.logs()}"
        )
        run.result.notes.append("workers: 1, 4, 2; SIGTERM gives status 0")
        await account(run, deployment, given)


async def zombies(run: Run) -> None:
    """A worker sleeps past its session, another takes over and finishes; the one that wakes ends."""
    given = run.references.input(run.scale.few)
    shares = _shares(given.values, run.scale.naps)
    async with run.deployment() as deployment:
        sleeper = deployment.start_worker()
        for share in shares:
            await deployment.send(share)
            await until_moving(deployment)
            await asyncio.sleep(run.random.uniform(0.0, 0.5))
            sleeper.send_signal(signal.SIGSTOP)
            successor = deployment.start_worker()
            await asyncio.sleep(SESSION.total_seconds())
            await deployment.through(run.scale.patience)
            before = await ends(deployment)
            sleeper.send_signal(signal.SIGCONT)
            status = await asyncio.to_thread(sleeper.wait, END_SECONDS)
            deployment.workers.remove(sleeper)
            run.result.require(
                status == DeliveryError.exit_status, f"a worker that woke too late ended with {status}"
            )
            late = await sent_since(deployment, before)
            run.result.figures.setdefault("late", []).append(late)
            run.result.require(not late, f"a worker that woke too late still sent: {late}")
            sleeper = successor
        run.result.notes.append(f"{run.scale.naps} workers slept past their session: status 6")
        await account(run, deployment, given)


async def ends(deployment: Deployment) -> dict[str, int]:
    """How many records were ever written to each topic that workers write."""
    settings = deployment.settings
    names = [
        *map(settings.topic, (*topics.OUTPUTS, topics.DEAD_LETTERS, topics.PREPARED)),
        changelog(settings),
    ]
    partitions = await partitions_of(settings, *names)
    consumer = await kafka.started(kafka.consumer(settings), settings)
    try:
        found = await consumer.end_offsets(partitions)
    finally:
        await consumer.stop()
    return {name: sum(end for one, end in found.items() if one.topic == name) for name in names}


async def sent_since(deployment: Deployment, before: dict[str, int]) -> dict[str, int]:
    """How many records were written to which topic since `ends`: a worker that lost its share must send none."""
    prefix = deployment.settings.topic_prefix
    after = await ends(deployment)
    return {
        name.removeprefix(prefix): end - before[name] for name, end in after.items() if end != before[name]
    }


async def _terminate(worker: subprocess.Popen[bytes]) -> int:
    worker.send_signal(signal.SIGTERM)
    return await asyncio.to_thread(worker.wait, END_SECONDS)


async def until_moving(deployment: Deployment) -> None:
    """Waits until some of what was sent is done, and some is not."""
    whole = await deployment.left()
    while await deployment.left() >= whole:
        await asyncio.sleep(0.05)


def _shares(values: list[bytes], count: int) -> list[list[bytes]]:
    size = -(-len(values) // count)
    return [values[begin : begin + size] for begin in range(0, len(values), size)]
