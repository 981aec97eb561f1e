"""The files that a user names on the command line."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from aigov_corpus.errors import InvalidInputError

STDIN = "-"
"""The argument that stands for standard input."""
STDOUT = "-"
"""The value of --out that stands for standard output."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or standard input, read whole."""

    name: str
    """The file's path as the user wrote it, or `standard input`."""
    data: bytes


def read_input(file: str) -> Input:
    """Return the bytes of a file, or of standard input if `file` is `-`.

    Raises:
        InvalidInputError: the file cannot be read.
    """
    if file == STDIN:
        return Input("standard input", sys.stdin.buffer.read())
    try:
        return Input(file, Path(file).read_bytes())
    except OSError as error:
        raise InvalidInputError(
            f"it cannot be read: {error.strerror}",
            source=file,
            remedy="name a file, or - for standard input",
        ) from error
