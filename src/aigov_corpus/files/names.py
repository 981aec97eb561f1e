"""Names of files as text: also those that were written in another encoding than the system's."""

from __future__ import annotations

import os
from unicodedata import normalize

from aigov_corpus.terminal import safe_line

_ENCODINGS = ("utf-8", "gb18030")
"""Encodings in which the bytes of a name are read; archives made in China have names in GBK."""


def readable_name(name: str | os.PathLike[str]) -> str:
    """Return the name of a file, or its path, as one line that every file and stream can hold.

    Python gives bytes of a name that are not in the encoding of the system as halves of surrogate
    pairs. They are read as UTF-8 or GB18030; what is neither becomes U+FFFD. Letters and their
    accents are one character (NFC): some systems store them as two. Line ends, and characters that
    steer a terminal, become U+FFFD as well.
    """
    text = os.fspath(name)
    if text.isascii():
        return safe_line(text)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _decode(text.encode("utf-8", "surrogateescape"))
    return safe_line(normalize("NFC", text))


def _decode(data: bytes) -> str:
    """Return the bytes of a name as text."""
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
