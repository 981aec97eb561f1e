"""CSV in two dialects: `data` for programs, and `excel` for opening the file in Excel.

data
    UTF-8, commas, LF, quotes only where needed. All characters are written unchanged, so `read`
    returns the same pairs.
excel
    UTF-8 with a byte-order mark, without which Excel shows Chinese as wrong characters; commas,
    CRLF, quotes around every cell. A line end inside a text becomes a space. An apostrophe is put
    before a cell that a spreadsheet would run as a formula, also behind blanks and invisible
    characters, and before a cell that consists of apostrophes and such a formula. So `read` can
    remove one apostrophe and gets the cell back. A text that is longer than a cell is cut, and the
    tally has a remark.

Lists are joined with `;`, the evidence is one line of JSON, a missing score is an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.errors import UnknownNameError
from aigov_corpus.exporting.cells import CUT, cut_to_cell
from aigov_corpus.exporting.rows import LISTS, order_columns, to_flat_row
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import ExportOption, Format
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import INVISIBLE

DIALECTS = ("data", "excel")

_LINE_ENDS = re.compile("[\t\r\n]+")
_NEEDS_QUOTES = re.compile('[",\r\n]')
_IGNORED = f"\\s{INVISIBLE}\x00-\x1f\u200c\u200d\u2800\ufe00-\ufe0f"
"""Characters that a spreadsheet may drop before it looks for a formula, for a class of a regular
expression: white space, and what nobody sees, such as U+FEFF, U+200B and U+00A0."""
_FORMULA = re.compile(f"['{_IGNORED}]*[=+\\-@＝＋－＠]")
"""Pattern for the beginning of a cell that a spreadsheet runs as a formula (CWE-1236).

It also matches what a spreadsheet drops before the formula, and apostrophes. In some locales
full-width signs work like ASCII.
"""


def export(
    pairs: Iterable[Pair], out: Path, *, dialect: str = "data", tally: Tally | None = None
) -> list[Path]:
    """Write a row with the names of the columns, and a row for each pair; return `[out]`.

    Args:
        pairs: the pairs; they are read once.
        out: the file.
        dialect: `data` or `excel`.
        tally: counts what was written.

    Raises:
        UnknownNameError: there is no such dialect.
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    if dialect not in DIALECTS:
        raise UnknownNameError("CSV dialect", dialect, DIALECTS)
    excel = dialect == "excel"
    encoding = "utf-8-sig" if excel else "utf-8"
    tally = Tally() if tally is None else tally
    columns, pairs = order_columns(pairs)
    with Replacing() as files, files.beside(out).open("w", encoding=encoding, newline="") as file:
        file.write(_excel_line(columns) if excel else _data_line(columns))
        for pair in pairs:
            cells = _cells(pair, columns)
            if excel:
                cells = [_defused(cell) for cell in cells]
                short = [cut_to_cell(cell) for cell in cells]
                if short != cells:
                    tally.remarks[CUT] += 1
                file.write(_excel_line(short))
            else:
                file.write(_data_line(cells))
            tally.written += 1
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="CSV",
    summary="pandas, R, databases; Excel with --csv-dialect excel",
    is_text=True,
    takes_tally=True,
    is_ids_enough=True,
    options=(
        ExportOption(
            "dialect",
            "Who reads the file: programs (data, the default) or Excel (excel).",
            choices=DIALECTS,
        ),
    ),
)


def _cells(pair: Pair, columns: Iterable[str]) -> list[str]:
    """Return the values of a pair as texts, in the order of the columns."""
    row = to_flat_row(pair)
    row.update({name: ";".join(row[name]) for name in LISTS})
    return ["" if row[name] is None else str(row[name]) for name in columns]


def format_line(cells: Iterable[str], *, excel: bool) -> str:
    """Return cells as one line of a file, in the dialect `data` or `excel`."""
    if excel:
        return _excel_line(cut_to_cell(_defused(cell)) for cell in cells)
    return _data_line(cells)


def _data_line(cells: Iterable[str]) -> str:
    # csv.writer before Python 3.13 leaves a lone carriage return unquoted, which breaks the row
    quoted = (_quoted(cell) if _NEEDS_QUOTES.search(cell) else cell for cell in cells)
    return ",".join(quoted) + "\n"


def _defused(cell: str) -> str:
    """Return a cell on one line, with an apostrophe before what a spreadsheet would run."""
    flat = _LINE_ENDS.sub(" ", cell)
    return f"'{flat}" if _FORMULA.match(flat) else flat


def _excel_line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def without_apostrophe(cell: str) -> str:
    """Return a cell of the dialect `excel` without the apostrophe that `export` put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
