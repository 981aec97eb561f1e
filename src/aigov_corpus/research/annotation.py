"""A table for a person who annotates principles: written as XLSX or CSV, and read again.

It has a row for each pair, with a column for each principle. A cell with a mark (`x`, `1`, `yes`,
是) says that the pair expresses the principle. A mark in the column `none` says that it expresses
none of them. A row without any mark is one that nobody has annotated yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigov_corpus.errors import InvalidInputError, NothingToDoError, UsageError
from aigov_corpus.exporting.cells import cell_text, cut_to_cell
from aigov_corpus.exporting.csv import format_line, without_apostrophe
from aigov_corpus.exporting.workbooks import make_workbook
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.files.writing import Replacing
from aigov_corpus.importing.delimited import Row, read_delimited
from aigov_corpus.importing.workbooks import read_workbook
from aigov_corpus.records import Pair
from aigov_corpus.tagging import load_taxonomy
from aigov_corpus.text.row_numbers import describe_rows
from aigov_corpus.text.values import require_text

TEXT_COLUMNS = ("pair_id", "document", "rendering", "section", "zh", "en")
"""Columns before those of the principles."""
NONE = "none"
"""Column for pairs that express no principle."""
COMMENT = "comment"
"""Column for remarks, which nothing reads."""
_YES = frozenset({"x", "1", "yes", "y", "true", "是", "✓", "√", "✔", "t", "对"})
"""Marks that say yes, in lower case."""
_NO = frozenset({"", "0", "no", "n", "false", "否", "-", "f"})
"""Marks that say no, in lower case."""
_WIDTHS = {"zh": 60, "en": 70, "comment": 40}
"""Widths of columns of the sheet, in characters."""
_WIDTH = 13
_FIRST_MARKED = len(TEXT_COLUMNS)
"""Number of columns before those of the principles."""
_SUFFIXES = (".xlsx", ".csv")
_KEYS = ("pair_id", "zh", "en")
"""Columns by which a row finds its pair."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person has marked."""

    marks: Mapping[str, frozenset[str]]
    """The principles of each annotated pair, by the id of the pair."""
    principles: tuple[str, ...]
    """The principles that could be marked."""


def choose_principles(pairs: Iterable[Pair], principles: Sequence[str] | None) -> list[str]:
    """Return the principles to annotate: those given, or those that the corpus was tagged with."""
    if principles is not None:
        names = [
            require_text(name, name=f"principles[{number}]")
            for number, name in enumerate(dict.fromkeys(principles))
        ]
        wrong = [name for name in names if not name.strip() or name in _FIXED]
        if wrong or not names:
            raise UsageError(
                f"'{wrong[0]}' is no name of a principle" if wrong else "there are no principles",
                remedy=f"give names other than {', '.join(sorted(_FIXED))}",
            )
        return names
    occurring = {name for pair in pairs for name in pair.principles}
    bundled = [principle.id for principle in load_taxonomy().principles]
    return bundled if occurring <= set(bundled) else sorted(occurring)


_FIXED = frozenset({*TEXT_COLUMNS, NONE, COMMENT})


def write_annotation(
    pairs: Sequence[Pair], path: Path, *, principles: Sequence[str] | None = None
) -> Path:
    """Write a table for a person who annotates, without the tags of the machine; return its path.

    Args:
        pairs: the pairs to annotate.
        path: the file; its name ends with `.xlsx` or `.csv`.
        principles: ids of the principles to mark; None for those of the taxonomy.

    Raises:
        UsageError: the name ends otherwise, or a principle has the name of another column.
        NothingToDoError: there are no pairs.
        AigovError: the file cannot be written.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            "it is neither .xlsx nor .csv", source=path, remedy="choose a name that ends so"
        )
    if not pairs:
        raise NothingToDoError("there are no pairs to annotate", remedy="use wider filters")
    names = choose_principles(pairs, principles)
    titles = [*TEXT_COLUMNS, *names, NONE, COMMENT]
    rows = [[str(getattr(pair, name)) for name in TEXT_COLUMNS] for pair in pairs]
    with Replacing() as files:
        beside = files.beside(path)
        if path.suffix.lower() == ".csv":
            _write_csv(beside, titles, rows)
        else:
            beside.write_bytes(_make_workbook(titles, rows, names))
    return path


def _write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write the table as CSV that Excel reads."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(format_line(titles, excel=True))
        for row in rows:
            cells = [*row, *[""] * (len(titles) - len(row))]
            file.write(format_line(cells, excel=True))


def _make_workbook(
    titles: Sequence[str], rows: Sequence[Sequence[str]], names: Sequence[str]
) -> bytes:
    """Return the table as a workbook; cells for marks offer `x`, and a sheet says what to do."""

    def fill(book: Any) -> None:
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("annotate")
        for column, title in enumerate(titles):
            sheet.set_column(column, column, _WIDTHS.get(title, _WIDTH), wrap)
            sheet.write_string(0, column, cell_text(title), bold)
        sheet.set_column(0, 0, _WIDTH, wrap, {"hidden": True})
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, cut_to_cell(cell_text(text)))
        last = _FIRST_MARKED + len(names)
        sheet.data_validation(
            1, _FIRST_MARKED, len(rows), last, {"validate": "list", "source": ["x"]}
        )
        sheet.freeze_panes(1, 0)
        help_sheet = book.add_worksheet("how to")
        help_sheet.set_column(0, 0, 20, wrap)
        help_sheet.set_column(1, 1, 100, wrap)
        for number, (left, right) in enumerate(_instructions(names)):
            help_sheet.write_string(number, 0, cell_text(left), bold)
            help_sheet.write_string(number, 1, right)

    return make_workbook(fill)


def _instructions(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines that tell an annotator what to do."""
    yield "what to do", "Put an x into the column of each principle that the row expresses."
    yield NONE, "Put an x here if it expresses none. A row without any x counts as not done yet."
    known = {principle.id: principle for principle in load_taxonomy().principles}
    for name in names:
        principle = known.get(name)
        if principle is not None:
            yield (
                f"{name} {principle.name_zh}",
                f"{principle.description_en} {principle.description_zh}",
            )


def read_annotation(
    path: Path, pairs: Sequence[Pair], *, known: Iterable[str] = ()
) -> tuple[Annotation, list[str]]:
    """Return what a person has marked in a table, and sentences about it.

    A row belongs to the pair of its id; if there is none, to a pair with the same two texts.

    Args:
        path: an XLSX or CSV file that `write_annotation` wrote and a person has filled.
        pairs: the pairs that it may be about.
        known: names of principles. In a column of such a name, every cell must be a mark.

    Raises:
        InvalidInputError: it cannot be read, is no such table, or a cell is no mark.
    """
    rows = _read_rows(path)
    header = [cell.strip() for cell in rows[0].cells] if rows else []
    if not set(_KEYS[1:]) <= set(header) and _KEYS[0] not in header:
        raise InvalidInputError(
            "it has no column pair_id, and not both zh and en, so its rows fit no pair",
            source=path,
            remedy="give a file that to_annotation wrote",
        )
    principles, others = _find_principles(header, rows[1:], set(known), path)
    if not principles and NONE not in header:
        raise InvalidInputError(
            "it has no column of a principle", source=path, remedy="keep the row of titles"
        )
    matched = _Matching(pairs)
    for row in rows[1:]:
        values = [without_apostrophe(cell).strip() for cell in row.cells]
        cells = dict(zip(header, values, strict=False))
        marked = frozenset(name for name in principles if _is_yes(cells.get(name, "")))
        is_none = _is_yes(cells.get(NONE, ""))
        if marked and is_none:
            raise InvalidInputError(
                f"it marks '{NONE}' and {', '.join(sorted(marked))}",
                source=path,
                place=f"row {row.number}",
                remedy=f"leave '{NONE}' empty, or the principles",
            )
        matched.add(row.number, cells, marked, is_done=bool(marked) or is_none)
    notes = [f"{path}: {note}" for note in (*matched.notes(), *others)]
    return Annotation(matched.marks, tuple(principles)), notes


def _read_rows(path: Path) -> list[Row]:
    """Return the rows of an XLSX or CSV file."""
    with naming_input(path):
        data = read_limited(path, limit=LARGEST_TEXT)
    if not data.startswith(b"PK"):
        return read_delimited(data, name=str(path)).rows
    sheets = read_workbook(data, name=str(path)).sheets
    return sheets[0].rows if sheets else []


def _find_principles(
    header: Sequence[str], rows: Sequence[Row], known: set[str], path: Path
) -> tuple[list[str], list[str]]:
    """Return the columns of principles, and a sentence about other columns.

    Raises:
        InvalidInputError: a cell in the column of a known principle is no mark.
    """
    principles, others = [], []
    for column, title in enumerate(header):
        if title in _FIXED - {NONE} or not title:
            continue
        cells = [(row.number, row.cells[column]) for row in rows if column < len(row.cells)]
        wrong = [(number, cell) for number, cell in cells if not _is_mark(cell)]
        if wrong and (title in known or title == NONE):
            number, cell = wrong[0]
            raise InvalidInputError(
                f"the cell '{cell[:20]}' in the column {title} is no mark",
                source=path,
                place=f"row {number}",
                remedy="write x for yes, and leave it empty for no",
            )
        if wrong:
            others.append(title)
        elif title != NONE:
            principles.append(title)
    return principles, [f"columns that are no principle: {', '.join(others)}"] if others else []


def _is_mark(cell: str) -> bool:
    """Tell whether a cell says yes or no."""
    return cell.strip().lower() in _YES | _NO


def _is_yes(cell: str) -> bool:
    """Tell whether a cell says yes."""
    return cell.strip().lower() in _YES


class _Matching:
    """Finds the pairs of rows, and remembers how each was found."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.marks: dict[str, frozenset[str]] = {}
        self._by_id = {pair.pair_id: pair for pair in pairs}
        self._by_text: dict[tuple[str, str], list[str]] = {}
        for pair in pairs:
            self._by_text.setdefault((_plain(pair.zh), _plain(pair.en)), []).append(pair.pair_id)
        self._rows: dict[str, list[int]] = {
            name: [] for name in ("done", "open", "text", "lost", "changed", "twice")
        }

    def add(
        self, number: int, cells: Mapping[str, str], marked: frozenset[str], *, is_done: bool
    ) -> None:
        """Give the marks of a row to its pair."""
        if not is_done:
            self._rows["open"].append(number)
            return
        texts = (_plain(cells.get("zh", "")), _plain(cells.get("en", "")))
        pair = self._by_id.get(cells.get("pair_id", ""))
        if pair is None:
            same = [found for found in self._by_text.get(texts, []) if found not in self.marks]
            if not same:
                self._rows["lost"].append(number)
                return
            self._rows["text"].append(number)
            pair_id = same[0]
        else:
            pair_id = pair.pair_id
            if any(texts) and texts != (_plain(pair.zh), _plain(pair.en)):
                self._rows["changed"].append(number)
        if pair_id in self.marks:
            self._rows["twice"].append(number)
        self._rows["done"].append(number)
        self.marks[pair_id] = marked

    def notes(self) -> Iterator[str]:
        """Yield sentences about the rows."""
        yield f"{len(self._rows['done']):,} rows are annotated"
        for name, sentence in (
            ("open", "without a mark, so they count as not annotated"),
            ("text", "whose id no pair has any more, found again by their texts"),
            ("changed", "whose text has changed since"),
            ("twice", "about a pair that an earlier row has marked; the later one counts"),
            ("lost", "that match no pair any more, neither by id nor by text; they are left out"),
        ):
            if self._rows[name]:
                yield f"{len(self._rows[name]):,} {sentence}: {describe_rows(self._rows[name])}"


def _plain(text: str) -> str:
    """Return a text without white space, to compare it."""
    return "".join(text.split())
