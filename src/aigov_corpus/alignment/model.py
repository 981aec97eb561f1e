"""The learned weights of the evidence; the module `weights_file` reads and writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

USUAL_NULL_SHARE = 0.03
"""Null beads per sentence in a usual text, where the score of null beads is left as it is."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of all features.

    Attributes:
        name: name of the weights; it stands in the signature of every alignment.
        beads: float32, the weights of `BEAD_FEATURES` in their order.
        nulls: float32, the weights of `NULL_FEATURES` in their order.
        continued: bonus of a null bead that directly follows a null bead of the same side.
        rate: weight of the logarithm of a text's share of null beads over `USUAL_NULL_SHARE`.
    """

    name: str
    beads: NDArray[np.float32]
    nulls: NDArray[np.float32]
    continued: float
    rate: float

    def null_score(self, null_share: float) -> float:
        """Return the number that is added to the score of every null bead of a text.

        Args:
            null_share: null beads per sentence of the text.
        """
        return self.rate * log_null_excess(null_share)


def log_null_excess(null_share: float) -> float:
    """Return log(null beads per sentence of a text / `USUAL_NULL_SHARE`)."""
    return float(np.log(null_share / USUAL_NULL_SHARE))
