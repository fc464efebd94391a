"""Ending what may never end by itself: with Kafka away, its clients wait for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

LONGEST: Final = 5.0
"""Seconds that each part of a worker has to end in good order."""


async def end(*parts: Coroutine[Any, Any, Any], seconds: float = LONGEST) -> None:
    """Runs all at once, and gives up what has not ended in time; failures are no matter any more."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    if not tasks:
        return
    await asyncio.wait(tasks, timeout=seconds)
    for task in tasks:
        task.cancel()
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
