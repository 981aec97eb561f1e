"""Characters that a file format forbids: those that XML cannot hold, and those that end a line."""

from __future__ import annotations

import re

_ILLEGAL_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# All ASCII white space, and every character that some program takes for the end of a line:
# file, group, record and unit separators, U+0085, U+2028 and U+2029.
_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x20\x85\u2028\u2029]+")


def xml_text(text: str) -> str:
    """Return `text` with a space in place of each character that XML 1.0 forbids.

    OmegaT does the same.
    """
    return _ILLEGAL_XML.sub(" ", text)


def one_line(text: str) -> str:
    """Return `text` on one line, with one space in place of each run of spaces and line ends.

    White space at both ends is removed. Ideographic spaces (U+3000) and no-break spaces inside the
    text stay, because they belong to it.
    """
    return _SPACES.sub(" ", text).strip()
