"""URLs in one spelling, so that a page is requested, stored and compared under one name."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from aigov_corpus import patterns as re
from aigov_corpus.errors import AigovError, RefusedError, UsageError
from aigov_corpus.text.quoting import printable

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_NOT_IN_HOST = re.compile(r"[\s\x00-\x1f\\<>\"{}|^`%]")
_DEFAULT_PORTS = {"http": 80, "https": 443}

_LONGEST_HOST = 253
"""Maximum characters of a host name: the 255 bytes of RFC 1035, 2.3.4, except two for lengths."""

_LONGEST_URL = 8000
"""Maximum characters of path and query together; RFC 9110, 4.1, asks servers to take that many."""

_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)"
)
"""The comment in which a browser, or its extension SingleFile, says where a page was saved from."""


def normal_url(url: str) -> str:
    """Return a URL in the one spelling in which it is sent, stored and compared.

    The host is in lower-case ASCII. The default port and the fragment are removed. What a URL
    cannot hold is percent-encoded. The segments `.` and `..` of the path are resolved, so that
    robots.txt is asked about the very path that is sent.

    Raises:
        RefusedError: the scheme is not http or https, or the URL holds a user name or password.
        UsageError: it is not a URL.
    """
    from w3lib.url import safe_url_string

    url = url.strip()
    if _SCHEME.match(url) and not url.lower().startswith(("http:", "https:")):
        raise RefusedError(
            "only http and https are fetched",
            source=_told(url),
            remedy="write a page as https://host/path; a local file needs no fetching: give it "
            "to the command that reads it, or name it in corpus.toml as  file =",
        )
    try:
        parts = urlsplit(safe_url_string(url))
        host = _ascii_host(parts)
        port = parts.port
    except ValueError as error:  # UnicodeError is a subclass of it
        raise _not_a_url(url, printable(error)) from None
    if parts.scheme not in _DEFAULT_PORTS or not host or _NOT_IN_HOST.search(host):
        raise _not_a_url(url)
    if len(host) > _LONGEST_HOST or len(parts.path) + len(parts.query) > _LONGEST_URL:
        raise _not_a_url(url, "too long")
    if parts.username is not None:
        raise RefusedError(
            "the URL holds a user name or password",
            source=_told(url),
            remedy="give the URL without them",
        )
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, _without_dots(parts.path) or "/", parts.query, ""))


def join_url(base: str, href: str | None) -> str | None:
    """Return the URL that a link of a page leads to, in its one spelling.

    Args:
        base: URL of the page, or the one its `<base>` names.
        href: the link as the page writes it; None if the element has none.

    Returns:
        None if the link leads to a place in the same page (`#…`), runs a script, or leads to
        nothing that can be fetched.
    """
    href = (href or "").strip()
    if not href or href.startswith("#"):
        return None
    try:
        return normal_url(urljoin(base, href))
    except (AigovError, ValueError):
        return None


def find_saved_from(source: str) -> str:
    """Return the URL that a browser wrote into a page when it saved that; empty if it did not."""
    saved = _SAVED_FROM.search(source)
    return (join_url("", saved[1]) or "") if saved else ""


def without_password(url: str) -> str:
    """Return a URL without user name and password, for messages; other text is not changed."""
    return re.sub(r"(?<=//)[^/?#]*@", "", url)


def _told(url: str) -> str:
    """Return a URL for a message: without a password, and with printable characters only."""
    return printable(without_password(url)) or "''"


def _not_a_url(url: str, why: str = "") -> UsageError:
    return UsageError(
        f"it is not a URL ({why})" if why else "it is not a URL",
        source=_told(url),
        remedy="write it as https://host/path",
    )


def _ascii_host(parts: SplitResult) -> str:
    """Return the host of a URL in ASCII, or an empty text if it has none.

    An IPv6 address is in brackets.

    Raises:
        UnicodeError: a part of the name is empty, or longer than the 63 characters that RFC 1035
            allows.
    """
    host = (parts.hostname or "").rstrip(".")
    return f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")


def _without_dots(path: str) -> str:
    """Return a path with `.` and `..` (also as `%2e`) resolved as in RFC 3986, 5.2.4."""
    kept: list[str] = []
    segments = path.split("/")
    plain = [re.sub("%2e", ".", segment, flags=re.IGNORECASE) for segment in segments]
    for segment, dots in zip(segments, plain, strict=True):
        if dots == ".." and len(kept) > 1:
            kept.pop()
        elif dots not in (".", ".."):
            kept.append(segment)
    if plain[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
