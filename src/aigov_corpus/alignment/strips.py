"""Scores of the beads in a band of nodes, stored in strips.

The band runs from the first node to the last one, roughly along the diagonal. It is cut into
strips. A strip is a few consecutive rows, all with the same columns. So a strip is a rectangle, and
its scores fit into plain arrays. The docstring of the package explains nodes, rows, columns, shapes
and null beads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Step = tuple[int, int, int, int]
"""A bead as four numbers `(i, j, src_size, tgt_size)`. It begins at node `(i, j)` and has
`src_size` source sentences and `tgt_size` target sentences."""

# Kinds of beads.
BOTH_SIDES = 0
"""Kind of a bead that has sentences on both sides."""
SRC_NULL = 1
"""Kind of a source null: a bead that has only one source sentence."""
TGT_NULL = 2
"""Kind of a target null: a bead that has only one target sentence."""
KINDS = 3
"""The number of kinds of beads."""

NEVER = -1e30
"""Score of a bead that is not allowed. It serves as minus infinity, but it is finite: adding and
subtracting it never gives NaN."""

NEVER_BOUND = NEVER / 2
"""A score at or below this bound counts as `NEVER`, even if ordinary scores were added to it."""


def list_shapes(max_align: int) -> list[tuple[int, int]]:
    """Return the shapes `(src_size, tgt_size)` of all beads with sentences on both sides, sorted.

    Args:
        max_align: the largest number of sentences in a bead, both sides together.
    """
    sizes = range(1, max_align)
    return [
        (src_size, tgt_size)
        for src_size in sizes
        for tgt_size in sizes
        if src_size + tgt_size <= max_align
    ]


def kind_of(src_size: int, tgt_size: int) -> int:
    """Return `BOTH_SIDES`, `SRC_NULL` or `TGT_NULL` for a bead with these numbers of sentences."""
    if src_size and tgt_size:
        return BOTH_SIDES
    return SRC_NULL if src_size else TGT_NULL


@dataclass(frozen=True, slots=True)
class Strip:
    """The scores of all beads that begin in a few consecutive rows of nodes.

    The score of a bead that is not allowed is `NEVER`.

    Attributes:
        rows: the first row, and the row after the last one.
        columns: the first and the last column (inclusive). They are the same in every row.
        beads: float32 `(rows, shapes, columns)`. For each node and shape, the score of the bead of
            that shape that begins at the node. The shapes are those of `list_shapes`.
        null_src: float32 `(rows, columns)`. For each node, the score of the source null that begins
            there.
        null_tgt: float32 `(rows, columns)`. For each node, the score of the target null that begins
            there.
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    beads: NDArray[np.float32]
    null_src: NDArray[np.float32]
    null_tgt: NDArray[np.float32]

    @property
    def width(self) -> int:
        """The number of columns of the strip."""
        return self.columns[1] - self.columns[0] + 1

    @property
    def height(self) -> int:
        """The number of rows of the strip."""
        return self.rows[1] - self.rows[0]


@dataclass(frozen=True, slots=True)
class Band:
    """The scores of all beads that an alignment of two texts may use.

    Attributes:
        n_src: the number of source sentences.
        n_tgt: the number of target sentences.
        strips: strips that together cover the rows from 0 to `n_src`, in order. The first column of
            a strip is never less than that of the strip before; the same holds for the last column.
        src_sizes: integers `(shapes, 1)`, the number of source sentences of each shape in
            `Strip.beads`.
        tgt_sizes: integers `(shapes, 1)`, the number of target sentences of each shape in
            `Strip.beads`.
        continued: bonus that is added to the score of a null bead if the bead just before it is a
            null bead of the same side.
        null: number that is added to the score of every null bead.
    """

    n_src: int
    n_tgt: int
    strips: list[Strip]
    src_sizes: NDArray[np.int64]
    tgt_sizes: NDArray[np.int64]
    continued: float
    null: np.float64
    """It is a numpy number, so that its sums with float32 scores have double precision. With a
    Python number they would stay in single precision."""


def shift_columns(values: Floats, shift: int, width: int) -> Floats:
    """Move the last axis of an array to the right and give it another length.

    Args:
        values: an array of any number of axes.
        shift: how many columns to move to the right. A number below 0 moves to the left.
        width: how many columns the result has.

    Returns:
        A new array. Its column `j + shift` holds column `j` of `values`. Columns of `values` that
        would fall outside the result are lost. Columns of the result that get no value are `NEVER`.
    """
    *other_axes, old_width = values.shape
    found = np.full((*other_axes, width), NEVER)
    first = max(shift, 0)
    last = min(shift + old_width, width)
    if last > first:
        kept = values[..., first - shift : last - shift]
        found[..., first:last] = kept
    return found
