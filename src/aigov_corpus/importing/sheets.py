"""Sheets of a spreadsheet, and what is said of what they hold beside the texts of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.importing.delimited import Row
from aigov_corpus.text.row_numbers import describe_rows

MOST_COLUMNS = 60
"""Columns of a sheet that are read; an export of this package has some 30."""
STRUCK = "texts that are struck through are read like the others: {}; delete what should not count"
_SENTENCES = {
    "hidden_sheets": "hidden sheets were left out: {}; to read one, show it",
    "merged": "cells are merged ({}): the text of each counts for its first row only",
    "formulas": "cells hold formulas ({}): the values that they had last count",
    "without_value": (
        "formulas that no program has calculated yet are read as empty: {}; open the file "
        "in a spreadsheet program and save it"
    ),
    "errors": (
        "cells show that their formula failed, such as #N/A, which is read as text: {}; mend them, "
        "and save it again"
    ),
    "far": (
        f"cells behind column {MOST_COLUMNS} (BH) were left out: {{}}; move what should be "
        "read to the left"
    ),
    "struck": STRUCK,
    "comments": (
        "comments on cells were left out: {}; to keep them, put them into a column with "
        "the name  comment"
    ),
    "boxes": "text boxes were left out: {}; put their texts into cells",
    "charts": "charts and objects were left out: {}; put their texts into cells",
    "heads": "headers and footers of pages were left out: {}; put what counts into cells",
    "deleted": "deletions that the file tracks were left out: {}; accept or reject them first",
}
"""What is said of each number of `SheetMarks`, if it is not 0."""


_PAGE_WORDS = re.compile(r"\b(?:page|of|sheet)\b|[第共页頁]", re.IGNORECASE)


class Sheet(NamedTuple):
    """One sheet of a book."""

    title: str
    rows: list[Row]
    notes: tuple[str, ...] = ()
    """What of this sheet is not read, or read otherwise than shown."""


class Book(NamedTuple):
    """The sheets of a book that hold anything, and notes on what else the book holds."""

    sheets: list[Sheet]
    notes: list[str]


def has_words(head: str) -> bool:
    """Tell whether a header or footer says more than the number of the page: 第 页, Page of.

    Args:
        head: its text, without its fields.
    """
    return any(map(str.isalnum, _PAGE_WORDS.sub("", head)))


@dataclass
class SheetMarks:
    """What a sheet, or a whole book, holds beside the texts of its cells."""

    merged: int = 0
    formulas: int = 0
    without_value: int = 0
    """Formulas that no program has calculated yet."""
    errors: int = 0
    """Cells that show an error."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    """Numbers of columns that are not shown, from 1."""
    hidden_sheets: int = 0
    far: int = 0
    """Cells behind the last column that is read."""
    struck: int = 0
    """Texts that a line strikes through; noted of the book, whose sheets may share them."""
    comments: int = 0
    boxes: int = 0
    """Text boxes with text."""
    charts: int = 0
    heads: int = 0
    """Headers and footers of printed pages with words of their own."""
    deleted: int = 0
    """Rows, columns or texts that tracked changes deleted."""
    misplaced_row: int = 0
    """Number of the first row that is out of order, so that it would be passed over; 0 if none."""
    plain: list[int] = field(default_factory=list)
    """Lines of cells whose look could not be told."""
    blank: list[int] = field(default_factory=list)
    """Lines of cells whose format shows nothing."""

    def notes(self, rows: Sequence[Row] = ()) -> list[str]:
        """Return a sentence for each kind that there is.

        Args:
            rows: the rows of the sheet; hidden ones count only if they are among them.
        """
        held = {row.number for row in rows}
        hidden = [number for number in self.hidden_rows if number in held]
        columns = [
            at
            for at in sorted(self.hidden_columns)
            if any(at <= len(row.cells) and row.cells[at - 1].strip() for row in rows)
        ]
        counts = ((getattr(self, name), sentence) for name, sentence in _SENTENCES.items())
        notes = [sentence.format(f"{count:,}") for count, sentence in counts if count]
        if hidden:
            lines = describe_rows(hidden, noun="line")
            notes.append(f"hidden rows are read like the others: {lines}; delete what should not")
        if columns:
            listed = describe_rows(columns, noun="column")
            notes.append(f"hidden columns are read like the others: {listed}")
        if self.plain:
            lines = describe_rows(self.plain, noun="line")
            notes.append(
                f"dates and numbers in {lines} are read as plain values, such as 2025-11-27, "
                "because how a cell shows them depends on the computer or is not known"
            )
        if self.blank:
            lines = describe_rows(self.blank, noun="line")
            notes.append(f"cells in {lines} hold something that their number format does not show")
        return notes
