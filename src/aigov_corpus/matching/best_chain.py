"""The best chain through a table: what two sequences have in common, in the same order."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def find_chain(support: NDArray[Any]) -> list[tuple[int, int]]:
    """Return the pairs of rows and columns with the largest sum, each pair behind the one before.

    Args:
        support: `(rows, columns)`, how well each row and column fit.
    """
    n, m = support.shape
    # best[i, j]: largest sum over the first i rows and the first j columns
    best = np.zeros((n + 1, m + 1), support.dtype)
    for i in range(n):
        row = best[i].copy()
        row[1:] = np.maximum(row[1:], best[i, :-1] + support[i])
        best[i + 1] = np.maximum.accumulate(row)
    chain: list[tuple[int, int]] = []
    i, j = n, m
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return chain[::-1]
