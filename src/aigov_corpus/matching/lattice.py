"""All ways to match the runs of two texts, and how probable a cut is at each place.

A *node* `(i, j)` is a place in both texts: it comes after the first `i` Chinese runs and the first
`j` English runs. A *region* is a part of both texts that belongs together. It has at least one run
of each text. A run that is in no region stands alone, because the other text lacks it.

A *path* is one way to match the runs. It leads from node (0, 0) to the last node, in steps of four
kinds:

- a Chinese run stands alone;
- an English run stands alone;
- a Chinese run and an English run open a region;
- one more run of either text joins the open region.

A *cut* is a node at which a path is not inside a region. If Chinese and English runs stand alone
next to each other, the Chinese ones come first, so that no matching is counted twice.

The score of a path is the sum of the scores of its steps. All scores are natural logarithms of
weights. The probability of a cut is the total weight of all paths that have this cut, divided by
the total weight of all paths.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SectionLattice:
    """The scores of all steps through `n` Chinese runs and `m` English runs."""

    opened: Doubles
    """Score of opening a region with Chinese run `i` and English run `j`, shape `(n, m)`."""
    joined_zh: Doubles
    """Score of Chinese run `i` joining a region whose last English run is `j`, shape `(n, m)`."""
    joined_en: Doubles
    """Score of English run `j` joining a region whose last Chinese run is `i`, shape `(n, m)`."""
    alone_zh: Doubles
    """Score of each Chinese run if it stands alone, shape `(n,)`."""
    alone_en: Doubles
    """Score of each English run if it stands alone, shape `(m,)`."""
    join_again: float
    """Number that is added to the score of every run that joins a region, except the first to join
    it."""

    def cut_probabilities(self) -> Doubles:
        """Return the probability of a cut at each node, shape `(n + 1, m + 1)`.

        It is 1 at the first and at the last node.
        """
        free_before, bound_before = self._sum_before()
        free_after, bound_after = self._sum_after()
        total = np.logaddexp(free_before[-1, -1], bound_before[-1, -1])
        through = np.logaddexp(free_before + free_after, bound_before + bound_after)
        probabilities: Doubles = np.exp(through - total)
        return probabilities

    def _sum_before(self) -> tuple[Doubles, Doubles]:
        """Sum up, for each node, all paths from the first node to a cut at that node.

        Returns:
            Two arrays of log-sums, shape `(n + 1, m + 1)`. The first is about paths after which any
            step may follow. The second is about paths whose last step is an English run that stands
            alone. Their next step must not be a Chinese run that stands alone.
        """
        n, m = self.opened.shape
        free = np.full((n + 1, m + 1), -np.inf)
        bound = np.full((n + 1, m + 1), -np.inf)
        # sums of paths that end inside a region, before and after a further run has joined it
        opened = np.full((n + 1, m + 1), -np.inf)
        joined = np.full((n + 1, m + 1), -np.inf)
        free[0, 0] = 0
        for row, column in _diagonals(n, m)[1:]:
            has_above = row > 0
            has_left = column > 0
            i, j = row[has_above & has_left], column[has_above & has_left]
            above, left, corner = (i - 1, j), (i, j - 1), (i - 1, j - 1)
            cut = np.logaddexp(free[corner], bound[corner])
            opened[i, j] = cut + self.opened[corner]
            before_zh = np.logaddexp(opened[above], joined[above] + self.join_again)
            before_en = np.logaddexp(opened[left], joined[left] + self.join_again)
            joined[i, j] = np.logaddexp(
                before_zh + self.joined_zh[corner], before_en + self.joined_en[corner]
            )

            i, j = row[has_above], column[has_above]
            region = np.logaddexp(opened[i, j], joined[i, j])
            free[i, j] = np.logaddexp(free[i - 1, j] + self.alone_zh[i - 1], region)

            i, j = row[has_left], column[has_left]
            cut = np.logaddexp(free[i, j - 1], bound[i, j - 1])
            bound[i, j] = cut + self.alone_en[j - 1]
        return free, bound

    def _sum_after(self) -> tuple[Doubles, Doubles]:
        """Sum up, for each node, all paths from a cut at that node to the last node.

        Returns:
            Two arrays of log-sums, shape `(n + 1, m + 1)`. For the first one any step may come
            next. For the second one the next step must not be a Chinese run that stands alone.
        """
        n, m = self.opened.shape
        free = np.full((n + 1, m + 1), -np.inf)
        bound = np.full((n + 1, m + 1), -np.inf)
        # sums of paths that begin inside a region, before and after a further run has joined it
        opened = np.full((n + 1, m + 1), -np.inf)
        joined = np.full((n + 1, m + 1), -np.inf)
        for after in (free, bound, opened, joined):
            after[n, m] = 0
        for row, column in _diagonals(n, m)[-2::-1]:
            has_below = row < n
            has_right = column < m
            i, j = row[has_below & has_right], column[has_below & has_right]
            bound[i, j] = self.opened[i, j] + opened[i + 1, j + 1]
            i, j = row[has_right], column[has_right]
            bound[i, j] = np.logaddexp(bound[i, j], self.alone_en[j] + bound[i, j + 1])

            free[row, column] = bound[row, column]
            i, j = row[has_below], column[has_below]
            free[i, j] = np.logaddexp(free[i, j], self.alone_zh[i] + free[i + 1, j])

            joining = np.full(len(row), -np.inf)  # sum of the paths on which a run joins next
            zh_can_join = has_below & (column > 0)
            i, j = row[zh_can_join], column[zh_can_join]
            joining[zh_can_join] = self.joined_zh[i, j - 1] + joined[i + 1, j]
            en_can_join = has_right & (row > 0)
            i, j = row[en_can_join], column[en_can_join]
            joining[en_can_join] = np.logaddexp(
                joining[en_can_join], self.joined_en[i - 1, j] + joined[i, j + 1]
            )
            leaving = free[row, column]
            opened[row, column] = np.logaddexp(leaving, joining)
            joined[row, column] = np.logaddexp(leaving, joining + self.join_again)
        return free, bound


def _diagonals(n: int, m: int) -> list[tuple[Ints, Ints]]:
    """Return all nodes, one diagonal after another.

    All nodes of a diagonal have the same sum of row and column. No step leads from one of them to
    another, so they can be computed together.

    Returns:
        For each diagonal two arrays: the rows and the columns of its nodes.
    """
    diagonals = []
    for total in range(n + m + 1):
        row = np.arange(max(0, total - m), min(n, total) + 1)
        diagonals.append((row, total - row))
    return diagonals
