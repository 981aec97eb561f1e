"""Word, Excel and OpenDocument files: their kind, and the names that their readers expect.

In the strict form of the format elements have other namespaces, some programs write paths with
backslashes, and the names of parts may differ from those in the list of parts by their case.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

from aigov_corpus import patterns as re
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP

_CONTENT_TYPES = "[Content_Types].xml"
"""Name of the list of parts."""
_RELATIONS = "_rels/.rels"
_PART_NAME = re.compile(rb"\bPartName\s*=\s*[\"']/([^\"']{1,1000})")
_BEGINNING = re.compile(r"^(?:\./|/)+")
_LARGEST = 400_000_000
"""Bytes of the largest file after unpacking; the reader of a larger one refuses it."""
_HEAD_BYTES = 4096
"""Bytes of the beginning of a part in which its namespaces stand."""
_MAIN_PARTS = (_RELATIONS, "xl/workbook.xml", "word/document.xml")
"""Parts that show whether a file has the strict form."""
_TYPES = ("mimetype", "META-INF/manifest.xml")
"""Files in an OpenDocument file that name its type."""
_STRICT = b"http://purl.oclc.org/ooxml/"
"""The beginning of the names of elements and relations in the strict form of the format."""
_SCHEMAS = b"http://schemas.openxmlformats.org/"
_NAMESPACES = {
    b"spreadsheetml/main": _SCHEMAS + b"spreadsheetml/2006/main",
    b"wordprocessingml/main": _SCHEMAS + b"wordprocessingml/2006/main",
    b"officeDocument/relationships": _SCHEMAS + b"officeDocument/2006/relationships",
    b"officeDocument/math": _SCHEMAS + b"officeDocument/2006/math",
    b"drawingml/wordprocessingDrawing": _SCHEMAS + b"drawingml/2006/wordprocessingDrawing",
    b"drawingml/main": _SCHEMAS + b"drawingml/2006/main",
}
"""Rest of a name in the strict form, with the whole name in the usual form of the format."""


def as_usual(data: bytes) -> bytes:
    """Return a Word or Excel file with the usual names; any other data as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                return data
            names = _find_names(archive)
            is_strict = _is_strict(archive, names)
            if not is_strict and all(old == new for old, new in names.items()):
                return data
            return _rewrite(archive, names, is_strict=is_strict)
    except DAMAGED_ZIP:  # its reader says so
        return data


def open_document_type(archive: zipfile.ZipFile) -> bytes:
    """Return where an OpenDocument file names its type; nothing for any other archive.

    The file `mimetype` should be the first one. Where somebody packed the parts again, it is not.
    """
    names = archive.namelist()
    named = [part for part in _TYPES if "content.xml" in names and part in names]
    return b"\n".join(_read_head(archive, part) for part in named)


def _read_head(archive: zipfile.ZipFile, part: str) -> bytes:
    """Return the beginning of a file in an archive."""
    with archive.open(part) as file:
        return file.read(_HEAD_BYTES)


def part_names(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the files in an archive, as an Office file has them in the usual form."""
    return list(_find_names(archive).values())


def _find_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the usual name of each file in an archive, by the name that it has."""
    names = {name: _BEGINNING.sub("", name.replace("\\", "/")) for name in archive.namelist()}
    types = next((old for old, new in names.items() if new.lower() == _CONTENT_TYPES.lower()), "")
    if not types:
        return {name: name for name in names}
    with archive.open(types) as file:
        listed = _PART_NAME.findall(file.read(_LARGEST))
    known = [name.decode("utf-8", "replace") for name in listed] + [_CONTENT_TYPES, _RELATIONS]
    known += [_relations_of(name) for name in known]
    usual = {name.lower(): name for name in known}
    return {old: usual.get(new.lower(), new) for old, new in names.items()}


def _relations_of(part: str) -> str:
    """Return the name of the list of relations of a part, which lies beside it in `_rels`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_strict(archive: zipfile.ZipFile, names: Mapping[str, str]) -> bool:
    """Tell whether a file has the strict form."""
    for old, new in names.items():
        if new in _MAIN_PARTS:
            with archive.open(old) as file:
                if _STRICT in file.read(_HEAD_BYTES):
                    return True
    return False


def _rewrite(archive: zipfile.ZipFile, names: Mapping[str, str], *, is_strict: bool) -> bytes:
    """Return an archive whose files have other names, and whose elements have usual namespaces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as changed:
        for old, new in names.items():
            content = archive.read(old)
            if is_strict and new.endswith((".xml", ".rels")):
                for strict, usual in _NAMESPACES.items():
                    content = content.replace(_STRICT + strict, usual)
            changed.writestr(new, content)
    return out.getvalue()
