"""The parameters that are learned: one for each feature, or for two features that share one.

A *feature* is one piece of evidence about a bead. A feature of one side shares its parameter with
the same feature of the other side: `numbers_tgt` shares that of `numbers_src`. This halves the
number of parameters, and gives better results on texts that were not learned from (F1 on academic
texts .992 to .995, magazines .989 to .993).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.alignment.feature_names import (
    BEAD_FEATURES,
    CONTINUED,
    LEVEL,
    NULL_FEATURES,
    RATE,
)

FEATURES = (*BEAD_FEATURES, *NULL_FEATURES)
"""All features of beads and of null beads."""
_SHARED = {"shape_2_1": "shape_1_2", "shape_3_1": "shape_1_3"} | {
    name: name.removesuffix("_tgt") + "_src" for name in BEAD_FEATURES if name.endswith("_tgt")
}
"""For each feature that has no parameter of its own, the feature whose parameter it shares."""
EVIDENCE_PARAMETERS = tuple(name for name in FEATURES if name not in _SHARED)
"""Names of the parameters that are weights of features."""
PARAMETERS = (*EVIDENCE_PARAMETERS, RATE, LEVEL, CONTINUED)
"""Names of all parameters, in the order of the arrays in which they are learned."""
RATE_AT = PARAMETERS.index(RATE)
"""Index in `PARAMETERS` of the weight for the share of null beads in the text."""
LEVEL_AT = PARAMETERS.index(LEVEL)
"""Index in `PARAMETERS` of the weight for how close the translation of the text is."""
CONTINUED_AT = PARAMETERS.index(CONTINUED)
"""Index in `PARAMETERS` of the bonus for a null bead that follows one of the same side."""


def sharing_matrix() -> NDArray[np.float32]:
    """Return the matrix that turns features into parameters, `(features, evidence parameters)`.

    A 1 says that the feature of the row has the parameter of the column; all other values are 0.
    """
    matrix = np.zeros((len(FEATURES), len(EVIDENCE_PARAMETERS)), np.float32)
    for row, name in enumerate(FEATURES):
        matrix[row, EVIDENCE_PARAMETERS.index(_SHARED.get(name, name))] = 1
    return matrix


def weights_by_name(parameters: NDArray[np.float64]) -> dict[str, float]:
    """Return the weight of each feature, of `RATE`, `LEVEL` and `CONTINUED`, by name."""
    learned = dict(zip(PARAMETERS, (float(value) for value in parameters), strict=True))
    return {name: learned[_SHARED.get(name, name)] for name in (*FEATURES, RATE, LEVEL, CONTINUED)}
