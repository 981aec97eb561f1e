"""The learned weights of the features. The module `weights_file` reads and writes them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.errors import UsageError
from aigov_corpus.text.language_codes import base_language

if TYPE_CHECKING:
    from numpy.typing import NDArray

USUAL_COSINE = 0.6
"""Typical cosine of the two sides of a bead in a usual text (see `closeness`). A text with this
cosine needs no correction of the score of null beads."""

USUAL_NULL_SHARE = 0.03
"""Number of null beads per sentence in a usual text. A text with this share needs no correction of
the score of null beads."""


@dataclass(frozen=True, slots=True)
class Model:
    """The learned weights of all features.

    Attributes:
        name: the name of this set of weights. It is part of the signature of every alignment.
        beads: float32, one weight for each of `BEAD_FEATURES`, in the same order.
        nulls: float32, one weight for each of `NULL_FEATURES`, in the same order.
        continued: bonus that is added to the score of a null bead if the bead just before it is a
            null bead of the same side.
        rate: weight of `log_null_excess`. It adapts the score of null beads to how much of a text
            is left untranslated.
        level: weight of the typical cosine of the beads of a text, less `USUAL_COSINE`. It adapts
            the score of null beads to how freely a text is translated.
    """

    name: str
    beads: NDArray[np.float32]
    nulls: NDArray[np.float32]
    continued: float
    rate: float
    level: float

    def null_score(self, null_share: float, typical_cosine: float) -> float:
        """Return the number that is added to the score of every null bead of a text.

        Args:
            null_share: the number of null beads per sentence in that text.
            typical_cosine: the typical cosine of the two sides of a bead of that text.
        """
        closeness = typical_cosine - USUAL_COSINE
        return self.rate * log_null_excess(null_share) + self.level * closeness


def log_null_excess(null_share: float) -> float:
    """Return the logarithm of `null_share / USUAL_NULL_SHARE`, which is 0 for a usual text."""
    return float(np.log(null_share / USUAL_NULL_SHARE))


def choose_model(weights: str | Path | None, src_lang: str, tgt_lang: str) -> Model:
    """Return the weights of a file. If none is given, return the bundled ones for two languages."""
    from aigov_corpus.alignment.weights_file import bundled_model, read_model

    if weights is not None:
        if not isinstance(weights, (str, os.PathLike)):
            raise UsageError(
                f"weights is a {type(weights).__name__}", remedy="give the path of a weights file"
            )
        return read_model(Path(weights))
    languages = {base_language(src_lang), base_language(tgt_lang)}
    return bundled_model("zh-en" if languages == {"zh", "en"} else "any")
