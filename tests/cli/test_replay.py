"""`murasil replay` against a real Kafka."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agents.state import read_to_end
from config.loaders.settings import Settings
from streams import topics
from tests.deployment import ROOT, Deployment, environment

pytestmark = pytest.mark.broker


def start(settings: Settings, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "agents", "replay", *arguments],
        env=environment(settings),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_a_loop_over_nothing_ends(settings: Settings, tmp_path: Path) -> None:
    missing = tmp_path / ("a-long-name-" * 12)

    async with Deployment(settings):
        with start(settings, "--loop", str(missing)) as process:
            _, said = process.communicate(timeout=60)

    assert 1 == process.returncode
    assert f"  {missing}: there is no such file or folder\n" in said


async def test_an_interrupted_loop_says_what_was_sent(settings: Settings, tmp_path: Path) -> None:
    async with Deployment(settings) as deployment:
        with start(settings, "--loop", "--rate", "200", "seeds", str(tmp_path / "missing")) as process:
            while len(await deployment.records(topics.RAW)) <= 10:
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        sent = [record async for record in read_to_end(settings, settings.topic(topics.RAW))]

    told = re.search(r"([\d,]+) articles sent .*, 1 refused", said)
    assert 130 == process.returncode
    assert told is not None
    assert 10 < int(told[1].replace(",", "")) <= len(sent)
    assert 1 == said.count("no such file")
