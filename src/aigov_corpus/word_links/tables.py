"""A table of the distinct words of both sides in which few cells are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def group_by_key(keys_of_words: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return for each key the numbers of the words that have it."""
    found: dict[str, list[int]] = {}
    for number, keys in enumerate(keys_of_words):
        for key in keys:
            found.setdefault(key, []).append(number)
    return found


def find_cells(
    weights: Mapping[str, float], words_of_key: Mapping[str, Sequence[int]]
) -> dict[int, float]:
    """Return the numbers of the target words that have one of some keys, with their weights.

    Args:
        weights: keys, each with its weight.
        words_of_key: for each key the numbers of the target words that have it.
    """
    found: dict[int, float] = {}
    for key in weights.keys() & words_of_key.keys():
        weight = weights[key]
        for number in words_of_key[key]:
            if weight > found.get(number, 0.0):
                found[number] = weight
    return found


class WordTable:
    """Weights of several kinds of some pairs of a source word and a target word; else 0.

    Args:
        kinds: for each kind of weight the cells of each source word: numbers of target words, each
            with its weight.
    """

    def __init__(self, *kinds: Sequence[Mapping[int, float]]) -> None:
        self._kinds = len(kinds)
        both = zip(*kinds, strict=True)
        cells = [dict.fromkeys(chain.from_iterable(of_word)) for of_word in both]
        # the cells of source word `n` are those from `_starts[n]` to `_starts[n + 1]`
        self._starts = np.cumsum([0, *map(len, cells)])
        self._columns = np.fromiter(chain.from_iterable(cells), np.int64, self._starts[-1])
        values = (
            of_word.get(number, 0.0)
            for kind in kinds
            for of_word, numbers in zip(kind, cells, strict=True)
            for number in numbers
        )
        self._values = np.fromiter(values, np.float32, len(kinds) * self._starts[-1])
        self._values = self._values.reshape(len(kinds), -1)

    def fill(self, table: Floats, src: Ints, places: Ints) -> None:
        """Fill in the weights of some source words and some target words.

        Args:
            table: `(kinds, source words, target words)`, all 0.
            src: numbers of source words.
            places: for each target word its place in the table, or -1 if it is not asked for.
        """
        first = self._starts[src]
        counts = self._starts[src + 1] - first
        ends = counts.cumsum()
        cells = (first - ends + counts).repeat(counts)
        cells += np.arange(len(cells))
        columns = places[self._columns[cells]]
        is_asked = columns >= 0
        rows = np.arange(len(src)).repeat(counts)[is_asked]
        table[:, rows, columns[is_asked]] = self._values[:, cells[is_asked]]
