"""Notice files that somebody changes while they are read.

A program that saves a file may overwrite it in place, cut it off or append to it. What is read in
that moment is a mixture of two versions, which looks like a text. A new file that is renamed over
the old one does no harm while the old one is open.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.warning import warn

_PATIENCE = 2.0
"""Seconds after which it is said that a pipe is waited for."""
IN_THE_WAY = "put back the file that was there, or remove what is in its place"
"""What to do about a pipe, a device or a folder in place of a file that this program wrote."""
_REMEDY = "wait until the program that writes it is done, and try again"


@contextmanager
def telling_of_wait(path: object, *, lacking: str = "to which nothing writes") -> Iterator[None]:
    """Say after a while that a `with` block waits, which opens a FIFO that nobody writes to.

    Args:
        path: the file that the block opens; nothing is said of one that is no FIFO.
        lacking: what the FIFO waits for, for the sentence.
    """
    try:
        is_pipe = isinstance(path, Path) and stat.S_ISFIFO(path.stat().st_mode)
    except (OSError, ValueError):  # opening it says what is wrong
        is_pipe = False
    if not is_pipe:
        yield
        return
    message = f"{path}: it is a pipe {lacking} yet; waiting for it"
    timer = threading.Timer(_PATIENCE, warn, [message])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def refuse_pipe(path: Path) -> None:
    """Raise an `InvalidInputError` if there is a pipe or a device where a file should be.

    Whoever opens a pipe waits for a program that writes to it. So it is asked of each file that
    this program wrote itself and finds by its name, in place of which nobody wants a pipe.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # opening it says what is wrong
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise InvalidInputError(
            "it is no file but a pipe or a device",
            source=path,
            remedy=IN_THE_WAY,
        )


@contextmanager
def require_unchanged(stream: IO[Any], *, name: object) -> Iterator[None]:
    """Check that an open file is not written to inside a `with` block that reads it.

    Streams that are no files, such as pipes, have no such state and are not checked.

    Raises:
        InvalidInputError: its size or its time of change is another one at the end of the block.
    """
    before = _state_of(stream)
    yield
    if before is not None and _state_of(stream) != before:
        raise _changed(name)


@contextmanager
def require_unchanged_files(*paths: Path) -> Iterator[None]:
    """Check that some files are not replaced or written to inside a `with` block.

    Args:
        paths: the files; those that do not exist must not come into being either.

    Raises:
        InvalidInputError: one of them is another one at the end of the block.
    """
    before = [state_at(path) for path in paths]
    yield
    for path, state in zip(paths, before, strict=True):
        if state_at(path) != state:
            raise _changed(path)


def _changed(name: object) -> InvalidInputError:
    return InvalidInputError("it was changed while it was read", source=name, remedy=_REMEDY)


def _state_of(stream: IO[Any]) -> tuple[int, int] | None:
    """Return size and time of change of an open file; None if it is no regular file."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError, AttributeError):  # in memory, or closed
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def state_at(path: Path) -> tuple[int, int, int] | None:
    """Return number, size and time of change of the file at a path; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
