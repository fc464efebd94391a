"""Runs a command and ends it when standard input ends: so a JVM never outlives the process that wanted it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading


def main() -> int:
    """Runs `sys.argv[1:]`; its exit status is this one's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)  # noqa: S603 - the command is our own
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                pass
        child.terminate()

    threading.Thread(target=watch, daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main())
