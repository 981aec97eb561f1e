"""All ways to match the runs of two texts, and how probable a cut is at each place.

A *node* `(i, j)` is a place in both texts: it stands after the first i Chinese runs and the first j
English runs. A *region* is a stretch of both texts that belongs together: at least one run of each.

A *path* leads from node (0, 0) to the last node, in steps of three kinds:

- a Chinese run stands alone;
- an English run stands alone;
- a Chinese and an English run open a region, and further runs of either text join it one by one.

A *cut* is a node at which a path is outside of any region. Where Chinese and English runs stand
alone side by side, the Chinese ones come first, so that each matching is counted once. The score of
a path is the sum of its steps' scores; all scores are natural logarithms of weights. The
probability of a cut is the weight of all paths that have it, divided by the weight of all paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SectionLattice:
    """The scores of all steps through n Chinese and m English runs."""

    opened: Doubles
    """Score of a region that two runs open, shape `(n, m)`."""
    joined_zh: Doubles
    """Score of a Chinese run (row) that joins a region whose last English run is the column."""
    joined_en: Doubles
    """Score of an English run (column) that joins a region whose last Chinese run is the row."""
    alone_zh: Doubles
    """Score of each Chinese run that stands alone, shape `(n,)`."""
    alone_en: Doubles
    """Score of each English run that stands alone, shape `(m,)`."""
    join_again: float
    """Added to the score of each run that joins a region, except the first that joins it."""

    def cut_probabilities(self) -> Doubles:
        """Return the probability of a cut at each node, shape `(n + 1, m + 1)`.

        It is 1 at the first and the last node.
        """
        import numpy as np

        free_before, bound_before = self._sum_before()
        free_after, bound_after = self._sum_after()
        total = np.logaddexp(free_before[-1, -1], bound_before[-1, -1])
        through = np.logaddexp(free_before + free_after, bound_before + bound_after)
        probabilities: Doubles = np.exp(through - total)
        return probabilities

    def _sum_before(self) -> tuple[Doubles, Doubles]:
        """Return, for each node, the log-sum of all paths from the first node to a cut there.

        The first array sums the paths after which any step may follow. The second sums those that
        end with an English run alone: a Chinese run alone may not follow it.
        """
        import numpy as np

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
        """Return, for each node, the log-sum of all paths from a cut there to the last node.

        The first array allows any step next; the second allows no Chinese run alone next.
        """
        import numpy as np

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
    """Return the rows and columns of all nodes, diagonal after diagonal.

    The nodes of a diagonal have the same sum of row and column. No step leads from one to another,
    so they can be computed together.
    """
    import numpy as np

    diagonals = []
    for total in range(n + m + 1):
        row = np.arange(max(0, total - m), min(n, total) + 1)
        diagonals.append((row, total - row))
    return diagonals
