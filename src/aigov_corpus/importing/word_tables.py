"""Read the tables of a Word file: rows of cells, as they are after all tracked changes."""

from __future__ import annotations

import zipfile
import zlib
from typing import NamedTuple

from lxml import etree

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.docx import ALIGNED
from aigov_corpus.importing.archives import read_parts
from aigov_corpus.importing.delimited import Row

_PROPERTIES = "docProps/core.xml"
"""Name of the file with the properties of a Word file."""
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_BODY = "word/document.xml"
"""Name of the file with the text in a Word file."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DELETED = frozenset(f"{_WORD}{tag}" for tag in ("del", "moveFrom", "tbl"))
"""Elements in a cell whose text is none of it: what was deleted, and tables inside the cell."""
_BREAKS = {f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}tab": "\t"}


class WordTables(NamedTuple):
    """The rows of all tables of a file, and what else is known of it."""

    rows: list[Row]
    outside: int
    """Paragraphs outside of tables."""
    is_aligned: bool
    """Whether its properties say that it is an export of texts that an aligner paired."""


def read_word_tables(data: bytes, *, name: str) -> WordTables:
    """Return the rows of the tables of a Word file, in order; rows without text are left out.

    Raises:
        InvalidInputError: the file is damaged, too large, or declares entities.
    """
    try:
        parts = dict(read_parts(data, name=name))
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(parts[_BODY], parser)
    except (
        *(LookupError, ValueError, OSError, EOFError, RuntimeError),
        *(zipfile.BadZipFile, zlib.error, etree.LxmlError),
    ) as error:
        raise InvalidInputError(
            "it is a zip archive, but not a Word file that can be read",
            source=name,
            remedy="open it in a word processor and save it again",
        ) from error
    rows = []
    for number, row in enumerate(root.iter(f"{_WORD}tr"), 1):
        cells = [_text(cell) for cell in row.iterchildren(f"{_WORD}tc")]
        if any(cell.strip() for cell in cells):
            rows.append(Row(number, cells))
    outside = [
        paragraph
        for paragraph in root.iter(f"{_WORD}p")
        if next(paragraph.iterancestors(f"{_WORD}tc"), None) is None
        and any((text.text or "").strip() for text in paragraph.iter(f"{_WORD}t"))
    ]
    return WordTables(rows, len(outside), ALIGNED in _keywords(parts.get(_PROPERTIES, b"")))


def _keywords(properties: bytes) -> str:
    """Return the keywords among the properties of a Word file; empty if there are none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(properties, parser) if properties.strip() else None
    found = None if root is None else root.find(_KEYWORDS)
    return "" if found is None else found.text or ""


def _text(cell: etree._Element) -> str:
    """Return the text of a cell; its paragraphs are parted by line ends."""
    paragraphs: list[str] = []
    walk = etree.iterwalk(cell, events=("start",))
    for _, node in walk:
        if node.tag in _DELETED:
            walk.skip_subtree()
        elif node.tag == f"{_WORD}p":
            paragraphs.append("")
        elif paragraphs and node.tag == f"{_WORD}t":
            paragraphs[-1] += node.text or ""
        elif paragraphs and node.tag in _BREAKS:
            paragraphs[-1] += _BREAKS[node.tag]
    return "\n".join(paragraphs)
