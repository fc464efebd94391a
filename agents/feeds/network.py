"""Connections that only ever reach public addresses, checked where the connection is made.

Three doors, each enough for most attacks: the address as written (`check_url`), every address that a name
resolves to (`PublicResolver`), and the address that a socket is opened for (`_socket`). What was resolved is
what is connected to: names are not looked up twice, so an answer cannot change in between (DNS rebinding).
"""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any, Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from agents.feeds.errors import FetchFailed
from streams import urls
from streams.feeds.addresses import is_public
from streams.feeds.reasons import Failure

_LOOKUPS: Final = 32


class RefusedAddress(OSError):
    """A connection to an address that is not public."""


def check_url(url: str, allowed: frozenset[str]) -> str:
    """The `host:port` of an address that may be asked.

    Raises:
        FetchFailed: it is no http or https address, or its host is an IP address that is not public.
    """
    parts = urls.split(url)
    if parts is None or parts.hostname is None:
        raise FetchFailed(Failure.ADDRESS, "no http or https address")
    port = parts.port or urls.DEFAULT_PORTS[parts.scheme]
    authority = _authority(parts.hostname, port)
    if authority not in allowed and _is_literal(parts.hostname) and not is_public(parts.hostname):
        raise FetchFailed(Failure.ADDRESS, f"{parts.hostname} is not a public address")
    return authority


def _authority(host: str, port: int) -> str:
    return f"[{host}]:{port}".lower() if ":" in host else f"{host}:{port}".lower()


def _is_literal(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only; the hosts that the operator allowed to any.

    Look-ups have threads of their own, so that slow name servers hold up nothing else.
    """

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed
        self._threads = ThreadPoolExecutor(_LOOKUPS, thread_name_prefix="resolve")
        self.permitted: set[tuple[str, int]] = set()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host.

        Raises:
            RefusedAddress: none of them is public.
        """
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host, port, family)
        if _authority(host, port) in self._allowed:
            self.permitted.update((one["host"], port) for one in found)
            return found
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise RefusedAddress(f"{host} has no public address")
        return public

    async def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    answers = socket.getaddrinfo(
        host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
    )
    return [
        ResolveResult(
            hostname=host,
            host=str(address[0]),
            port=port,
            family=kind,
            proto=protocol,
            flags=socket.AI_NUMERICHOST,
        )
        for kind, _, protocol, _, address in answers
    ]


def connector(allowed: frozenset[str], concurrency: int) -> aiohttp.TCPConnector:
    """A connector that opens sockets to public addresses, and to the hosts in `allowed` (`host:port`)."""
    resolver = PublicResolver(allowed)

    def open_socket(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        host, port = str(address[0]), int(address[1])
        known = (host, port) in resolver.permitted or _authority(host, port) in allowed
        if not known and not is_public(host):
            raise RefusedAddress(f"{host} is not a public address")
        return socket.socket(family, kind, protocol)

    return aiohttp.TCPConnector(
        resolver=resolver,
        socket_factory=open_socket,
        use_dns_cache=False,
        limit=concurrency + 8,
        enable_cleanup_closed=True,
    )
