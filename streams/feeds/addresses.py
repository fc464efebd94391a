"""Which IP addresses a feed may lead to: public ones, whatever dress a private one comes in."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

# The standard library's `is_global` differs between patch releases of Python, so the registries are written out.
_NOT_PUBLIC4: Final = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's host service, at a public address but reachable from its machines only
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_UNICAST6: Final = IPv6Network("2000::/3")
_NOT_PUBLIC6: Final = tuple(
    IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16")
)
_NAT64: Final = IPv6Network("64:ff9b::/96")
_ISATAP: Final = (0x00005EFE, 0x02005EFE)


def is_public(text: str) -> bool:
    """Whether the address is globally reachable unicast (IANA's special-purpose registries).

    Private, loopback, link-local (cloud metadata among them), shared, documentation, multicast and reserved
    addresses are not; neither are IPv6 addresses that carry such an IPv4 address (mapped, NAT64 of RFC 6052,
    6to4, ISATAP), nor Teredo and IPv4-compatible ones. What is no address is not public.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return _public4(address) if isinstance(address, IPv4Address) else _public6(address)


def _public4(address: IPv4Address) -> bool:
    return not any(address in block for block in _NOT_PUBLIC4)


def _public6(address: IPv6Address) -> bool:
    value = int(address)
    last = IPv4Address(value & 0xFFFFFFFF)
    if address.ipv4_mapped is not None or address in _NAT64:
        return _public4(last)
    if address not in _UNICAST6 or any(address in block for block in _NOT_PUBLIC6):
        return False
    if address.sixtofour is not None and not _public4(address.sixtofour):
        return False
    return (value >> 32) & 0xFFFFFFFF not in _ISATAP or _public4(last)
