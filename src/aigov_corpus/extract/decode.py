"""Bytes to text: what the bytes are, not what the page declares."""

from __future__ import annotations

from aigov_corpus.errors import InvalidInputError


def decode(data: bytes, *, name: str) -> tuple[str, str, list[str]]:
    """Return the text, its encoding, and warnings.

    Raises:
        InvalidInputError: the bytes are not text in an encoding we know.
    """
    if not data.strip():
        raise InvalidInputError(f"{name} is empty")
    try:
        return data.decode("utf-8-sig"), "utf-8", []
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{name} is not UTF-8 (byte {error.start}); convert it first") from error
