"""What is learned: one parameter per piece of evidence, some shared by two pieces.

Evidence about one side shares its parameter with the same evidence about the other side:
`numbers_tgt` has that of `numbers_src`. That is half the numbers to learn, and better on texts that
were not learned from (F1 on academic texts .992 to .995, magazines .989 to .993).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.feature_names import BEAD_FEATURES, CONTINUED, NULL_FEATURES, RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEATURES = (*BEAD_FEATURES, *NULL_FEATURES)
"""Every piece of evidence about a bead or a null bead."""
_SHARED = {"shape_2_1": "shape_1_2", "shape_3_1": "shape_1_3"} | {
    name: name.removesuffix("_tgt") + "_src" for name in BEAD_FEATURES if name.endswith("_tgt")
}
"""Feature to the feature whose parameter it shares."""
EVIDENCE_PARAMETERS = tuple(name for name in FEATURES if name not in _SHARED)
"""Parameters that are weights of evidence."""
PARAMETERS = (*EVIDENCE_PARAMETERS, RATE, CONTINUED)
"""All parameters, in the order of the arrays in which they are learned."""
RATE_AT = PARAMETERS.index(RATE)
"""Where the weight of the text's own share of null beads stands in `PARAMETERS`."""
CONTINUED_AT = PARAMETERS.index(CONTINUED)
"""Where the bonus of a null bead that follows one of its own side stands in `PARAMETERS`."""


def sharing_matrix() -> NDArray[np.float32]:
    """Return the matrix that turns features into parameters, `(features, evidence parameters)`.

    It has a 1 where the feature of the row has the parameter of the column, and 0 elsewhere.
    """
    matrix = np.zeros((len(FEATURES), len(EVIDENCE_PARAMETERS)), np.float32)
    for row, name in enumerate(FEATURES):
        matrix[row, EVIDENCE_PARAMETERS.index(_SHARED.get(name, name))] = 1
    return matrix


def weights_by_name(parameters: NDArray[np.float64]) -> dict[str, float]:
    """Return the weight of every feature, and those of `RATE` and `CONTINUED`, by name."""
    learned = dict(zip(PARAMETERS, (float(value) for value in parameters), strict=True))
    return {name: learned[_SHARED.get(name, name)] for name in (*FEATURES, RATE, CONTINUED)}
