"""A comparison as a table: rows for programs, CSV, XLSX, and lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from aigov_corpus.comparing.comparison import ComparedRow, Comparison
from aigov_corpus.comparing.grid import Cell
from aigov_corpus.comparing.languages import ENGLISH, ComparisonLanguage
from aigov_corpus.exporting.cells import cell_text, cut_to_cell
from aigov_corpus.exporting.csv import format_line
from aigov_corpus.exporting.workbooks import make_workbook
from aigov_corpus.records import FIRST_SECTION
from aigov_corpus.terminal import pad_text, width_of
from aigov_corpus.text.characters import one_line, xml_text

FIRST_COLUMNS = ("document", "row", "section", "kind", "zh")
"""The columns before those of the renderings."""
LAST_COLUMNS = ("differences", "likeness", "together", "pair_ids")
"""The columns after them: a list of differences; for each rendering the share of words in common
with the base, the rows that its cell stands beside, and the id of its pair."""
_NUMBERS = ("row", "base_row", "other_row")
"""Values of a difference that are numbers of rows; in a table they count from 1, as its rows do."""
_PREFIX = "en:"
"""What stands before the id of a rendering in the name of its column."""
_WIDTHS = {"document": 12, "row": 6, "section": 9, "kind": 11, "zh": 50, "differences": 60}
_ENGLISH_WIDTH = 60
_WIDTH = 16
"""Widths of columns of a sheet, in characters."""


def list_columns(comparisons: Iterable[Comparison]) -> list[str]:
    """Return the names of the columns."""
    names = dict.fromkeys(name for one in comparisons for name in one.renderings)
    return [*FIRST_COLUMNS, *(f"{_PREFIX}{name}" for name in names), *LAST_COLUMNS]


def list_rows(comparisons: Iterable[Comparison]) -> Iterator[dict[str, Any]]:
    """Yield each row by column; the English of a cell of several rows is in the first of them."""
    for one in comparisons:
        for row in one.rows:
            cells = dict(zip(one.renderings, row.grid.cells, strict=True))
            found: dict[str, Any] = {
                "document": one.document,
                "row": row.number,
                "section": row.grid.pair.section,
                "kind": row.grid.pair.kind,
                "zh": row.grid.zh,
            }
            for name, cell in cells.items():
                is_first = cell is not None and cell.first == row.number - 1
                found[f"{_PREFIX}{name}"] = cell.text if cell and is_first else ""
            yield found | {
                "differences": [
                    asdict(difference) | {name: getattr(difference, name) + 1 for name in _NUMBERS}
                    for difference in row.differences
                ],
                "likeness": {
                    name: likeness
                    for name, likeness in zip(one.renderings, row.likeness, strict=True)
                    if likeness is not None
                },
                "together": {
                    name: [cell.first + 1, cell.last + 1]
                    for name, cell in cells.items()
                    if cell is not None and cell.rows > 1
                },
                "pair_ids": {
                    name: cell.pair.pair_id for name, cell in cells.items() if cell is not None
                },
            }


def _flatten(row: dict[str, Any], columns: Sequence[str], words: ComparisonLanguage) -> list[str]:
    """Return the values of a row as texts, in the order of the columns."""
    flat = row | {
        "differences": "; ".join(
            f"{words.say(one['kind'])}: {words.say(one['message'])}" for one in row["differences"]
        ),
        "likeness": "; ".join(f"{name} {share:.2f}" for name, share in row["likeness"].items()),
        "together": "; ".join(
            f"{name} {first}–{last}" for name, (first, last) in row["together"].items()
        ),
        "pair_ids": "; ".join(row["pair_ids"].values()),
    }
    return [str(flat.get(name, "")) for name in columns]


def _name_column(name: str, words: ComparisonLanguage) -> str:
    """Return the name of a column in a language; the id of a rendering stays."""
    if name.startswith(_PREFIX):
        return f"{words.say(_PREFIX)}{name.removeprefix(_PREFIX)}"
    return words.say(name)


def format_csv(
    comparisons: Sequence[Comparison], *, excel: bool = False, words: ComparisonLanguage = ENGLISH
) -> Iterator[str]:
    """Yield the lines of a CSV file; for Excel, with its byte-order mark and without formulas."""
    columns = list_columns(comparisons)
    names = [_name_column(name, words) for name in columns]
    yield ("\ufeff" if excel else "") + format_line(names, excel=excel)
    for row in list_rows(comparisons):
        yield format_line(_flatten(row, columns, words), excel=excel)


def format_lines(
    comparisons: Sequence[Comparison], *, words: ComparisonLanguage = ENGLISH
) -> Iterator[str]:
    """Yield lines for a terminal: each row with its texts and differences, and the counts."""
    for one in comparisons:
        width = max(map(width_of, (words.say("difference"), *one.renderings)))
        for row in one.rows:
            path = row.grid.pair.section  # shown as it is, for the option --section
            section = words.name_section(path) if path == FIRST_SECTION else f"§ {path}"
            yield f"{one.document} {words.say(f'row {row.number}')}  {section}"
            yield f"  {pad_text('zh', width)}  {one_line(row.grid.zh)}"
            for name, cell in zip(one.renderings, row.grid.cells, strict=True):
                said = _say(cell, row, words, is_known=name not in one.withheld)
                yield f"  {pad_text(name, width)}  {said}"
            for found in row.differences:
                message = one_line(words.say(found.message))
                yield f"  {pad_text(words.say(found.kind), width)}  {message}"
            yield ""


def _say(cell: Cell | None, row: ComparedRow, words: ComparisonLanguage, *, is_known: bool) -> str:
    """Return the English of a cell on one line, or why there is none."""
    if cell is None or not cell.text:
        return f"({words.say('nothing' if is_known else 'left out')})"
    if cell.first < row.number - 1:
        return f"({words.say(f'together with row {cell.first + 1}')})"
    if cell.rows == 1:
        return one_line(cell.text)
    together = words.say(f"rows {cell.first + 1} to {cell.last + 1} together")
    return f"{one_line(cell.text)} ({together})"


def format_xlsx(comparisons: Sequence[Comparison], *, words: ComparisonLanguage = ENGLISH) -> bytes:
    """Return a sheet with the rows; a cell of several rows is merged, own words are underlined."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("renderings")
        columns = list_columns(comparisons)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        own = book.add_format({"underline": 1})
        bold = book.add_format({"bold": True, "bottom": 1})
        for number, name in enumerate(columns):
            width = _ENGLISH_WIDTH if name.startswith(_PREFIX) else _WIDTHS.get(name, _WIDTH)
            sheet.set_column(number, number, width, wrapped)
            sheet.write_string(0, number, cell_text(_name_column(name, words)), bold)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # printed, all columns stand on one page
        sheet.repeat_rows(0)
        at = 1
        for one in comparisons:
            flat = [_flatten(row, columns, words) for row in list_rows([one])]
            for row, texts in zip(one.rows, flat, strict=True):
                for number, text in enumerate(texts):
                    if text and columns[number] == "row":
                        sheet.write_number(at, number, row.number, wrapped)
                    elif text and not columns[number].startswith(_PREFIX):
                        sheet.write_string(at, number, cut_to_cell(cell_text(text)), wrapped)
                at += 1
            _write_english(sheet, one, at - len(flat), columns, (wrapped, own))
        sheet.autofilter(0, 0, max(at - 1, 1), len(columns) - 1)

    return make_workbook(fill)


def _write_english(
    sheet: Any,
    comparison: Comparison,
    first: int,
    columns: Sequence[str],
    formats: tuple[Any, Any],
) -> None:
    """Write the cells of the renderings of one document."""
    for number, name in enumerate(comparison.renderings):
        column = columns.index(f"{_PREFIX}{name}")
        at = 0
        while at < len(comparison.rows):
            row = comparison.rows[at]
            cell = row.grid.cells[number]
            end = at + 1
            while end < len(comparison.rows) and _goes_on(comparison, end, number):
                end += 1
            if cell is not None and cell.text:
                top = first + at
                if end > at + 1:
                    sheet.merge_range(top, column, first + end - 1, column, "", formats[0])
                _write_marked(sheet, (top, column), cell.text, row.unlike[number], formats)
            at = end


def _goes_on(comparison: Comparison, at: int, number: int) -> bool:
    """Tell whether a rendering has the same cell beside a row and beside the row before it."""
    cell, before = (comparison.rows[n].grid.cells[number] for n in (at, at - 1))
    return cell is not None and before is not None and cell.pair.pair_id == before.pair.pair_id


def _write_marked(
    sheet: Any,
    place: tuple[int, int],
    text: str,
    unlike: Sequence[tuple[int, int]],
    formats: tuple[Any, Any],
) -> None:
    """Write a text with underlined words."""
    wrapped, own = formats
    fragments: list[Any] = []
    at = 0
    for start, end in sorted(unlike):
        fragments += [*([xml_text(text[at:start])] if start > at else ()), own]
        fragments.append(xml_text(text[start:end]))
        at = end
    if at < len(text):
        fragments.append(xml_text(text[at:]))
    short = cut_to_cell(cell_text(text))
    if not unlike or len(fragments) <= _FEWEST_FRAGMENTS or short != cell_text(text):
        sheet.write_string(*place, short, wrapped)
    else:
        sheet.write_rich_string(*place, *fragments, wrapped)


_FEWEST_FRAGMENTS = 2
"""A text with marks has more fragments than this: a format, its text, and another text."""
