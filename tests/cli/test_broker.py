"""`murasil broker` as a person runs it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agents.broker import BrokerOptions, EmbeddedBroker
from agents.errors import BrokerError
from tests.deployment import ROOT

pytestmark = pytest.mark.broker


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "agents", "broker", "--port", "0", "--data-dir", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def processes_on(folder: Path) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in words:
            found.append(entry.parent.name)
    return found


def test_a_folder_has_one_broker_at_a_time(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        assert first.stdout
        address = first.stdout.readline()
        with pytest.raises(BrokerError, match="another broker runs on"):
            EmbeddedBroker(BrokerOptions(data_dir=tmp_path)).start()
        assert address.startswith("kafka://127.0.0.1:")
        first.send_signal(signal.SIGTERM)
        _, said = first.communicate(timeout=60)

    assert 0 == first.returncode
    assert "" == said
    assert [] == processes_on(tmp_path)


def test_nothing_is_left_when_the_command_is_killed(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        assert first.stdout
        first.stdout.readline()
        first.kill()

    # Only when Kafka has ended is the folder free; until then a new broker says that one runs.
    again = EmbeddedBroker(BrokerOptions(data_dir=tmp_path))
    for _ in range(600):
        with contextlib.suppress(BrokerError):
            again.start()
            break
        time.sleep(0.1)
    else:
        pytest.fail("the folder stayed taken")
    again.stop()

    assert [] == processes_on(tmp_path)
