"""`murasil topics` against a real Kafka."""

import subprocess
import sys
from dataclasses import replace

import pytest

from config.loaders.settings import Settings
from tests.deployment import ROOT, environment

pytestmark = pytest.mark.broker


def topics(settings: Settings) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "agents", "topics"],
        env=environment(settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_topics_are_created_once_and_then_checked(settings: Settings) -> None:
    first, second = topics(settings), topics(settings)

    assert (0, 0) == (first.returncode, second.returncode)
    assert "9 created, 9 in all" in first.stdout
    assert "0 created, 9 in all" in second.stdout


def test_another_number_of_partitions_is_said_and_nothing_is_changed(settings: Settings) -> None:
    topics(settings)

    done = topics(replace(settings, partitions=settings.partitions + 4))
    again = topics(settings)

    assert 4 == done.returncode
    assert "it has 4 partitions, `partitions` says 8" in " ".join(done.stdout.split())
    assert settings.topic("articles.raw") in done.stderr
    assert 0 == again.returncode
