"""What servers and pages say, made fit to stand in a message."""

from __future__ import annotations

from contextlib import suppress

SAVE_IT = "save the page in a browser, and name the saved file instead of the URL"
"""The remedy where a program may not or cannot fetch a page."""


def shown(text: object, longest: int = 120) -> str:
    """Return `text` on one line, without what would steer a terminal, and cut where it grows too long."""
    line = " ".join(str(text).split())
    line = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line
    )
    return line if len(line) <= longest else f"{line[:longest]}…"


def header_text(value: str) -> str:
    """Return a header's value, which HTTP hands over byte by byte, as the UTF-8 that it often is."""
    with suppress(UnicodeError):
        return value.encode("latin-1").decode("utf-8")
    return value
