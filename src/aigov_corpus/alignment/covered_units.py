"""Units of sentences (clauses and words), sorted so that sums and maxima over them are fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


CONTEXT_BEFORE = 6
"""How many sentences before a window's first node are read to compute the window's features."""


class RankOrder:
    """An order of the units of a text: first all first units of sentences, then all second units.

    The third units follow, and so on. Among units of the same rank, those of sentences with more
    units come first. In this order the maximum over the units of each sentence takes a few
    operations on slices. That is several times as fast as `np.maximum.reduceat`.

    Args:
        counts: `(sentences,)`, the number of units of each sentence; at least 1 each.
    """

    def __init__(self, counts: Ints) -> None:
        self.counts = counts
        self._sentences = np.argsort(-counts, kind="stable")
        sorted_counts = counts[self._sentences]
        # of each rank, how many sentences have a unit of it
        sizes = np.cumsum(np.bincount(sorted_counts)[::-1])[-2::-1]
        self._sizes: list[int] = sizes.tolist()
        first_units = (np.cumsum(counts) - counts)[self._sentences]
        rank = np.repeat(np.arange(len(sizes)), sizes)
        within_rank = np.arange(len(rank)) - (np.cumsum(sizes) - sizes)[rank]
        self.positions: Ints = first_units[within_rank] + rank
        """`(units,)`. `positions[k]` is the index in the text of the unit that comes at place k in
        this order."""

    def reduce(self, values: Floats, ufunc: np.ufunc = np.maximum) -> Floats:
        """Combine the values of all units of a sentence into one, separately in each column.

        Args:
            values: `(units, columns)`, with the units in this order.
            ufunc: a numpy function that combines two values into one; by default their maximum.

        Returns:
            An array `(sentences, columns)`, with the sentences in the order of the text.
        """
        most, *fewer = self._sizes
        reduced = values[:most].copy()
        start = most
        for size in fewer:
            sentences = reduced[:size]
            ufunc(sentences, values[start : start + size], out=sentences)
            start += size
        found = np.empty_like(reduced)
        found[self._sentences] = reduced
        return found


@dataclass(frozen=True, slots=True)
class SortedUnits:
    """The clauses or the words of some sentences, sorted as `RankOrder` says.

    Attributes:
        order: the order of the units.
        weights: `(sentences, units)`. Row `i` holds the weights of the units of sentence `i`, and 0
            for all other units.
        totals: `(sentences,)`, the sum of the weights of the units of each sentence.
    """

    order: RankOrder
    weights: Floats
    totals: Floats

    @classmethod
    def from_text(cls, weights: Floats, starts: Ints) -> SortedUnits:
        """Make `SortedUnits` from units in the order of the text.

        Args:
            weights: `(units,)`, the weight of each unit.
            starts: `(sentences,)`, the index of the first unit of each sentence.
        """
        count = len(weights)
        counts = np.diff(starts, append=count)
        order = RankOrder(counts)
        sentence_of_unit = np.repeat(np.arange(len(starts)), counts)
        matrix = np.zeros((len(starts), count), np.float32)
        places = sentence_of_unit[order.positions], np.arange(count)
        matrix[places] = weights[order.positions]
        return cls(order, matrix, matrix.sum(axis=1))

    def matched(self, best: Floats) -> MatchedUnits:
        """Return these units together with the similarities to their counterparts.

        Args:
            best: `(units, sentences of the other side)`, with the units in `RankOrder`. The
                similarity of each unit to its best counterpart in each sentence.
        """
        return MatchedUnits(self, np.ascontiguousarray(best))


@dataclass(frozen=True, slots=True)
class MatchedUnits:
    """Units of this side, and how similar their best counterparts on the other side are.

    Attributes:
        units: the units of this side.
        best: `(units, sentences of the other side)`. The similarity of each unit to its best
            counterpart in each sentence.
    """

    units: SortedUnits
    best: Floats

    def cropped(self, sentences: int, columns: int) -> MatchedUnits:
        """Return only the part that the nodes of a window need.

        Args:
            sentences: how many sentences of this side to keep. The first is the one at the window's
                first node.
            columns: how many sentences of the other side to keep. The first is the one before the
                window's first node.
        """
        kept_sentences = slice(CONTEXT_BEFORE, CONTEXT_BEFORE + sentences)
        kept_columns = slice(CONTEXT_BEFORE - 1, CONTEXT_BEFORE - 1 + columns)
        counts = self.units.order.counts
        is_kept = np.zeros(len(counts), np.bool_)
        is_kept[kept_sentences] = True
        unit_is_kept = np.repeat(is_kept, counts)
        kept_units = np.flatnonzero(unit_is_kept[self.units.order.positions])
        units = SortedUnits(
            RankOrder(counts[kept_sentences]),
            self.units.weights[kept_sentences, kept_units],
            self.units.totals[kept_sentences],
        )
        return MatchedUnits(units, self.best[kept_units, kept_columns])

    def share(self, best: Floats, smoothing: float) -> Floats:
        """Return which share of the units of each sentence is covered, by weight.

        Args:
            best: `(units, columns)`, the similarity of each unit to its counterpart.
            smoothing: a number that is added to the total weight of each sentence's units.

        Returns:
            An array `(sentences, columns)`.
        """
        covered = self.units.weights @ best
        totals = self.units.totals + smoothing
        share: Floats = covered / totals[:, None]
        return share
