"""Fences: nodes that every alignment must pass through, such as the borders of matched sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import index
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.errors import UsageError, show_value

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Fence = tuple[int, int]
"""A node `(i, j)` of 0-based numbers. The source sentences before `i` are aligned only with the
target sentences before `j`. Source sentence `i` and all after it are aligned only with target
sentence `j` and those after it."""


def check_fences(fences: Sequence[Fence], n_src: int, n_tgt: int) -> list[Fence]:
    """Return the fences in ascending order, without repetitions, followed by the end of both texts.

    The beginning `(0, 0)` is left out, because every alignment passes through it anyway.

    Args:
        fences: the fences, in any order.
        n_src: the number of source sentences.
        n_tgt: the number of target sentences.

    Raises:
        UsageError: a fence is no pair of whole numbers, or lies outside the texts. Or two fences
            contradict each other: one comes first in the source, the other in the target.
    """
    if not isinstance(fences, Iterable):
        raise UsageError(
            f"the fences are {show_value(fences)}", remedy="give a list, such as [(3, 4)]"
        )
    end = (n_src, n_tgt)
    found = sorted({*map(_read_fence, fences), end} - {(0, 0)})
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


def _read_fence(fence: Sequence[int]) -> Fence:
    """Return a fence as a tuple; a caller may pass it as any sequence of two whole numbers."""
    try:
        i, j = map(index, fence)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"the fence {fence!r} is no pair of whole numbers",
            remedy="give the numbers of a source and of a target sentence, such as (3, 4)",
        ) from error
    return i, j


def find_limits(rows: Ints, columns: Ints, fences: Sequence[Fence]) -> tuple[Ints, Ints]:
    """Return how far the beads that begin at some nodes may extend.

    A bead may end at the next fence at the latest. Some nodes lie before a fence in one text and
    after it in the other. No alignment can pass through such a node, so both of its limits are -1.

    Args:
        rows: the row of each node, `(rows, 1)`.
        columns: the column of each node, `(1, columns)`.
        fences: the fences as `check_fences` returns them: in order, the last one at the end of both
            texts.

    Returns:
        Two arrays `(rows, columns)`. They hold, for each node, the last row and the last column at
        which a bead that begins there may end.
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


def stop_at_borders(last: Ints, nodes: Ints, borders: Sequence[int]) -> Ints:
    """Return the limits of beads on one side, which no bead may exceed, and no border either.

    Args:
        last: the last node at which beads may end, for each place at which they begin.
        nodes: the nodes at which they begin; they broadcast against `last`.
        borders: the nodes that no bead may lie across, in ascending order.
    """
    if not borders:
        return last
    ends = np.array([*borders, np.iinfo(np.int64).max])
    following: Ints = ends[np.searchsorted(ends, nodes, side="right")]
    return np.minimum(last, following)
