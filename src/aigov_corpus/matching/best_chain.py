"""The best chain through a table: what two sequences have in common, in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
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


def chain_cells(cells: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the same of a table of which few cells are not 0, in a time that grows with these.

    Args:
        cells: row, column and support, above 0, of each of them, in the order of the rows.
    """
    # the best sums of chains, by the column in which they end, with the cells of these chains from
    # the last one on; a sum that no earlier column lacks is not kept
    columns: list[int] = []
    best: list[tuple[float, Any]] = []
    for _, row in groupby(cells, key=itemgetter(0)):
        found = []
        for i, j, support in row:
            behind = bisect_left(columns, j)
            total, chain = best[behind - 1] if behind else (0.0, None)
            found.append((j, total + support, ((i, j), chain)))
        for j, total, chain in sorted(found, key=itemgetter(0)):
            start = end = bisect_left(columns, j + 1)
            if start and best[start - 1][0] >= total:
                continue
            start = bisect_left(columns, j)
            while end < len(columns) and best[end][0] < total:
                end += 1
            columns[start:end] = [j]
            best[start:end] = [(total, chain)]
    chain = best[-1][1] if best else None
    pairs = []
    while chain:
        pair, chain = chain
        pairs.append(pair)
    return pairs[::-1]
