"""Fences: nodes that every alignment passes through, such as the borders of matched sections."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Fence = tuple[int, int]
"""A node `(i, j)`. The sentences before source sentence `i` are aligned only with those before
target sentence `j`, and the sentences from there on only with those from there on."""


def check_fences(fences: Sequence[Fence], n_src: int, n_tgt: int) -> list[Fence]:
    """Return the fences in order, without repetitions, followed by the end of both texts.

    Args:
        fences: the fences, in any order.
        n_src: the number of source sentences.
        n_tgt: the number of target sentences.

    Raises:
        UsageError: a fence lies outside the texts, or two fences cross each other.
    """
    end = (n_src, n_tgt)
    found = sorted({*fences, end} - {(0, 0)})
    for before, fence in pairwise([(0, 0), *found]):
        i, j = fence
        crossed = j < before[1]
        outside = before[0] < 0 or i > n_src or j > n_tgt
        if crossed or outside:
            raise UsageError(
                f"fence {fence} after {before} is out of order, or outside the {n_src} source and "
                f"{n_tgt} target sentences",
                remedy="give fences from (0, 0) to the numbers of sentences, where neither number "
                "of a fence is less than in the fence before",
            )
    return found


def find_limits(rows: Ints, columns: Ints, fences: Sequence[Fence]) -> tuple[Ints, Ints]:
    """Return how far the beads that begin at some nodes may reach.

    A bead may reach up to the next fence. A node from which no alignment leads on without crossing
    a fence, because it lies before a fence in one text and behind it in the other, has the limit
    -1.

    Args:
        rows: rows of nodes, `(rows, 1)`.
        columns: columns of nodes, `(1, columns)`.
        fences: fences in order, the last one at the end of both texts (see `check_fences`).

    Returns:
        Two arrays `(rows, columns)`: for each node, the last row and the last column at which a
        bead that begins there may end.
    """
    fence_rows = np.array([i for i, _ in fences])
    fence_columns = np.array([j for _, j in fences])
    last = len(fences) - 1
    # the first fence that lies at the node or behind it, in both texts
    following = np.maximum(
        np.searchsorted(fence_rows, rows), np.searchsorted(fence_columns, columns)
    )
    known = np.minimum(following, last)
    at_row = fence_rows[known] == rows
    at_column = fence_columns[known] == columns
    following = np.where(at_row & at_column, following + 1, following)
    known = np.minimum(following, last)
    # the fence before that one must not lie behind the node, in either text
    before = np.maximum(following - 1, 0)
    row_is_behind = fence_rows[before] <= rows
    column_is_behind = fence_columns[before] <= columns
    is_between = (following == 0) | (row_is_behind & column_is_behind)
    reachable = (following <= last) & is_between
    last_rows = np.where(reachable, fence_rows[known], -1)
    last_columns = np.where(reachable, fence_columns[known], -1)
    return last_rows, last_columns
