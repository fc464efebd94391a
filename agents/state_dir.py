"""A state folder for each worker: several on one machine find their own, and find it again."""

import fcntl
import os
from pathlib import Path
from typing import Final

from agents.errors import MurasilError

WORKERS: Final = 256


class StateDirectory:
    """The first free folder under `workers/`, held by a lock that the operating system releases at any end."""

    def __init__(self, data_dir: Path, group: str) -> None:
        for number in range(WORKERS):
            path = data_dir / "workers" / group / str(number)
            descriptor = _lock(path)
            if descriptor is not None:
                self.path = path
                self._descriptor = descriptor
                return
        raise MurasilError(f"{WORKERS} workers hold all state folders under {data_dir / 'workers' / group}")

    def release(self) -> None:
        """Lets another worker have the folder."""
        os.close(self._descriptor)


def _lock(path: Path) -> int | None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise MurasilError(f"state cannot be kept in {path}: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
