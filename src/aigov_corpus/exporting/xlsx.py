"""XLSX: the table for a person; text is text, never a formula or a link.

The safest thing to hand to a translator: no byte-order mark, separator or formula trouble. The header row
stays in view, long texts wrap, the score has a colour scale, and the status offers the possible ones.
Columns for machines are there and hidden, so that a corrected sheet still knows its pairs.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from aigov_corpus.errors import UsageError
from aigov_corpus.exporting.rows import COLUMNS, LISTS, STATUSES, evidence_json, to_row
from aigov_corpus.exporting.tally import WRITTEN, Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import xml_text

MAX_ROWS = 1_048_575
"""Of a sheet, without the header."""
MAX_CELL = 32_767
"""Characters (UTF-16 units) that a cell holds."""
CUT = "with a text cut to the 32,767 characters of a cell"

# row by row, and nothing is taken for a formula, a link or a number
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {
    "zh": 60,
    "en": 70,
    "section_title_zh": 24,
    "section_title_en": 30,
    "principles": 28,
    "pair_id": 20,
}
_HIDDEN = frozenset(
    {
        "zh_ids",
        "en_ids",
        "principle_evidence",
        "source_url_zh",
        "source_url_en",
        "sha256_zh",
        "sha256_en",
        "signature",
    }
)


def export(pairs: Iterable[Pair], out: Path, *, tally: Tally | None = None) -> list[Path]:
    """Write every pair as a row of one sheet; return `[out]`.

    Characters that XML forbids become spaces; a text that is too long for a cell is cut and counted.

    Raises:
        UsageError: there are more pairs than a sheet has rows.
        NothingToDoError: there is no pair.
        AigovError: the file cannot be written.
    """
    tally = Tally() if tally is None else tally
    with Replacing() as files:
        temporary = files.beside(out)
        # in memory, compressed: xlsxwriter leaves an archive half closed when the disk is full
        archive = io.BytesIO()
        try:
            with xlsxwriter.Workbook(archive, _OPTIONS) as book:
                _fill(book, pairs, tally)
        except (
            FileCreateError
        ) as error:  # xlsxwriter's wrapper; Replacing says what an OSError means
            raise OSError(*error.args[0].args) from error
        require_written(tally, out)
        temporary.write_bytes(archive.getbuffer())
    return files.written


def _fill(book: Any, pairs: Iterable[Pair], tally: Tally) -> None:
    # without a date of its own xlsxwriter takes the clock, and the bytes differ
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet("pairs")
    _lay_out(book, sheet)
    last = 0
    for last, pair in enumerate(pairs, 1):
        if last > MAX_ROWS:
            raise UsageError(
                f"a sheet holds {MAX_ROWS:,} rows and there are more pairs; use --format csv, or filter"
            )
        _write_row(sheet, last, pair, tally)
        tally[WRITTEN] += 1
    if last:
        _tools(sheet, last)


def _lay_out(book: Any, sheet: Any) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1})
    for column, name in enumerate(COLUMNS):
        options = {"hidden": True} if name in _HIDDEN else {}
        sheet.set_column(column, column, _WIDTHS.get(name, 12), wrap, options)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, head)
    sheet.freeze_panes(1, 0)


def _write_row(sheet: Any, row: int, pair: Pair, tally: Tally) -> None:
    values = to_row(pair)
    values.update({name: ";".join(values[name]) for name in LISTS})
    values["principle_evidence"] = evidence_json(values)
    cut = False
    for column, name in enumerate(COLUMNS):
        value = values[name]
        if isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif value:
            text = xml_text(value)
            short = text.encode("utf-16-le")[: 2 * MAX_CELL].decode("utf-16-le", "ignore")
            cut = cut or short != text
            sheet.write_string(row, column, short)
    tally[CUT] += cut


def _tools(sheet: Any, last: int) -> None:
    score, status = COLUMNS.index("score"), COLUMNS.index("status")
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.conditional_format(
        1, score, last, score,
        {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num",
         "min_value": 0, "mid_value": 0.5, "max_value": 1},
    )  # fmt: skip
    sheet.data_validation(1, status, last, status, {"validate": "list", "source": list(STATUSES)})
