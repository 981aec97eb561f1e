"""How well the clauses and words of one text are covered by sentences of the other.

A unit is a clause or a content word of a sentence. Its counterpart in a run of the other text is
the most similar unit there, and the similarity of the two says how well the run covers the unit.
There are three kinds of units: clauses, words by their vectors (`words`), and words by the
dictionary (`glosses`, where the similarity is 0 or 1).

The coverage of every run of a window by every run of the other text is computed at once. It is
built from the best counterparts in single sentences: the best counterpart in a run is the best of
those in its sentences.

In this module "this side" is the text whose units are covered, and "the other side" is the text in
which counterparts are looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

CONTEXT_BEFORE = 6
"""Sentences before the first node of a window that its features look at."""

CLAUSE_SMOOTHING = 1e-6
"""Added to the weight of clauses (characters) that shares are divided by: never divide by zero."""
WORD_SMOOTHING = 1.0
"""Added to the weight of words (log inverse frequencies) that shares are divided by: a run with a
single common word is not fully covered because that word is."""

COVERAGE_FEATURES = (
    # the share of a run's units that is covered, 0 to 1
    "clauses",
    "words",
    "glosses",
    # what the sentences just outside the other run would add to that share
    "clauses_outside",
    "words_outside",
    # what they would add to the single unit that they help most
    "clauses_outside_max",
    "words_outside_max",
    # the share of the sentence that is covered worst, less the share of the run
    "clauses_weakest",
    "words_weakest",
    "glosses_weakest",
    # what the share loses without the first or the last sentence of the other run, the lesser loss
    "clauses_end",
    "words_end",
    "glosses_end",
    # the similarity of the clause that is covered worst
    "clause_min",
)
"""The coverage features of one side, in the order in which they are written."""

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


class RankOrder:
    """The units of a text sorted by their rank in their sentence.

    First comes the first unit of every sentence, then the second unit of the sentences that have
    one, and so on; sentences with more units come first. In this order a maximum per sentence takes
    a few operations on slices, which is several times as fast as `np.maximum.reduceat`.

    Args:
        counts: `(sentences,)`, the number of units of each sentence; at least 1.
    """

    def __init__(self, counts: Ints) -> None:
        self.counts = counts
        self._sentences = np.argsort(-counts, kind="stable")
        sorted_counts = counts[self._sentences]
        ranks = range(sorted_counts[0])
        has_rank = [sorted_counts > rank for rank in ranks]
        self._sizes = [int(np.count_nonzero(sentences)) for sentences in has_rank]
        first_units = (np.cumsum(counts) - counts)[self._sentences]
        positions = []
        for rank, size in enumerate(self._sizes):
            positions.append(first_units[:size] + rank)
        self.positions: Ints = np.concatenate(positions)
        """`(units,)`. `positions[k]` is the position in the text of the unit at place k here."""

    def reduce(self, values: Floats, ufunc: np.ufunc = np.maximum) -> Floats:
        """Reduce the units of each sentence to one value per column.

        Args:
            values: `(units, columns)`, with the units in this order.
            ufunc: how two values become one.

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
class Units:
    """The clauses or the words of some sentences, in `RankOrder`.

    Attributes:
        order: how the units are sorted.
        weights: `(sentences, units)`. The weight of each unit in the row of its sentence, 0
            elsewhere.
        totals: `(sentences,)`. The summed weight of each sentence's units.
    """

    order: RankOrder
    weights: Floats
    totals: Floats

    @classmethod
    def from_text(cls, weights: Floats, starts: Ints) -> Units:
        """Sort the units of some sentences.

        Args:
            weights: `(units,)`, in the order of the text.
            starts: `(sentences,)`, the position of the first unit of each sentence.
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
        """Return these units with their counterparts.

        Args:
            best: `(units, sentences of the other side)`, with the units in `RankOrder`.
        """
        return MatchedUnits(self, np.ascontiguousarray(best))


@dataclass(frozen=True, slots=True)
class MatchedUnits:
    """Units of this side, with their best counterparts in each sentence of the other side.

    Attributes:
        units: the units.
        best: `(units, sentences of the other side)`. The similarity of each unit to its best
            counterpart in each sentence.
    """

    units: Units
    best: Floats

    def cropped(self, sentences: int, columns: int) -> MatchedUnits:
        """Return the part that the nodes of a window need.

        Args:
            sentences: how many sentences of this side to keep, from the window's first node on.
            columns: how many sentences of the other side to keep, from one before the first node
                on.
        """
        kept_sentences = slice(CONTEXT_BEFORE, CONTEXT_BEFORE + sentences)
        kept_columns = slice(CONTEXT_BEFORE - 1, CONTEXT_BEFORE - 1 + columns)
        counts = self.units.order.counts
        is_kept = np.zeros(len(counts), np.bool_)
        is_kept[kept_sentences] = True
        unit_is_kept = np.repeat(is_kept, counts)
        kept_units = np.flatnonzero(unit_is_kept[self.units.order.positions])
        units = Units(
            RankOrder(counts[kept_sentences]),
            self.units.weights[kept_sentences, kept_units],
            self.units.totals[kept_sentences],
        )
        return MatchedUnits(units, self.best[kept_units, kept_columns])

    def share(self, best: Floats, smoothing: float) -> Floats:
        """Return the share of each sentence's units that is covered.

        Args:
            best: `(units, columns)`, the similarity of each unit to its counterpart.
            smoothing: added to the weight of the units.

        Returns:
            An array `(sentences, columns)`.
        """
        covered = self.units.weights @ best
        totals = self.units.totals + smoothing
        share: Floats = covered / totals[:, None]
        return share


class _SentenceTables:
    """How each single sentence of this side is covered by each run of the other side.

    The tables have the shape `(quantities, sentences, runs, columns)`: for each sentence of this
    side, the runs of 1, 2, … sentences of the other side that begin at each column.

    Args:
        kinds: clauses, words and glosses of this side, in this order.
        shape: how many nodes the window has on this side and on the other side.
        longest: sentences of the longest run.

    Attributes:
        sums: five quantities. For clauses, words and glosses: the weighted sum of the similarities
            to the counterparts in the run. For clauses and words: the weighted sum of what the
            sentences just outside the run would add.
        minima: four quantities. For clauses, words and glosses: the share that is covered. For
            clauses: the similarity of the clause that is covered worst.
        maxima: two quantities. For clauses and words: what the sentences just outside the run would
            add to the unit that they help most.
        weights: `(runs of this side, 5, sentences)`. The weight by which each of `sums` is divided,
            for the runs of 1, 2, … sentences of this side that begin at each sentence.
    """

    def __init__(self, kinds: Sequence[MatchedUnits], shape: tuple[int, int], longest: int) -> None:
        self._sentences = shape[0] + longest - 1
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
            weights.append(reduce_runs(near.units.totals, longest) + smoothing)
        weights_of_sums = [*weights, *weights[:_WITH_OUTSIDE]]
        self.weights = np.array(weights_of_sums).swapaxes(0, 1)

    def _best_inside(self, best: Floats) -> Floats:
        """Return the best counterpart of each unit in each run, `(units, runs, columns)`."""
        inner = best[:, 1:]
        found = np.empty((len(best), self._longest, self._columns), np.float32)
        found[:, 0] = inner[:, : self._columns]
        for size in range(1, self._longest):
            shorter = found[:, size - 1]
            added = inner[:, size : size + self._columns]
            np.maximum(shorter, added, out=found[:, size])
        return found

    def _fill_inside(self, kind: int, units: Units, inside: Floats, smoothing: np.float32) -> None:
        """Fill the tables about counterparts inside the runs for one kind of units."""
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
        """Fill the tables about the sentences just outside the runs for one kind of units."""
        before = near.best[:, : self._columns]
        after = sliding_window_view(near.best[:, 2:], self._columns, axis=1)
        after = after[:, : self._longest]
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
    """Turn tables of runs into the coverage features of one `src_size` and all `tgt_size`.

    Args:
        sums: `(5, rows, tgt_sizes, columns)`, quantities as in `_SentenceTables.sums`.
        minima: `(4, rows, tgt_sizes, columns)`, quantities as in `_SentenceTables.minima`.
        maxima: `(2, rows, tgt_sizes, columns)`, quantities as in `_SentenceTables.maxima`.
        weights: what each of `sums` is divided by.
        out: `(features, rows, tgt_sizes, columns)`, filled with the features. On entry the places
            `_ENDS` hold the sums that remain without the first or the last sentence of the other
            run, whichever is more.
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
    """Coverage of source runs by target runs.

    Args:
        kinds: clauses, words and glosses of the source side, in this order.
        shape: rows and columns of the window's nodes.
        longest: sentences of the longest run.
    """

    def __init__(self, kinds: Sequence[MatchedUnits], shape: tuple[int, int], longest: int) -> None:
        tables = _SentenceTables(kinds, shape, longest)
        self._shape = shape
        self._weights = tables.weights
        self._by_sentence = (tables.sums, tables.minima, tables.maxima)
        # the same for the source runs that were asked for last
        rows = shape[0]
        self._by_run = [table[:, :rows] for table in self._by_sentence]

    def write(self, src_size: int, out: Floats) -> None:
        """Write the features of the beads of `src_size` source sentences.

        Args:
            src_size: 1 in the first call, then one more in each call: the tables of a run are made
                from those of the run that is one sentence shorter.
            out: `(COVERAGE_FEATURES, rows, tgt_sizes, columns)`, filled; tgt_sizes are 1, 2, …
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
        """Make the tables of runs of `src_size` sentences from those of one sentence less.

        Args:
            src_size: sentences of the source runs.
            longest_tgt: sentences of the longest target run.
        """
        rows = self._shape[0]
        added = slice(src_size - 1, src_size - 1 + rows)
        ufuncs = (np.add, np.minimum, np.maximum)
        self._by_run = [
            ufunc(run[:, :, :longest_tgt], sentence[:, added, :longest_tgt])
            for ufunc, run, sentence in zip(ufuncs, self._by_run, self._by_sentence, strict=True)
        ]


class TgtCoverage:
    """Coverage of target runs by source runs, written in the same layout as `SrcCoverage`.

    Args:
        kinds: clauses, words and glosses of the target side, in this order.
        shape: rows and columns of the window's nodes.
        longest: sentences of the longest run.
    """

    def __init__(self, kinds: Sequence[MatchedUnits], shape: tuple[int, int], longest: int) -> None:
        self._tables = _SentenceTables(kinds, shape[::-1], longest)
        self._shape = shape
        # the sums of the call before: those of source runs with one sentence less
        self._shorter_sums = np.empty((0, 0, 0, 0), np.float32)

    def write(self, src_size: int, out: Floats) -> None:
        """Write the features of the beads of `src_size` source sentences.

        Args:
            src_size: 1 in the first call, then one more in each call.
            out: `(COVERAGE_FEATURES, rows, tgt_sizes, columns)`, filled; tgt_sizes are 1, 2, …
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
        """Reduce a table of single target sentences to target runs of 1, 2, … sentences.

        Args:
            table: one of the tables of `_SentenceTables`.
            src_size: sentences of the source runs.
            rows: how many rows of nodes are wanted.
            longest_tgt: sentences of the longest target run.
            ufunc: how the values of two sentences become one.

        Returns:
            An array `(quantities, rows, tgt_sizes, columns)`.
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


def reduce_runs(values: Floats, longest: int, *, ufunc: np.ufunc = np.add) -> Floats:
    """Reduce runs of 1 to `longest` elements of the first axis, beginning at every element.

    Args:
        values: an array of any number of axes.
        longest: elements of the longest run.
        ufunc: how two values become one; the sum by default.

    Returns:
        An array `(longest, *values.shape)`. `[size - 1, i]` is the reduction of
        `values[i : i + size]`: a run that would pass the end has fewer elements.
    """
    found = np.empty((longest, *values.shape), values.dtype)
    found[0] = values
    for size in range(1, longest):
        found[size] = found[size - 1]
        longer = found[size, :-size]
        ufunc(longer, values[size:], out=longer)
    return found
