"""Read and write files of termbases; the content of a file decides about its format."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError, UnknownNameError, UsageError
from aigov_corpus.exporting.cells import cell_text, cut_to_cell
from aigov_corpus.exporting.csv import format_line, without_apostrophe
from aigov_corpus.exporting.workbooks import make_workbook
from aigov_corpus.files.limits import MIB, naming_input, read_limited
from aigov_corpus.files.writing import replace_bytes
from aigov_corpus.importing.archives import find_zip_kind
from aigov_corpus.importing.delimited import Row, read_delimited
from aigov_corpus.importing.workbooks import read_workbook
from aigov_corpus.termbases.collecting import Collected
from aigov_corpus.termbases.entries import Termbase, TermEntry
from aigov_corpus.termbases.glossary import read_glossary, write_lines
from aigov_corpus.termbases.tables import COLUMNS, has_names, read_table, to_cells
from aigov_corpus.termbases.tbx import read_tbx, to_tbx
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.scripts import HAN_CHARACTER
from aigov_corpus.text.values import read_items, require_path

BUNDLED = "bundled"
"""Name of the termbase that comes with the package."""
FORMATS = ("csv", "tbx", "omegat", "xlsx")
"""Names of the formats that are written."""
_SUFFIXES = {
    ".csv": "csv",
    ".tbx": "tbx",
    ".xml": "tbx",
    ".txt": "omegat",
    ".tsv": "omegat",
    ".utf8": "omegat",
    ".xlsx": "xlsx",
}
_LARGEST = 256 * MIB
"""Bytes of the largest file; a million entries of TBX have about 200 mebibytes."""
_REMEDY = "give a table (CSV, TSV, XLSX, ODS), a TBX file, or a glossary of OmegaT"
"""Creation date of every XLSX file, so that the same entries give the same bytes."""
_WIDTHS = (24, 36, 24, 36, 24, 36, 14, 50)
"""Widths of the columns of a sheet, in characters."""
_SHEET = "Terms"


@checks_arguments
def load_termbase(path: str | Path) -> Termbase:
    """Return the termbase of a file, or the one that comes with the package.

    A file may be a table (CSV, TSV, XLSX, ODS), TBX of 2008 or 2019, or a glossary of OmegaT. Its
    content decides about the format. `Termbase.notes` says what was left out.

    Args:
        path: the file, or `bundled`.

    Raises:
        InvalidInputError: the file cannot be read, is of another kind, or has no entry.
    """
    if str(path) == BUNDLED:
        return _load_bundled()
    file = Path(path)
    with naming_input(file):
        data = read_limited(file, limit=_LARGEST)
    return parse_termbase(data, name=str(file))


def read_termbase(termbase: object) -> Termbase:
    """Return a termbase, or that of a file.

    Args:
        termbase: a `Termbase`, a path, or `bundled`.

    Raises:
        UsageError: it is none of these.
        InvalidInputError: the file cannot be read, is of another kind, or has no entry.
    """
    if isinstance(termbase, Termbase):
        return termbase
    return load_termbase(require_path(termbase, name="termbase"))


def parse_termbase(data: bytes, *, name: str) -> Termbase:
    """Return the termbase that the bytes of a file hold.

    Args:
        data: the content of the file.
        name: its name, for messages; `.tsv` says that tabs divide it.

    Raises:
        InvalidInputError: it is of another kind, is damaged, or has no entry.
    """
    collected = Collected()
    try:
        if data.startswith(b"PK\x03\x04"):
            _read_sheets(data, collected, name)
        elif _is_xml(data):
            read_tbx(data, collected, name=name)
        else:
            _read_text(data, collected, name)
    except InvalidInputError as error:
        raise error.with_fields(source=name) from error
    found = collected.finish()
    if not found.entries:
        reason = "; ".join(("it has no term with a rendering", *found.notes))
        raise InvalidInputError(reason, source=name, remedy=_REMEDY)
    _check_languages(found, name)
    return found


def _check_languages(termbase: Termbase, name: str) -> None:
    """Raise an error if no term is Chinese, or none is English: the columns are taken wrongly."""
    chinese = [term for entry in termbase for term in entry.zh + entry.forbidden_zh]
    english = [term for entry in termbase for term in entry.en + entry.forbidden_en]
    for language, is_right in (
        ("Chinese", any(HAN_CHARACTER.search(term) for term in chinese)),
        ("English", not all(HAN_CHARACTER.search(term) for term in english)),
    ):
        if not is_right:
            raise InvalidInputError(
                f"none of its {language} terms is {language}",
                source=name,
                remedy="check which column or language is which",
            )


@lru_cache(maxsize=1)
def _load_bundled() -> Termbase:
    """Return the termbase of the package."""
    file = files("aigov_corpus") / "data" / "termbase.csv"
    return parse_termbase(file.read_bytes(), name=BUNDLED)


def _is_xml(data: bytes) -> bool:
    """Tell whether a file begins as XML does, in UTF-8 or UTF-16."""
    head = data[:100].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def _read_text(data: bytes, collected: Collected, name: str) -> None:
    """Collect the entries of a file of text: a glossary if tabs divide it and it has no header."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InvalidInputError("it is empty", source=name, remedy=_REMEDY)
    if data.startswith((b"{", b"[", b"%PDF", b"PAR1", b"\xd0\xcf\x11\xe0")):
        raise InvalidInputError("it is no termbase", source=name, remedy=_REMEDY)
    try:
        table = read_delimited(data, name=name)
    except InvalidInputError as error:
        raise error.with_fields(remedy=_REMEDY) from error
    for note in table.notes:
        collected.note(note)
    rows = table.rows
    if table.delimiter == "\t" and not (rows and has_names(rows[0])):
        read_glossary(rows, collected, name=name)
        return
    if table.is_excel:
        rows = [Row(row.number, [without_apostrophe(cell) for cell in row.cells]) for row in rows]
    read_table(rows, collected, name=name)


def _read_sheets(data: bytes, collected: Collected, name: str) -> None:
    """Collect the entries of the first sheet that is a termbase."""
    if find_zip_kind(data) not in ("xlsx", "ods"):
        raise InvalidInputError(
            "it is a zip archive and no spreadsheet", source=name, remedy=_REMEDY
        )
    book = read_workbook(data, name=name)
    for note in book.notes:
        collected.note(note)
    error: InvalidInputError | None = None
    for number, sheet in enumerate(book.sheets):
        try:
            read_table(sheet.rows, collected, name=name)
        except InvalidInputError as found:
            error = error or found
            continue
        for note in sheet.notes:
            collected.note(note)
        others = [other.title for at, other in enumerate(book.sheets) if at != number]
        if others:
            collected.note(f"the sheet '{sheet.title}' is read; left out: {', '.join(others)}")
        return
    raise error or InvalidInputError("it has no sheet with text", source=name, remedy=_REMEDY)


@checks_arguments
def write_termbase(
    entries: Iterable[TermEntry], path: str | Path, *, format: str | None = None
) -> Path:
    """Write entries to a file, and return its path.

    Args:
        entries: the entries, or a termbase.
        path: the file.
        format: `csv`, `tbx`, `omegat` (a glossary, Chinese first) or `xlsx`; None to go by the end
            of the name.

    Raises:
        UnknownNameError: there is no such format.
        UsageError: the name of the file says no format, or an entry is none.
        AigovError: the file cannot be written.
    """
    file = Path(path)
    if format is None:
        format = _SUFFIXES.get(file.suffix.lower(), "")
        if not format:
            raise UsageError(
                f"the name '{file.name}' says no format",
                remedy=f"give format: {', '.join(FORMATS)}",
            )
    content = to_bytes(entries, format=format)
    replace_bytes(file, content)
    return file


def to_bytes(entries: Iterable[TermEntry], *, format: str) -> bytes:
    """Return the content of a file of entries in one of `FORMATS`.

    Raises:
        UnknownNameError: there is no such format.
        UsageError: an item is no entry.
    """
    kept = read_items(entries, name="entries", of=TermEntry)
    if format == "csv":
        return table_as_csv(COLUMNS, map(to_cells, kept))
    if format == "tbx":
        return to_tbx(kept)
    if format == "omegat":
        return "".join(f"{line}\n" for line in write_lines(kept)).encode()
    if format == "xlsx":
        return table_as_xlsx(COLUMNS, map(to_cells, kept))
    raise UnknownNameError("termbase format", format, FORMATS)


def table_as_csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a table for spreadsheets: UTF-8 with a byte order mark, no cell runs as a formula."""
    lines = [format_line(cells, excel=True) for cells in (columns, *rows)]
    return "".join(lines).encode("utf-8-sig")


def table_as_xlsx(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a table as a sheet of texts, none of which is a formula or a link."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(_SHEET)
        bold = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width, wrapped)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, cell_text(column), bold)
        for number, cells in enumerate(rows, 1):
            for at, cell in enumerate(cells):
                if cell:
                    sheet.write_string(number, at, cut_to_cell(cell_text(cell)))
        sheet.freeze_panes(1, 0)

    return make_workbook(fill)
