"""Turn the rows of a table into units: two columns of text, or an export of this package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.exporting.csv import without_apostrophe
from aigov_corpus.exporting.rows import COLUMNS, EVIDENCE, LISTS, REQUIRED, SCORES, from_row
from aigov_corpus.importing.columns import Columns, find_columns
from aigov_corpus.importing.delimited import Row
from aigov_corpus.importing.facts import read_facts
from aigov_corpus.importing.given import GivenUnit
from aigov_corpus.importing.inline import CODES_LEFT_OUT
from aigov_corpus.importing.numbered_codes import without_numbered_codes
from aigov_corpus.importing.variants import AlignedTexts, name_script
from aigov_corpus.records import Pair, Side
from aigov_corpus.text.language_codes import base_language, normalise_code
from aigov_corpus.text.row_numbers import describe_rows

_LEAST_PAIRED = 0.1
"""Share of the rows of a table without names of columns that must have both texts."""
_RULER = re.compile(r":?([-=─—_*+])\1+:?")
_MOST_COLUMNS_NAMED = 12
"""Columns that were left out and are named; the others are counted."""


def is_export(rows: Sequence[Row]) -> bool:
    """Tell whether the first row has the names of all columns of a table of pairs."""
    return bool(rows) and set(REQUIRED) <= {cell.strip() for cell in rows[0].cells}


def read_export(rows: Sequence[Row], *, name: str, is_excel: bool) -> tuple[list[Pair], list[str]]:
    """Return the pairs of a table that `export` wrote, perhaps changed since, and notes.

    Evidence of principles that was cut or damaged is left out.

    Args:
        rows: the rows, the names of the columns first.
        name: name of the file, for messages.
        is_excel: whether an apostrophe stands before what a spreadsheet would run.

    Raises:
        InvalidInputError: a line is not a pair; the error names it.
    """
    names = [cell.strip() for cell in rows[0].cells]
    pairs = []
    damaged: list[int] = []
    body, repeated = _without_repeated(rows[1:], rows[0])
    for row in body:
        cells = [without_apostrophe(cell) for cell in row.cells] if is_excel else row.cells
        texts = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))
        values: dict[str, Any] = {key: text for key, text in texts.items() if key in COLUMNS}
        values |= {key: texts[key].split(";") if texts[key] else [] for key in LISTS}
        values |= {key: texts.get(key) or None for key in SCORES}
        values["source_side"] = texts.get("source_side") or "zh"
        place = f"line {row.number}"
        try:
            pairs.append(from_row(values, source=name, place=place))
        except InvalidInputError:
            values |= dict.fromkeys(EVIDENCE, "[]")
            pairs.append(from_row(values, source=name, place=place))
            damaged.append(pairs[-1].seq)
    notes = list(repeated)
    if damaged:
        notes.append(f"the evidence of principles is damaged in {describe_rows(damaged)}")
    return pairs, notes


def _without_repeated(rows: Sequence[Row], header: Row | None) -> tuple[list[Row], list[str]]:
    """Return the rows that do not repeat the header, and a sentence about those that do.

    Tables that were put together have the names of their columns again in the middle.
    """
    if header is None:
        return list(rows), []
    names = [cell.strip() for cell in header.cells]
    same = [row.number for row in rows if [cell.strip() for cell in row.cells] == names]
    if not same:
        return list(rows), []
    lines = describe_rows(same, noun="line")
    note = f"the names of the columns stand again in {lines}, which were left out"
    if len(same) == 1:
        note = note.replace("which were", "which was")
    known = set(same)
    return [row for row in rows if row.number not in known], [note]


def _is_ruler(row: Row) -> bool:
    """Tell whether a row is a line below the names of the columns: `---- , :---:`."""
    return all(_RULER.fullmatch(cell.strip()) for cell in row.cells if cell.strip())


def read_rows(rows: Sequence[Row], *, name: str, wanted: Sequence[str] = ()) -> AlignedTexts:
    """Return the units of a table with a Chinese and an English column.

    Args:
        rows: the rows, without empty ones; at least one.
        name: name of the file, for messages.
        wanted: language codes that the user names; the first is the source.

    Raises:
        InvalidInputError: no column is Chinese, or none is English.
    """
    columns = find_columns(rows, name=name)
    source: Side = columns.source_side
    if wanted:
        source = "zh" if base_language(wanted[0]) == "zh" else "en"
    order: tuple[Side, Side] = ("zh", "en") if source == "zh" else ("en", "zh")
    units: list[GivenUnit] = []
    one_sided: list[int] = []
    empty: list[int] = []
    wrong: list[int] = []
    body = rows[len(columns.above) + (columns.header is not None) :]
    body, repeated = _without_repeated(body, columns.header)
    if columns.header and body and _is_ruler(body[0]):
        repeated.append(
            f"line {body[0].number}, a ruler below the names of the columns, was left out"
        )
        body = body[1:]
    for row in body:
        src, tgt = (_cell(row, columns.places[side]) for side in order)
        if not src.strip() and not tgt.strip():
            empty.append(row.number)
            continue
        seq = len(units) + 1
        if not src.strip() or not tgt.strip():
            one_sided.append(seq)
        facts, count = _facts(row, columns)
        if count:
            wrong.append(seq)
        units.append(GivenUnit(src, tgt, facts))
    if columns.header is None:
        _require_pairs(len(units), one_sided, name)
    languages = dict(columns.languages)
    if languages["zh"] == "zh":
        languages["zh"] = name_script(unit.src if source == "zh" else unit.tgt for unit in units)
    languages |= {_side(code): normalise_code(code) for code in wanted}
    units, codes = without_numbered_codes(units)
    notes = [*_notes(columns, one_sided, empty, wrong), *repeated]
    if codes:
        notes.append(CODES_LEFT_OUT.format(codes))
    return AlignedTexts(tuple(units), (languages[order[0]], languages[order[1]]), tuple(notes))


def _require_pairs(units: int, one_sided: Sequence[int], name: str) -> None:
    """Raise an error if hardly any row has two texts where no names show which columns they are.

    Such a file is something else, in which a comma or tab stands here and there.
    """
    if units - len(one_sided) < _LEAST_PAIRED * units:
        raise InvalidInputError(
            f"it is hardly a table of pairs: {len(one_sided):,} of {units:,} rows have a text in "
            "one language only",
            source=name,
            remedy="give a table with a source and its translation in each row; if it is one, name "
            "its columns in the first line, such as  zh  and  en",
        )


def _side(code: str) -> Side:
    """Return the side to which a language code belongs: `zh` for any Chinese, else `en`."""
    return "zh" if base_language(code) == "zh" else "en"


def _facts(row: Row, columns: Columns) -> tuple[dict[str, Any], int]:
    """Return what a row says besides its two texts, and how many cells are no such value."""
    found = {}
    for at, name in columns.facts.items():
        cell = _cell(row, at)
        found[name] = cell.split(";") if name in LISTS else [cell]
    return read_facts(found)


def _notes(
    columns: Columns, one_sided: Sequence[int], empty: Sequence[int], wrong: Sequence[int]
) -> list[str]:
    """Return sentences about what is not as one would expect, or was left out."""
    notes = []
    if columns.above:
        lines = describe_rows([row.number for row in columns.above], noun="line")
        verb = "was" if len(columns.above) == 1 else "were"
        notes.append(f"{lines} above the names of the columns {verb} left out")
    if columns.header is not None:
        notes.append(f"line {columns.header.number} is taken for the names of the columns")
    if columns.left_out:
        listed = [
            f"{at + 1} ({title})" if title else str(at + 1)
            for at, title in columns.left_out.items()
        ]
        if more := len(listed) - _MOST_COLUMNS_NAMED:
            listed[_MOST_COLUMNS_NAMED:] = [f"and {more:,} more"] if more > 0 else []
        notes.append(f"columns that were left out: {', '.join(listed)}")
    if one_sided:
        notes.append(
            f"{len(one_sided)} with a text in one language only: {describe_rows(one_sided)}"
        )
    if empty:
        notes.append(
            f"{len(empty)} without a text were left out: {describe_rows(empty, noun='line')}"
        )
    if wrong:
        notes.append(f"a score, status, kind or time is no such value in {describe_rows(wrong)}")
    return notes


def _cell(row: Row, at: int) -> str:
    """Return a cell as it is; empty if the row is shorter."""
    return row.cells[at] if at < len(row.cells) else ""
