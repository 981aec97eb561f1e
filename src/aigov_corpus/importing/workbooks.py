"""Read the sheets of an XLSX or ODS file as they are shown, after checks of size and markup."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.rows import SCORES
from aigov_corpus.files.damaged_zip import DAMAGED_ZIP, require_whole_zip
from aigov_corpus.files.office_files import as_usual
from aigov_corpus.importing.archives import find_zip_kind, read_parts
from aigov_corpus.importing.delimited import Row
from aigov_corpus.importing.format_codes import Unreadable
from aigov_corpus.importing.number_formats import CHINESE_DATES, LOCAL_DATES, plain, show
from aigov_corpus.importing.sheets import MOST_COLUMNS, Book, Sheet, SheetMarks, has_words

_ZIP = b"PK"
"""First bytes of a zip archive, which an XLSX file is."""
_REMEDY = "open it in a spreadsheet program and save it as .xlsx or .csv"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c(?=[\s>])(?![^>]*\bt=\"str\")[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A cell with a formula that no program has calculated yet."""
_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\s(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"(\d+)\"[^>/]*>"
)
_HIDDEN_COLUMNS = re.compile(
    rb"<(?:\w+:)?col\s(?=[^>]*\bhidden=\"(?:1|true)\")(?=[^>]*\bmin=\"(\d+)\")[^>]*\bmax=\"(\d+)\""
)
_FAR_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"(?:B[I-Z]|[C-Z][A-Z]|[A-Z]{3})\d+\"[^>/]*>")
"""A cell with content in a column behind BH, the 60th."""
_ROW = re.compile(rb"<(?:\w+:)?row((?:\s[^>]*)?)>")
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,20})")
_LAST_ROW = 1_048_576
"""Number of the last row of a sheet."""
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s(?:[^>]*?\bauthorId=\"(\d+)\")?")
_COMMENT_AUTHOR = re.compile(rb"<(?:\w+:)?author(?:/>|>([^<]*)<)")
_OUR_COMMENTS = b"aigov-corpus"
"""Author of the comments that an export writes: what the checks found."""
_TEXT_BOX = re.compile(rb"<(?:\w+:)?txBody>.*?</(?:\w+:)?txBody>", re.DOTALL)
_HEAD = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?:\s[^>]*)?>([^<]+)<")
# Fields and looks in a header: &P, &"Arial,Bold", &12
_HEAD_FIELD = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Za-z+-])')
_LETTER = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>[^<]*[^\s<]")
_STRUCK_RUN = re.compile(
    rb"<(?:\w+:)?rPr>(?:(?!</(?:\w+:)?rPr>).)*?<(?:\w+:)?strike(?!\s+val=\"(?:0|false)\")[\s/>]",
    re.DOTALL,
)
_ESCAPED = re.compile(r"_x(?!D[89A-F])([0-9A-F]{4})_", re.IGNORECASE)
"""A character as Excel writes those that XML forbids, and the `_` of a text that looks so."""
_ERROR = "e"
"""Type of a cell that shows an error of its formula."""
_TEXT = "@"
"""Where a number format shows a text."""
_SECTIONS = 4
"""Parts of a number format with one for texts."""
_VALUES = frozenset({*SCORES, "seq"})
"""Columns of an export whose numbers are read as they are, whatever their format shows."""


def read_workbook(data: bytes, *, name: str) -> Book:
    """Return the rows of each sheet of a book; empty rows are left out.

    A cell with a formula holds its last value. Numbers and dates become what the cell shows.

    Raises:
        InvalidInputError: the file is damaged, encrypted, too large, or declares entities.
    """
    from lxml.etree import LxmlError
    from openpyxl.utils.exceptions import InvalidFileException

    from aigov_corpus.importing.open_sheets import read_open_sheets

    try:
        if find_zip_kind(data) == "ods":
            return read_open_sheets(data, name=name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about what it does not keep when writing
            return _read(as_usual(data), name)
    except InvalidInputError:
        raise
    except (
        *(TypeError, AttributeError, AssertionError, ArithmeticError),
        *(LxmlError, SyntaxError),  # both of parsers of XML
        InvalidFileException,
        *DAMAGED_ZIP,
    ) as error:
        if data.startswith(_ZIP):
            require_whole_zip(data, name=name)
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

    marks, by_part = _find_marks(data, name)
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    looks = _Looks(book)
    sheets = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            marks.hidden_sheets += 1
            continue
        own = by_part.get(sheet._worksheet_path.lstrip("/"), SheetMarks())
        if own.misplaced_row:
            raise InvalidInputError(
                f"row {own.misplaced_row} of a sheet is out of order, or behind the last that "
                "there may be",
                source=name,
                remedy=_REMEDY,
            )
        rows = list(_rows(sheet, looks, own))
        marks.struck, own.struck = marks.struck + own.struck, 0
        if rows:
            sheets.append(Sheet(sheet.title, rows, tuple(own.notes(rows))))
    return Book(sheets, marks.notes())


def _find_marks(data: bytes, name: str) -> tuple[SheetMarks, dict[str, SheetMarks]]:
    """Return what a book holds beside its cells, and what each sheet of it does, by its part.

    Raises:
        InvalidInputError: the archive is hostile.
    """
    marks = SheetMarks()
    by_part: dict[str, SheetMarks] = {}
    for part, content in read_parts(data, name=name):
        if part.startswith("xl/worksheets/"):
            own = by_part[part] = SheetMarks()
            own.misplaced_row = _find_misplaced_row(content)
            own.merged = len(_MERGED.findall(content))
            own.formulas = len(_FORMULA.findall(content))
            own.without_value = len(_NO_VALUE.findall(content))
            own.hidden_rows = [int(number) for number in _HIDDEN_ROW.findall(content)]
            for first, last in _HIDDEN_COLUMNS.findall(content):
                own.hidden_columns.update(range(int(first), min(int(last), MOST_COLUMNS) + 1))
            own.far = len(_FAR_CELL.findall(content))
            own.struck += len(_STRUCK_RUN.findall(content))
            heads = (unescape(head.decode("utf-8", "replace")) for head in _HEAD.findall(content))
            own.heads = sum(has_words(_HEAD_FIELD.sub(" ", head)) for head in heads)
        elif re.fullmatch(r"xl/charts/chart\w*\.xml", part):
            marks.charts += 1
        elif re.match(r"xl/comments", part):
            marks.comments += _count_comments(content)
        elif re.match(r"xl/drawings/drawing", part):
            marks.boxes += sum(bool(_LETTER.search(box)) for box in _TEXT_BOX.findall(content))
        elif part.startswith("xl/sharedStrings"):
            marks.struck += len(_STRUCK_RUN.findall(content))
    return marks, by_part


def _count_comments(content: bytes) -> int:
    """Return the number of comments in a part of a workbook, without those of an export."""
    authors = _COMMENT_AUTHOR.findall(content)
    ours = {b"%d" % at for at, author in enumerate(authors) if author == _OUR_COMMENTS}
    return sum(author not in ours for author in _COMMENT.findall(content))


def _find_misplaced_row(content: bytes) -> int:
    """Return the number of the first row that would be passed over, since it is out of order.

    Such a row has cells and the number of an earlier one or a lower one, or a higher number than a
    sheet has rows. 0 stands for none.
    """
    last = 0
    for attributes in _ROW.findall(content):
        found = _ROW_NUMBER.search(attributes)
        number = int(found[1]) if found else last + 1
        is_empty = attributes.endswith(b"/")
        if not last < number <= _LAST_ROW and not is_empty:
            return max(number, 1)
        last = max(last, number)
    return 0


@dataclass
class _Look:
    """How the cells of one style show what they hold."""

    code: str
    """The number format; empty if it depends on the computer."""
    is_struck: bool
    has_text: bool
    """Whether it changes texts, too."""


@dataclass
class _Looks:
    """The styles of a book, each looked up once."""

    book: Any
    known: dict[int, _Look] = field(default_factory=dict)

    def of(self, cell: Any) -> _Look:
        """Return the look of a cell that is not empty."""
        key = cell._style_id
        if key not in self.known:
            number = cell.style_array.numFmtId
            code = CHINESE_DATES.get(number) or cell.number_format
            self.known[key] = _Look(
                "" if number in LOCAL_DATES else code,
                is_struck=bool(cell.font.strike),
                has_text=(_TEXT in code and code != _TEXT) or code.count(";") >= _SECTIONS - 1,
            )
        return self.known[key]


def _rows(sheet: Any, looks: _Looks, marks: SheetMarks) -> Iterator[Row]:
    """Yield the rows of a sheet that are not empty, and note what is not read as it is shown."""
    sheet.reset_dimensions()  # a file may state any size
    values: Sequence[int] | None = None
    before = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if cells is before:  # the one row that stands for all that the file leaves out
            continue
        before = cells
        filled = [(at, cell) for at, cell in enumerate(cells) if cell.value is not None]
        texts = [""] * len(cells) if filled else []
        for at, cell in filled:
            marks.errors += cell.data_type == _ERROR
            look = looks.of(cell)
            marks.struck += look.is_struck and bool(str(cell.value).strip())
            if values and at in values:
                texts[at] = plain(cell.value)
            else:
                texts[at] = _show(cell.value, look, looks.book.epoch, number, marks)
        if "".join(texts).strip():
            if values is None:
                values = [at for at, text in enumerate(texts) if text in _VALUES]
            yield Row(number, texts)


def _show(value: object, look: _Look, epoch: datetime, number: int, marks: SheetMarks) -> str:
    """Return what a cell shows; if that cannot be told, its value, which the marks note."""
    if isinstance(value, str):
        value = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
        if not look.has_text:
            return value
    try:
        shown = show(value, look.code, epoch=epoch)
    except (Unreadable, ArithmeticError):
        marks.plain.append(number)
        return plain(value)
    if not shown.strip() and str(value).strip() not in ("", "0"):
        marks.blank.append(number)
    return shown
