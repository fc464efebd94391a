"""What is compiled does what the sources do, to the byte. Run by `make compiled`, on the wheel that it has built.

Named, not collected: building takes minutes, and a C compiler.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.compiled import LEFT_OUT, groups, modules
from tools.golden_events import articles

ROOT = Path(__file__).parent.parent
HOSTILE = {
    "no-spaces": "قتل" * 20_000,
    "one-word-a-line": "انفجار\n" * 5_000,
    "digits": "12.3," * 20_000,
    "quotes": '"«(' * 10_000,
    "marks": "قَُِتَل " * 5_000,
    "surrogate": "قتل \ud800 3 أشخاص في بغداد أمس الجمعة.",
    "controls": "killed \x00\u202e 3 people in Mosul.\u2066",
    "mixed": "Killed قتل 殺された 3 убит " * 500,
    "empty": " \n ",
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files."""
    wheels = list((ROOT / "dist").glob("murasil-*.whl"))
    assert 1 == len(wheels), "make compiled builds the wheel that is tested here"
    folder = tmp_path_factory.mktemp("compiled")
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheels[0]), str(folder)], check=True)
    return folder


def run(folder: Path, *arguments: str, received: bytes = b"") -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "agents", *arguments],
        input=received,
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
    )
    return done.stdout + done.stderr


def test_the_wheel_is_compiled_and_the_clone_is_not(installed: Path) -> None:
    assert b"compiled" in run(installed, "--version")
    assert b"compiled" not in run(ROOT, "--version")


def test_every_module_named_is_built(installed: Path) -> None:
    named = modules(ROOT)

    assert all((ROOT / name).is_file() for name in LEFT_OUT)
    assert sorted(named) == sorted(name for files in groups(named).values() for name in files)
    assert [] == [name for name in named if not list(installed.glob(f"{name.removesuffix('.py')}.*.so"))]


def test_seeds_and_golden_texts_come_out_the_same(installed: Path) -> None:
    lines = [
        json.dumps({"text": text, "source": language, "published_at": published}).encode()
        for _, language, text, published in articles()
    ]
    received = b"\n".join(lines)

    pure = run(ROOT, "process", "--explain", "-", received=received)

    assert pure.count(b'"topic":"events.candidates"') > 100
    assert pure == run(installed, "process", "--explain", "-", received=received)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_come_out_the_same(installed: Path, name: str) -> None:
    received = json.dumps({"id": name, "text": HOSTILE[name], "published_at": "2019-03-20"}).encode()

    assert run(ROOT, "process", "-", received=received) == run(installed, "process", "-", received=received)
