"""Where in the target each source sentence roughly lies: from coarse to fine, in linear time.

Both sides are halved until a full comparison is cheap; the best monotone path there bounds the search
one level down, and so on to single sentences (the recursion of Vecalign: Thompson and Koehn, EMNLP 2019,
here with composed vectors and no deletion cost, so that a missing section is stepped over).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.embedding.threads import map_in_parallel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.side import Side

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_SMALL = 200  # blocks a side that are compared in full
_SLACK = 8  # blocks around the coarser path that the finer one may use
_CHUNK = 4096  # sentences composed at a time
_STRETCH = 8  # sentences whose lengths are compared
_DEVIATING = 2  # a stretch so many times longer or shorter than usual lacks something on one side
_LEAST_KEPT = 0.25  # of either text; else nothing can be said about what lacks
_NOISE = 1.5  # standard deviations above the mean of random pairs: below it two blocks have nothing in common


def find_path(src: Side, tgt: Side) -> tuple[Ints, Ints]:
    """Return the first and the last target node that the path visits in each row of nodes.

    Both arrays have `len(src) + 1` entries; node `(i, j)` lies before source sentence i and target
    sentence j.
    """
    levels = [1]
    while max(len(src), len(tgt)) / levels[-1] > _SMALL:
        levels.append(levels[-1] * 2)
    low = high = np.zeros(0, np.int64)
    for level in reversed(levels):
        one, other = map_in_parallel(partial(_blocks, size=level), (src, tgt), at_once=2)
        if level == levels[-1]:
            low, high = (
                np.zeros(len(one) + 1, np.int64),
                np.full(len(one) + 1, len(other), np.int64),
            )
        else:
            low, high = _refine(low, high, len(one), len(other))
        low, high = _best_path(one, other, low, high)
    return low, high


def length_ratio(src: Side, tgt: Side, path: Ints) -> float:
    """Return the log of target characters to source characters, where neither side lacks something.

    The text is cut into stretches along the path. The usual ratio is their median, weighted by the root of
    the product of both lengths, so that a stretch with nothing against it does not count; those that deviate
    much from it are left out. So lengths mean the same in a text that lacks a section as in the complete one.

    Args:
        src: one side.
        tgt: the other.
        path: the first target node that the path visits in each row (see `find_path`).
    """
    count = max(1, round(len(src) / _STRETCH))
    rows = np.arange(count + 1) * len(src) // count
    columns = np.append(path[rows[:-1]], len(tgt))
    one, other = (
        np.diff(np.append(0, np.cumsum(side.chars, dtype=np.float64))[nodes])
        for side, nodes in ((src, rows), (tgt, columns))
    )
    beside = np.flatnonzero(other)
    ratios = np.log(other[beside] / one[beside])
    order = np.argsort(ratios, kind="stable")
    weights = np.cumsum(np.sqrt(one * other)[beside][order])
    usual = ratios[order][np.searchsorted(weights, weights[-1] / 2)]
    kept = beside[np.abs(ratios - usual) <= np.log(_DEVIATING)]
    if min(one[kept].sum() / one.sum(), other[kept].sum() / other.sum()) < _LEAST_KEPT:
        kept = np.arange(count)
    return float(np.log(other[kept].sum() / one[kept].sum()))


def _blocks(side: Side, size: int) -> Floats:
    """Return unit vectors of blocks of `size` sentences, without what all of them have in common."""
    step = size * max(1, _CHUNK // size)
    vectors = np.concatenate(
        [
            side.blocks(start, min(start + step, len(side)), size)
            for start in range(0, len(side), step)
        ]
    )
    if len(vectors) > 2:
        vectors -= vectors.mean(axis=0)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.maximum(norms, 1e-6)
    return vectors


def _refine(low: Ints, high: Ints, n: int, m: int) -> tuple[Ints, Ints]:
    """Return the band of the next finer level around a path."""
    rows = np.arange(n + 1) // 2
    before = np.maximum(rows - _SLACK, 0)
    after = np.minimum(rows + 1 + _SLACK, len(low) - 1)
    return (
        np.maximum(2 * low[before] - _SLACK, 0),
        np.minimum(2 * high[after] + _SLACK + 1, m),
    )


def _best_path(one: Floats, other: Floats, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Return the nodes a row of the monotone path with the most similarity above noise."""
    n, m = len(one), len(other)
    low[0], high[n] = 0, m
    noise = _noise(one, other)
    reached: list[Floats] = []
    gains: list[Floats] = []
    row = np.zeros(int(high[0]) + 1, np.float32)
    reached.append(row)
    for i in range(n):
        first, last = int(low[i]), int(high[i])
        gain = np.maximum(other[first : last + 1] @ one[i] - noise, 0)
        gains.append(gain)
        start, stop = int(low[i + 1]), int(high[i + 1])
        row = np.full(stop - start + 1, -1.0, np.float32)
        _take_max(row, reached[i], first - start)
        _take_max(row, reached[i][: len(gain)] + gain, first + 1 - start)
        row = np.maximum.accumulate(row)
        reached.append(row)
    path_low, path_high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
    i, j = n, m
    while True:
        path_low[i], path_high[i] = min(path_low[i], j), max(path_high[i], j)
        if i == 0 and j == 0:
            return path_low, path_high
        here = reached[i][j - low[i]]
        if i > 0 and low[i - 1] <= j - 1 <= high[i - 1]:
            gain = (
                gains[i - 1][j - 1 - low[i - 1]] if j - 1 - low[i - 1] < len(gains[i - 1]) else 0.0
            )
            if gain > 0 and reached[i - 1][j - 1 - low[i - 1]] + gain == here:
                i, j = i - 1, j - 1
                continue
        if j > low[i] and reached[i][j - 1 - low[i]] == here:
            j -= 1
        elif i > 0:
            i -= 1
        else:
            j -= 1


def _take_max(row: Floats, values: Floats, at: int) -> None:
    """Raise `row` to `values`, which begin at its index `at` (perhaps outside it)."""
    first, last = max(at, 0), min(at + len(values), len(row))
    if last > first:
        np.maximum(row[first:last], values[first - at : last - at], out=row[first:last])


def _noise(one: Floats, other: Floats) -> float:
    """Return the similarity that pairs which do not belong together seldom reach."""
    rng = np.random.default_rng(0)
    pairs = min(2000, len(one) * len(other))
    sample = np.einsum(
        "ij,ij->i", one[rng.integers(0, len(one), pairs)], other[rng.integers(0, len(other), pairs)]
    )
    return float(sample.mean() + _NOISE * sample.std())
