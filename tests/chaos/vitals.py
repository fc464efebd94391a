"""What a worker process takes of the machine, and what it says of itself."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

_ADDRESS = re.compile(r"metrics on (http://\S+)")
_GAUGE = re.compile(r"^(murasil_index_rows|murasil_index_bytes) (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Vitals:
    """One look at one worker: MiB of memory of its own, open files, articles held, and bytes of its index."""

    memory: float
    files: int
    rows: int
    index: int


async def vitals(pid: int, log: str) -> Vitals:
    """Looks at a worker; `log` says where it serves its metrics."""
    return await asyncio.to_thread(_look, pid, log)


def _look(pid: int, log: str) -> Vitals:
    status = Path(f"/proc/{pid}/status").read_text()
    own = re.search(r"RssAnon:\s+(\d+) kB", status)
    files = sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    found = _ADDRESS.search(log)
    assert own is not None
    assert found is not None, "the worker does not say where its metrics are"
    with urlopen(found[1], timeout=10) as answer:  # noqa: S310 - the worker's own address
        gauges = dict(_GAUGE.findall(answer.read().decode()))
    rows, index = (int(float(gauges.get(f"murasil_index_{name}", 0))) for name in ("rows", "bytes"))
    return Vitals(int(own[1]) / 1024, files, rows, index)
