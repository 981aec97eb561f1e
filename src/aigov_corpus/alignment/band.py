"""The band of nodes in which the best alignment is searched, and the windows that cover it.

A path and a band are each given by two integer arrays with one number per row of nodes: the first
column and the last column (inclusive) of that row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.fences import Fence

    Ints = NDArray[np.int64]

Area = tuple[tuple[int, int], tuple[int, int]]
"""A rectangle of nodes: `((first row, end row), (first column, end column))`. The end row and the
end column do not belong to the rectangle any more."""

# How many rows and columns the band has on either side of the path. In the hand-aligned texts the
# nodes of right beads lie at most 8 rows and 3 columns from the path.
_ROW_SLACK = 12
_COLUMN_SLACK = 4
# The same, beside a gap: rows in which the path stays in one column, because the target lacks a
# long passage. The last sentences before a gap and the first ones after it may seem to belong
# elsewhere.
_GAP_SLACK = 12
# Number of rows in which the path stays in one column, from which on they count as a gap.
_LONG_GAP = 24

# Largest number of rows of a window. Smaller windows mean more calls; larger ones contain more
# nodes outside the band.
_MOST_ROWS = 48
# Number of rows up to which a band is one window. Starting a second thread would take longer.
_FEW_ROWS = 12
# The number of windows is a multiple of this number of processor cores.
_CORES = 2


def lead_through_fences(low: Ints, high: Ints, fences: Sequence[Fence]) -> tuple[Ints, Ints]:
    """Change a path so that it passes through every fence.

    Rows in which the path is already right stay as they are.

    Args:
        low: `(rows,)`, the first column of the path in each row; overwritten.
        high: `(rows,)`, the last column of the path in each row; overwritten.
        fences: the fences in ascending order. The last one is the end of both texts.

    Returns:
        The first column and the last column of the new path in each row.
    """
    i = j = 0
    for next_i, next_j in fences:
        rows = slice(i, next_i + 1)
        low[rows] = np.clip(low[rows], j, next_j)
        high[rows] = np.clip(high[rows], j, next_j)
        low[i] = min(low[i], j)
        high[next_i] = next_j
        i, j = next_i, next_j
    # a row with several fences has all columns between them
    for i, j in [(0, 0), *fences]:
        low[i] = min(low[i], j)
        high[i] = max(high[i], j)
    # neither border goes back to the left from one row to the next
    low = np.minimum.accumulate(low[::-1])[::-1]
    return low, np.maximum.accumulate(high)


def widen(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Return the band around a path.

    Args:
        low: `(rows,)`, the first column of the path in each row.
        high: `(rows,)`, the last column of the path in each row.

    Returns:
        The first column and the last column of the band in each row.
    """
    rows = np.arange(len(low))
    rows_before = np.maximum(rows - _ROW_SLACK, 0)
    rows_after = np.minimum(rows + _ROW_SLACK, rows[-1])
    first = low[rows_before] - _COLUMN_SLACK
    last = high[rows_after] + _COLUMN_SLACK
    for start, stop in _long_gaps(low, high):
        first[start:stop] -= _GAP_SLACK - _COLUMN_SLACK
        last[start:stop] += _GAP_SLACK - _COLUMN_SLACK
    # neither border goes back to the left from one row to the next
    first = np.minimum.accumulate(first[::-1])[::-1]
    last = np.maximum.accumulate(last)
    return np.maximum(first, 0), np.minimum(last, high[-1])


def _long_gaps(low: Ints, high: Ints) -> Iterator[tuple[int, int]]:
    """Yield the rows in which a path stays in one column for long, as first row and end row."""
    starts = np.flatnonzero(np.diff(low, prepend=-1))
    for start, stop in pairwise([*starts.tolist(), len(low)]):
        # in its last row, the path may go on to the right
        if stop - start >= _LONG_GAP and high[stop - 2] == low[start]:
            yield start, stop


def cover(band: tuple[Ints, Ints]) -> Iterator[Area]:
    """Yield windows that together cover a band, from the first row to the last.

    The windows have nearly the same number of rows. The number of windows is even, so that each of
    two processor cores gets half of them. A band of few rows is one window.
    """
    first, last = band
    rows = len(first)
    count = _CORES * ceil(rows / (_CORES * _MOST_ROWS)) if rows > _FEW_ROWS else 1
    borders = [rows * number // count for number in range(count + 1)]
    for start, stop in pairwise(borders):
        columns = int(first[start]), int(last[stop - 1]) + 1
        yield (start, stop), columns
