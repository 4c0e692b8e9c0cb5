"""Which numeric addresses and ports belong to the public web, and which to this machine, its network or nobody."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

__all__ = ["is_public", "is_web_port"]

# Beside what `ipaddress` calls not global, whose tables grow from one Python to the next.
_NOT_PUBLIC = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # between a provider and its customers; one cloud has its metadata there
        "168.63.129.16",  # a cloud gives each of its machines this view of itself at a public address
        "192.0.0.0/24",  # protocol assignments; another cloud's metadata
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",  # measurements
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in a tunnel
        "3fff::/20",  # documentation
    )
)
# All that is given out of IPv6 so far; outside are mapped, compatible, local and multicast addresses.
_GIVEN_OUT = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
_WELL_KNOWN = 1024
_WEB = frozenset({80, 443})
# Other protocols behind high ports, as browsers bar them (Fetch Standard, "port blocking").
_BARRED = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080}
)


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet; what is no numeric address is not.

    An IPv4 address within one of IPv6 (mapped, or translated by NAT64) counts as itself; the other ways to hold one are
    out of use and never public. After the IANA registries of special-purpose addresses (RFC 6890).

    >>> is_public("2606:2800:21f::1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _is_global(found)
    if found.scope_id is not None:
        return False
    within = found.ipv4_mapped or (IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
    return _is_global(within) if within else found in _GIVEN_OUT and _is_global(found)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not any(address in network for network in _NOT_PUBLIC)


def is_web_port(port: int) -> bool:
    """Whether a web server may be behind a port: behind a well-known one, only where it is the web's own.

    >>> is_web_port(8080), is_web_port(25), is_web_port(6667)
    (True, False, False)
    """
    return port in _WEB or (port >= _WELL_KNOWN and port not in _BARRED)
