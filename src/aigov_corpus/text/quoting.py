"""Text from outside (pages, servers, files), made safe to quote in a message."""

from __future__ import annotations

LONGEST_QUOTE = 120
"""Characters of the longest quotation in a message, about one line and a half of a terminal."""


def printable(text: object, *, longest: int = LONGEST_QUOTE) -> str:
    """Return a text on one line, without control characters, shortened if it is long.

    Each run of white space becomes one space. U+FFFD replaces each character that cannot be
    printed, such as the escape codes that steer a terminal.

    Args:
        text: the text, or any object with a string form.
        longest: number of characters to keep; `…` follows if any were cut off.
    """
    line = " ".join(str(text).split())
    line = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line
    )
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"
