"""The learned weights of the features. `weights_file` reads and writes files of other weights."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.feature_names import (
    BEAD_FEATURES,
    CONTINUED,
    LEVEL,
    NULL_FEATURES,
    RATE,
)
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

    @classmethod
    def from_weights(cls, name: str, weights: Mapping[str, float]) -> Model:
        """Return the model of weights that are given by the names of their features."""
        return cls(
            name=name,
            beads=np.array([weights[feature] for feature in BEAD_FEATURES], np.float32),
            nulls=np.array([weights[feature] for feature in NULL_FEATURES], np.float32),
            continued=weights[CONTINUED],
            rate=weights[RATE],
            level=weights[LEVEL],
        )

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


@lru_cache(maxsize=4)
def bundled_model(name: str) -> Model:
    """Return one of the sets of weights that come with this package.

    They are not checked as the weights of a user are, since loading pydantic takes 70 ms.

    Args:
        name: `zh-en` for Chinese and English, `any` for all other languages.
    """
    file = files("aigov_corpus") / "data" / "weights" / f"{name}.toml"
    return Model.from_weights(name, tomllib.loads(file.read_text("utf-8"))["weights"])


def choose_model(weights: str | Path | None, src_lang: str, tgt_lang: str) -> Model:
    """Return the weights of a file. If none is given, return the bundled ones for two languages."""
    if weights is not None:
        if not isinstance(weights, (str, os.PathLike)):
            raise UsageError(
                f"weights is a {type(weights).__name__}", remedy="give the path of a weights file"
            )
        from aigov_corpus.alignment.weights_file import read_model

        return read_model(Path(weights))
    languages = {base_language(src_lang), base_language(tgt_lang)}
    return bundled_model("zh-en" if languages == {"zh", "en"} else "any")
