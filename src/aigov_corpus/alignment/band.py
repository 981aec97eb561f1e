"""The band of nodes in which the best alignment is searched, and the windows that cover it.

A band is given by two arrays: for each row of nodes, its first and its last column.
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
"""A rectangle of nodes: its first row and the row after its last one, and likewise its columns."""

# Rows and columns of the band on either side of the path. On the gold texts the nodes of right
# beads lie within 8 rows and 3 columns of the path.
_ROW_SLACK = 12
_COLUMN_SLACK = 4

# The most rows of a window. Smaller windows take more calls, and larger ones hold more nodes that
# lie outside the band.
_MOST_ROWS = 48
# Windows are as many for each of two cores.
_CORES = 2


def lead_through_fences(low: Ints, high: Ints, fences: Sequence[Fence]) -> tuple[Ints, Ints]:
    """Move a path, where it must be, so that it passes through every fence.

    Args:
        low: for each row of nodes, the first column that the path visits; overwritten.
        high: for each row of nodes, the last column that it visits; overwritten.
        fences: fences in order, the last one at the end of both texts.

    Returns:
        The first and the last columns of the new path.
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
        low: for each row of nodes, the first column that the path visits.
        high: for each row of nodes, the last column that it visits.

    Returns:
        The first and the last column of each row of the band.
    """
    rows = np.arange(len(low))
    rows_before = np.maximum(rows - _ROW_SLACK, 0)
    rows_after = np.minimum(rows + _ROW_SLACK, rows[-1])
    first = low[rows_before] - _COLUMN_SLACK
    last = high[rows_after] + _COLUMN_SLACK
    return np.maximum(first, 0), np.minimum(last, high[-1])


def cover(band: tuple[Ints, Ints]) -> Iterator[Area]:
    """Yield windows that cover a band, from the first row to the last.

    All have nearly the same number of rows. Their number is even, so that two cores get as many
    each.
    """
    first, last = band
    rows = len(first)
    count = _CORES * ceil(rows / (_CORES * _MOST_ROWS))
    borders = [rows * number // count for number in range(count + 1)]
    for start, stop in pairwise(borders):
        columns = int(first[start]), int(last[stop - 1]) + 1
        yield (start, stop), columns
