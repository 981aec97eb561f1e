"""Make text from outside safe for a terminal, and tell how wide it is there.

A terminal obeys control characters: they move the cursor, change colours, set the title of the
window, or change the direction of writing. They may occur in a page, a file name, an id or the
answer of a server. Wherever a person reads such a text, U+FFFD replaces each of them.
"""

from __future__ import annotations

import unicodedata

from aigov_corpus import patterns as re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""The character shown in place of one that steers a terminal."""

_STEERS = (
    "\x00-\x08\x0b-\x1f"  # C0, without tab and line feed
    "\x7f-\x9f"  # delete and C1; U+009B begins a command as ESC [ does
    "\u202a-\u202e\u2066-\u2069"  # embed, override and isolate directions of writing
    "\ud800-\udfff"  # halves of characters, which no terminal can be sent
)
_WIDE = frozenset("WF")
"""Classes of East Asian width of characters that are as wide as two Latin letters."""
_UNSAFE = re.compile(f"[{_STEERS}]")
_UNSAFE_IN_LINE = re.compile(f"[{_STEERS}\t\n]")


def safe_text(text: str) -> str:
    """Return a text with U+FFFD in place of each character that steers a terminal.

    Tabs and line feeds stay; a carriage return with a line feed becomes a line feed.
    """
    return _UNSAFE.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def safe_line(text: str) -> str:
    """Return a text on one line; U+FFFD also replaces tabs and line feeds."""
    return _UNSAFE_IN_LINE.sub(REPLACEMENT, text)


def count_unsafe(text: str) -> int:
    """Return the number of characters that `safe_text` replaces in a text."""
    return sum(1 for _ in _UNSAFE.finditer(text.replace("\r\n", "\n")))


def width_of(text: str) -> int:
    """Return how wide a text is, in Latin letters of a terminal; a Chinese character is two."""
    return sum(1 + (unicodedata.east_asian_width(character) in _WIDE) for character in text)


def pad_text(text: str, width: int) -> str:
    """Return a text with blanks behind it that make it as wide as some Latin letters."""
    return text + " " * (width - width_of(text))
