"""Consideration for hosts: few requests at once, time between them, and pauses that they ask for."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from agents.feeds.errors import FetchFailed
from streams.feeds.options import FetchOptions
from streams.feeds.reasons import Failure

LONGEST_DELAY: Final = 60.0
"""Seconds; a robots.txt that asks for more between two requests gets this."""
_MANY_HOSTS: Final = 10_000


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    delay: float
    next_request: float = 0.0
    paused_until: float = 0.0
    users: int = 0


class Hosts:
    """One for each process; hosts are `host:port`."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._hosts: dict[str, _Host] = {}
        self._requests = asyncio.Semaphore(options.concurrency)

    @asynccontextmanager
    async def request(self, authority: str) -> AsyncIterator[None]:
        """Waits for this host's turn, then for one of the process's requests.

        In this order, so that requests that wait for one host take nothing from the others.

        Raises:
            FetchFailed: the host asked to be left alone for a while.
        """
        host = self._host(authority)
        host.users += 1
        try:
            async with host.slots:
                await self._turn(host)
                async with self._requests:
                    yield
        finally:
            host.users -= 1

    async def _turn(self, host: _Host) -> None:
        now = time.monotonic()
        if host.paused_until > now:
            wait = host.paused_until - now
            raise FetchFailed(Failure.HTTP_THROTTLED, "the host asked for a pause", retry_after=wait)
        start = max(now, host.next_request)
        host.next_request = start + host.delay
        if start > now:
            await asyncio.sleep(start - now)

    def pause(self, authority: str, seconds: float) -> None:
        """Leaves a host alone for a while."""
        host = self._host(authority)
        host.paused_until = max(host.paused_until, time.monotonic() + seconds)

    def ask_delay(self, authority: str, seconds: float) -> None:
        """Takes over a longer time between two requests that the host asks for."""
        host = self._host(authority)
        host.delay = max(self._options.per_host_delay, min(seconds, LONGEST_DELAY))
        host.next_request = max(host.next_request, time.monotonic() + host.delay)

    def _host(self, authority: str) -> _Host:
        host = self._hosts.get(authority)
        if host is None:
            self._forget()
            slots = asyncio.Semaphore(self._options.per_host_concurrency)
            host = self._hosts[authority] = _Host(slots, self._options.per_host_delay)
        return host

    def _forget(self) -> None:
        """Drops hosts that nothing is known of any more, so that redirects to ever new ones cost nothing."""
        if len(self._hosts) < _MANY_HOSTS:
            return
        now = time.monotonic()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.users or max(host.next_request, host.paused_until) > now
        }
