"""Which network addresses may be connected to: public ones, unless the caller allows others."""

from __future__ import annotations

import ipaddress
import socket

from aigov_corpus.errors import NetworkError, RefusedError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that hold an IPv4 address in their last 32 bits: RFC 6052, 2.1."""

_RELAYS = ipaddress.ip_network("192.88.99.0/24")
"""IPv4 addresses of relays to IPv6 (6to4), which no longer exist: RFC 7526."""

_METADATA = tuple(
    ipaddress.ip_network(network)
    for network in (
        "169.254.0.0/16",
        "100.100.100.200",
        "168.63.129.16",
        "fd00:ec2::254",
        "fd20:ce::254",
    )
)
"""Addresses at which clouds tell a machine its own keys; no page for anybody else lies there."""

_IPV4_BITS = 0xFFFFFFFF
"""Mask of the last 32 bits of an address."""

_KINDS = ("loopback", "link_local", "multicast", "unspecified", "reserved", "private")
"""Kinds of addresses that are not public, as `ipaddress` names them (`is_loopback` …)."""


def describe_private(address: str) -> str | None:
    """Return the kind of a numeric address that is not public, such as `a loopback address`.

    An IPv6 address that wraps an IPv4 address is judged by the IPv4 address.

    Returns:
        None if the address is public.
    """
    ip = _parse(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return "a site-local address"
    for kind in _KINDS:
        if getattr(ip, f"is_{kind}"):
            article = "an" if kind == "unspecified" else "a"
            return f"{article} {kind.replace('_', '-')} address"
    if ip in _RELAYS:
        return "a relay address"
    return None if ip.is_global else "not a public address"


def resolve_host(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the numeric addresses of a host, after a check that each of them is public.

    The caller has to connect to one of these, and not to resolve the name again.

    Args:
        host: a name or a numeric address.
        port: the port to connect to.
        allow_private: whether addresses that are not public are returned too, unless they are those
            of a cloud's metadata.

    Raises:
        RefusedError: one of the addresses is not public, and `allow_private` is false; or a cloud
            answers there with the keys of this machine.
        NetworkError: the name cannot be resolved.
    """
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NetworkError(
            f"the name {host} cannot be resolved ({reason})",
            remedy="check its spelling and the network",
        ) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    for address in addresses:
        _refuse_metadata(host, address)
        if not allow_private:
            _refuse_private(host, address)
    return addresses


def _parse(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return a numeric address; an IPv4 address inside an IPv6 one is returned as IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return (_wrapped(ip) if isinstance(ip, ipaddress.IPv6Address) else None) or ip


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address wraps (mapped, 6to4, Teredo, NAT64), or None."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & _IPV4_BITS)
    teredo_client = ip.teredo[1] if ip.teredo else None
    return ip.ipv4_mapped or ip.sixtofour or teredo_client


def _say_place(host: str, address: str) -> str:
    return host if host == address else f"{host} ({address})"


def _refuse_metadata(host: str, address: str) -> None:
    ip = _parse(address)
    if any(ip in network for network in _METADATA):
        raise RefusedError(
            f"{_say_place(host, address)} is where a cloud keeps the keys of its machines, "
            "and nothing is ever fetched there",
            remedy="name the address of a page",
        )


def _refuse_private(host: str, address: str) -> None:
    kind = describe_private(address)
    if kind is None:
        return
    raise RefusedError(
        f"{_say_place(host, address)} is {kind}, and only public addresses are fetched",
        remedy="give --allow-private if the server is your own",
    )
