"""Commands as a person runs them: what they print, and how they end."""

import re
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest

from agents.cli.main import COMMANDS
from tests.deployment import ROOT

SEEDS = ROOT / "seeds"


def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "agents", *arguments],
        input=given,
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"} | environment,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name: str) -> None:
    done = run(name, "--help")

    assert 0 == done.returncode
    assert re.search(rb"Example: .*murasil", done.stdout)


def test_help_is_quick() -> None:
    run("--help")
    began = time.perf_counter()
    run("--help")

    # 0.3 s on a machine at rest; a loaded one is given five times that.
    assert time.perf_counter() - began < 1.5


@pytest.mark.parametrize(
    ("arguments", "environment", "status", "words"),
    [
        (["nonsense"], {}, 2, "No such command 'nonsense'"),
        (["process", "--nonsense"], {}, 2, "No such option"),
        (["tail", "articles.nonsense"], {}, 2, "articles.nonsense"),
        (["topics"], {"MURASIL_BROKER": "kafka://127.0.0.1:1"}, 3, "no Kafka answers at kafka://127.0.0.1:1"),
        (["worker"], {"MURASIL_BROKER": "kafka://127.0.0.1:1"}, 3, "no Kafka answers"),
        (["replay", "seeds"], {"MURASIL_BROKER": "kafka://127.0.0.1:1"}, 3, "no Kafka answers"),
        (["worker"], {"MURASIL_BROKR": "x"}, 2, "nearest one is `MURASIL_BROKER`"),
        (["demo", "--output", "/proc/records"], {}, 1, "/proc/records: No such file or directory"),
        (["--config", "/no/such/file.toml", "topics"], {}, 2, "/no/such/file.toml"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(
    arguments: list[str], environment: dict[str, str], status: int, words: str
) -> None:
    done = run(*arguments, **environment)
    said = done.stderr.decode()

    assert status == done.returncode
    assert words in said
    assert 1 == said.count("\n")
    assert "Traceback" not in said


@pytest.mark.parametrize("arguments", [[], ["dead-letters"]])
def test_without_a_command_the_help_is_shown(arguments: list[str]) -> None:
    done = run(*arguments)

    assert 2 == done.returncode
    assert b"\nCommands:\n" in done.stderr


def test_jars_that_cannot_be_had_are_said_in_one_line(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:1"

    done = run("broker", "--port", "0", HOME=str(tmp_path), HTTPS_PROXY=nowhere, HTTP_PROXY=nowhere)

    assert 3 == done.returncode
    assert b"could not be fetched" in done.stderr
    assert b"MURASIL_BROKER" in done.stderr
    assert 1 == done.stderr.count(b"\n")


def test_process_reads_folders_and_standard_input_alike() -> None:
    article = orjson.dumps({"text": (SEEDS / "004_97e74edffecceafc.txt").read_text(), "source": "seeds"})

    from_folder = [orjson.loads(line) for line in run("process", "seeds").stdout.splitlines()]
    from_input = [
        orjson.loads(line) for line in run("process", "-", given=article + b"\n").stdout.splitlines()
    ]

    assert {"topic", "key", "value"} == set(from_folder[0])
    assert 5 == sum(line["topic"] == "articles.enriched" for line in from_folder)
    enriched = next(line["value"] for line in from_input if line["topic"] == "articles.enriched")
    assert enriched["text"] in {line["value"].get("text") for line in from_folder}


def test_a_bad_line_stops_nothing() -> None:
    good = orjson.dumps({"text": "خبر قصير عن اجتماع الوزراء في العاصمة صباح اليوم.", "id": "good"})

    done = run("process", given=b'{"text": \n' + good + b"\n[]\n")
    lines = [orjson.loads(line) for line in done.stdout.splitlines()]

    assert 0 == done.returncode
    assert ["invalid-json", "not-an-object"] == [
        line["value"]["reason"] for line in lines if line["topic"] == "articles.dead-letter"
    ]
    assert "good" in {line["key"] for line in lines}


def test_explain_says_for_each_candidate_what_made_it() -> None:
    told = "أعلنت الوزارة أن الجيش قصف مدينة حلب يوم الثلاثاء، ما أدى إلى مقتل أربعة مدنيين وإصابة آخرين."
    given = orjson.dumps({"text": told, "id": "told"}) + b"\n[]\n"

    plain = run("process", given=given)
    done = run("process", "--explain", given=given)
    explained = [orjson.loads(line)["explain"] for line in done.stderr.splitlines()]

    assert plain.stdout == done.stdout
    assert b"" == plain.stderr
    records = [orjson.loads(line) for line in done.stdout.splitlines()]
    candidates = {line["key"]: line["value"] for line in records if line["topic"] == "events.candidates"}
    assert candidates
    assert set(candidates) == {one["id"] for one in explained}
    for one in explained:
        candidate = candidates[one["id"]]
        assert re.fullmatch(rf"{candidate['type']}\[\d+\]", one["rule"])
        assert "ar" == one["lexicon"]
        assert candidate["trigger"]["text"] == one["words"][0]
        assert {name: candidate[name] for name in ("type", "mode", "status", "confidence")} == {
            name: one[name] for name in ("type", "mode", "status", "confidence")
        }
        weights = list(one["features"].values())
        assert one["features"]["weight"] > 0 > one["features"]["bias"]
        assert sorted(weights, key=abs, reverse=True) == weights


def test_what_cannot_be_read_is_said_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر قصير عن اجتماع الوزراء في العاصمة صباح اليوم.")
    (tmp_path / "b.txt").write_bytes(b"")

    done = run("process", str(tmp_path), str(tmp_path / "missing"))

    assert 1 == done.returncode
    assert b"there is no such file" in done.stderr
    assert b"articles.enriched" in done.stdout


def test_a_reader_that_leaves_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "agents", "process", "seeds"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert 10 == len(process.stdout.read(10))
        process.stdout.close()
        said = process.stderr.read()

    assert b"" == said
