"""Linear layers in whole numbers of 8 bits, three to four times as fast as in single precision.

The numbers of a matrix are divided by a step and rounded to whole numbers from -127 to 127. The
library `numkong` multiplies two such matrices and adds up in 32 bits. So no product is rounded, and
the result is the same on every processor, in any order, for any number of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.int8]
    Floats = NDArray[np.float32]

LARGEST = 127
"""The largest whole number. The smallest one is -127."""

# The step of a row of zeros, or nearly so; any number above zero would do.
_SMALLEST_STEP = np.float32(1e-12)


def round_to_bytes(values: Floats, steps: Floats | np.float32) -> Bytes:
    """Return the values as whole numbers of steps. Larger ones than `LARGEST` are cut off.

    Args:
        values: any array.
        steps: one step, or an array that is broadcast to the shape of `values`.
    """
    scaled = values / steps
    np.rint(scaled, out=scaled)
    np.clip(scaled, -LARGEST, LARGEST, out=scaled)
    return scaled.astype(np.int8)


def cut_negative(values: NDArray[np.floating], out: Floats | None = None) -> Floats:
    """Return the values with zero in place of negative ones, in a third of `np.maximum`'s time."""
    found: Floats = np.clip(values, np.float32(0), np.float32(np.inf), out=out)
    return found


class IntegerLayer:
    """A linear layer without a bias, whose weights are rounded in one step per output.

    Args:
        rounded: `(outputs, inputs)`, the weights in steps.
        steps: `(outputs,)`, the step of each output's weights.

    Attributes:
        sums: `(outputs,)`, the sum of the weights of each output: what the layer makes of an input
            of ones.
    """

    def __init__(self, rounded: Bytes, steps: Floats) -> None:
        import numkong

        self._steps = steps
        self.sums: Floats = rounded.sum(axis=1, dtype=np.float32) * steps
        self._packed: Any = numkong.dots_pack(np.ascontiguousarray(rounded))

    @classmethod
    def from_weights(cls, weights: Floats) -> IntegerLayer:
        """Return a layer whose weights are rounded from `weights`, `(inputs, outputs)`."""
        steps = np.abs(weights).max(axis=0) / np.float32(LARGEST)
        return cls(round_to_bytes(weights, steps).T, steps)

    def multiply(
        self, rows: Bytes, steps: Floats | np.float32, *, out: Floats | None = None
    ) -> Floats:
        """Return what the layer makes of rounded rows, `(rows, outputs)`.

        Args:
            rows: `(rows, inputs)`, as `round_to_bytes` returns them.
            steps: the step of all rows, or `(rows, 1)`.
            out: memory for the result; if None, new memory is taken.
        """
        import numkong

        products = np.asarray(numkong.dots_packed(rows, self._packed))
        of_all = self._steps * steps if np.ndim(steps) == 0 else self._steps
        result: Floats = np.multiply(products, of_all, out=out, dtype=np.float32, casting="unsafe")
        if np.ndim(steps):
            result *= steps
        return result

    def __call__(self, rows: Floats) -> Floats:
        """Return what the layer makes of rows, each of which is rounded in a step of its own."""
        steps = np.maximum(np.abs(rows).max(axis=1, keepdims=True) / LARGEST, _SMALLEST_STEP)
        scaled = rows / steps  # no number has more than `LARGEST` steps
        return self.multiply(np.rint(scaled, out=scaled).astype(np.int8), steps)
