"""Each service of docker-compose.yml, run as the file says, but without Docker and on free loopback ports."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.broker import free_port
from agents.broker.jars import distribution
from tests.deployment import ROOT
from tests.monitoring.composed import services
from tests.monitoring.live import status

pytestmark = [pytest.mark.broker, pytest.mark.slow]


FEEDS = "/etc/murasil/feeds.toml"


class Composed:
    """Runs services one after the other, as compose would start them."""

    def __init__(self, kafka_address: str, folder: Path) -> None:
        self.folder = folder
        self.kafka_address = kafka_address
        self.metrics_port = free_port()
        self.running: list[subprocess.Popen[bytes]] = []
        (folder / "no-feeds.toml").write_text("")

    def here(self, name: str, text: str) -> str:
        """What stands for a path or an address inside the container."""
        mounts = dict(mount.split(":")[1::-1] for mount in services()[name].get("volumes", []))
        for target, source in mounts.items():
            if target == FEEDS:  # the list itself would have the outlets polled
                place = self.folder / "no-feeds.toml"
            else:
                place = (ROOT if source.startswith(".") else self.folder) / source
            text = re.sub(rf"(^|=){target}(?=/|$)", rf"\g<1>{place}", text)
        return (
            text.replace("kafka://kafka:9092", self.kafka_address)
            .replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - taken out, not put in
            .replace("9464", str(self.metrics_port))
        )

    def environment(self, name: str) -> dict[str, str]:
        given = {key: self.here(name, value) for key, value in services()[name]["environment"].items()}
        given |= {"MURASIL_TOPIC_PREFIX": "composed-", "MURASIL_SESSION_TIMEOUT": "6s"}
        if given["MURASIL_DATA_DIR"] == "/data":
            given["MURASIL_DATA_DIR"] = str(self.folder / "data")
        return {**os.environ, "PYTHONPATH": str(ROOT), **given}

    def start(self, name: str) -> subprocess.Popen[bytes]:
        # The image's entry point is `murasil`.
        command = [self.here(name, argument) for argument in services()[name]["command"]]
        with (self.folder / f"{name}.log").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "agents", *command],
                cwd=self.folder,
                env=self.environment(name),
                stdout=output,
                stderr=output,
            )
        self.running.append(process)
        return process

    def log_of(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")[-2000:]

    def is_healthy(self, name: str) -> bool:
        """The service's own health check."""
        kind, command, *arguments = services()[name]["healthcheck"]["test"]
        assert ("CMD", "python") == (kind, command)
        check = [sys.executable, *(self.here(name, argument) for argument in arguments)]
        return subprocess.run(check, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def composed(kafka_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    made = Composed(kafka_address, tmp_path_factory.mktemp("composed"))
    yield made
    for process in made.running:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.mark.parametrize("name", ["topics", "replay"])
def test_what_runs_once_ends_well(composed: Composed, name: str) -> None:
    assert 0 == composed.start(name).wait(120), composed.log_of(name)
    assert 0 == composed.start(name).wait(120), f"again: {composed.log_of(name)}"


@pytest.mark.parametrize("name", ["worker", "feeds", "monitor"])
def test_what_runs_on_gets_healthy_and_ends_cleanly_in_time(composed: Composed, name: str) -> None:
    process = composed.start("topics")
    assert 0 == process.wait(120)
    process = composed.start(name)
    deadline = time.monotonic() + 90
    while not composed.is_healthy(name):
        assert process.poll() is None, composed.log_of(name)
        assert time.monotonic() < deadline, composed.log_of(name)
        time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    grace = re.fullmatch(r"(\d+)s", services()[name].get("stop_grace_period", "10s"))
    assert grace
    assert process.wait(int(grace[1])) in {0, -signal.SIGTERM}, composed.log_of(name)


def test_kafka_starts_with_the_settings_of_the_file(tmp_path: Path) -> None:
    """The image turns KAFKA_A_B into a.b of server.properties; so does this."""
    given = services()["kafka"]["environment"]
    ports = {"9092": str(free_port()), "9093": str(free_port())}

    def here(value: str) -> str:
        for port, ours in ports.items():
            value = re.sub(rf"(kafka|//):{port}", rf"\g<1>:{ours}", value)
        value = re.sub(r"//:(\d)", r"//127.0.0.1:\1", value)
        return value.replace("kafka:", "127.0.0.1:").replace("/var/lib/kafka/data", str(tmp_path / "data"))

    properties = tmp_path / "server.properties"
    properties.write_text(
        "".join(
            f"{name.removeprefix('KAFKA_').lower().replace('_', '.')}={here(value)}\n"
            for name, value in given.items()
            if name.startswith("KAFKA_") and name != "KAFKA_HEAP_OPTS"
        )
    )
    kafka = distribution()
    options = ("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    arguments = ("format", "--cluster-id", given["CLUSTER_ID"], "--config", str(properties))
    formatted = subprocess.run(
        kafka.command("kafka.tools.StorageTool", *arguments, options=options),
        capture_output=True,
        check=False,
    )
    assert 0 == formatted.returncode, formatted.stderr
    log = tmp_path / "kafka.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            kafka.command("kafka.Kafka", str(properties), options=options), stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + 60
        while not answers(int(ports["9092"])):
            assert process.poll() is None, log.read_text()[-2000:]
            assert time.monotonic() < deadline, log.read_text()[-2000:]
            time.sleep(0.2)
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.usefixtures("promtool")
def test_prometheus_starts_with_the_arguments_of_the_file(tmp_path: Path) -> None:
    port = free_port()
    composed = Composed("", tmp_path)
    arguments = [composed.here("prometheus", one) for one in services()["prometheus"]["command"]]
    arguments = [one.replace("127.0.0.1:9090", f"127.0.0.1:{port}") for one in arguments]
    log = tmp_path / "prometheus.log"
    with log.open("wb") as output:
        process = subprocess.Popen(["prometheus", *arguments], stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + 30
        while status(f"http://127.0.0.1:{port}/-/ready") != 200:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
    finally:
        process.terminate()
        process.wait(30)
