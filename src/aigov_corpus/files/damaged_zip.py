"""What a zip archive raises that is damaged, encrypted, or holds something else than expected."""

from __future__ import annotations

import io
import zipfile
import zlib

from aigov_corpus.errors import InvalidInputError

DAMAGED_ZIP = (
    LookupError,
    ValueError,
    OSError,
    EOFError,
    # of zipfile, for an encrypted archive; NotImplementedError and RecursionError are ones too
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""Errors that mean "this file is damaged" while an archive and its XML are read. The parser of the
XML adds its own, such as `lxml.etree.LxmlError`."""


_LOCKED = 1
"""Bit of the flags of a file in an archive: it is encrypted."""


def require_whole_zip(data: bytes, *, name: str) -> None:
    """Raise an `InvalidInputError` if a zip archive is cut off, or locked with a password.

    Its list of files stands at its end, so what was not downloaded or copied to the end has none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_locked = any(part.flag_bits & _LOCKED for part in archive.infolist())
    except DAMAGED_ZIP as error:
        raise InvalidInputError(
            "it is cut off or damaged: the list of files at its end cannot be read",
            source=name,
            remedy="download or copy it again",
        ) from error
    if is_locked:
        raise InvalidInputError(
            "it is locked with a password", source=name, remedy="save a copy without a password"
        )
