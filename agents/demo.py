"""The demonstration: a real Kafka, a real worker, the seed files, and what came out."""

import asyncio
import contextlib
import os
import secrets
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import orjson
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError, for_code
from aiokafka.protocol.admin import DeleteGroupsRequest

import config
from agents import kafka, topics
from agents.broker import EmbeddedBroker
from agents.errors import MurasilError
from agents.guard import guarded
from agents.replay import Replay, ReplayReport
from agents.sources import read_paths
from agents.state import final_state, lag
from config.loaders.settings import Settings
from streams.topics import OUTPUTS, PREPARED, RAW

PATIENCE_SECONDS: Final = 120.0
STOP_SECONDS: Final = 30.0

NO_COORDINATOR: Final = (14, 15, 16)
NON_EMPTY_GROUP: Final = 68
GROUP_ID_NOT_FOUND: Final = 69
"""Kafka's error codes; aiokafka has no classes for the last two."""
Say = Callable[[str], None]
State = dict[str, dict[str, bytes]]


def seeds() -> Path:
    """The seed files: beside the packages in a clone, inside them when installed."""
    inside = Path(config.__file__).parent / "seeds"
    return inside if inside.is_dir() else Path(config.__file__).parent.parent / "seeds"


@contextlib.contextmanager
def surroundings(settings: Settings, own_broker: bool, say: Say) -> Iterator[Settings]:
    """Settings for one demonstration: with a broker of its own, or with a topic prefix of its own."""
    with tempfile.TemporaryDirectory(prefix="murasil-demo-") as folder:
        ours = replace(settings, data_dir=Path(folder), metrics_port=0)
        if not own_broker:
            prefixed = replace(ours, topic_prefix=f"{settings.topic_prefix}demo-{secrets.token_hex(4)}-")
            say(f"using Kafka at {settings.broker}, topics under {prefixed.topic_prefix}")
            try:
                yield prefixed
            finally:
                asyncio.run(_delete(prefixed))
            return
        say("starting Kafka (the first time, its packages are fetched)")
        with EmbeddedBroker() as broker:
            say(f"Kafka is ready at {broker.address}")
            yield replace(ours, broker=broker.address)


async def demonstrate(settings: Settings, say: Say) -> tuple[State, ReplayReport]:
    """Creates the topics, starts a worker, replays the seeds, and waits for all of it to come through.

    Raises:
        MurasilError: the worker ended, or did not come through within two minutes.
    """
    reports = await topics.ensure(settings)
    say(f"{len(reports)} topics are there")
    async with worker_process(settings) as worker:
        report = await Replay(settings).run(read_paths([seeds()]))
        say(f"{report.sent} seed files sent to {settings.topic(RAW)}; waiting for the worker")
        await _through(settings, worker)
        say("all are through")
    state = {topic: await final_state(settings, settings.topic(topic)) for topic in OUTPUTS}
    return state, report


def write(state: State, folder: Path) -> list[Path]:
    """Writes the final state of each output topic to `<topic>.jsonl`, a line for each key."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for topic, values in state.items():
        file = folder / f"{topic}.jsonl"
        lines = [
            orjson.dumps({"key": key, "value": orjson.Fragment(value)}) + b"\n"
            for key, value in values.items()
        ]
        file.write_bytes(b"".join(lines))
        files.append(file)
    return files


def worker_environment(settings: Settings) -> dict[str, str]:
    """What a worker on this machine is told: where its Kafka and its state are."""
    return {
        **os.environ,
        "MURASIL_BROKER": settings.broker,
        "MURASIL_TOPIC_PREFIX": settings.topic_prefix,
        "MURASIL_DATA_DIR": str(settings.data_dir),
        "MURASIL_METRICS_PORT": "0",
    }


@contextlib.asynccontextmanager
async def worker_process(settings: Settings) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker as a process of its own, ended with the block."""
    log = settings.data_dir / "worker.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *guarded([sys.executable, "-m", "agents", "worker"]),
            env=worker_environment(settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            try:
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
            except TimeoutError:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()


async def _through(settings: Settings, worker: asyncio.subprocess.Process) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    hops = [settings.topic(RAW), settings.topic(PREPARED)]
    while await lag(settings, hops):
        log = settings.data_dir / "worker.log"
        if worker.returncode is not None:
            raise MurasilError(f"the worker ended with status {worker.returncode}: {_tail(log)}")
        if time.monotonic() > deadline:
            raise MurasilError(f"not through after {PATIENCE_SECONDS:.0f} s: {_tail(log)}")
        await asyncio.sleep(0.2)


def _tail(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")[-500:]


async def _delete(settings: Settings) -> None:
    """Deletes every topic under the prefix, and the worker's consumer group."""
    client = await kafka.started(kafka.admin(settings), settings)
    try:
        ours = [name for name in await client.list_topics() if name.startswith(settings.topic_prefix)]
        if ours:
            await client.delete_topics(ours)
        await _delete_group(client, settings)
    finally:
        await client.close()


async def _delete_group(client: AIOKafkaAdminClient, settings: Settings) -> None:
    # A worker that could not say goodbye is a member until its session ends.
    deadline = time.monotonic() + settings.session_timeout.total_seconds() + STOP_SECONDS
    while (code := await _group_deleted(client, settings.group)) not in (0, GROUP_ID_NOT_FOUND):
        if code not in (*NO_COORDINATOR, NON_EMPTY_GROUP) or time.monotonic() > deadline:
            raise MurasilError(
                f"the consumer group {settings.group} could not be deleted: {for_code(code)()}"
            )
        await asyncio.sleep(0.5)


async def _group_deleted(client: AIOKafkaAdminClient, group: str) -> int:
    """Kafka's error code; 0 is success."""
    try:
        coordinator = await client.find_coordinator(group)
    except (GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError) as error:
        return int(error.errno)
    # aiokafka has the request, but no method for it.
    response = await client._send_request(DeleteGroupsRequest([group]), coordinator)  # noqa: SLF001
    return int(response.results[0][1])
