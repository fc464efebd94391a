"""Where a redirect leads, and whether it is to be remembered."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from streams import urls

STATUSES: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})


class RefusedRedirect(Exception):
    """A redirect that is not followed; the message says why."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a chain of redirects has come to; `permanent` as long as every hop was (RFC 9110, section 15.4)."""

    url: str
    hops: int = 0
    permanent: bool = True

    @property
    def moved_to(self) -> str | None:
        """The address to remember, or None."""
        return self.url if self.hops and self.permanent else None


def follow(position: Position, status: int, location: str | None, max_hops: int) -> Position:
    """The next position.

    Raises:
        RefusedRedirect: there is no usable address, or there were too many.
    """
    if position.hops >= max_hops:
        raise RefusedRedirect(f"more than {max_hops} redirects")
    if not location:
        raise RefusedRedirect("a redirect without an address")
    try:
        target = urljoin(position.url, location.strip())
    except ValueError:
        target = ""
    parts = urls.split(target)
    if parts is None or len(target) > 4096:
        raise RefusedRedirect("a redirect to something else than an http or https address")
    if parts.username is not None or parts.password is not None:
        raise RefusedRedirect("a redirect to an address with a user name")
    downgraded = urlsplit(position.url).scheme == "https" and parts.scheme == "http"
    permanent = position.permanent and status in _PERMANENT and not downgraded
    return Position(parts._replace(fragment="").geturl(), position.hops + 1, permanent)
