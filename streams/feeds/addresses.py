"""Which IP addresses a feed may lead to: public ones, whatever dress a private one comes in."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_AZURE_PLATFORM: Final = IPv4Address("168.63.129.16")
"""Azure's host service answers at a public address from within its machines only."""
_RELAYS: Final = IPv4Network("192.88.99.0/24")
_UNICAST: Final = IPv6Network("2000::/3")
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
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not special and address != _AZURE_PLATFORM and address not in _RELAYS


def _public6(address: IPv6Address) -> bool:
    if address.ipv4_mapped is not None:
        return _public4(address.ipv4_mapped)
    value = int(address)
    if address in _NAT64:
        return _public4(IPv4Address(value & 0xFFFFFFFF))
    if address not in _UNICAST or not address.is_global or address.teredo is not None:
        return False
    if address.sixtofour is not None and not _public4(address.sixtofour):
        return False
    return (value >> 32) & 0xFFFFFFFF not in _ISATAP or _public4(IPv4Address(value & 0xFFFFFFFF))
