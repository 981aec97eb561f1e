"""Read the sheets of an OpenDocument spreadsheet (ODS): the texts that its cells show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.importing.archives import read_parts
from aigov_corpus.importing.delimited import Row
from aigov_corpus.importing.sheets import MOST_COLUMNS, Book, Sheet, SheetMarks, has_words

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE, _TEXT, _OFFICE, _DRAW, _STYLE, _FO = (
    f"{{{_URN}:{name}}}"
    for name in (
        *("table:1.0", "text:1.0", "office:1.0", "drawing:1.0", "style:1.0"),
        "xsl-fo-compatible:1.0",
    )
)
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_OUTSIDE = frozenset(
    {f"{_OFFICE}annotation", f"{_DRAW}custom-shape", f"{_DRAW}frame", f"{_TEXT}ruby-text"}
)
"""Elements in a cell that hold other texts than its own."""
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}span", f"{_TEXT}a")
_MOST_REPEATED = 10_000
"""Times that a row with text may be repeated; a file of a kilobyte may have a million so."""
_MOST_ROWS = 2_000_000
"""Rows of the longest sheet: more than any program shows."""


def read_open_sheets(data: bytes, *, name: str) -> Book:
    """Return the rows of each sheet of a book that is shown; empty rows are left out.

    Raises:
        InvalidInputError: the file is too large, or declares entities.
        LookupError, ValueError: it has no content, or more rows than any program shows.
        LxmlError: it is damaged.
    """
    parts = dict(read_parts(data, name=name))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(parts["content.xml"], parser)
    hidden, struck = _find_styles(root)
    book = SheetMarks(deleted=sum(1 for _ in root.iter(f"{_TABLE}deletion")))
    if "styles.xml" in parts:
        book.heads = _count_heads(etree.fromstring(parts["styles.xml"], parser))
    sheets = []
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        if table.get(f"{_TABLE}style-name") in hidden:
            book.hidden_sheets += 1
            continue
        marks = SheetMarks()
        rows = list(_rows(table, marks, struck))
        book.struck, marks.struck = book.struck + marks.struck, 0
        marks.boxes = sum(
            any((node.text or "").strip() for node in box.iter(f"{_TEXT}p", f"{_TEXT}span"))
            for kind in ("custom-shape", "frame", "text-box")
            for box in table.iter(f"{_DRAW}{kind}")
            if kind != "text-box" or box.getparent().tag != f"{_DRAW}frame"
        )
        marks.charts = sum(1 for _ in table.iter(f"{_DRAW}object"))
        if rows:
            title = table.get(f"{_TABLE}name") or ""
            sheets.append(Sheet(title, rows, tuple(marks.notes(rows))))
    return Book(sheets, book.notes())


def _count_heads(root: Any) -> int:
    """Return how many headers and footers of pages have words of their own."""
    return sum(
        has_words(_without_fields(part))
        for page in root.iter(f"{_STYLE}master-page")
        for part in page
        if isinstance(part.tag, str) and part.tag.startswith((f"{_STYLE}header", f"{_STYLE}footer"))
        if part.get(f"{_STYLE}display") != "false"
    )


def _without_fields(node: Any) -> str:
    """Return the text of a header without what a program fills in, such as numbers of pages."""
    own = node.text or "" if node.tag in _PARAGRAPHS else ""
    return own + " ".join(f"{_without_fields(child)} {child.tail or ''}" for child in node)


def _find_styles(root: Any) -> tuple[set[str], set[str]]:
    """Return the styles of tables that are not shown, and those of text that is struck through."""
    hidden, struck = set(), set()
    for style in root.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name")
        for properties in style:
            if properties.get(f"{_TABLE}display") == "false":
                hidden.add(name)
            names = (f"{_STYLE}text-line-through-{key}" for key in ("style", "type"))
            if any(properties.get(each, "none") != "none" for each in names):
                struck.add(name)
    return hidden, struck


def _rows(table: Any, marks: SheetMarks, struck: set[str]) -> Iterator[Row]:
    """Yield the rows of a sheet that are not empty, and note what is not read."""
    _find_hidden_columns(table, marks)
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is not table:
            continue
        repeated = _count(row, "rows")
        cells = list(_cells(row, marks, struck))
        if any(cell.strip() for cell in cells):
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                marks.hidden_rows += range(number + 1, number + repeated + 1)
            if number + repeated > _MOST_ROWS:
                raise ValueError(f"more than {_MOST_ROWS} rows")
            if repeated > _MOST_REPEATED:
                raise InvalidInputError(
                    f"a row with text is repeated {repeated:,} times",
                    place=f"row {number + 1}",
                    remedy="delete the copies, and save it again",
                )
            for each in range(repeated):
                yield Row(number + each + 1, cells)
        number += repeated


def _cells(row: Any, marks: SheetMarks, struck: set[str]) -> Iterator[str]:
    """Yield the texts of a row."""
    at = 0
    for cell in row.iterchildren(*_CELLS):
        repeated = _count(cell, "columns")
        text = _text(cell)
        is_merged = any(_count(cell, name, of="spanned") > 1 for name in ("rows", "columns"))
        marks.merged += is_merged and bool(text.strip())
        marks.formulas += cell.get(f"{_TABLE}formula") is not None
        marks.errors += cell.get(f"{_CALC}value-type") == "error"
        marks.comments += sum(1 for _ in cell.iterchildren(f"{_OFFICE}annotation"))
        marks.struck += bool(text.strip()) and (
            cell.get(f"{_TABLE}style-name") in struck
            or any(each.get(f"{_TEXT}style-name") in struck for each in cell.iter(f"{_TEXT}span"))
        )
        if text.strip():
            marks.far += max(0, at + repeated - max(at, MOST_COLUMNS))
        for _ in range(max(0, min(repeated, MOST_COLUMNS - at))):
            yield text
        at += repeated


def _find_hidden_columns(table: Any, marks: SheetMarks) -> None:
    """Note the columns that are not shown."""
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        repeated = _count(column, "columns")
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            marks.hidden_columns.update(range(at + 1, min(at + repeated, MOST_COLUMNS) + 1))
        at += repeated


def _count(node: Any, name: str, *, of: str = "repeated") -> int:
    """Return how often a row or a cell is repeated, or how many it spans; 1 if it says nothing."""
    found = node.get(f"{_TABLE}number-{name}-{of}") or "1"
    return max(1, int(found)) if found.isdecimal() else 1


def _text(cell: Any) -> str:
    """Return what a cell shows; its paragraphs are separated by line ends."""
    return "\n".join(_of_paragraph(each) for each in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h"))


def _of_paragraph(node: Any) -> str:
    """Return the text of a paragraph, with its blanks and line ends."""
    if node.tag in _OUTSIDE or not isinstance(node.tag, str):
        return ""
    if node.tag == f"{_TEXT}s":
        return " " * _blanks(node)
    if node.tag in (f"{_TEXT}line-break", f"{_TEXT}tab"):
        return "\n" if node.tag.endswith("break") else "\t"
    inside = (f"{_of_paragraph(child)}{child.tail or ''}" for child in node)
    return f"{node.text or ''}{''.join(inside)}"


def _blanks(node: Any) -> int:
    """Return how many blanks an element stands for."""
    found = node.get(f"{_TEXT}c") or "1"
    return min(int(found), 1000) if found.isdecimal() else 1
