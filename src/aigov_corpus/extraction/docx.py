"""Read Word files: paragraphs, headings (known by their style) and rows of tables, in order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction.paragraphs import PageContent, Para
from aigov_corpus.extraction.plain import as_provenance
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import BlockKind

SIGNATURE = b"PK\x03\x04"
"""First bytes of every zip archive, and so of every Word file in the format of 2007 and later."""

_LARGEST = 200_000_000
"""Bytes of the largest file after unpacking; even a small archive may unpack to any size."""

_MEGABYTE = 10**6
_REMEDY = "open it in a word processor and save it as .docx or .txt"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])")
_TITLE_STYLES = ("title", "标题")


def read_docx(data: bytes, *, name: str) -> PageContent:
    """Return the paragraphs of a Word file, and the title from its properties.

    Raises:
        InvalidInputError: the file is a zip archive but not a Word file, or is damaged.
    """
    from docx.table import Table

    document = _open(data, name)
    paras: list[Para] = []
    for part in document.iter_inner_content():
        paras += _read_table(part) if isinstance(part, Table) else _read_paragraph(part)
    title = collapse_whitespace(document.core_properties.title or "")
    return PageContent(paras, {"title": title}, {"format": "docx", "warnings": []})


def _open(data: bytes, name: str) -> Any:
    """Return a Word file as a document of the library python-docx."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > _LARGEST:
            raise InvalidInputError(
                f"it unpacks to more than {_LARGEST // _MEGABYTE} MB", source=name, remedy=_REMEDY
            )
        return docx.Document(io.BytesIO(data))
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        zipfile.BadZipFile,
    ) as error:
        raise InvalidInputError(
            "it is a zip archive, but not a Word file that can be read",
            source=name,
            remedy=_REMEDY,
        ) from error


def _read_table(table: Any) -> Iterator[Para]:
    """Yield the rows of a table, except for those without text."""
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:  # a merged cell comes once for each column that it spans
            text = collapse_whitespace(cell.text)
            if text and (not cells or cells[-1] != text):
                cells.append(text)
        if cells:
            yield Para(" | ".join(cells), kind="table_row", cells=tuple(cells))


def _read_paragraph(paragraph: Any) -> Iterator[Para]:
    """Yield the lines of a paragraph that hold text, each with the kind that its style shows."""
    style = paragraph.style.name if paragraph.style is not None else ""
    style = (style or "").lower()
    heading = _HEADING_STYLE.fullmatch(style)
    level = int(heading[1]) if heading else 0
    for line in paragraph.text.split("\n"):
        if text := collapse_whitespace(line):
            yield as_provenance(text) or Para(text, kind=_kind(style), heading=level)


def _kind(style: str) -> BlockKind | None:
    """Return the kind of a paragraph by its style's name in lower case; None for body text."""
    if style in _TITLE_STYLES:
        return "title"
    return "item" if style.startswith("list") else None
