"""Runs a command and ends it when standard input ends: so a child never outlives the process that wanted it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

SIGNALLED: Final = 128
"""Added to a signal's number, as shells do."""


def guarded(command: list[str]) -> list[str]:
    """The command under guard: to be started with a pipe as standard input that is held open."""
    return [sys.executable, "-P", str(Path(__file__)), *command]


def main() -> int:
    """Runs `sys.argv[1:]`; its exit status is this one's, 128 and more after a signal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)  # noqa: S603 - the command is our own
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                pass
        child.terminate()

    threading.Thread(target=watch, daemon=True).start()
    status = child.wait()
    return status if status >= 0 else SIGNALLED - status


if __name__ == "__main__":
    sys.exit(main())
