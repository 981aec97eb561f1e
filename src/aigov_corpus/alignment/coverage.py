"""How well the clauses and words of one text are covered by sentences of the other.

In this module "this side" is the text whose units are covered. "The other side" is the text in
which their counterparts are looked for. A run is one or more consecutive sentences.

A unit is a clause or a content word of a sentence. The counterpart of a unit in a run of the other
side is the most similar unit of that run. The more similar the two are, the better the run covers
the unit. There are three kinds of units: clauses, words that are compared by their vectors
(`words`), and words that are looked up in the dictionary (`glosses`, where the similarity is 0 or
1).

All runs of one side of a window are compared with all runs of the other side at once. This needs
only the best counterparts in single sentences, because the best counterpart in a run is the best of
those in its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.covered_units import MatchedUnits, SortedUnits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.strips import Limits

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


CLAUSE_SMOOTHING = 1e-6
"""Added to the total weight of clauses (in characters) before a share is divided by it, so that the
divisor is never zero."""
WORD_SMOOTHING = 1.0
"""Added to the total weight of words (log inverse frequencies) before a share is divided by it.
Without it, a run whose only word is a common one would count as fully covered if that word is
covered."""

COVERAGE_FEATURES = (
    # the share of a run's units that is covered, 0 to 1
    "clauses",
    "words",
    "glosses",
    # how much that share would grow if the sentences next to the other run were part of it
    "clauses_outside",
    "words_outside",
    # how much the similarity of one unit would grow then: the unit that gains most
    "clauses_outside_max",
    "words_outside_max",
    # the share of the sentence that is covered worst, minus the share of the whole run
    "clauses_weakest",
    "words_weakest",
    "glosses_weakest",
    # how much the share loses if the other run loses its first or its last sentence (smaller loss)
    "clauses_end",
    "words_end",
    "glosses_end",
    # the similarity of the clause that is covered worst
    "clause_min",
)
"""The names of the coverage features of one side, in the order of their values."""

# Where groups of features stand in `COVERAGE_FEATURES`.
_SHARES = slice(0, 3)
_SHARES_AND_OUTSIDE = slice(0, 5)
_OUTSIDE_MAX = slice(5, 7)
_WEAKEST = slice(7, 10)
_ENDS = slice(10, 13)
_CLAUSE_MIN = 13

# Kinds of units, as indices.
_CLAUSES = 0
_WITH_OUTSIDE = 2  # the first two kinds have features about the sentences outside
_KINDS = 3


class _SentenceTables:
    """How well each run of the other side covers each single sentence of this side.

    Three tables have the shape `(quantities, sentences, sizes, columns)`. The value at
    `[q, s, size - 1, c]` is about sentence `s` of this side and the run of `size` sentences of the
    other side that begins at column `c`. For a run of this side the values of its sentences are
    combined: those of `sums` are added up, of `minima` the minimum is taken, of `maxima` the
    maximum.

    Args:
        kinds: the clauses, words and glosses of this side, in this order.
        shape: the number of nodes of the window on this side and on the other side.
        longest_own: the number of sentences of the longest run of this side.
        longest: the number of sentences of the longest run of the other side.

    Attributes:
        sums: five quantities. The first three, for clauses, words and glosses: the weighted sum of
            the similarities to the counterparts in the run. The other two, for clauses and words:
            how much this sum would grow if the sentences just before and just after the run were
            part of it.
        minima: four quantities. The first three, for clauses, words and glosses: the share of the
            sentence that is covered. The fourth: the similarity of the clause that is covered
            worst.
        maxima: two quantities, for clauses and words. How much the similarity of one unit would
            grow if the sentences just before and just after the run were part of it; for the unit
            that gains most.
        weights: `(sizes, 5, sentences)`. The number by which each of `sums` is divided, for the run
            of 1, 2, … sentences of this side that begins at each sentence.
    """

    def __init__(
        self,
        kinds: Sequence[MatchedUnits],
        shape: tuple[int, int],
        *,
        longest_own: int,
        longest: int,
    ) -> None:
        self._sentences = shape[0] + longest_own - 1
        self._longest = longest
        self._columns = shape[1] + 1
        table = (self._sentences, longest, self._columns)
        self.sums = np.empty((_KINDS + _WITH_OUTSIDE, *table), np.float32)
        self.minima = np.empty((_KINDS + 1, *table), np.float32)
        self.maxima = np.empty((_WITH_OUTSIDE, *table), np.float32)
        weights = []
        for kind, matched in enumerate(kinds):
            # one column before the first node, and room for the sentence after the longest run
            near = matched.cropped(self._sentences, self._columns + longest + 1)
            smoothing = np.float32(CLAUSE_SMOOTHING if kind == _CLAUSES else WORD_SMOOTHING)
            inside = self._best_inside(near.best)
            self._fill_inside(kind, near.units, inside, smoothing)
            if kind < _WITH_OUTSIDE:
                self._fill_outside(kind, near, inside)
            weights.append(reduce_runs(near.units.totals, longest_own) + smoothing)
        weights_of_sums = [*weights, *weights[:_WITH_OUTSIDE]]
        self.weights = np.array(weights_of_sums).swapaxes(0, 1)

    def _best_inside(self, best: Floats) -> Floats:
        """Return how similar each unit's counterpart in each run is, `(units, sizes, columns)`."""
        inner = best[:, 1:]
        found = np.empty((len(best), self._longest, self._columns), np.float32)
        found[:, 0] = inner[:, : self._columns]
        for size in range(1, self._longest):
            shorter = found[:, size - 1]
            added = inner[:, size : size + self._columns]
            np.maximum(shorter, added, out=found[:, size])
        return found

    def _fill_inside(
        self, kind: int, units: SortedUnits, inside: Floats, smoothing: np.float32
    ) -> None:
        """Fill in what concerns counterparts inside the runs, for one kind of units."""
        flat = inside.reshape(len(inside), -1)
        sums = self.sums[kind]
        flat_sums = sums.reshape(self._sentences, -1)
        np.matmul(units.weights, flat, out=flat_sums)
        totals = units.totals + smoothing
        np.divide(sums, totals[:, None, None], out=self.minima[kind])
        if kind == _CLAUSES:
            worst = units.order.reduce(flat, np.minimum)
            self.minima[_KINDS] = worst.reshape(sums.shape)

    def _fill_outside(self, kind: int, near: MatchedUnits, inside: Floats) -> None:
        """Fill in what concerns the sentences next to the runs, for one kind of units."""
        before = near.best[:, : self._columns]
        after = slide(near.best, 2, self._longest, self._columns)
        gains = np.maximum(before[:, None], after)
        gains -= inside
        np.maximum(gains, 0, out=gains)
        flat = gains.reshape(len(gains), -1)
        sums = self.sums[_KINDS + kind]
        flat_sums = sums.reshape(self._sentences, -1)
        np.matmul(near.units.weights, flat, out=flat_sums)
        most = near.units.order.reduce(flat)
        self.maxima[kind] = most.reshape(sums.shape)


def _write_features(
    sums: Floats, minima: Floats, maxima: Floats, weights: Floats, out: Floats
) -> None:
    """Write the coverage features of all beads with one `src_size` and any `tgt_size`.

    Args:
        sums: `(5, rows, tgt_sizes, columns)`, the quantities of `_SentenceTables.sums`.
        minima: `(4, rows, tgt_sizes, columns)`, the quantities of `_SentenceTables.minima`.
        maxima: `(2, rows, tgt_sizes, columns)`, the quantities of `_SentenceTables.maxima`.
        weights: the numbers by which `sums` are divided.
        out: `(features, rows, tgt_sizes, columns)`, filled with the features. The caller must have
            put sums into `out[_ENDS]` before: the larger of the two sums that remain if the run of
            the other side loses its first or its last sentence.
    """
    np.divide(sums, weights, out=out[_SHARES_AND_OUTSIDE])
    out[_OUTSIDE_MAX] = maxima
    shares = out[_SHARES]
    np.subtract(minima[:_KINDS], shares, out=out[_WEAKEST])
    ends = out[_ENDS]
    ends /= weights[:_KINDS]
    np.subtract(shares, ends, out=ends)
    out[_CLAUSE_MIN] = minima[_KINDS]


class SrcCoverage:
    """The coverage features of source runs: how well target runs cover them.

    Args:
        kinds: the clauses, words and glosses of the source side, in this order.
        shape: the number of rows and of columns of the window.
        limits: how many sentences the beads may have.
    """

    def __init__(
        self, kinds: Sequence[MatchedUnits], shape: tuple[int, int], limits: Limits
    ) -> None:
        tables = _SentenceTables(kinds, shape, longest_own=limits.src, longest=limits.tgt)
        self._shape = shape
        self._weights = tables.weights
        self._by_sentence = (tables.sums, tables.minima, tables.maxima)
        # the same for the source runs that were asked for last
        rows = shape[0]
        self._by_run = [table[:, :rows] for table in self._by_sentence]

    def write(self, src_size: int, out: Floats) -> None:
        """Write the features of all beads with `src_size` source sentences.

        Args:
            src_size: must be 1 in the first call and one more in each later call, because the
                tables for a run are made from those for the run that is one sentence shorter.
            out: `(COVERAGE_FEATURES, rows, tgt_sizes, columns)`, filled with the features of the
                beads with 1, 2, … target sentences.
        """
        rows, columns = self._shape
        longest_tgt = out.shape[2]
        if src_size > 1:
            self._lengthen(src_size, longest_tgt)
        sums, minima, maxima = (table[:, :, :longest_tgt, :columns] for table in self._by_run)
        # the counterparts that remain without the last, or without the first target sentence; of
        # one target sentence nothing is taken away
        remaining = out[_ENDS]
        without_last = sums[:_KINDS, :, :-1]
        next_column = self._by_run[0][..., 1:]
        without_first = next_column[:_KINDS, :, : longest_tgt - 1]
        remaining[:, :, 0] = sums[:_KINDS, :, 0]
        np.maximum(without_last, without_first, out=remaining[:, :, 1:])
        weights = self._weights[src_size - 1][:, :rows, None, None]
        _write_features(sums, minima, maxima, weights, out)

    def _lengthen(self, src_size: int, longest_tgt: int) -> None:
        """Make the tables for runs of `src_size` sentences from those for the next shorter runs."""
        rows = self._shape[0]
        added = slice(src_size - 1, src_size - 1 + rows)
        ufuncs = (np.add, np.minimum, np.maximum)
        self._by_run = [
            ufunc(run[:, :, :longest_tgt], sentence[:, added, :longest_tgt])
            for ufunc, run, sentence in zip(ufuncs, self._by_run, self._by_sentence, strict=True)
        ]


class TgtCoverage:
    """The coverage features of target runs: how well source runs cover them.

    The features have the same layout as those of `SrcCoverage`.

    Args:
        kinds: the clauses, words and glosses of the target side, in this order.
        shape: the number of rows and of columns of the window.
        limits: how many sentences the beads may have.
    """

    def __init__(
        self, kinds: Sequence[MatchedUnits], shape: tuple[int, int], limits: Limits
    ) -> None:
        self._tables = _SentenceTables(
            kinds, shape[::-1], longest_own=limits.tgt, longest=limits.src
        )
        self._shape = shape
        # the sums of the call before: those of source runs with one sentence less
        self._shorter_sums = np.empty((0, 0, 0, 0), np.float32)

    def write(self, src_size: int, out: Floats) -> None:
        """Write the features of all beads with `src_size` source sentences.

        Args:
            src_size: must be 1 in the first call and one more in each later call.
            out: `(COVERAGE_FEATURES, rows, tgt_sizes, columns)`, filled with the features of the
                beads with 1, 2, … target sentences.
        """
        rows, columns = self._shape
        longest_tgt = out.shape[2]
        tables = self._tables
        # one row more than the nodes have: the runs without their first source sentence, which the
        # next call needs, begin one row further down
        sums = self._by_target_run(tables.sums, src_size, rows + 1, longest_tgt, np.add)
        if src_size > 1:
            shorter = self._shorter_sums[:_KINDS, :, :longest_tgt]
            without_last = shorter[:, :rows]
            without_first = shorter[:, 1:]
            np.maximum(without_last, without_first, out=out[_ENDS])
        else:
            out[_ENDS] = sums[:_KINDS, :rows]
        self._shorter_sums = sums
        minima = self._by_target_run(tables.minima, src_size, rows, longest_tgt, np.minimum)
        maxima = self._by_target_run(tables.maxima, src_size, rows, longest_tgt, np.maximum)
        weights = tables.weights[:longest_tgt].swapaxes(0, 1)
        weights = weights[:, None, :, :columns]
        _write_features(sums[:, :rows], minima, maxima, weights, out)

    def _by_target_run(
        self, table: Floats, src_size: int, rows: int, longest_tgt: int, ufunc: np.ufunc
    ) -> Floats:
        """Turn a table about single target sentences into one about runs of target sentences.

        Returns:
            An array `(quantities, rows, tgt_sizes, columns)`, where tgt_sizes are 1, 2, …
            sentences.
        """
        columns = self._shape[1]
        by_node = table[:, :, src_size - 1, :rows].swapaxes(1, 2)
        sentences = np.ascontiguousarray(by_node)
        found = np.empty((len(table), rows, longest_tgt, columns), np.float32)
        found[:, :, 0] = sentences[..., :columns]
        for size in range(1, longest_tgt):
            shorter = found[:, :, size - 1]
            added = sentences[..., size : size + columns]
            ufunc(shorter, added, out=found[:, :, size])
        return found


def slide(values: Floats, start: int, count: int, width: int) -> Floats:
    """Return a view of `values` with `count` parts of each row, each one column further right.

    It takes a tenth of the time of `sliding_window_view`, which is that of a small operation.

    Args:
        values: `(rows, columns)`, contiguous.
        start: the first column of the first part.
        count: the number of parts.
        width: the number of columns of a part.

    Returns:
        An array `(rows, count, width)`. At `[i, k]` it holds `values[i, start + k :][:width]`.
    """
    row, column = values.strides
    shape = (len(values), count, width)
    return np.ndarray(shape, values.dtype, values, start * column, (row, column, column))


def reduce_runs(values: Floats, longest: int, *, ufunc: np.ufunc = np.add) -> Floats:
    """Combine the elements of every run of 1 to `longest` elements along the first axis.

    Args:
        values: an array of any number of axes.
        longest: the number of elements of the longest run.
        ufunc: a numpy function that combines two values into one; by default their sum.

    Returns:
        An array `(longest, *values.shape)`. At `[size - 1, i]` it holds the combined elements of
        `values[i : i + size]`. A run that would pass the end of the axis has fewer elements.
    """
    found = np.empty((longest, *values.shape), values.dtype)
    found[0] = values
    for size in range(1, longest):
        found[size] = found[size - 1]
        longer = found[size, :-size]
        ufunc(longer, values[size:], out=longer)
    return found
