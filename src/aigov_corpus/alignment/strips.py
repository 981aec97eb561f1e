"""Scores of the beads in a band of nodes, stored in strips.

The band runs along the diagonal of the lattice. It is cut into strips: a strip is a few consecutive
rows, all with the same columns, so that it is a rectangle and its scores are plain arrays. Nodes,
rows, columns, shapes and null beads are explained in the docstring of the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Step = tuple[int, int, int, int]
"""A bead as `(i, j, src_size, tgt_size)`: the node where it begins, and its sentences per side."""

# Kinds of beads.
BOTH_SIDES = 0
"""Kind of a bead with sentences on both sides."""
SRC_NULL = 1
"""Kind of a source null."""
TGT_NULL = 2
"""Kind of a target null."""
KINDS = 3
"""The number of kinds."""

NEVER = -1e30
"""Score of a bead that is not allowed. It acts as minus infinity, and sums with it stay numbers."""

NEVER_BOUND = NEVER / 2
"""Scores up to this bound are taken for `NEVER` with ordinary scores added to it."""


def list_shapes(max_align: int) -> list[tuple[int, int]]:
    """Return the shapes `(src_size, tgt_size)` of beads with sentences on both sides, sorted.

    Args:
        max_align: sentences of the largest bead, both sides together.
    """
    sizes = range(1, max_align)
    return [
        (src_size, tgt_size)
        for src_size in sizes
        for tgt_size in sizes
        if src_size + tgt_size <= max_align
    ]


def kind_of(src_size: int, tgt_size: int) -> int:
    """Return the kind of a bead with these numbers of sentences."""
    if src_size and tgt_size:
        return BOTH_SIDES
    return SRC_NULL if src_size else TGT_NULL


@dataclass(frozen=True, slots=True)
class Strip:
    """The scores of all beads that begin in a few consecutive rows of nodes.

    Attributes:
        rows: the first row, and the row after the last one.
        columns: the first and the last column (inclusive) of every row.
        beads: float32 `(rows, shapes, columns)`. The score of the bead of each shape that begins at
            each node, or `NEVER`.
        null_src: float32 `(rows, columns)`. The score of the source null that begins at each node,
            or `NEVER`.
        null_tgt: float32 `(rows, columns)`. The score of the target null that begins at each node,
            or `NEVER`.
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    beads: NDArray[np.float32]
    null_src: NDArray[np.float32]
    null_tgt: NDArray[np.float32]

    @property
    def width(self) -> int:
        """The number of columns."""
        return self.columns[1] - self.columns[0] + 1

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.rows[1] - self.rows[0]


@dataclass(frozen=True, slots=True)
class Band:
    """The scores of all beads that an alignment of two texts may use.

    Attributes:
        n_src: the number of source sentences.
        n_tgt: the number of target sentences.
        strips: strips that cover the rows from 0 to `n_src`, in order. From one strip to the next,
            the first column and the last column never become smaller.
        src_sizes: integers `(shapes, 1)`. The source sentences of each shape in `Strip.beads`.
        tgt_sizes: integers `(shapes, 1)`. The target sentences of each shape in `Strip.beads`.
        continued: bonus of a null bead that directly follows a null bead of the same side.
        null: number that is added to the score of every null bead.
    """

    n_src: int
    n_tgt: int
    strips: list[Strip]
    src_sizes: NDArray[np.int64]
    tgt_sizes: NDArray[np.int64]
    continued: float
    null: np.float64
    """A numpy number: a Python number would leave sums with float32 scores in single precision."""


def shift_columns(values: Floats, shift: int, width: int) -> Floats:
    """Move the last axis of an array to the right and give it another length.

    Args:
        values: an array of any number of axes.
        shift: columns to move by; below 0, columns are moved to the left.
        width: columns of the result.

    Returns:
        A new array in which column `j + shift` holds column `j` of `values`. Columns of `values`
        that fall outside are lost, and columns without a counterpart are `NEVER`.
    """
    *other_axes, old_width = values.shape
    found = np.full((*other_axes, width), NEVER)
    first = max(shift, 0)
    last = min(shift + old_width, width)
    if last > first:
        kept = values[..., first - shift : last - shift]
        found[..., first:last] = kept
    return found
