"""Canonical URLs: two addresses of one article become the same text."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

TRACKING_PARAMETERS: Final = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid ref_src ref_url "
    "_ga _gl cmpid cmp ocid ito smid partner spm wt_mc xtor at_medium at_campaign at_format".split()
)
TRACKING_PREFIXES: Final = ("utm_", "pk_", "piwik_", "mtm_", "hsa_", "at_custom")
VARIANT_HOSTS: Final = frozenset("www m mobile amp".split())
VARIANT_PARAMETERS: Final = frozenset(
    "amp amp= amp=1 amp=true amp=yes outputtype=amp output=amp output=amphtml m=1 mobile=1".split()
)
AMP_ENDINGS: Final = ((".amp.html", ".html"), (".amp.htm", ".htm"), (".amp", ""))
AMP_WRAPPERS: Final = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp/s?/?|[a-z0-9-]{1,63}\.cdn\.ampproject\.org/[a-z]/(?:s/)?)"
    r"([^/\s]+\.[^\s]+)",
    re.ASCII | re.IGNORECASE,
)
DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def split(url: str) -> SplitResult | None:
    """The parts of an http or https URL, or None when it is none or cannot be read."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in DEFAULT_PORTS and parts.hostname else None


def host(url: str | None) -> str | None:
    """The URL's host in lower case, without `www.`, or None."""
    parts = split(url) if url else None
    return parts.hostname.removeprefix("www.") if parts and parts.hostname else None


def clean(url: str) -> str:
    """The URL as it can be fetched and shown: without fragment and tracking parameters, otherwise as given."""
    parts = split(url)
    if parts is None:
        return url.strip()
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", _query(parts.query, _is_tracking), ""))


def canonical(url: str) -> str:
    """The form by which two addresses of one article are the same text; meant to compare, not to fetch.

    Scheme differences, `www.`, default port, fragment, tracking parameters, trailing slash and what makes an
    AMP or mobile variant (`m.` and `amp.` hosts, `/amp` segments, `.amp.html`, `?amp=1`, Google's AMP viewer
    and cache) are left out. The order of the remaining parameters is kept: to some servers it means
    something. What is no http or https URL comes back as it is, stripped.
    """
    parts = split(_unwrap(url))
    if parts is None:
        return url.strip()
    address = _desktop(parts.hostname or "")
    if ":" in address:
        address = f"[{address}]"
    if parts.port is not None and parts.port != DEFAULT_PORTS[parts.scheme]:
        address = f"{address}:{parts.port}"
    query = _query(parts.query, lambda field: _is_tracking(field) or _is_variant(field))
    return urlunsplit(("https", address, _path(parts.path), query, ""))


def _unwrap(url: str) -> str:
    """The article's own address in one of Google's AMP viewer or the AMP cache."""
    match = AMP_WRAPPERS.match(url.strip())
    return f"https://{match[1]}" if match else url


def _desktop(hostname: str) -> str:
    """The host without `www.`, `m.`, `mobile.` or `amp.`, as long as a domain is left."""
    first, _, rest = hostname.partition(".")
    while first in VARIANT_HOSTS and "." in rest:
        hostname = rest
        first, _, rest = hostname.partition(".")
    return hostname


def _path(path: str) -> str:
    """The path without AMP segments at either end, AMP endings and trailing slashes."""
    segments = path.rstrip("/").split("/")
    while len(segments) > 2 and segments[-1].lower() in {"amp", ""}:
        segments.pop()
    first = 1
    while first < len(segments) - 1 and segments[first].lower() == "amp":
        first += 1
    last = segments[-1]
    for ending, instead in AMP_ENDINGS:
        while last.lower().endswith(ending) and last[: -len(ending)]:
            last = last[: -len(ending)] + instead
    return "/".join(["", *segments[first:-1], last]) if last else "/"


def _query(query: str, dropped: Callable[[str], bool]) -> str:
    return "&".join(field for field in query.split("&") if field and not dropped(field))


def _is_tracking(field: str) -> bool:
    name = field.partition("=")[0].lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)


def _is_variant(field: str) -> bool:
    return field.lower() in VARIANT_PARAMETERS
