"""Standard input, output and error, made fit for any text, any console, and for being closed.

On a terminal, a text is shown without the characters that would steer it, and without those that
its encoding does not have. Into a file or a pipe a text goes as it is, in UTF-8. Messages are
always shown without steering characters, because a log is read on a terminal some day.
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
"""What messages call it."""

ANY_TEXT = "aigov-any-text"
"""Name of the way to encode a text of which UTF-8 cannot hold everything."""
_FIRST_BYTE, _LAST_BYTE = "\udc80", "\udcff"
"""Python's stand-ins for the bytes of a file name that is not UTF-8; they become bytes again."""


class CleanStream:
    """A text stream in front of another; replaces what the other must not be sent.

    Args:
        raw: the stream that is written to.
        cleans: whether characters that steer a terminal are replaced.
    """

    def __init__(self, raw: IO[str], *, cleans: bool) -> None:
        self.raw = raw
        self.cleans = cleans
        self.replaced = 0
        """Number of characters that were replaced."""

    def __getattr__(self, name: str) -> Any:
        """Be like the other stream in everything else."""
        if name == "buffer":  # bytes would pass by
            raise AttributeError(name)
        return getattr(self.raw, name)

    def write(self, text: str) -> int:
        """Write a text; an error of the operating system names the standard output."""
        if self.cleans:
            text = self._clean(text)
        with self._naming():
            return self.raw.write(text)

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are, whatever the stream is."""
        with self._naming():
            binary = getattr(self.raw, "buffer", None)
            self.raw.flush()
            if binary is None:
                self.raw.write(data.decode("utf-8", "replace"))
            else:
                binary.write(data)

    def _clean(self, text: str) -> str:
        """Return a text as a terminal may be sent it, and count what is replaced."""
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
        """Let all that was written arrive."""
        with self._naming():
            self.raw.flush()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """Name the standard output in an error of the operating system."""
        try:
            yield
        except OSError as error:
            error.filename = OUTPUT
            raise


@contextmanager
def prepare_streams() -> Iterator[None]:
    """Put clean streams in the place of the standard ones while a command runs."""
    _open_closed()
    codecs.register_error(ANY_TEXT, _encode_anything)
    streams = {}
    for name in ("stdout", "stderr"):
        raw = getattr(sys, name)
        is_terminal = raw.isatty()
        if not is_terminal and hasattr(raw, "reconfigure"):
            raw.reconfigure(encoding="utf-8", errors=ANY_TEXT)
        streams[name] = CleanStream(raw, cleans=is_terminal or name == "stderr")
        setattr(sys, name, streams[name])
    try:
        yield
    finally:
        for name, stream in streams.items():
            if getattr(sys, name) is stream:  # else click muted it, as its reader has gone away
                setattr(sys, name, stream.raw)


def discard_output() -> None:
    """Send what the buffer of standard output still holds to nowhere.

    Python writes the buffer when it ends. That would fail again, with a traceback.
    """
    with suppress(OSError, ValueError):  # in tests stdout is not a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed() -> None:
    """Give each standard stream that the caller closed a file that cannot be read or written.

    Otherwise the next file that is opened would get the stream's number, and be taken for it. What
    is printed to a closed stderr is lost, as there is nobody to tell.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), "r", closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", closefd=False)


def _has(encoding: str, character: str) -> bool:
    """Return whether an encoding has a character."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _encode_anything(error: UnicodeError) -> tuple[str | bytes, int]:
    """Encode what UTF-8 does not have: a byte of a file name, or half a character as U+FFFD."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    pieces = []
    for character in error.object[error.start : error.end]:
        if _FIRST_BYTE <= character <= _LAST_BYTE:
            pieces.append(character.encode("ascii", "surrogateescape"))
        else:
            pieces.append(REPLACEMENT.encode())
    return b"".join(pieces), error.end
