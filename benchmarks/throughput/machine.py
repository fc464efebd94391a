"""The machine: what it is, and which of its cores a process may use."""

import contextlib
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from streams.build import COMPILED

LIBRARIES: Final = (
    "faust-streaming",
    "aiokafka",
    "confluent-kafka",
    "trafilatura",
    "langdetect",
    "datasketch",
)
TICKS: Final = os.sysconf("SC_CLK_TCK")

WORKER_CORE: Final = 0
BROKER_CORE: Final = 1


def facts() -> dict[str, str]:
    """What the figures depend on."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "text work": "compiled" if COMPILED else "pure Python",
        "pinned to cores": "yes" if can_pin() else "no",
        **{name: version(name) for name in LIBRARIES},
    }


def can_pin() -> bool:
    """Whether processes can be held to cores here, and there is one for a worker and one for the broker."""
    return hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > max(WORKER_CORE, BROKER_CORE)


@contextlib.contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """Processes that are started inside run on this core alone; None: on all."""
    if not can_pin() or core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def cpu_seconds(process: int) -> float:
    """Processor time that a process and all its threads have used; nan where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_memory(process: int) -> float:
    """The most memory that a process has had, in MB (10^6 bytes); nan where the system does not say."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return float("nan")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
