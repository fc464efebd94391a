"""One Kafka node in KRaft mode, as a child process."""

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import IO, Final, Self

from agents.broker.jars import Distribution, distribution
from agents.errors import BrokerError
from agents.guard import guarded

MESSAGE_BYTES: Final = 128 * 2**20
MEMORY_MIB: Final = 384
PROPERTIES: Final = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}{side_listener}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}{side_advertised}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SIDE:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs={logs}
num.partitions=1
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
message.max.bytes={message_bytes}
replica.fetch.max.bytes={message_bytes}
socket.request.max.bytes={request_bytes}
log.segment.bytes={segment_bytes}
"""


@dataclass(frozen=True, slots=True)
class BrokerOptions:
    """How to run the broker. Without `data_dir` it keeps nothing; with `port` 0 it takes a free one.

    `side_port`: another port that it listens on; who comes by that one is told to go on by `side_advertised`, where
    something may stand between.

    `properties`: further lines of Kafka's configuration, in place of its own of the same name.
    """

    port: int = 0
    data_dir: Path | None = None
    start_timeout: float = 60.0
    stop_timeout: float = 30.0
    side_port: int = 0
    side_advertised: int = 0
    properties: tuple[str, ...] = ()


def free_port() -> int:
    """A TCP port on the loopback address that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class EmbeddedBroker:
    """A real Kafka, started by `start` and ended by `stop`, or by the end of this process."""

    def __init__(self, options: BrokerOptions | None = None) -> None:
        self.options = options or BrokerOptions()
        self.port = self.options.port or free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None
        self._temporary = self.options.data_dir is None
        self.data_dir = self.options.data_dir or Path(tempfile.mkdtemp(prefix="murasil-broker-"))
        self._controller = free_port()

    @property
    def address(self) -> str:
        """As `MURASIL_BROKER` takes it."""
        return f"kafka://127.0.0.1:{self.port}"

    @property
    def log_file(self) -> Path:
        """Where Kafka writes what goes wrong."""
        return self.data_dir / "broker.log"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Starts Kafka and waits until it answers.

        Raises:
            BrokerError: the port or the folder is taken, the jars cannot be had, or Kafka ends before it is ready.
        """
        if _answers(self.port):
            raise BrokerError(f"port {self.port} is in use; choose another with --port")
        kafka = distribution()
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self._take_folder()
        properties = self._write_properties()
        if not (self.data_dir / "logs" / "meta.properties").exists():
            self._format(kafka, properties)
        self._spawn(kafka, properties)
        self._await_ready()

    def stop(self) -> None:
        """Ends Kafka cleanly; removes its data when no folder was given."""
        self.terminate()
        if self._temporary:
            rmtree(self.data_dir, ignore_errors=True)

    def terminate(self) -> None:
        """Ends Kafka cleanly and keeps its data, so that `start` can go on with it."""
        process, self._process = self._process, None
        if process is None:
            self._leave_folder()
            return
        if process.stdin:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(self.options.stop_timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._leave_folder()

    def kill(self) -> None:
        """Ends Kafka at once, as a power cut would, and keeps its data."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._leave_folder()

    def check(self) -> None:
        """Looks whether Kafka still runs.

        Raises:
            BrokerError: it has ended by itself.
        """
        status = self._process.poll() if self._process else None
        if status is not None:
            raise BrokerError(f"Kafka ended with status {status}; its log is {self.log_file}")

    def _take_folder(self) -> None:
        # Two brokers on one folder would both die, the one that ran before too. The guard inherits the lock, so
        # that it lasts until Kafka has ended also when this process is killed.
        lock = (self.data_dir / "lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise BrokerError(
                f"another broker runs on {self.data_dir}; choose another folder with --data-dir"
            ) from None
        self._lock = lock

    def _leave_folder(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _write_properties(self) -> Path:
        path = self.data_dir / "server.properties"
        ours = PROPERTIES.format(
            port=self.port,
            side_listener=_side(self.options.side_port),
            side_advertised=_side(self.options.side_advertised),
            controller=self._controller,
            logs=self.data_dir / "logs",
            message_bytes=MESSAGE_BYTES,
            request_bytes=2 * MESSAGE_BYTES,
            segment_bytes=2 * MESSAGE_BYTES,
        )
        path.write_text(ours + "\n".join(self.options.properties), encoding="utf-8")
        return path

    def _format(self, kafka: Distribution, properties: Path) -> None:
        # The letter keeps an id from starting with a hyphen, which would be taken for an option.
        cluster = "A" + urlsafe_b64encode(uuid.uuid4().bytes).decode()[1:].rstrip("=")
        command = kafka.command(
            "kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(properties), options=_JVM_OPTIONS
        )
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the command is our own
        if done.returncode:
            raise BrokerError(
                f"Kafka could not format {self.data_dir}: {done.stderr.decode(errors='replace')[-500:]}"
            )

    def _spawn(self, kafka: Distribution, properties: Path) -> None:
        command = kafka.command("kafka.Kafka", str(properties), options=_JVM_OPTIONS)
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the command is our own
                guarded(command),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                pass_fds=[self._lock.fileno()] if self._lock else [],
                start_new_session=True,  # Ctrl-C must not reach Kafka before its clients have ended
            )

    def _await_ready(self) -> None:
        deadline = time.monotonic() + self.options.start_timeout
        while not _answers(self.port):
            status = self._process.poll() if self._process else 0
            if status is not None or time.monotonic() > deadline:
                what = f"ended with status {status}" if status is not None else "did not answer in time"
                tail = ""
                with contextlib.suppress(OSError):
                    tail = self.log_file.read_text(encoding="utf-8", errors="replace")[-800:]
                self.stop()
                raise BrokerError(f"Kafka {what}; the end of its log:\n{tail}")
            time.sleep(0.05)


_JVM_OPTIONS: Final = (
    f"-Xmx{MEMORY_MIB}m",
    "-Xms128m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
)


def _side(port: int) -> str:
    return f",SIDE://127.0.0.1:{port}" if port else ""


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0
