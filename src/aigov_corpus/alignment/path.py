"""A coarse path through two texts: roughly which target sentences belong to which source sentences.

Both texts are cut into tiles. A tile is a run of consecutive sentences; all tiles of a text have
the same number of sentences and do not overlap. A node `(i, j)` stands before source tile `i` and
target tile `j`, and a path is a chain of nodes that never goes back in either text.

The search begins with large tiles, so few that all pairs of tiles can be compared. The best path
through them limits where the path is searched with tiles of half the size. This is repeated down to
single sentences, as in Vecalign (Thompson and Koehn, EMNLP 2019). There are three differences. The
vectors of tiles are composed from those of their sentences. Leaving out sentences costs nothing, so
that the path can skip a section that one text lacks. And sentences that are repeated in a text
count less, because a line that occurs in sixty places says little about its own place; so do short
ones, such as the items of a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.embedding.threads import map_in_parallel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.sentence_features import SentenceFeatures

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# All pairs of tiles are compared if neither text has more tiles than this.
_MOST_TILES = 200
# By how many tiles a path may differ from the path through tiles of twice the size.
_SLACK = 8
# The tiles of so many sentences are composed at a time. This limits the memory that it takes.
_COMPOSED_AT_ONCE = 1024
# The tiles of two texts with fewer tiles together are composed in one thread: to start others takes
# longer.
_FEW_TILES = 48
# Standard deviations above the mean similarity of random tiles: less similar tiles of the two texts
# are taken to have nothing in common.
_NOISE_DEVIATIONS = 1.5
# How many random pairs of tiles that mean and deviation are computed from.
_NOISE_PAIRS = 2000
# The mean vector of a text is subtracted only if the text has at least this many tiles.
_ENOUGH_FOR_MEAN = 3
# A centred vector that is shorter than this is not scaled to length 1.
_SHORTEST = 1e-6
# Value of a node that no path reaches; all values of paths are 0 or more.
_UNREACHED = -1.0
# What a step of the path earns on the guide (see `_best_path`). It is far below what similar tiles
# earn, so it only decides where similarities do not.
_ON_GUIDE = 1e-3


def find_path(src: SentenceFeatures, tgt: SentenceFeatures) -> tuple[Ints, Ints]:
    """Return the path along which source and target are most similar.

    Returns:
        Two arrays `(source sentences + 1,)`: the first and the last column of the path in each row
        of nodes.
    """
    tile_sizes = [1]
    longer = max(len(src), len(tgt))
    while longer / tile_sizes[-1] > _MOST_TILES:
        tile_sizes.append(tile_sizes[-1] * 2)
    low = high = np.zeros(0, np.int64)
    for size in reversed(tile_sizes):
        few = len(src) + len(tgt) <= _FEW_TILES * size
        src_tiles, tgt_tiles = map_in_parallel(
            partial(_read_tiles, size=size), (src, tgt), at_once=1 if few else 2
        )
        n_src, n_tgt = len(src_tiles.vectors), len(tgt_tiles.vectors)
        if size == tile_sizes[-1]:
            guide = np.linspace(0, n_tgt, n_src + 1)
            low = np.zeros(n_src + 1, np.int64)
            high = np.full(n_src + 1, n_tgt, np.int64)
        else:
            guide = np.interp(np.arange(n_src + 1) / 2, np.arange(len(low)), low + high)
            low, high = _refine(low, high, n_src, n_tgt)
        low, high = _best_path(src_tiles, tgt_tiles, low, high, guide)
        del src_tiles, tgt_tiles  # before the next ones, which are twice as many
    return low, high


@dataclass(frozen=True, slots=True)
class _Tiles:
    """The tiles of one text.

    Attributes:
        vectors: `(tiles, dim)`, one centred vector of length 1 for each tile.
        weights: `(tiles,)`, how much each tile says about its place: 1 if none of its sentences is
            repeated anywhere in the text, and lower the more often they are repeated.
        lengths: `(tiles,)`, characters of each tile, divided by those of the middle tile; at most
            1. Sixteen items of a list say less about their place than sixteen sentences.
    """

    vectors: Floats
    weights: Floats
    lengths: Floats


def _read_tiles(text: SentenceFeatures, size: int) -> _Tiles:
    """Return the tiles of a text.

    Tile vectors are centred: the mean of all of them is subtracted. What all tiles have in common
    does not help to find which of them belong together. A text of one or two tiles is not centred.
    """
    firsts = np.arange(0, len(text), size)
    rarity = np.add.reduceat(1 / text.copies, firsts)
    rarity /= np.diff(firsts, append=len(text))
    # a long text is gone through in blocks, without a second array of all its vectors
    per_block = max(1, _COMPOSED_AT_ONCE // size)
    blocks = [
        slice(first, min(first + per_block, len(firsts)))
        for first in range(0, len(firsts), per_block)
    ]
    vectors = np.empty((len(firsts), text.dim), np.float32)
    for block in blocks:
        stop = min(block.stop * size, len(text))
        vectors[block] = text.tile_vectors(block.start * size, stop, size)
    if len(vectors) >= _ENOUGH_FOR_MEAN:
        sums = [(vectors[block] * rarity[block, None]).sum(axis=0) for block in blocks]
        vectors -= np.sum(sums, axis=0) / rarity.sum()
    for block in blocks:
        lengths = np.linalg.norm(vectors[block], axis=1, keepdims=True)
        vectors[block] /= np.maximum(lengths, _SHORTEST)
    chars = np.add.reduceat(text.chars, firsts)
    return _Tiles(vectors, rarity, np.minimum(chars / np.median(chars), 1).astype(np.float32))


def _refine(low: Ints, high: Ints, n_src: int, n_tgt: int) -> tuple[Ints, Ints]:
    """Return in which nodes to search the path through tiles of half the size.

    Args:
        low: `(rows,)`, the first column of the coarser path in each row of coarser nodes.
        high: `(rows,)`, the last column of the coarser path in each row of coarser nodes.
        n_src: the number of smaller source tiles.
        n_tgt: the number of smaller target tiles.

    Returns:
        The first and the last column to search in each row of the finer nodes.
    """
    coarse_rows = np.arange(n_src + 1) // 2
    rows_before = np.maximum(coarse_rows - _SLACK, 0)
    rows_after = np.minimum(coarse_rows + 1 + _SLACK, len(low) - 1)
    first = 2 * low[rows_before] - _SLACK
    last = 2 * high[rows_after] + _SLACK + 1
    return np.maximum(first, 0), np.minimum(last, n_tgt)


def _best_path(
    src: _Tiles, tgt: _Tiles, low: Ints, high: Ints, guide: NDArray[np.float64]
) -> tuple[Ints, Ints]:
    """Return the path along which the tiles of both texts are most similar.

    A path leads from the first node to the last one. Each of its steps goes one row down, or one
    column to the right, or both at once. A step down or to the right earns nothing. A step that
    does both pairs a source tile with a target tile, and earns their similarity minus the level of
    noise (see `_noise`), but at least 0. If one of the two tiles repeats what stands elsewhere in
    its text, or is shorter than most, the step earns less. A step that does both also earns a
    trifle, which is greatest near the guide. So the path follows the guide where many paths are
    equally good: among repeated lines, and among lines without a counterpart.

    Args:
        src: the source tiles.
        tgt: the target tiles.
        low: `(rows,)`, the first column to search in each row of nodes; overwritten.
        high: `(rows,)`, the last column to search in each row of nodes; overwritten.
        guide: `(rows,)`, the column of each row through which the path should go if nothing else
            decides.

    Returns:
        The first and the last column of the path in each row of nodes.
    """
    n_tgt = len(tgt.vectors)
    low[0] = 0
    high[-1] = n_tgt
    noise = _noise(src, tgt)
    src_weights, tgt_weights = (np.sqrt(tiles.weights) * tiles.lengths for tiles in (src, tgt))
    columns = int(high[0]) + 1
    values: list[Floats] = [np.zeros(columns, np.float32)]
    gains: list[Floats] = []
    borders = pairwise(zip(low.tolist(), high.tolist(), strict=True))
    for i, ((first, last), (next_first, next_last)) in enumerate(borders):
        tiles = slice(first, last + 1)
        gain = np.maximum(tgt.vectors[tiles] @ src.vectors[i] - noise, 0)
        gain *= np.minimum(tgt_weights[tiles], src_weights[i])
        distance = np.abs(np.arange(first, first + len(gain)) - guide[i])
        gain += (_ON_GUIDE / (1 + distance)).astype(np.float32)
        above = values[-1]
        below = np.full(next_last - next_first + 1, _UNREACHED, np.float32)
        offset = first - next_first
        _raise_to(below, above, offset)
        _raise_to(below, above[: len(gain)] + gain, offset + 1)
        gains.append(gain)
        values.append(np.maximum.accumulate(below))
    return _Search(values, gains, low, high).path()


@dataclass(frozen=True, slots=True)
class _Search:
    """The result of the search through all rows, from which the best path can be read.

    Attributes:
        values: for each row of nodes, what the best path to each searched column has earned.
        gains: for each row but the last, what a step down and right from each searched column
            earns. The last column of all nodes is left out, because no such step begins there.
        low: for each row of nodes, the first column that was searched.
        high: for each row of nodes, the last column that was searched.
    """

    values: list[Floats]
    gains: list[Floats]
    low: Ints
    high: Ints

    def path(self) -> tuple[Ints, Ints]:
        """Follow the best path from the last node back to the first.

        Returns:
            The first and the last column of the path in each row of nodes.
        """
        i = len(self.gains)
        j = int(self.high[-1])
        path_low = np.full(i + 1, j, np.int64)
        path_high = np.zeros(i + 1, np.int64)
        while True:
            path_low[i] = min(path_low[i], j)
            path_high[i] = max(path_high[i], j)
            if i == 0 and j == 0:
                return path_low, path_high
            if self._came_diagonally(i, j):
                i -= 1
                j -= 1
            elif i == 0 or self._came_from_left(i, j):
                j -= 1
            else:
                i -= 1

    def _value(self, i: int, j: int) -> float:
        """Return what the best path to node `(i, j)` has earned."""
        column = j - self.low[i]
        return float(self.values[i][column])

    def _came_diagonally(self, i: int, j: int) -> bool:
        """Return whether the best path came to a node by a diagonal step."""
        value = self._value(i, j)
        i -= 1
        j -= 1
        if i < 0 or not self.low[i] <= j <= self.high[i]:
            return False
        column = j - self.low[i]
        gains = self.gains[i]
        if column >= len(gains):
            return False
        return bool(self._value(i, j) + gains[column] == value)

    def _came_from_left(self, i: int, j: int) -> bool:
        """Return whether the best path came to a node from the column to its left."""
        if j == self.low[i]:
            return False
        return self._value(i, j - 1) == self._value(i, j)


def _raise_to(row: Floats, values: Floats, start: int) -> None:
    """Replace numbers of `row` by numbers of `values` where those are greater.

    Args:
        row: the array that is changed.
        values: the numbers to compare with. `values[k]` is compared with `row[start + k]`.
        start: the index in `row` that belongs to the first of `values`. It may be below 0. Values
            that would lie outside `row` are ignored.
    """
    first = max(start, 0)
    last = min(start + len(values), len(row))
    if last > first:
        inside = row[first:last]
        np.maximum(inside, values[first - start : last - start], out=inside)


def _noise(src: _Tiles, tgt: _Tiles) -> float:
    """Return the level of noise: a similarity that unrelated tiles of the two texts seldom exceed.

    It is measured on tiles drawn at random. The more often a tile is repeated in its text, the less
    often it is drawn. Otherwise most of the pairs would be lines that occur in many places on both
    sides, and these are not unrelated.
    """
    random = np.random.default_rng(0)
    pairs = min(_NOISE_PAIRS, len(src.vectors) * len(tgt.vectors))
    src_numbers, tgt_numbers = (
        random.choice(len(tiles.weights), pairs, p=tiles.weights / tiles.weights.sum())
        for tiles in (src, tgt)
    )
    similarities = np.einsum("ij,ij->i", src.vectors[src_numbers], tgt.vectors[tgt_numbers])
    deviation = similarities.std()
    return float(similarities.mean() + _NOISE_DEVIATIONS * deviation)
