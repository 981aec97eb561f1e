"""Characters that formats forbid: what XML cannot hold, and what ends a line."""

from __future__ import annotations

import re

_ILLEGAL_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x20\x85\u2028\u2029]+")


def xml_text(text: str) -> str:
    """Return `text` with a space for every character that XML 1.0 forbids, as OmegaT does it."""
    return _ILLEGAL_XML.sub(" ", text)


def one_line(text: str) -> str:
    """Return `text` trimmed, with one space for each run of spaces, tabs and line ends.

    Everything that any program takes for the end of a line goes, U+0085 and U+2028 included; the
    ideographic and the no-break space inside a text stay, because they are part of it.
    """
    return _SPACES.sub(" ", text).strip()
