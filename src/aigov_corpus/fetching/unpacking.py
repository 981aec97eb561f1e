"""Decompression in small steps, so that the caller can stop when a page grows too large."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from aigov_corpus.errors import ResponseError
from aigov_corpus.fetching.remedies import SAVE_PAGE
from aigov_corpus.text.quoting import printable

CODING = "gzip"
"""Content-Encoding (compression) that a request offers; an answer in another is refused, except for
`deflate`, which some servers send unasked."""

_COMPRESSIONS = frozenset(
    ("gzip", "x-gzip", "br", "deflate", "compress", "x-compress", "zstd", "dcb", "dcz", "exi")
)
"""Names of compressions in the HTTP Content Coding Registry of IANA, and older names."""

_STEP = 1 << 16
"""Maximum number of bytes that one step yields: 64 KiB, as many as httpcore reads at once."""

_GZIP_WINDOW = 31
"""The `wbits` of zlib for the largest window (15) with header and checksum of gzip (+ 16)."""


_WINDOWS = {0x1F: _GZIP_WINDOW, 0x78: zlib.MAX_WBITS}
"""The `wbits` by the first byte: of gzip, or of zlib; `deflate` without a header has any other."""


class Unpacker:
    """Decompresses one body piece by piece: in gzip, maybe of several members, or in deflate."""

    def __init__(self, *, deflate: bool = False) -> None:
        self._member = zlib.decompressobj(wbits=_GZIP_WINDOW)
        self._deflate = deflate

    @property
    def whole(self) -> bool:
        """Whether the end of the compressed body has been read."""
        return self._member.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress the next piece of the body, and yield the bytes in steps of bounded size."""
        if self._deflate and data:
            self._member = zlib.decompressobj(wbits=_WINDOWS.get(data[0], -zlib.MAX_WBITS))
            self._deflate = False
        while data:
            if self._member.eof:
                # A further member follows, or the zeros that some servers append.
                data = data.lstrip(b"\0")
                if not data:
                    return
                self._member = zlib.decompressobj(wbits=_GZIP_WINDOW)
            yield self._member.decompress(data, _STEP)
            data = self._member.unconsumed_tail or self._member.unused_data


def choose_unpacker(coding: str) -> Unpacker | None:
    """Return a new unpacker for a Content-Encoding; None if the body is not compressed.

    Names of anything but compressions are passed over, as browsers do: `identity`, or `UTF-8`,
    which some sites write there.

    Raises:
        ResponseError: the body is compressed with anything but `CODING` or deflate.
    """
    names = [name.strip().lower() for name in coding.split(",")]
    match [name for name in names if name in _COMPRESSIONS]:
        case []:
            return None
        case ["gzip" | "x-gzip"]:
            return Unpacker()
        case ["deflate"]:
            return Unpacker(deflate=True)
    raise ResponseError(
        f"the answer is compressed as '{printable(coding)}', though only {CODING} was asked for",
        remedy=SAVE_PAGE,
    )
