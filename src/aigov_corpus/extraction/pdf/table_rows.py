"""The rows of a table without lines: cells beside each other, and lines of one cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from aigov_corpus.extraction.pdf.rows import Line, Row, join_words, make_line
from aigov_corpus.extraction.pdf.words import Word

_ROW_GAP = 1.3
"""How many times larger the step between two rows of a table is than between lines of one cell."""

_LOW_ROW_GAP = 1.15
"""The same if each of the closer rows has an empty cell."""

_MIDDLE = 0.25
"""Largest distance of a cell's text from half the height of its row, as a share of its size."""

_FILLED = 0.7
"""Smallest share of the width of its column that a line fills which goes on below."""


def find_end_of_table(columns: Sequence[Sequence[Row]]) -> int:
    """Return the index behind the last row of a table.

    A line in the first column alone, below a gap, is a heading or a paragraph that follows.
    """
    heights = [row.y for row in columns[0]]
    close = min((above - below for above, below in pairwise(heights)), default=0.0)
    end = len(heights)
    for n in range(len(heights) - 1, 0, -1):
        if any(column[n].words for column in columns[1:]):
            break
        if heights[n - 1] - heights[n] > _ROW_GAP * close:
            end = n
    return end


def _has_second_number(row: Sequence[list[Line]], cells: Sequence[Sequence[Word]]) -> bool:
    """Tell whether a cell of a row and the words below it are both numbers, so of two rows."""
    return any(
        lines and words and lines[-1].text.isdecimal() and join_words(words).isdecimal()
        for lines, words in zip(row, cells, strict=True)
    )


def _set_level(columns: Sequence[Sequence[Row]]) -> Sequence[Sequence[Row]]:
    """Return the columns with cells whose text stands at half the height of their row on its lines.

    The longest column shows the rows: the lines of a cell follow closely and fill it. If they do
    not, or cells stand beside them elsewhere or have lines of their own, all stay as they are.
    """
    longest = max(columns, key=lambda column: sum(bool(row.words) for row in column))
    lines = [n for n, row in enumerate(longest) if row.words]
    steps = [longest[above].y - longest[below].y for above, below in pairwise(lines)]
    ends = [n for n, step in enumerate(steps, 1) if step > _ROW_GAP * min(steps)]
    cells = [lines[start:end] for start, end in pairwise([0, *ends, len(lines)])]
    right = max(longest[n].words[-1].x1 for n in lines)
    if not all(_fills(longest[n], right) for cell in cells for n in cell[:-1]):
        return columns
    others = [column for column in columns if column is not longest]
    for column, cell in product(others, cells):
        if sum(bool(row.words) for row in column[cell[0] : cell[-1] + 1]) > 1:
            return columns
    level = [[Row(list(column[n].words), column[n].y) for n in lines] for column in columns]
    for n in set(range(len(longest))).difference(lines):
        beside = next((cell for cell in cells if cell[0] < n < cell[-1]), None)
        if beside is None or not _is_half_way(columns, n, beside):
            return columns
        at = lines.index(max(line for line in beside if line < n))
        for column, rows in zip(columns, level, strict=True):
            rows[at].words += column[n].words
    return level


def _is_half_way(columns: Sequence[Sequence[Row]], n: int, cell: Sequence[int]) -> bool:
    """Tell whether a row stands at half the height of a cell beside it, given by its lines."""
    heights = [row.y for row in columns[0]]
    middle = (heights[cell[0]] + heights[cell[-1]]) / 2
    return abs(middle - heights[n]) <= _MIDDLE * max(column[n].size for column in columns)


def _fills(row: Row, right: float) -> bool:
    """Tell whether a line reaches far enough to be followed by another line of its cell."""
    left = row.words[0].x0
    return row.words[-1].x1 - left >= _FILLED * (right - left)


def read_rows(columns: Sequence[Sequence[Row]], page: int) -> list[list[list[Line]]]:
    """Return the rows of a table without lines; each row is a list of cells.

    A row whose first cell is empty goes on with the one above. If some rows follow each other
    closely and others do not, those that do are lines of the same cells.
    """
    columns = _set_level(columns)
    count = len(columns[0])
    heights = [columns[0][n].y for n in range(count)]
    steps = [above - below for above, below in pairwise(heights)]
    close = min((step for step in steps if step > 0), default=0.0)
    parted = [step > _ROW_GAP * close for step in steps]
    if not any(parted[1:]):
        lower = [step > _LOW_ROW_GAP * close for step in steps]
        below = [n for n, far in enumerate(lower, 1) if not far]
        if all(any(not column[n].words for column in columns) for n in below):
            parted = lower
    mixed = any(parted[1:]) and not all(parted)  # the first gap may only part the header
    table: list[list[list[Line]]] = []
    for n in range(count):
        cells = [column[n].words for column in columns]
        goes_on = n > 0 and (not parted[n - 1] if mixed else not cells[0])
        if goes_on and table and _has_second_number(table[-1], cells):
            goes_on = False
        if not goes_on or not table:
            table.append([[] for _ in columns])
        for cell, words in zip(table[-1], cells, strict=True):
            if words:
                cell.append(make_line(words, page))
    return table
