"""Addresses where a path is wanted: `file:///home/me/law.txt` is a path, `https://…` is none."""

from __future__ import annotations

from urllib.parse import urlsplit

from aigov_corpus import patterns as re
from aigov_corpus.errors import UsageError

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://", re.IGNORECASE)
"""Beginning of an address: a name of two letters at least, so that C:// is none."""
_HERE = ("", "localhost")
"""Hosts of a file on this machine."""


def find_scheme(text: str) -> str:
    """Return the scheme of an address, such as `https`; empty for a path."""
    found = _SCHEME.match(text)
    return found["scheme"].lower() if found else ""


def path_of_file(text: str) -> str:
    """Return the path that a `file://` URL names; any other text as it is.

    Raises:
        UsageError: the URL names another machine, or no path.
    """
    if find_scheme(text) != "file":
        return text
    parts = urlsplit(text)
    if parts.netloc.lower() not in _HERE or not parts.path:
        raise UsageError(
            "it names no file on this machine",
            source=text,
            remedy="write  file:///  and the whole path, or the path alone",
        )
    from urllib.request import url2pathname  # knows drives of Windows

    return url2pathname(parts.path)


def require_local(text: str, *, writes: bool = False) -> str:
    """Return a path on this machine, also one that is written as a `file://` URL.

    Args:
        text: what a user gave as a path.
        writes: whether something is written there, and not read.

    Raises:
        UsageError: it is an address of a page, or of a store.
    """
    scheme = find_scheme(text)
    if scheme in ("", "file"):
        return path_of_file(text)
    is_page = scheme in ("http", "https")
    if writes:
        remedy = "give a path on this machine"
    elif is_page:
        remedy = f"bring it here with  aigov-corpus fetch {text},  and give the file that it names"
    else:
        remedy = "copy it to this machine, and give its path; only  batch  reads in a store"
    what = "the address of a page" if is_page else f"an address in a store ({scheme})"
    where = (
        "only files on this machine are written"
        if writes
        else "only files on this machine are read"
    )
    raise UsageError(f"it is {what}, and {where}", source=text, remedy=remedy)
