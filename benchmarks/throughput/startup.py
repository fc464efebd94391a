"""How long `murasil` takes until it says something."""

import statistics
import subprocess
import sys
import time
from typing import Final

TIMES: Final = 10


def help_seconds() -> float:
    """Seconds of `murasil --help`, the median of ten."""
    return statistics.median(_help() for _ in range(TIMES))


def _help() -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "agents", "--help"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return time.perf_counter() - began
