"""Standard input, output and error, prepared for any text and any console, and for being closed.

On a terminal, a text is shown without the characters that would steer it, and without those that
its encoding lacks. Into a file or a pipe, a text is written unchanged in UTF-8. Messages never have
steering characters, because somebody may read the log on a terminal.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from aigov_corpus.terminal import REPLACEMENT, count_unsafe, safe_text

OUTPUT = "standard output"
"""The name of standard output in messages."""

ANY_TEXT = "aigov-any-text"
"""Name of an error handler for `str.encode` that handles characters which UTF-8 lacks."""
_FIRST_BYTE, _LAST_BYTE = "\udc80", "\udcff"
"""First and last of the characters by which Python represents bytes that are not UTF-8.

They occur in file names, and are written as those bytes again.
"""


class CleanStream:
    """A text stream that writes to another one, and replaces characters that must not get there.

    Args:
        raw: the stream to write to.
        cleans: whether characters that steer a terminal are replaced.
        may_fail: whether what cannot be written is lost without an error, because it is a message
            and nobody else could be told.
    """

    def __init__(self, raw: IO[str], *, cleans: bool, may_fail: bool = False) -> None:
        self.raw = raw
        self.cleans = cleans
        self._may_fail = may_fail
        self.replaced = 0
        """Number of characters that were replaced."""

    def __getattr__(self, name: str) -> Any:
        """Return any other attribute of the stream that this one writes to."""
        if name == "buffer":  # bytes would pass by
            raise AttributeError(name)
        return getattr(self.raw, name)

    def write(self, text: str) -> int:
        """Write a text; if the operating system raises an error, add the name of the stream."""
        if self.cleans:
            text = self._clean(text)
        with self._naming():
            self.raw.write(text)
        return len(text)

    def write_bytes(self, data: bytes) -> None:
        """Write bytes unchanged, whatever the stream is."""
        with self._naming():
            binary = getattr(self.raw, "buffer", None)
            self.raw.flush()
            if binary is None:
                self.raw.write(data.decode("utf-8", "replace"))
            else:
                binary.write(data)

    def _clean(self, text: str) -> str:
        """Return a text that is safe for the terminal, and count the replaced characters."""
        self.replaced += count_unsafe(text)
        text = safe_text(text)
        encoding = getattr(self.raw, "encoding", None) or "utf-8"
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            lacking = [character for character in text if not _has(encoding, character)]
            self.replaced += len(lacking) - lacking.count(REPLACEMENT)
            return text.encode(encoding, "replace").decode(encoding)
        return text

    def flush(self) -> None:
        """Send everything that was written and is still in the buffer."""
        with self._naming():
            self.raw.flush()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """Add the name of standard output to an error of the operating system."""
        try:
            yield
        except OSError as error:
            if self._may_fail:
                _discard(self.raw)
                return
            error.filename = OUTPUT
            raise


@contextmanager
def prepare_streams() -> Iterator[None]:
    """Replace standard output and error by clean streams while a command runs."""
    _open_closed()
    codecs.register_error(ANY_TEXT, _encode_anything)
    streams = {}
    for name in ("stdout", "stderr"):
        raw = getattr(sys, name)
        is_terminal = raw.isatty()
        if not is_terminal and hasattr(raw, "reconfigure"):
            raw.reconfigure(encoding="utf-8", errors=ANY_TEXT)
        is_messages = name == "stderr"
        streams[name] = CleanStream(raw, cleans=is_terminal or is_messages, may_fail=is_messages)
        setattr(sys, name, streams[name])
    try:
        yield
    finally:
        streams["stderr"].flush()
        for name, stream in streams.items():
            if getattr(sys, name) is stream:  # else click muted it, as its reader has gone away
                setattr(sys, name, stream.raw)


def discard_output() -> None:
    """Discard what the buffer of standard output still holds.

    Python writes the buffer at its end. After an error this would fail again, with a traceback.
    """
    _discard(sys.stdout)


def _discard(stream: IO[str]) -> None:
    """Let what the buffer of a stream holds, and all that is written later, get lost."""
    with suppress(OSError, ValueError):  # in tests it is not a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_closed() -> None:
    """Replace each standard stream that the caller closed by one that cannot be read or written.

    Otherwise the next file opened would get the number of that stream, and be mistaken for it. What
    is printed to a closed stderr, or to one that is full, is lost: there is nobody to tell.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), "r", closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", closefd=False)


def _has(encoding: str, character: str) -> bool:
    """Tell whether an encoding has a character."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _encode_anything(error: UnicodeError) -> tuple[str | bytes, int]:
    """Encode what UTF-8 lacks: a byte of a file name as itself, half a character as U+FFFD."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    pieces = []
    for character in error.object[error.start : error.end]:
        if _FIRST_BYTE <= character <= _LAST_BYTE:
            pieces.append(character.encode("ascii", "surrogateescape"))
        else:
            pieces.append(REPLACEMENT.encode())
    return b"".join(pieces), error.end
