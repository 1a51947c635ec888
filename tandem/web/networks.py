"""From which network does a request come? What one visitor can change at will counts as one."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

# Whoever has one IPv6 address has all the others of its /64.
PREFIX = 64


def network_of(address: str) -> str:
    """The address itself, or the /64 of an IPv6 address; what is none stays as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    host_bits = 128 - PREFIX
    return f"{IPv6Address(int(parsed) >> host_bits << host_bits)}/{PREFIX}"
