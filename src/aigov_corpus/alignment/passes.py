"""The forward and the backward pass of the dynamic programme, one row of nodes at a time.

A partial alignment is a chain of beads. In the forward pass it leads from node `(0, 0)` to some
node, in the backward pass from some node to the end of both texts. Its log-weight is the sum of the
scores of its beads, with bonuses. The value of a node tells about all partial alignments of that
node: with `BEST` it is the log-weight of the best one, and with `SUM` it is their log-sum, which is
the logarithm of the sum of their weights.

A pass computes three values for each node, one for each kind of the bead that ends at the node
(`BOTH_SIDES`, `SRC_NULL`, `TGT_NULL`). The kind has to be known because a null bead earns a bonus
if the bead just before it is a null bead of the same side.

All shapes and columns of a row are computed at once. A bead of `src_size` source sentences that
ends in row `i` begins in row `i - src_size`. So a pass needs only the last few rows, and keeps them
together with those of one strip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.strips import (
    BOTH_SIDES,
    KINDS,
    NEVER,
    NEVER_BOUND,
    SRC_NULL,
    TGT_NULL,
    Band,
    Strip,
    shift_columns,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reduction:
    """How the log-weights of several partial alignments are combined into one value.

    Attributes:
        first_axis: a function of `(values, out)`. It combines `values` over the first axis, writes
            the result to `out`, and may overwrite `values`.
        pairwise: a numpy function that combines two arrays, element by element.
    """

    first_axis: Callable[[Floats, Floats], object]
    pairwise: np.ufunc


def log_sum(values: Floats) -> Floats:
    """Return `log(sum(exp(values)))` over the first axis, without changing `values`."""
    return _write_log_sum(values.copy(), np.empty(values.shape[1:]))


def _write_log_sum(values: Floats, out: Floats) -> Floats:
    """Write `log(sum(exp(values)))` over the first axis to `out`, and return `out`.

    `values` is overwritten. The result is never below `NEVER`.
    """
    # `reduce` itself: the methods of arrays take a microsecond more, and there are many short rows
    top = np.maximum.reduce(values, axis=0)
    values -= top
    np.exp(values, out=values)
    np.add.reduce(values, axis=0, out=out)
    np.log(out, out=out)
    out += top
    return np.maximum(out, NEVER, out=out)


def _write_maximum(values: Floats, out: Floats) -> Floats:
    """Write the maximum over the first axis to `out`, and return `out`."""
    top: Floats = np.maximum.reduce(values, axis=0, out=out)
    return top


BEST = Reduction(_write_maximum, np.maximum)
"""Makes the value of a node the log-weight of its best partial alignment (Viterbi)."""
SUM = Reduction(_write_log_sum, np.logaddexp)
"""Makes the value of a node the log-sum over all its partial alignments (forward-backward)."""


def forward(
    band: Band, reduction: Reduction, *, best_shapes: list[Ints] | None = None
) -> Iterator[Floats]:
    """Yield the values of all nodes, for partial alignments from the beginning of the texts.

    Args:
        band: the scores of the beads.
        reduction: `BEST` or `SUM`.
        best_shapes: a list, to which one array `(rows, columns)` per strip is appended. For each
            node it holds an index of a shape. Among the partial alignments whose last bead has
            sentences on both sides, it is the shape of that bead in the best one.

    Yields:
        One array `(rows, KINDS, columns)` per strip, in order. The middle axis is the kind of the
        last bead.
    """
    run = _Forward(band, reduction)
    for strip in band.strips:
        if best_shapes is None:
            yield run.strip(strip)
        else:
            shapes = np.zeros((strip.height, strip.width), np.int64)
            values = run.strip(strip, shapes)
            best_shapes.append(shapes)
            yield values


def backward(band: Band) -> Iterator[Floats]:
    """Yield the log-sums of all nodes, for partial alignments to the end of the texts.

    Yields:
        One array `(rows, KINDS, columns)` per strip, from the last strip to the first. The middle
        axis is the kind of the bead that ends at the node. It is needed because it decides whether
        a null bead that begins at the node earns the bonus.
    """
    run = _Backward(band)
    for strip in reversed(band.strips):
        yield run.strip(strip)


@dataclass(frozen=True, slots=True)
class _LongArrivals:
    """The long beads that end in one row.

    Attributes:
        numbers: the number of each of them in `Band.long_beads`.
        columns: the column that each ends in, counted from the first column of the strip.
        values: for each, the value of the partial alignments that end with it.
    """

    numbers: list[int]
    columns: list[int]
    values: Floats

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        """Yield number, column and value of each bead."""
        return zip(self.numbers, self.columns, self.values.tolist(), strict=True)


_NO_ARRIVALS = _LongArrivals([], [], np.empty(0))

# Computes the values of target nulls of one row: `enter`, `pairwise` and `out` of
# `_NullChains.write`.
_WriteChain = Callable[["Floats", np.ufunc, "Floats"], None]


class _Forward:
    """The state of a forward pass between two rows.

    Attributes:
        _rows: `(reach + rows of the strip, shapes, margin + columns)`. For each node of the strip
            and of the `reach` rows before it, and each shape: the value of the partial alignments
            that pass through that node and end with the bead of that shape that begins there. The
            first `margin` columns stand for nodes to the left of the strip.
        _above: `(KINDS, columns)`, the values of the row before.
        _null_above: `(columns,)`, the scores of the source nulls that begin in the row before.
        _left: the first column of the strip before.
        _long_values: `(long beads,)`, for each long bead that began in a row before: the value of
            the partial alignments that end with it.
    """

    def __init__(self, band: Band, reduction: Reduction) -> None:
        self._band = band
        self._reduction = reduction
        self._reach = int(band.src_sizes.max())
        self._margin = int(band.tgt_sizes.max())
        self._rows = np.full((self._reach, len(band.src_sizes), self._margin), NEVER)
        self._above = np.full((KINDS, 0), NEVER)
        self._null_above = np.full(0, NEVER)
        self._left = 0
        self._long_values = np.full(len(band.long_beads), NEVER)

    def strip(self, strip: Strip, best_shapes: Ints | None = None) -> Floats:
        """Compute the next strip's values, `(rows, KINDS, columns)`, and fill `best_shapes`."""
        self._enter(strip)
        arrivals = self._arrivals(strip.width)
        null_src = strip.null_src + self._band.null
        chains = _NullChains(strip.null_tgt + self._band.null, self._band.continued)
        values = np.empty((strip.height, KINDS, strip.width))
        leaving_rows = self._rows[self._reach :, :, self._margin :]
        flat, row_size = self._rows.reshape(-1), self._rows[0].size
        for row, i in enumerate(range(*strip.rows)):
            arriving = flat[row * row_size :].take(arrivals)
            long_beads = self._long_arrivals(i)
            if best_shapes is not None:
                arriving.argmax(axis=0, out=best_shapes[row])
                if long_beads.numbers:
                    self._choose_long(long_beads, arriving.max(axis=0), best_shapes[row])
            leaving = self._row(i, arriving, partial(chains.write, row), long_beads, values[row])
            self._leave_by_long(i, leaving)
            self._above = values[row]
            self._null_above = null_src[row]
            np.add(strip.beads[row], leaving, out=leaving_rows[row])
        return values

    def _enter(self, strip: Strip) -> None:
        """Move the stored values of the last rows to the columns of a new strip."""
        shift = self._left - strip.columns[0]
        self._left = strip.columns[0]
        last_rows = shift_columns(self._rows[-self._reach :], shift, self._margin + strip.width)
        self._rows = np.full((self._reach + strip.height, *last_rows.shape[1:]), NEVER)
        self._rows[: self._reach] = last_rows
        self._above = shift_columns(self._above, shift, strip.width)
        self._null_above = shift_columns(self._null_above, shift, strip.width)

    def _arrivals(self, width: int) -> Ints:
        """Return where the beads are stored that end at each node of the strip's first row.

        Returns:
            An array `(shapes, columns)` of indices into the flattened `_rows`.
        """
        row_length = self._margin + width
        shapes = np.arange(len(self._band.src_sizes))[:, None]
        columns = np.arange(self._margin, row_length) - self._band.tgt_sizes
        rows = self._reach - self._band.src_sizes
        found: Ints = (rows * len(shapes) + shapes) * row_length + columns
        return found

    def _long_arrivals(self, i: int) -> _LongArrivals:
        """Return the long beads that end in row `i`."""
        numbers, columns = self._band.long_beads.ending_in(i)
        if not numbers:
            return _NO_ARRIVALS
        inside = [column - self._left for column in columns]
        return _LongArrivals(numbers, inside, self._long_values[numbers])

    def _choose_long(self, long_beads: _LongArrivals, best: Floats, best_shapes: Ints) -> None:
        """Note where a long bead is better than the best other bead that ends at the same node.

        Args:
            long_beads: the long beads that end in the row.
            best: `(columns,)`, the value of the best other bead; overwritten.
            best_shapes: `(columns,)`. Where a long bead is better, its number is written there,
                plus the number of shapes.
        """
        shapes = len(self._band.src_sizes)
        for number, column, value in long_beads:
            if value > best[column]:
                best[column] = value
                best_shapes[column] = shapes + number

    def _leave_by_long(self, i: int, leaving: Floats) -> None:
        """Compute the values of the long beads that begin in row `i`.

        Args:
            i: the row.
            leaving: `(columns,)`, the values of the nodes of the row.
        """
        long_beads = self._band.long_beads
        numbers, columns = long_beads.beginning_in(i)
        for number, column in zip(numbers, columns, strict=True):
            value = leaving[column - self._left] + long_beads.scores[number]
            self._long_values[number] = value

    def _row(
        self,
        i: int,
        arriving: Floats,
        write_chain: _WriteChain,
        long_beads: _LongArrivals,
        values: Floats,
    ) -> Floats:
        """Compute the values of row `i`.

        Args:
            i: the row.
            arriving: `(shapes, columns)`, the values by the shape of the last bead; overwritten.
            write_chain: computes the values of target nulls of the row (see `_NullChains.write`).
            long_beads: the long beads that end in the row.
            values: `(KINDS, columns)`, filled with the values.

        Returns:
            The values of all three kinds of last beads combined, `(columns,)`.
        """
        pairwise = self._reduction.pairwise
        bonus = self._band.continued
        by_bead, by_src, by_tgt = values
        self._reduction.first_axis(arriving, by_bead)
        for _, column, value in long_beads:
            by_bead[column] = pairwise(by_bead[column], value)
        other_kinds = pairwise(self._above[BOTH_SIDES], self._above[TGT_NULL])
        pairwise(other_kinds, self._above[SRC_NULL] + bonus, out=by_src)
        by_src += self._null_above
        if i == 0:
            by_bead[0] = 0.0
            by_src[:] = NEVER
        not_by_tgt = pairwise(by_bead, by_src)
        write_chain(not_by_tgt, pairwise, by_tgt)
        combined: Floats = pairwise(not_by_tgt, by_tgt)
        return combined


class _Backward:
    """The state of a backward pass between two rows.

    The pass goes from the last row to the first, so "next" rows are those further down.

    Attributes:
        _rows: `(rows of the strip + reach, columns + margin)`. For each node of the strip and of
            the `reach` rows behind it: the value of the partial alignments that begin there, if the
            bead that ends there has sentences on both sides. The last `margin` columns stand for
            nodes to the right of the strip.
        _below: `(columns,)`, the values of the next row, if a source null ends there.
        _left: the first column of the strip that was computed last.
        _long_values: `(long beads,)`, for each long bead that ends in one of the next rows: the
            value of the partial alignments that begin with it.
    """

    def __init__(self, band: Band) -> None:
        self._band = band
        self._reach = int(band.src_sizes.max())
        self._margin = int(band.tgt_sizes.max())
        self._rows = np.full((self._reach, self._margin), NEVER)
        self._below = np.full(0, NEVER)
        self._left = band.n_tgt
        self._long_values = np.full(len(band.long_beads), NEVER)

    def strip(self, strip: Strip) -> Floats:
        """Compute the strip above the last one, and return its values `(rows, KINDS, columns)`."""
        self._enter(strip)
        departures = self._departures(strip.width)
        null_src = strip.null_src + self._band.null
        # target nulls from right to left: the first of them ends in the last column
        null_tgt = np.full((strip.height, strip.width), NEVER)
        from_right = strip.null_tgt[:, -2::-1]
        null_tgt[:, :-1] = from_right + self._band.null
        chains = _NullChains(null_tgt, self._band.continued)
        values = np.empty((strip.height, KINDS, strip.width))
        flat, row_size = self._rows.reshape(-1), self._rows[0].size
        for i in reversed(range(*strip.rows)):
            row = i - strip.rows[0]
            leaving = flat[row * row_size :].take(departures)
            leaving += strip.beads[row]
            self._row(i, leaving, null_src[row], partial(chains.write, row), values[row])
            self._enter_long(i, values[row, BOTH_SIDES])
            self._below = values[row, SRC_NULL]
            self._rows[row, : strip.width] = values[row, BOTH_SIDES]
        return values

    def _enter(self, strip: Strip) -> None:
        """Move the stored values of the next rows to the columns of a new strip."""
        shift = self._left - strip.columns[0]
        self._left = strip.columns[0]
        next_rows = shift_columns(self._rows[: self._reach], shift, strip.width + self._margin)
        self._rows = np.full((strip.height + self._reach, next_rows.shape[1]), NEVER)
        self._rows[strip.height :] = next_rows
        self._below = shift_columns(self._below, shift, strip.width)

    def _enter_long(self, i: int, after_bead: Floats) -> None:
        """Compute the values of the long beads that end in row `i`.

        Args:
            i: the row.
            after_bead: `(columns,)`, the values of the row if a bead with both sides ends there.
        """
        long_beads = self._band.long_beads
        numbers, columns = long_beads.ending_in(i)
        for number, column in zip(numbers, columns, strict=True):
            value = after_bead[column - self._left] + long_beads.scores[number]
            self._long_values[number] = value

    def _departures(self, width: int) -> Ints:
        """Return where the nodes are stored at which the beads of the strip's first row end.

        Returns:
            An array `(shapes, columns)` of indices into the flattened `_rows`.
        """
        columns = np.arange(width) + self._band.tgt_sizes
        found: Ints = self._band.src_sizes * (width + self._margin) + columns
        return found

    def _row(
        self,
        i: int,
        leaving: Floats,
        null_src: Floats,
        write_chain: _WriteChain,
        values: Floats,
    ) -> None:
        """Compute the values of row `i`.

        Args:
            i: the row.
            leaving: `(shapes, columns)`, the values by the shape of the first bead; overwritten.
            null_src: `(columns,)`, the scores of the source nulls that begin in the row.
            write_chain: computes the values of target nulls of the row, from right to left (see
                `_NullChains.write`).
            values: `(KINDS, columns)`, filled with the values.
        """
        bonus = self._band.continued
        by_bead = np.empty(values.shape[1])
        by_tgt = np.empty(values.shape[1])
        SUM.first_axis(leaving, by_bead)
        for number, column in zip(*self._band.long_beads.beginning_in(i), strict=True):
            inside = column - self._left
            by_bead[inside] = np.logaddexp(by_bead[inside], self._long_values[number])
        by_src = self._below + null_src
        if i == self._band.n_src:
            by_bead[-1] = 0.0
            by_src[:] = NEVER
        not_by_tgt = np.logaddexp(by_bead, by_src)
        write_chain(not_by_tgt[::-1], np.logaddexp, by_tgt[::-1])
        after_bead, after_src, after_tgt = values
        np.logaddexp(not_by_tgt, by_tgt, out=after_bead)
        np.logaddexp(np.logaddexp(by_bead, by_src + bonus), by_tgt, out=after_src)
        np.logaddexp(not_by_tgt, by_tgt + bonus, out=after_tgt)


class _NullChains:
    """The values of nodes, for partial alignments that end with a target null; for some rows.

    Target nulls stay in their row, so one may follow another. In a loop, the values `v` would be
    computed as `v[0] = NEVER` and

        v[j + 1] = nulls[j] + pairwise(enter[j], v[j] + bonus)

    With the running sum `r[j] = (nulls[0] + bonus) + … + (nulls[j] + bonus)` this is

        v[j + 1] - r[j] = pairwise of (enter[k] - bonus - r[k - 1]) over all k up to j

    which numpy computes without a loop (`accumulate`). A sum that includes `NEVER` would lose all
    its digits. So a row is cut at every null bead that is not allowed.

    Args:
        nulls: `(rows, columns)`, the score of the target null that leads from each node to the next
            column.
        bonus: number that a target null earns if another one is just before it.
    """

    def __init__(self, nulls: Floats, bonus: float) -> None:
        self._earned = nulls[:, :-1] + bonus
        self._bonus = bonus
        self._possible = nulls[:, :-1] > NEVER_BOUND
        self._whole = np.logical_and.reduce(self._possible, axis=1)
        # of all rows at once; those of rows that are cut are not used
        self._running = np.add.accumulate(self._earned, axis=1)

    def write(self, row: int, enter: Floats, pairwise: np.ufunc, out: Floats) -> None:
        """Compute the values of one row.

        Args:
            row: the index of the row.
            enter: `(columns,)`, for each node the value of the partial alignments that end there
                with a bead of another kind.
            pairwise: a numpy function that combines two values into one.
            out: `(columns,)`, filled with the values.
        """
        if self._whole[row]:
            out[0] = NEVER
            self._write_span(self._running[row], enter[:-1], pairwise, out[1:])
            return
        out[:] = NEVER
        padded = np.concatenate([[False], self._possible[row], [False]])
        borders = np.flatnonzero(padded[1:] != padded[:-1])
        for first, last in borders.reshape(-1, 2).tolist():
            running = np.add.accumulate(self._earned[row, first:last])
            self._write_span(running, enter[first:last], pairwise, out[first + 1 : last + 1])

    def _write_span(self, running: Floats, enter: Floats, pairwise: np.ufunc, out: Floats) -> None:
        """Compute the values of consecutive nodes, from their running sums, and fill `out`."""
        entering = enter - self._bonus
        entering[1:] -= running[:-1]
        np.add(pairwise.accumulate(entering), running, out=out)
