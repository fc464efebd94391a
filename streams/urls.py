"""Canonical URLs: two addresses of one article become the same text."""

from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

TRACKING_PARAMETERS: Final = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid ref_src ref_url "
    "_ga _gl cmpid cmp ocid ito smid partner spm wt_mc xtor at_medium at_campaign at_format".split()
)
TRACKING_PREFIXES: Final = ("utm_", "pk_", "piwik_", "mtm_", "hsa_", "at_custom")
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


def canonical(url: str) -> str:
    """The URL without scheme differences, default port, fragment, tracking parameters and trailing slash.

    The order of the remaining parameters is kept: to some servers it means something. What is no http or
    https URL comes back as it is, stripped.
    """
    parts = split(url)
    if parts is None:
        return url.strip()
    address = parts.hostname or ""
    if parts.port is not None and parts.port != DEFAULT_PORTS[parts.scheme]:
        address = f"{address}:{parts.port}"
    kept = [field for field in parts.query.split("&") if field and not _is_tracking(field)]
    return urlunsplit(("https", address, parts.path.rstrip("/") or "/", "&".join(kept), ""))


def _is_tracking(field: str) -> bool:
    name = field.partition("=")[0].lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)
