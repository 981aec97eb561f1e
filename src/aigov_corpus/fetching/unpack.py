"""Content-Encoding undone within a size: a small answer must not unpack into a large one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from aigov_corpus.errors import ResponseError
from aigov_corpus.fetching.wording import SAVE_IT, shown

CODINGS = "gzip, br"
"""What we ask for, and all we take."""

_STEP = 1 << 16


class Unpacker(Protocol):
    """Takes the pieces of a body as they come."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the unpacked bytes, in steps small enough to count."""

    @property
    def whole(self) -> bool:
        """Whether the end of the packed body has been seen."""


class _Plain:
    whole = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Gzip:
    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._seen = False

    @property
    def whole(self) -> bool:
        return self._seen and self._member.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._member.eof:  # a further member, or the zero padding some servers add
                data = data.lstrip(b"\0")
                if not data:
                    return
                self._member = zlib.decompressobj(wbits=31)
            self._seen = True
            yield self._member.decompress(data, _STEP)
            data = self._member.unconsumed_tail or self._member.unused_data


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._stream = brotli.Decompressor()

    @property
    def whole(self) -> bool:
        return bool(self._stream.is_finished())

    def feed(self, data: bytes) -> Iterator[bytes]:
        step = self._stream.process(data, output_buffer_limit=_STEP)
        while (
            step
        ):  # input may be used up while output is still waiting: only an empty step ends it
            yield step
            if self._stream.is_finished():
                return
            step = self._stream.process(b"", output_buffer_limit=_STEP)


def unpacker(coding: str) -> Unpacker:
    """Return what undoes the Content-Encoding `coding`.

    Raises:
        ResponseError: it is none that we asked for.
    """
    match coding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Gzip()
        case "br":
            return _Brotli()
    raise ResponseError(
        f"the answer is compressed as '{shown(coding)}', though only {CODINGS} was asked for",
        remedy=SAVE_IT,
    )


def errors() -> tuple[type[Exception], ...]:
    """Return what the unpackers raise on damaged data."""
    import brotli

    return (zlib.error, brotli.error)
