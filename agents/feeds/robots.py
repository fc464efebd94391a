"""robots.txt, as RFC 9309 has it, read with Protego."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from protego import Protego

from agents.feeds.errors import FetchFailed
from streams.feeds.reasons import Failure

PRODUCT: Final = "murasil"
MAX_BYTES: Final = 512 * 1024
"""RFC 9309, section 2.5, asks for 500 KiB at least; what follows is not read."""
_KEPT: Final = 24 * 3600.0
_KEPT_FAILURE: Final = 300.0
_MANY: Final = 5_000
_SHOWN: Final = frozenset(
    {Failure.ADDRESS, Failure.DNS, Failure.CONNECTION, Failure.TLS, Failure.HTTP_THROTTLED}
)


@dataclass(frozen=True, slots=True)
class _Rules:
    expires: float
    parsed: Protego | None = None
    failure: FetchFailed | None = None


class Robots:
    """The rules of the hosts asked so far, for a day each. `fetch` gets one robots.txt, cut at `MAX_BYTES`."""

    def __init__(self, fetch: Callable[[str], Awaitable[tuple[int, bytes]]]) -> None:
        self._fetch = fetch
        self._rules: OrderedDict[str, asyncio.Task[_Rules]] = OrderedDict()

    async def check(self, url: str, origin: str) -> float | None:
        """The delay in seconds that the host asks for, if any.

        Raises:
            FetchFailed: the address must not be fetched, or the rules cannot be had (then neither may it).
        """
        rules = await self._known(origin)
        if rules.failure is not None:
            failure = rules.failure
            raise FetchFailed(failure.failure, failure.detail, failure.retry_after)
        if rules.parsed is None:
            return None
        if not rules.parsed.can_fetch(url, PRODUCT):
            raise FetchFailed(Failure.ROBOTS, f"robots.txt of {origin} does not allow this address")
        return rules.parsed.crawl_delay(PRODUCT)

    def close(self) -> None:
        """Ends what is still being asked."""
        for task in self._rules.values():
            task.cancel()

    async def _known(self, origin: str) -> _Rules:
        task = self._rules.get(origin)
        if task is None or (task.done() and (task.cancelled() or task.result().expires < time.monotonic())):
            if len(self._rules) >= _MANY:
                self._rules.popitem(last=False)
            task = self._rules[origin] = asyncio.create_task(self._ask(origin))
        return await asyncio.shield(task)

    async def _ask(self, origin: str) -> _Rules:
        try:
            status, body = await self._fetch(f"{origin}/robots.txt")
        except FetchFailed as error:
            if error.failure is Failure.REDIRECT:
                return _Rules(time.monotonic() + _KEPT)
            shown = error if error.failure in _SHOWN else FetchFailed(Failure.ROBOTS_UNREACHABLE, str(error))
            return _Rules(time.monotonic() + _KEPT_FAILURE, failure=shown)
        if status == 429 or status >= 500:
            unreachable = FetchFailed(Failure.ROBOTS_UNREACHABLE, f"robots.txt of {origin} answered {status}")
            return _Rules(time.monotonic() + _KEPT_FAILURE, failure=unreachable)
        if status != 200:
            return _Rules(time.monotonic() + _KEPT)
        parsed = await asyncio.to_thread(Protego.parse, body.decode("utf-8", "replace"))
        return _Rules(time.monotonic() + _KEPT, parsed=parsed)
