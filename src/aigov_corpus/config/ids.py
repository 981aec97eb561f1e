"""Which texts can be the id of a document or a rendering: names of directories on every system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from aigov_corpus import patterns as re

_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_LONGEST_ID = 80
"""Characters of the longest id. A file system takes names of 255 bytes, and some names are made of
the ids of a document and a rendering, and more."""
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_MADE = 60
"""Characters of the longest id that is made of the name of a file, or of a URL."""
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names of devices on Windows; with an ending (`aux.txt`) they are reserved too."""


class Fault(NamedTuple):
    """Why a text is no id, and what to do about it."""

    reason: str
    remedy: str


def find_fault_of_id(value: str) -> Fault | None:
    """Return what is wrong with an id, or None if it can be used."""
    if not _ID.fullmatch(value):
        return Fault(
            f"'{value[:_LONGEST_ID]}' cannot be the name of a directory",
            "use a-z, 0-9 and hyphens",
        )
    if len(value) > _LONGEST_ID:
        return Fault(
            f"'{value[:_LONGEST_ID]}…' has {len(value)} characters, and names of files become too "
            "long with it",
            f"write {_LONGEST_ID} or fewer",
        )
    if value.partition(".")[0] in _RESERVED:
        return Fault(
            f"'{value}' is a device on Windows, where no file or directory can have that name",
            f"write another one, such as {value.partition('.')[0]}-text",
        )
    return None


def as_id(text: str, *, longest: int = _LONGEST_MADE) -> str:
    """Return a text as an id of a-z, 0-9 and hyphens; empty if it has none of these.

    Args:
        text: the name of a file, or the last part of a URL.
        longest: the most characters of the id.
    """
    return _NOT_IN_ID.sub("-", text.lower()).strip("-")[:longest].strip("-")


def number_repeated(names: Iterable[str]) -> list[str]:
    """Return names that all differ: repeated ones get `-2`, `-3` … at the end.

    Case makes no difference, as on many systems it makes none for names of files.
    """
    found: dict[str, str] = {}
    repeated: Counter[str] = Counter()
    for name in names:
        unique = name
        while unique.casefold() in found:
            repeated[name.casefold()] += 1
            unique = f"{name}-{repeated[name.casefold()] + 1}"
        found[unique.casefold()] = unique
    return list(found.values())
