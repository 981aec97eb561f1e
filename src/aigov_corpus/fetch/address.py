"""Which URLs and which network addresses may be asked at all."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import quote, urlsplit, urlunsplit

from aigov_corpus.errors import NetworkError, RefusedError, UsageError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_DEFAULT_PORT = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def normal_url(url: str) -> str:
    """Return `url` as we ask for it: host in lower-case ASCII, no default port, no fragment, path quoted.

    Raises:
        RefusedError: the scheme is not http or https, or the URL carries a password.
        UsageError: it is no URL.
    """
    url = url.strip()
    if _SCHEME.match(url) and not url.lower().startswith(("http:", "https:")):
        raise RefusedError(f"{url}: only http and https are fetched; name a local file by its path instead")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise UsageError(f"'{url}' is not a URL ({error}); write it as https://host/path") from None
    if parts.scheme not in _DEFAULT_PORT or not host or re.search(r"[\s\x00-\x1f\\<>\"{}|^`%]", host):
        raise UsageError(f"'{url}' is not a URL; write it as https://host/path")
    if parts.username is not None:
        raise RefusedError(f"{host}: the URL carries a user name or password; give it without")
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORT[parts.scheme]:
        host = f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|")
    return urlunsplit((parts.scheme, host, path, query, ""))


def why_not(address: str) -> str | None:
    """Return what is wrong with a numeric `address` (`a loopback address`), or None if it is a public one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return why_not(str(inner))
        if ip.is_site_local:
            return "a site-local address"
    kinds = ("loopback", "link_local", "multicast", "unspecified", "reserved", "private")
    for kind in kinds:
        if getattr(ip, f"is_{kind}"):
            return f"{'an' if kind == 'unspecified' else 'a'} {kind.replace('_', '-')} address"
    return None if ip.is_global else "not a public address"


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the numeric addresses of `host`, each of them checked; connect to these and to no other.

    Raises:
        RefusedError: one of them is not public, and `allow_private` is not set.
        NetworkError: the name is not known.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NetworkError(
            f"the name {host} cannot be resolved ({reason}); check the spelling and the network"
        ) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in () if allow_private else addresses:
        reason = why_not(address)
        if reason:
            where = host if host == address else f"{host} ({address})"
            raise RefusedError(f"{where} is {reason}, which is not fetched unless --allow-private is given")
    return addresses
