"""The forward and the backward pass of the dynamic programme, one row of nodes at a time.

A partial alignment is a chain of beads that leads from node `(0, 0)` to some node, or from some
node to the end of both texts. The value of a node is the log-weight of its best partial alignment
(`BEST`), or the logarithm of the summed weights of all of them (`SUM`).

A pass computes three values of each node, one for each kind of the bead that ends there
(`BOTH_SIDES`, `SRC_NULL`, `TGT_NULL`). The kind has to be known because a null bead earns a bonus
if it directly follows a null bead of its own side.

All shapes and columns of a row are computed at once. A bead of `src_size` source sentences that
ends in row `i` begins in row `i - src_size`, so a pass needs only the last few rows. They stand in
a ring: an array in which row `i` has the slot `i % slots`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
    """How the log-weights of several partial alignments become one value.

    Attributes:
        first_axis: a function of `(values, out)` that reduces `values` over its first axis and
            writes the result to `out`. It may overwrite `values`.
        pairwise: a numpy function that reduces two arrays, element by element.
    """

    first_axis: Callable[[Floats, Floats], object]
    pairwise: np.ufunc


def log_sum(values: Floats) -> Floats:
    """Return `log(sum(exp(values)))` over the first axis; `values` stays as it is."""
    return _write_log_sum(values.copy(), np.empty(values.shape[1:]))


def _write_log_sum(values: Floats, out: Floats) -> Floats:
    """Write `log(sum(exp(values)))` over the first axis to `out`, and return it.

    `values` is overwritten. The result is never below `NEVER`.
    """
    top = values.max(axis=0)
    values -= top
    np.exp(values, out=values)
    values.sum(axis=0, out=out)
    np.log(out, out=out)
    out += top
    return np.maximum(out, NEVER, out=out)


def _write_maximum(values: Floats, out: Floats) -> Floats:
    """Write the maximum over the first axis to `out`, and return it."""
    top: Floats = values.max(axis=0, out=out)
    return top


BEST = Reduction(_write_maximum, np.maximum)
"""The value of a node is the log-weight of its best partial alignment (Viterbi)."""
SUM = Reduction(_write_log_sum, np.logaddexp)
"""The value of a node is the log-sum over all its partial alignments (forward-backward)."""


def forward(
    band: Band, reduction: Reduction, *, best_shapes: list[Ints] | None = None
) -> list[Floats]:
    """Return the values of the partial alignments from the beginning of the texts to each node.

    Args:
        band: the scores.
        reduction: `BEST` or `SUM`.
        best_shapes: a list to which one array `(rows, columns)` per strip is added: the number of
            the shape with which the best partial alignment whose last bead is a `BOTH_SIDES` ends.

    Returns:
        One array `(rows, KINDS, columns)` per strip, by the kind of the last bead.
    """
    run = _Forward(band, reduction)
    found = []
    for strip in band.strips:
        if best_shapes is None:
            found.append(run.strip(strip))
        else:
            best_shapes.append(np.zeros((strip.height, strip.width), np.int64))
            found.append(run.strip(strip, best_shapes[-1]))
    return found


def backward(band: Band) -> list[Floats]:
    """Return the log-sums of the partial alignments from each node to the end of the texts.

    Returns:
        One array `(rows, KINDS, columns)` per strip, by the kind of the bead that ends at the node:
        it decides whether a null bead that begins there earns the bonus.
    """
    run = _Backward(band)
    found = [run.strip(strip) for strip in reversed(band.strips)]
    return found[::-1]


class _Forward:
    """The state of a forward pass between two rows.

    Attributes:
        _ring: `(slots, shapes, margin + columns)`. For each of the last rows, shapes and columns:
            the value of the partial alignments that end with the bead of that shape which begins at
            that node. The `margin` on the left stands for beads that begin left of the strip.
        _above: `(KINDS, columns)`, the values of the row before.
        _null_above: `(columns,)`, the scores of the source nulls that begin in the row before.
        _left: the first column of the strip before.
    """

    def __init__(self, band: Band, reduction: Reduction) -> None:
        self._band = band
        self._reduction = reduction
        self._slots = int(band.src_sizes.max())
        self._margin = int(band.tgt_sizes.max())
        shapes = len(band.src_sizes)
        self._ring = np.full((self._slots, shapes, self._margin), NEVER)
        self._above = np.full((KINDS, 0), NEVER)
        self._null_above = np.full(0, NEVER)
        self._left = 0

    def strip(self, strip: Strip, best_shapes: Ints | None = None) -> Floats:
        """Return the values of the next strip, `(rows, KINDS, columns)`, and fill `best_shapes`."""
        self._enter(strip)
        arrivals = self._arrivals(strip.width)
        null_src = strip.null_src + self._band.null
        null_tgt = strip.null_tgt + self._band.null
        values = np.empty((strip.height, KINDS, strip.width))
        for row, i in enumerate(range(*strip.rows)):
            arriving = self._ring.take(arrivals[i % self._slots])
            if best_shapes is not None:
                arriving.argmax(axis=0, out=best_shapes[row])
            leaving = self._row(i, arriving, null_tgt[row], values[row])
            self._above = values[row]
            self._null_above = null_src[row]
            slot = self._ring[i % self._slots]
            slot[:, : self._margin] = NEVER
            inside = slot[:, self._margin :]
            np.add(strip.beads[row], leaving, out=inside)
        return values

    def _enter(self, strip: Strip) -> None:
        """Move what is known of the last rows to the columns of a strip."""
        shift = self._left - strip.columns[0]
        self._left = strip.columns[0]
        self._ring = shift_columns(self._ring, shift, self._margin + strip.width)
        self._above = shift_columns(self._above, shift, strip.width)
        self._null_above = shift_columns(self._null_above, shift, strip.width)

    def _arrivals(self, width: int) -> list[Ints]:
        """Return where in the ring the beads stand that end in a row.

        Returns:
            For each slot that the row may have, the flat indices `(shapes, columns)` into the ring.
        """
        row_length = self._margin + width
        shapes = np.arange(len(self._band.src_sizes))[:, None]
        columns = np.arange(self._margin, row_length) - self._band.tgt_sizes
        within_slot = shapes * row_length + columns
        slot_size = self._ring[0].size
        return [
            (slot - self._band.src_sizes) % self._slots * slot_size + within_slot
            for slot in range(self._slots)
        ]

    def _row(self, i: int, arriving: Floats, null_tgt: Floats, values: Floats) -> Floats:
        """Compute the values of row `i`.

        Args:
            i: the row.
            arriving: `(shapes, columns)`, the values by the shape of the last bead; overwritten.
            null_tgt: `(columns,)`, the scores of the target nulls that begin in the row.
            values: `(KINDS, columns)`, filled with the values.

        Returns:
            The values `(columns,)` by any kind of last bead.
        """
        pairwise = self._reduction.pairwise
        bonus = self._band.continued
        by_bead, by_src, by_tgt = values
        self._reduction.first_axis(arriving, by_bead)
        other_kinds = pairwise(self._above[BOTH_SIDES], self._above[TGT_NULL])
        pairwise(other_kinds, self._above[SRC_NULL] + bonus, out=by_src)
        by_src += self._null_above
        if i == 0:
            by_bead[0] = 0.0
            by_src[:] = NEVER
        not_by_tgt = pairwise(by_bead, by_src)
        _chain_nulls(not_by_tgt, null_tgt, bonus, pairwise, by_tgt)
        combined: Floats = pairwise(not_by_tgt, by_tgt)
        return combined


class _Backward:
    """The state of a backward pass between two rows.

    Attributes:
        _ring: `(slots, columns + margin)`. For each of the next rows, the value of the partial
            alignments that begin at each node, if the bead that ends there has sentences on both
            sides. The `margin` on the right stands for beads that end right of the strip.
        _below: `(columns,)`, the values of the next row, if a source null ends there.
        _left: the first column of the strip that was done before.
    """

    def __init__(self, band: Band) -> None:
        self._band = band
        self._slots = int(band.src_sizes.max())
        self._margin = int(band.tgt_sizes.max())
        self._ring = np.full((self._slots, self._margin), NEVER)
        self._below = np.full(0, NEVER)
        self._left = band.n_tgt

    def strip(self, strip: Strip) -> Floats:
        """Return the values of the strip above the last one, `(rows, KINDS, columns)`."""
        self._enter(strip)
        departures = self._departures(strip.width)
        null_src = strip.null_src + self._band.null
        # target nulls from right to left: the first of them ends in the last column
        null_tgt = np.full((strip.height, strip.width), NEVER)
        from_right = strip.null_tgt[:, -2::-1]
        null_tgt[:, :-1] = from_right + self._band.null
        values = np.empty((strip.height, KINDS, strip.width))
        for i in reversed(range(*strip.rows)):
            row = i - strip.rows[0]
            leaving = self._ring.take(departures[i % self._slots])
            leaving += strip.beads[row]
            self._row(i, leaving, null_src[row], null_tgt[row], values[row])
            self._below = values[row, SRC_NULL]
            slot = self._ring[i % self._slots]
            slot[strip.width :] = NEVER
            slot[: strip.width] = values[row, BOTH_SIDES]
        return values

    def _enter(self, strip: Strip) -> None:
        """Move what is known of the next rows to the columns of a strip."""
        shift = self._left - strip.columns[0]
        self._left = strip.columns[0]
        self._ring = shift_columns(self._ring, shift, strip.width + self._margin)
        self._below = shift_columns(self._below, shift, strip.width)

    def _departures(self, width: int) -> list[Ints]:
        """Return where in the ring the nodes stand at which the beads of a row end.

        Returns:
            For each slot that the row may have, the flat indices `(shapes, columns)` into the ring.
        """
        columns = np.arange(width) + self._band.tgt_sizes
        slot_size = self._ring[0].size
        return [
            (slot + self._band.src_sizes) % self._slots * slot_size + columns
            for slot in range(self._slots)
        ]

    def _row(
        self, i: int, leaving: Floats, null_src: Floats, null_tgt: Floats, values: Floats
    ) -> None:
        """Compute the values of row `i`.

        Args:
            i: the row.
            leaving: `(shapes, columns)`, the values by the shape of the first bead; overwritten.
            null_src: `(columns,)`, the scores of the source nulls that begin in the row.
            null_tgt: `(columns,)`, the scores of the target nulls of the row, from right to left.
            values: `(KINDS, columns)`, filled with the values.
        """
        bonus = self._band.continued
        by_bead = np.empty(values.shape[1])
        by_tgt = np.empty(values.shape[1])
        SUM.first_axis(leaving, by_bead)
        by_src = self._below + null_src
        if i == self._band.n_src:
            by_bead[-1] = 0.0
            by_src[:] = NEVER
        not_by_tgt = np.logaddexp(by_bead, by_src)
        _chain_nulls(not_by_tgt[::-1], null_tgt, bonus, np.logaddexp, by_tgt[::-1])
        after_bead, after_src, after_tgt = values
        np.logaddexp(not_by_tgt, by_tgt, out=after_bead)
        np.logaddexp(np.logaddexp(by_bead, by_src + bonus), by_tgt, out=after_src)
        np.logaddexp(not_by_tgt, by_tgt + bonus, out=after_tgt)


def _chain_nulls(
    enter: Floats, nulls: Floats, bonus: float, pairwise: np.ufunc, out: Floats
) -> None:
    """Compute the values of a row of nodes that are reached by chains of target nulls.

    The values `v` obey `v[0] = NEVER` and

        v[j + 1] = nulls[j] + pairwise(enter[j], v[j] + bonus)

    With the running sum `r[j] = (nulls[0] + bonus) + … + (nulls[j] + bonus)` this is

        v[j + 1] - r[j] = pairwise of (enter[k] - bonus - r[k - 1]) over all k up to j

    which numpy accumulates without a loop. A sum that passes a forbidden null would lose all its
    digits, so the row is cut there.

    Args:
        enter: `(columns,)`, the values by which a chain may be entered at each node.
        nulls: `(columns,)`, the scores of the null beads that lead to the next column.
        bonus: what a null bead earns for following another one.
        pairwise: how two values become one.
        out: `(columns,)`, filled with the values.
    """
    out[:] = NEVER
    possible = nulls[:-1] > NEVER_BOUND
    spans = [[0, len(possible)]]
    if not possible.all():
        padded = np.concatenate([[False], possible, [False]])
        borders = np.flatnonzero(padded[1:] != padded[:-1])
        spans = borders.reshape(-1, 2).tolist()
    for first, last in spans:
        running = np.cumsum(nulls[first:last] + bonus)
        entering = enter[first:last] - bonus
        entering[1:] -= running[:-1]
        reached = out[first + 1 : last + 1]
        np.add(pairwise.accumulate(entering), running, out=reached)
