"""Rows of the tables of word processors, from the paragraphs in their cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import detect_language

_MOST_PARAGRAPHS = 4
"""Maximum paragraphs in a cell of a data table. A longer cell with more shows that a table
only lays out the page.
"""

_MOST_CHARACTERS = 400
"""Maximum characters in a cell of a data table with more paragraphs than the limit above."""


def read_row(cells: Iterable[list[Para]]) -> list[Para]:
    """Return the row that cells make, or their paragraphs if the table only lays out a page.

    Args:
        cells: the paragraphs of each cell; empty cells are passed over. A paragraph that ends a
            cell of a table inside the cell has itself as `cells`.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or any(map(_is_long, filled)):
        paras = [para for cell in filled for para in cell]
        return [para if para.kind == "table_row" else replace(para, cells=()) for para in paras]
    texts = tuple(map(_join, filled))
    return [Para(" | ".join(texts), kind="table_row", cells=texts)] if texts else []


def _is_long(cell: list[Para]) -> bool:
    """Tell whether a cell is too long to be in a data table."""
    size = sum(len(para.text) for para in cell)
    return len(cell) > _MOST_PARAGRAPHS and size > _MOST_CHARACTERS


def _join(cell: list[Para]) -> str:
    """Return the paragraphs of a cell as one text.

    Chinese ones are joined without a blank, as lines of a narrow cell, but not what stands in
    cells of a table inside the cell.
    """
    separator = "" if detect_language("".join(para.text for para in cell)) == "zh" else " "
    text, after = "", ""
    for para in cell:
        text += (" " if para.cells else after) + (" ".join(para.cells) or para.text)
        after = " " if para.cells else separator
    return text.strip()
