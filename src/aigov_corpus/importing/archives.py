"""Zip archives of XML: their kind, their size after unpacking, and declarations of entities."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP
from aigov_corpus.files.limits import LARGEST_TEXT
from aigov_corpus.files.office_files import open_document_type, part_names

_LARGEST = 400_000_000
"""Bytes of the largest file after unpacking; even a small archive may unpack to any size."""
_MOST_PARTS = 2_000
"""Files in the archive; a spreadsheet of 100 sheets has some 200."""
_MEGABYTE = 10**6
ALIGNED = (".mqxliff", ".sdlxliff", ".mxliff", ".xliff", ".xlf", ".tmx")
"""Ends of the names of files of aligned texts that archives hold."""
_MOST_NAMED = 5
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_KIND_BYTES = 150
"""Bytes of the beginning of an OpenDocument file in which its kind stands."""
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def find_zip_kind(data: bytes) -> str:
    """Return `xlsx`, `ods` or `docx` for a zip archive that is one, and nothing for any other."""
    if _OPEN_SHEET in data[:_KIND_BYTES]:
        return "ods"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = part_names(archive)
            if _OPEN_SHEET in open_document_type(archive):
                return "ods"
    except DAMAGED_ZIP:
        return ""
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else ""


def unpack_aligned(data: bytes, *, name: str) -> tuple[bytes, str] | None:
    """Return the one file of aligned texts in a zip archive, with its name; None if it has none.

    Such archives are packages of translation programs (.mqxlz), and memories that were packed to
    be sent.

    Raises:
        InvalidInputError: it has several, unpacks to too much, or is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [part for part in archive.infolist() if _is_aligned(part.filename)]
            if len(found) > 1:
                listed = ", ".join(part.filename for part in found[:_MOST_NAMED])
                more = ", …" if len(found) > _MOST_NAMED else ""
                raise InvalidInputError(
                    f"it is an archive with {len(found)} files of aligned texts",
                    source=name,
                    remedy=f"unpack it, and give them one by one: {listed}{more}",
                )
            if not found:
                return None
            with archive.open(found[0]) as file:
                content = file.read(LARGEST_TEXT + 1)
    except DAMAGED_ZIP:
        return None
    if len(content) > LARGEST_TEXT:
        raise InvalidInputError(
            f"it unpacks to more than {LARGEST_TEXT // _MEGABYTE} MB",
            source=name,
            place=found[0].filename,
            remedy="divide it, or save it as .csv",
        )
    return content, found[0].filename


def _is_aligned(part: str) -> bool:
    """Tell whether a file in an archive has aligned texts; macOS adds a `._` file to each."""
    return part.lower().endswith(ALIGNED) and not part.rpartition("/")[2].startswith("._")


def read_parts(data: bytes, *, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each XML file in an archive.

    Raises:
        InvalidInputError: it unpacks to too much, or one of its files has a DOCTYPE.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _LARGEST or len(parts) > _MOST_PARTS:
            raise InvalidInputError(
                f"it unpacks to more than {_LARGEST // _MEGABYTE} MB, or {_MOST_PARTS:,} files",
                source=name,
                remedy="divide it, or save it as .csv",
            )
        for part in parts:
            if not part.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(part) as file:
                content = file.read(_LARGEST + 1)
            if any(mark in content for mark in _DOCTYPE):
                raise InvalidInputError(
                    "it has a DOCTYPE, which can be misused and no office program needs",
                    source=name,
                    place=part.filename,
                    remedy="open it in an office program and save it again",
                )
            yield part.filename, content
