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
    from collections.abc import Sequence

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
class Limits:
    """How many sentences the beads may have whose features are computed.

    Attributes:
        src: the largest number of source sentences.
        tgt: the largest number of target sentences.
        total: the largest number of sentences of both sides together, at most `src + tgt + 1`.
    """

    src: int
    tgt: int
    total: int

    @classmethod
    def of(cls, max_align: int) -> Limits:
        """Return the limits of beads of at most `max_align` sentences, both sides together."""
        return cls(max_align - 1, max_align - 1, max_align)

    @classmethod
    def within(cls, src_size: int, tgt_size: int) -> Limits:
        """Return limits that only the number of sentences on each side decides.

        They allow for one sentence more, because the features of a bead compare it with beads that
        have one sentence more.
        """
        return cls(src_size, tgt_size, src_size + tgt_size + 1)

    def longest_tgt(self, src_size: int) -> int:
        """Return the largest number of target sentences that go with `src_size` source ones."""
        return min(self.tgt, self.total - src_size)

    def longest_compared(self) -> tuple[int, int]:
        """Return the sizes of the longest source run and target run that have vectors."""
        return min(self.src + 1, self.total - 1), min(self.tgt + 1, self.total - 1)


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


class LongBeads:
    """Beads that are longer than all shapes of the strips, each with its score.

    There are few of them, so they are not stored for every node, but as a list.

    Args:
        steps: the beads. They have sentences on both sides.
        scores: `(beads,)`, the score of each bead.
    """

    def __init__(self, steps: Sequence[Step] = (), scores: Sequence[float] = ()) -> None:
        self.steps = list(steps)
        self.scores = np.array(scores, np.float64)
        self._beginning: dict[int, list[int]] = {}
        self._ending: dict[int, list[int]] = {}
        for number, (i, _, src_size, _) in enumerate(self.steps):
            self._beginning.setdefault(i, []).append(number)
            self._ending.setdefault(i + src_size, []).append(number)

    def __len__(self) -> int:
        """Return the number of beads."""
        return len(self.steps)

    def beginning_in(self, row: int) -> tuple[list[int], list[int]]:
        """Return the numbers of the beads that begin in a row, and the columns they begin in."""
        numbers = self._beginning.get(row, [])
        return numbers, [self.steps[number][1] for number in numbers]

    def ending_in(self, row: int) -> tuple[list[int], list[int]]:
        """Return the numbers of the beads that end in a row, and the columns they end in."""
        numbers = self._ending.get(row, [])
        return numbers, [self.steps[number][1] + self.steps[number][3] for number in numbers]


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
        long_beads: beads that are longer than all shapes. Both of their ends lie in the strips.
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
    long_beads: LongBeads


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
