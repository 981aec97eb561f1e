"""Logs: files of lines that only grow.

A line is on the disk before `append_line` returns, and a line that could not be written leaves no
part of itself. If the process is killed while it writes, the log ends with a line that is not
finished; `mend_log` takes it away or finishes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aigov_corpus.errors import UsageError
from aigov_corpus.files.limits import LARGEST_TEXT, read_limited
from aigov_corpus.files.targets import flush_folder
from aigov_corpus.files.writing import cannot_write

_NEW_FILE = 0o666
"""Mode of a new log, before the umask removes bits."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The content of a log."""

    finished: tuple[bytes, ...]
    """The lines in order, without their line ends."""
    torn: bytes = b""
    """What stands behind the last line end; empty if the log is whole."""


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Append lines to a log and wait until they are on the disk: all of them, or none.

    Args:
        path: the log; it is created if it does not exist.
        lines: the lines, without line ends.

    Raises:
        UsageError: the path is a symbolic link, which could lead anywhere.
        AigovError: the lines cannot be written; the log is then as it was before.
    """
    if path.is_symlink():
        raise UsageError(
            "it is a symbolic link, and a log is written only where it lies",
            source=path,
            remedy="put the file itself there",
        )
    content = "".join(f"{line}\n" for line in lines).encode()
    is_new = not path.exists()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _NEW_FILE)
        try:
            _write_or_restore(handle, content)
        finally:
            os.close(handle)
        if is_new:
            flush_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error


def _write_or_restore(handle: int, content: bytes) -> None:
    """Write all of `content` at the end of an open file; after an error, cut it off again."""
    size = os.fstat(handle).st_size
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:
        with suppress(OSError):  # the first error says more
            os.ftruncate(handle, size)
        raise


def read_log(path: Path) -> Lines:
    """Return the lines of a log; none if there is no such file.

    Raises:
        OSError: the file cannot be read.
        InvalidInputError: it is too large.
    """
    try:
        data = read_limited(path, limit=LARGEST_TEXT, may_grow=True)
    except FileNotFoundError:
        return Lines(())
    *finished, torn = data.split(b"\n")
    return Lines(tuple(finished), torn)


def mend_log(path: Path, *, keep: bool) -> None:
    """Mend a log that ends with an unfinished line.

    Args:
        path: the log.
        keep: whether the last line only lacks its line end, and gets it; otherwise the line is cut
            off.

    Raises:
        AigovError: the file cannot be written.
    """
    try:
        with path.open("rb+") as file:
            data = file.read()
            if keep:
                file.write(b"\n")
            else:
                file.truncate(data.rfind(b"\n") + 1)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise cannot_write(path, error) from error
