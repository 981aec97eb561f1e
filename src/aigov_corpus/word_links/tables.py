"""A table of the distinct words of both sides in which few cells are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
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


class WordTable:
    """Weights of some pairs of a source word and a target word; the others have weight 0.

    Args:
        weights: for each source word its keys, each with a weight.
        words_of_key: for each key the numbers of the target words that have it.
        tgt_words: the number of target words.
    """

    def __init__(
        self,
        weights: Sequence[Mapping[str, float]],
        words_of_key: Mapping[str, Sequence[int]],
        *,
        tgt_words: int,
    ) -> None:
        self._words_of_key = words_of_key
        self._absent = np.full(tgt_words, -1)
        cells = [self._find_cells(of_word) for of_word in weights]
        # the cells of source word `n` are those from `_starts[n]` to `_starts[n + 1]`
        self._starts = np.cumsum([0, *map(len, cells)])
        self._columns = np.fromiter(chain.from_iterable(cells), np.int64, self._starts[-1])
        values = chain.from_iterable(of_word.values() for of_word in cells)
        self._values = np.fromiter(values, np.float32, self._starts[-1])

    def _find_cells(self, weights: Mapping[str, float]) -> dict[int, float]:
        """Return the numbers of the target words that have one of some keys, with their weights."""
        found: dict[int, float] = {}
        for key, weight in weights.items():
            for number in self._words_of_key.get(key, ()):
                found[number] = max(found.get(number, 0.0), weight)
        return found

    def between(self, src: Ints, tgt: Ints) -> Floats:
        """Return the weights of some source words and some target words.

        Args:
            src: numbers of source words.
            tgt: numbers of target words, each at most once.

        Returns:
            float32 `(len(src), len(tgt))`.
        """
        first = self._starts[src]
        counts = self._starts[src + 1] - first
        rows = np.repeat(np.arange(len(src)), counts)
        cells = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(len(rows))
        columns = self._place(tgt)[self._columns[cells]]
        is_asked = columns >= 0
        found = np.zeros((len(src), len(tgt)), np.float32)
        found[rows[is_asked], columns[is_asked]] = self._values[cells[is_asked]]
        return found

    def raise_rows(self, rows: Floats, weights: Mapping[str, float], tgt: Ints) -> None:
        """Raise the values of some rows, in place, to the weights of keys that belong to no word.

        Args:
            rows: `(any number, len(tgt))`.
            weights: keys, each with its weight.
            tgt: numbers of target words, each at most once.
        """
        places = self._place(tgt)
        for number, weight in self._find_cells(weights).items():
            if places[number] >= 0:
                column = rows[:, places[number]]
                np.maximum(column, weight, out=column)

    def _place(self, tgt: Ints) -> Ints:
        """Return for each target word its place among some words, or -1."""
        places = self._absent.copy()
        places[tgt] = np.arange(len(tgt))
        return places
