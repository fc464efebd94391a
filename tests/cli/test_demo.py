"""`murasil demo` on a Kafka that is there already: it leaves nothing behind."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from agents import kafka
from config.loaders.settings import Settings
from tests.deployment import ROOT, environment

pytestmark = pytest.mark.broker


def start(settings: Settings, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "agents", "demo", *arguments],
        env=environment(settings),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def left_behind(settings: Settings) -> set[str]:
    """What is there still; a broker lists deleted topics until word of it comes from the controller."""
    deadline = time.monotonic() + 20
    while (found := await found_there(settings)) and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
    return found


async def found_there(settings: Settings) -> set[str]:
    client: AIOKafkaAdminClient = await kafka.started(kafka.admin(settings), settings)
    try:
        groups = [name for name, _ in await client.list_consumer_groups()]
        return {
            name for name in [*await client.list_topics(), *groups] if name.startswith(settings.topic_prefix)
        }
    finally:
        await client.close()


async def test_the_demo_leaves_no_topic_and_no_group(settings: Settings, tmp_path: Path) -> None:
    with start(settings, "--output", str(tmp_path / "records")) as process:
        shown, said = process.communicate(timeout=120)

    assert 0 == process.returncode, said
    assert "5 raw articles: 5 enriched" in shown
    written = {file.name: file.read_bytes().count(b"\n") for file in (tmp_path / "records").iterdir()}
    assert {"articles.enriched.jsonl", "articles.duplicates.jsonl", "events.candidates.jsonl"} == set(written)
    assert 5 == written["articles.enriched.jsonl"]
    assert set() == await left_behind(settings)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_a_demo_that_is_ended_tidies_up(settings: Settings, how: signal.Signals) -> None:
    with start(settings) as process:
        assert process.stderr
        while "waiting for the worker" not in (line := process.stderr.readline()):
            assert line
        process.send_signal(how)
        _, said = process.communicate(timeout=120)

    assert 130 == process.returncode, said
    assert "murasil: interrupted" == said.strip()
    assert set() == await left_behind(settings)


def test_a_demo_that_is_killed_leaves_no_process(settings: Settings) -> None:
    with start(settings) as process:
        assert process.stderr
        while "waiting for the worker" not in (line := process.stderr.readline()):
            assert line
        started = descendants(process.pid)
        process.kill()

    assert started
    deadline = time.monotonic() + 60
    while left := [pid for pid in started if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def descendants(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [below for child in children for below in descendants(child)]
