"""CSV in two dialects: `data` for programs, and `excel`, which a double click opens rightly.

data
    UTF-8, comma, LF, quotes only where needed; every character as it is, so `read` gives the same pairs.
excel
    UTF-8 with a byte-order mark (Excel takes Chinese for mojibake without it), comma, CRLF, quotes
    everywhere, line ends inside a text become spaces. A cell that a spreadsheet would run as a formula
    gets an apostrophe before it, and so does one that already begins with apostrophes and then such a
    character: taking one apostrophe away undoes it without doubt, and `read` does.

Lists are joined with `;`, evidence is one line of JSON, an absent score is empty.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from aigov_corpus.errors import InvalidInputError, UnknownNameError
from aigov_corpus.exporting.rows import COLUMNS, LISTS, evidence_json, from_row, to_row
from aigov_corpus.exporting.tally import WRITTEN, Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.records import Pair

DIALECTS = ("data", "excel")

_LINE_END = re.compile("[\t\r\n]+")
_NEEDS_QUOTES = re.compile('[",\r\n]')
# CWE-1236: a spreadsheet runs a cell that begins so, quoted or not; the full-width forms too, in some locales
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def export(
    pairs: Iterable[Pair], out: Path, *, dialect: str = "data", tally: Tally | None = None
) -> list[Path]:
    """Write every pair as a row under a row of column names; return `[out]`.

    Raises:
        UnknownNameError: there is no such dialect.
        NothingToDoError: there is no pair.
        AigovError: the file cannot be written.
    """
    if dialect not in DIALECTS:
        raise UnknownNameError("CSV dialect", dialect, DIALECTS)
    excel = dialect == "excel"
    tally = Tally() if tally is None else tally
    encoding = "utf-8-sig" if excel else "utf-8"
    line = _excel_line if excel else _data_line
    with Replacing() as files, files.beside(out).open("w", encoding=encoding, newline="") as file:
        file.write(line(COLUMNS))
        for pair in pairs:
            file.write(line(_cells(pair)))
            tally[WRITTEN] += 1
        require_written(tally, out)
    return files.written


def read(path: Path, *, dialect: str = "data") -> Iterator[Pair]:
    """Yield the pairs of a file that `export` wrote in that dialect.

    Raises:
        InvalidInputError: a row is not a pair; names file and line.
    """
    excel = dialect == "excel"
    csv.field_size_limit(
        2**31 - 1
    )  # the default, 131,072 characters, is shorter than some paragraphs
    with path.open(encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            names = next(reader, [])
            for cells in reader:
                if excel:
                    cells = [
                        cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
                        for cell in cells
                    ]
                row: dict[str, object] = dict(zip(names, cells, strict=False))
                row.update(
                    {name: str(row[name]).split(";") if row.get(name) else [] for name in LISTS}
                )
                row["score"] = row.get("score") or None
                yield from_row(row, place=f"{path}:{reader.line_num}")
        except csv.Error as error:
            raise InvalidInputError(
                f"{path}:{reader.line_num}: not CSV ({error}); is it the other dialect?"
            ) from error


def _cells(pair: Pair) -> list[str]:
    row = to_row(pair)
    row.update({name: ";".join(row[name]) for name in LISTS})
    row["principle_evidence"] = evidence_json(row)
    return ["" if row[name] is None else str(row[name]) for name in COLUMNS]


def _data_line(cells: Iterable[str]) -> str:
    # csv.writer before Python 3.13 leaves a lone carriage return unquoted and so breaks the row
    return ",".join(_quoted(cell) if _NEEDS_QUOTES.search(cell) else cell for cell in cells) + "\n"


def _excel_line(cells: Iterable[str]) -> str:
    flat = (_LINE_END.sub(" ", cell) for cell in cells)
    return ",".join(_quoted("'" + cell if _FORMULA.match(cell) else cell) for cell in flat) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
