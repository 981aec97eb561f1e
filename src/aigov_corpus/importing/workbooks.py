"""Read the sheets of an XLSX file, behind gates of size and markup."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.importing.archives import read_parts
from aigov_corpus.importing.delimited import Row

_MOST_COLUMNS = 60
"""Columns of a sheet that are read; an export of this package has some 30."""
_ZIP = b"PK"
"""First bytes of a zip archive, which an XLSX file is."""
_REMEDY = "open it in a spreadsheet program and save it as .xlsx or .csv"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ESCAPED = re.compile(r"_x(?!D[89A-F])([0-9A-F]{4})_", re.IGNORECASE)
"""A character as Excel writes those that XML forbids, and the `_` of a text that looks so."""


class Sheet(NamedTuple):
    """One sheet of a book."""

    title: str
    rows: list[Row]


class Book(NamedTuple):
    """The sheets of a book that hold anything, and notes on what is read otherwise than shown."""

    sheets: list[Sheet]
    notes: list[str]


def read_workbook(data: bytes, *, name: str) -> Book:
    """Return the rows of each sheet of a book; empty rows are left out.

    A cell with a formula holds its last value. Numbers and dates become texts.

    Raises:
        InvalidInputError: the file is damaged, encrypted, too large, or declares entities.
    """
    from lxml.etree import LxmlError
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about what it does not keep when writing
            return _read(data, name)
    except InvalidInputError:
        raise
    except (
        *(LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError),
        *(OSError, EOFError, RuntimeError, SyntaxError),  # a SyntaxError of the parser of XML
        *(zipfile.BadZipFile, zlib.error, LxmlError, InvalidFileException),
    ) as error:
        raise InvalidInputError(
            "it is a zip archive, but not a spreadsheet that can be read"
            if data.startswith(_ZIP)
            else "it is empty"
            if not data.strip()
            else "it is no spreadsheet (XLSX)",
            source=name,
            remedy=_REMEDY,
        ) from error


def _read(data: bytes, name: str) -> Book:
    """Return the sheets of a book."""
    import openpyxl

    merged, formulas = _count_marks(data, name)
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    sheets = [
        Sheet(sheet.title, list(_rows(sheet)))
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    ]
    notes = []
    hidden = sum(sheet.sheet_state != "visible" for sheet in book.worksheets)
    if hidden:
        notes.append(f"{hidden} hidden sheets were left out")
    if merged:
        notes.append(
            f"it has merged cells ({merged}): the text of each counts for its first row only"
        )
    if formulas:
        notes.append(f"it has formulas ({formulas}): the values that they had last count")
    return Book([sheet for sheet in sheets if sheet.rows], notes)


def _count_marks(data: bytes, name: str) -> tuple[int, int]:
    """Return the numbers of merged cells and formulas; raise an error for a hostile archive."""
    merged = formulas = 0
    for part, content in read_parts(data, name=name):
        if part.startswith("xl/worksheets/"):
            merged += len(_MERGED.findall(content))
            formulas += len(_FORMULA.findall(content))
    return merged, formulas


def _rows(sheet: Any) -> Iterator[Row]:
    """Yield the rows of a sheet that are not empty."""
    sheet.reset_dimensions()  # a file may state any size
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), 1):
        texts = [_text(cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield Row(number, texts)


def _text(value: object) -> str:
    """Return the value of a cell as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
