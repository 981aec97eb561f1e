"""XLSX: the table for people who use a spreadsheet, such as translators.

A text is always text, never a formula or a link. The header row stays visible, long texts wrap, the
score has a colour scale, and the status column offers its possible values. A text in which the
checks found something is coloured, and a comment says what they found. Columns that only
programs need are hidden but not left out, so a corrected sheet still says which pair each row is.
"""

from __future__ import annotations

import io
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.exporting.cells import CUT, cell_text, cut_to_cell
from aigov_corpus.exporting.rows import COLUMNS, LISTS, STATUSES, order_columns, to_flat_row
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.exporting.workbooks import CREATED
from aigov_corpus.files.reasons import explain
from aigov_corpus.files.temporary_folders import temporary_folder
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import Format
from aigov_corpus.records import Finding, Pair, Side
from aigov_corpus.text.characters import xml_text

MAX_ROWS = 1_048_575
"""Maximum number of rows of a sheet below its header (Excel's limit)."""
_OPTIONS = {
    "constant_memory": True,  # write row by row
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Creation date of every file; a real date would give other bytes for the same pairs."""
_WIDTHS = {
    "zh": 60,
    "en": 70,
    "section_title_zh": 24,
    "section_title_en": 30,
    "principles": 28,
    "pair_id": 20,
}
"""Widths of columns, in characters."""
_WIDTH = 12
"""Width of every other column, in characters."""
_HIDDEN = frozenset(
    {
        "language_zh",
        "language_en",
        "zh_ids",
        "en_ids",
        "principle_evidence",
        "near_misses",
        "source_url_zh",
        "source_url_en",
        "sha256_zh",
        "sha256_en",
        "signature",
        "moved_to",
        "moved_score",
        "source_side",
        "changed_by",
        "changed_at",
    }
)
"""Columns that only programs need."""
_COLOUR_SCALE = {
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": 0,
    "mid_value": 0.5,
    "max_value": 1,
}


_ERROR_COLOUR = "#F8CBAD"
"""Background of a text with an error: Excel's light orange."""
_WARNING_COLOUR = "#FFF2CC"
"""Background of a text with warnings only: Excel's light yellow."""
_LONGEST_COMMENT = 2000
"""Characters of the longest comment; a reader sees about a screen."""

_Noted = Mapping[tuple[str, str], Sequence[Finding]]
"""Findings by the id of their pair and the text (`zh`, `en`) that they are about."""


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    tally: Tally | None = None,
    findings: Iterable[Finding] = (),
) -> list[Path]:
    """Write each pair as a row of one sheet; return `[out]`.

    Characters that XML forbids become spaces. A text that is too long for a cell is cut, and the
    tally gets a remark.

    Raises:
        UsageError: there are more pairs than rows in a sheet.
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    tally = Tally() if tally is None else tally
    with Replacing() as files:
        temporary = files.beside(out)
        # the whole file is made in memory: on a full disk xlsxwriter leaves an archive open
        content = io.BytesIO()
        # its rows wait in a directory of their own, which leaves nothing behind after an error
        with temporary_folder() as rows:
            try:
                with xlsxwriter.Workbook(content, _OPTIONS | {"tmpdir": str(rows)}) as book:
                    _fill(book, pairs, tally, out, noted=_by_text(findings))
            except FileCreateError as error:  # it wraps an OSError
                raise _cannot_wait(out, OSError(*error.args[0].args)) from error
            except OSError as error:
                raise _cannot_wait(out, error) from error
        require_written(tally, out)
        temporary.write_bytes(content.getbuffer())
    return files.written


def _cannot_wait(out: Path, error: OSError) -> AigovError:
    """Return the error for rows that could not be kept in the directory for temporary files."""
    place = tempfile.gettempdir()
    return AigovError(
        f"its rows cannot be kept in {place} until all are there ({explain(error)})",
        source=out,
        remedy=f"free some space in {place}, or name another directory with TMPDIR",
    )


FORMAT = Format(
    export,
    title="XLSX",
    summary="people who use a spreadsheet",
    is_xml=True,
    takes_tally=True,
    takes_findings=True,
)


def _by_text(findings: Iterable[Finding]) -> _Noted:
    """Return the findings by pair and text."""
    noted: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        place = finding.spans[0]
        noted[place.pair_id, place.side].append(finding)
    return noted


def _fill(book: Any, pairs: Iterable[Pair], tally: Tally, out: Path, *, noted: _Noted) -> None:
    """Write the sheet: its header, its rows, and tools for reading and correcting them."""
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("pairs")
    colours = {
        severity: book.add_format({"text_wrap": True, "valign": "top", "bg_color": colour})
        for severity, colour in (("error", _ERROR_COLOUR), ("warning", _WARNING_COLOUR))
    }
    columns, pairs = order_columns(pairs)
    _lay_out(book, sheet, columns)
    last = 0
    for last, pair in enumerate(pairs, 1):
        if last > MAX_ROWS:
            raise UsageError(
                f"there are more pairs than the {MAX_ROWS:,} rows of a sheet",
                source=out,
                remedy="use --format csv, or filter the pairs",
            )
        if _write_row(sheet, last, pair, columns):
            tally.remarks[CUT] += 1
        for side in ("zh", "en"):
            if found := noted.get((pair.pair_id, side)):
                _note(sheet, (last, columns.index(side)), pair, side, found, colours)
        tally.written += 1
    if last:
        _add_tools(sheet, last)


def _lay_out(book: Any, sheet: Any, columns: Sequence[str]) -> None:
    """Set the widths of the columns, hide some, and write the header."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, name in enumerate(columns):
        options = {"hidden": True} if name in _HIDDEN else {}
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH), wrapped, options)
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)


def _write_row(sheet: Any, row: int, pair: Pair, columns: Sequence[str]) -> bool:
    """Write a pair; return whether one of its texts was cut."""
    values = to_flat_row(pair)
    values.update({name: ";".join(values[name]) for name in LISTS})
    is_cut = False
    for column, name in enumerate(columns):
        value = values[name]
        if isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif value:
            text = cell_text(value)
            short = cut_to_cell(text)
            is_cut = is_cut or short != text
            sheet.write_string(row, column, short)
    return is_cut


def _note(
    sheet: Any,
    place: tuple[int, int],
    pair: Pair,
    side: Side,
    found: Sequence[Finding],
    colours: Mapping[str, Any],
) -> None:
    """Colour a text in which the checks found something, and say in a comment what they found."""
    row, column = place
    is_error = any(finding.severity == "error" for finding in found)
    colour = colours["error" if is_error else "warning"]
    text = cut_to_cell(cell_text(pair.text(side)))
    if text:
        sheet.write_string(row, column, text, colour)
    else:
        sheet.write_blank(row, column, None, colour)
    lines = "\n".join(f"{finding.code}: {finding.message}" for finding in found)
    sheet.write_comment(row, column, xml_text(lines[:_LONGEST_COMMENT]), {"author": "aigov-corpus"})


def _add_tools(sheet: Any, last: int) -> None:
    """Add filters, score colours and a choice of statuses to the rows 1 to `last`."""
    score = COLUMNS.index("score")
    status = COLUMNS.index("status")
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.conditional_format(1, score, last, score, _COLOUR_SCALE)
    choice = {"validate": "list", "source": list(STATUSES)}
    sheet.data_validation(1, status, last, status, choice)
