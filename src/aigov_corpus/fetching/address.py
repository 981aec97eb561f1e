"""Which URLs and which network addresses may be asked at all."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import quote, urlsplit, urlunsplit

from aigov_corpus.errors import NetworkError, RefusedError, UsageError
from aigov_corpus.fetching.wording import shown

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_DEFAULT_PORT = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LONGEST = 8000
"""RFC 9110: what every server should take."""


def normal_url(url: str) -> str:
    """Return `url` as we ask for it: host in lower-case ASCII, no default port, no fragment, path quoted.

    The path has no `..` either: robots.txt is asked about the path that goes over the wire.

    Raises:
        RefusedError: the scheme is not http or https, or the URL carries a password.
        UsageError: it is no URL.
    """
    url = url.strip()
    if _SCHEME.match(url) and not url.lower().startswith(("http:", "https:")):
        raise RefusedError(
            "only http and https are fetched",
            source=shown(without_password(url)),
            remedy="write a page as https://host/path, and a local file as its path",
        )
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
        port = parts.port
        path = quote(_without_dots(parts.path) or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|")
    except ValueError as error:  # UnicodeError is one
        raise _no_url(url, shown(error)) from None
    if (
        parts.scheme not in _DEFAULT_PORT
        or not host
        or re.search(r"[\s\x00-\x1f\\<>\"{}|^`%]", host)
    ):
        raise _no_url(url)
    if len(host) > 253 or len(path) + len(query) > _LONGEST:
        raise _no_url(url, "too long")
    if parts.username is not None:
        raise RefusedError(
            "the URL holds a user name or password",
            source=shown(without_password(url)),
            remedy="give the URL without them",
        )
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORT[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, path, query, ""))


def without_password(url: str) -> str:
    """Return a URL, or what should be one, as it may be told: without user name and password."""
    return re.sub(r"(?<=//)[^/?#]*@", "", url)


def _no_url(url: str, why: str = "") -> UsageError:
    return UsageError(
        f"it is not a URL ({why})" if why else "it is not a URL",
        source=shown(without_password(url)) or "''",
        remedy="write it as https://host/path",
    )


def _without_dots(path: str) -> str:
    """Remove `.` and `..` as RFC 3986, 5.2.4 does."""
    kept: list[str] = []
    parts = path.split("/")
    part = ""
    for raw in parts:
        part = re.sub("%2e", ".", raw, flags=re.IGNORECASE)
        if part == ".." and len(kept) > 1:
            kept.pop()
        elif part not in (".", ".."):
            kept.append(raw)
    if part in (".", ".."):
        kept.append("")
    return "/".join(kept)


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
            f"the name {host} cannot be resolved ({reason})",
            remedy="check its spelling and the network",
        ) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in () if allow_private else addresses:
        reason = why_not(address)
        if reason:
            where = host if host == address else f"{host} ({address})"
            raise RefusedError(
                f"{where} is {reason}, and only public addresses are fetched",
                remedy="give --allow-private if the server is your own",
            )
    return addresses
