"""Lines of a text of any size, read piece by piece from a stream."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.extraction.decoding import decode

CHUNK = 1 << 20
"""Bytes that are read at a time; memory holds one line and one chunk."""


def iter_lines(stream: IO[bytes], *, encoding: str, name: str) -> Iterator[str]:
    """Yield the lines of a stream, without their line ends (LF or CRLF).

    A byte order mark is left out. The last line is yielded even if it is empty.

    Raises:
        UsageError: there is no such encoding.
        InvalidInputError: the bytes are not in this encoding, or one of them is NUL.
    """
    encoding, decoder = find_decoder(encoding)
    held: list[str] = []
    offset = 0
    while True:
        chunk = stream.read(CHUNK)
        undecoded = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeError as error:
            raise _wrong_encoding(error, chunk, offset - undecoded, encoding, name) from error
        if "\x00" in text:
            raise InvalidInputError(
                "it is not text: there is a NUL",
                source=name,
                place=f"near byte {offset + max(chunk.find(0), 0)}",
                remedy="give a text file, or its  --encoding",
            )
        offset += len(chunk)
        first, *rest = text.split("\n")
        held.append(first)
        for line in rest:
            yield "".join(held).removesuffix("\r")  # whole: CR and LF may lie in two chunks
            held = [line]
        if not chunk:
            yield "".join(held)
            return


def find_decoder(encoding: str) -> tuple[str, codecs.IncrementalDecoder]:
    """Return the usual name of an encoding, and a new incremental decoder for it.

    Raises:
        UsageError: there is no such encoding.
    """
    try:
        "a".encode(encoding)  # a codec such as base64 is no encoding of text
        known = codecs.lookup(encoding).name
        return known, codecs.getincrementaldecoder("utf-8-sig" if known == "utf-8" else known)()
    except (LookupError, UnicodeError, ValueError) as error:
        raise UsageError(
            f"there is no encoding called '{encoding}'",
            remedy="try utf-8, gb18030, big5 or utf-16",
        ) from error


def _wrong_encoding(
    error: UnicodeError, chunk: bytes, before: int, encoding: str, name: str
) -> InvalidInputError:
    """Return the error for bytes that are not in `encoding`; it may suggest another encoding.

    Args:
        error: the error that the decoder raised for a piece of the file.
        chunk: the piece.
        before: number of bytes of the file before that piece.
        encoding: the encoding that was tried.
        name: name of the file.
    """
    data, at, reason = chunk, 0, "it has no byte order mark"
    if isinstance(error, UnicodeDecodeError):
        data, at = error.object, error.start
        reason = f"the byte is 0x{data[at]:02x}"
    _, likely, _ = decode(data, name=name)
    if likely == encoding:
        remedy = "the file is damaged there: repair it, or convert it with iconv"
    else:
        remedy = f"it looks like {likely.upper()}: pass  --encoding {likely}"
    return InvalidInputError(
        f"it is not {encoding.upper()}: {reason}",
        source=name,
        place=f"byte {before + at}",
        remedy=remedy,
    )
