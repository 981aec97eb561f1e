"""What a zip archive raises that is damaged, encrypted, or holds something else than expected."""

from __future__ import annotations

import zipfile
import zlib

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
