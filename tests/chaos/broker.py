"""A broker that dies, cannot be reached, refuses what is written, or has no room left."""

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from agents import kafka
from agents.broker import BrokerOptions, EmbeddedBroker, free_port
from agents.errors import BrokerError, DeliveryError
from streams import topics
from tests.chaos.accounting import account
from tests.chaos.proxy import Proxy
from tests.chaos.scenario import SESSION, Run
from tests.chaos.stops import ends, sent_since, until_moving
from tests.chaos.supervision import EXPECTED, Supervisor
from tests.deployment import Deployment

WORKERS = 2
DISK_MIB = 96
SMALL = 200
"""Bytes: less than any enriched article has."""


async def restarts(run: Run) -> None:
    """The broker is killed and started again on its folder, under load, several times."""
    given = run.references.input(run.scale.few)
    async with (
        _own_broker(BrokerOptions(data_dir=run.folder / "kafka")) as broker,
        run.deployment(broker=broker.address) as deployment,
    ):
        await deployment.send(given.values)
        async with Supervisor(deployment, WORKERS)() as supervisor:
            whole = supervisor.left
            for restart in range(run.scale.broker_kills):
                await supervisor.until_left(int(whole * (1 - (restart + 0.5) / (run.scale.broker_kills + 1))))
                await asyncio.to_thread(broker.kill)
                await asyncio.sleep(run.random.uniform(0.0, 3.0))
                await asyncio.to_thread(broker.start)
            await supervisor.through()
        _require_documented_ends(run, supervisor)
        run.result.notes.append(
            f"{run.scale.broker_kills} kills of the broker; workers ended: {supervisor.said}"
        )
        await account(run, deployment, given)


async def unreachable(run: Run) -> None:
    """Nothing passes between workers and broker for a while; connections stand, as with a firewall that drops."""
    given = run.references.input(run.scale.few)
    async with (
        _with_a_proxy(run) as (broker, proxy, way),
        run.deployment(broker=broker.address) as deployment,
    ):
        await deployment.send(given.values)
        async with Supervisor(deployment, WORKERS, {"broker": way})() as supervisor:
            await supervisor.until_left(supervisor.left // 2)
            proxy.cut()
            await asyncio.sleep(run.scale.unreachable)
            proxy.mend()
            await supervisor.through()
        _require_documented_ends(run, supervisor)
        run.result.notes.append(
            f"{run.scale.unreachable:.0f} s without a broker; workers ended: {supervisor.said}"
        )
        await account(run, deployment, given)


async def isolated(run: Run) -> None:
    """One worker alone is cut off for longer than its session; what it had decided must not arrive afterwards."""
    given = run.references.input(run.scale.few)
    size = -(-len(given.values) // run.scale.cuts)
    async with (
        _with_a_proxy(run) as (broker, proxy, way),
        run.deployment(broker=broker.address) as deployment,
    ):
        ended = []
        for begin in range(0, len(given.values), size):
            await deployment.send(given.values[begin : begin + size])
            alone = deployment.start_worker(broker=way)
            await until_moving(deployment)
            await asyncio.sleep(run.random.uniform(0.0, 0.5))
            proxy.cut()
            successor = deployment.start_worker()
            await deployment.through(run.scale.patience)
            before = await ends(deployment)
            proxy.mend()
            await asyncio.sleep(2 * SESSION.total_seconds())
            stale = await sent_since(deployment, before)
            run.result.require(not stale, f"a worker that was cut off still sent: {stale}")
            ended.append(alone.poll())
            deployment.workers.remove(alone)
            if alone.poll() is None:
                alone.kill()
            await asyncio.to_thread(alone.wait)
            status = await asyncio.to_thread(deployment.end_worker, successor)
            run.result.require(status == 0, f"the successor ended with {status}")
        run.result.require(set(ended) <= {None, *EXPECTED}, f"workers that were cut off ended with {ended}")
        run.result.notes.append(
            f"{len(ended)} workers cut off past their session: ended with {ended}, nothing sent"
        )
        await account(run, deployment, given)


@contextlib.asynccontextmanager
async def _with_a_proxy(run: Run) -> AsyncIterator[tuple[EmbeddedBroker, Proxy, str]]:
    """A broker, a proxy before its side door, and the address of that."""
    side, advertised = free_port(), free_port()
    options = BrokerOptions(data_dir=run.folder / "kafka", side_port=side, side_advertised=advertised)
    async with _own_broker(options) as broker, Proxy(advertised, side) as proxy:
        yield broker, proxy, f"kafka://127.0.0.1:{advertised}"


async def refused(run: Run) -> None:
    """A topic refuses the records because they are too large for it; workers say so, and go on once it takes them."""
    given = run.references.input(run.scale.few)
    async with run.deployment() as deployment:
        await deployment.send(given.values)
        await _set_largest(deployment, SMALL)
        worker = deployment.start_worker()
        status = await asyncio.to_thread(worker.wait)
        deployment.workers.remove(worker)
        said = deployment.log_of().strip().splitlines()[-1]
        run.result.require(
            status == DeliveryError.exit_status, f"a refused write ended the worker with {status}"
        )
        run.result.require("size too large" in said, f"a refused write is not named: {said}")
        await _set_largest(deployment, deployment.settings.max_output_bytes)
        deployment.start_worker()
        await deployment.through(run.scale.patience)
        run.result.notes.append(f"status {status}: {said.partition('stopping: ')[2][:80]}")
        await account(run, deployment, given)


async def full_disk(run: Run) -> None:
    """The broker's disk fills up, the broker ends; with room again and the broker restarted, everything goes on."""
    given = run.references.input(run.scale.few)
    async with _small_disk(run.folder / "disk") as disk:
        if disk is None:
            run.result.not_run = "a small disk can only be mounted as root"
            return
        async with (
            _own_broker(BrokerOptions(data_dir=disk / "kafka")) as broker,
            run.deployment(broker=broker.address) as deployment,
        ):
            await deployment.send(given.values)
            async with Supervisor(deployment, WORKERS)() as supervisor:
                await supervisor.until_left(supervisor.left * 3 // 4)
                ballast = disk / "ballast"
                await asyncio.to_thread(_fill, ballast)
                await _until_ended(broker)
                broker.kill()
                ballast.unlink()
                await asyncio.to_thread(broker.start)
                await supervisor.through()
            _require_documented_ends(run, supervisor)
            run.result.notes.append(f"Kafka gave up on a full disk; workers ended: {supervisor.said}")
            await account(run, deployment, given)


@contextlib.asynccontextmanager
async def _small_disk(folder: Path) -> AsyncIterator[Path | None]:
    """A file system of its own, of a few MiB; None where this may not be had."""
    await asyncio.to_thread(folder.mkdir)
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(folder)]
    mount = await asyncio.create_subprocess_exec(*command, stderr=subprocess.DEVNULL)
    if await mount.wait():
        yield None
        return
    try:
        yield folder
    finally:
        await (await asyncio.create_subprocess_exec("umount", "--lazy", str(folder))).wait()


@contextlib.asynccontextmanager
async def _own_broker(options: BrokerOptions) -> AsyncIterator[EmbeddedBroker]:
    broker = EmbeddedBroker(options)
    await asyncio.to_thread(broker.start)
    try:
        yield broker
    finally:
        await asyncio.to_thread(broker.kill)


def _require_documented_ends(run: Run, supervisor: Supervisor) -> None:
    run.result.figures["worker_ends"] = dict(supervisor.ended)
    strange = set(supervisor.ended) - EXPECTED
    logs = supervisor.deployment.logs()
    run.result.require(
        not strange, f"workers ended with {supervisor.said}, of which {strange} is not documented\n{logs}"
    )


async def _set_largest(deployment: Deployment, size: int) -> None:
    name = deployment.settings.topic(topics.ENRICHED)
    client: AIOKafkaAdminClient = await kafka.started(kafka.admin(deployment.settings), deployment.settings)
    try:
        # What is not named falls back to the broker's own.
        await client.alter_configs(
            [
                ConfigResource(
                    ConfigResourceType.TOPIC,
                    name,
                    {"cleanup.policy": "compact", "max.message.bytes": str(size)},
                )
            ]
        )
    finally:
        await client.close()


def _fill(file: Path) -> None:
    """Writes until there is no room left."""
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as ballast:
        while ballast.write(bytes(4096)):
            pass


async def _until_ended(broker: EmbeddedBroker) -> None:
    with contextlib.suppress(BrokerError):
        while True:
            broker.check()
            await asyncio.sleep(0.2)
