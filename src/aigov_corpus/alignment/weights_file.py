"""Files of learned weights. They are TOML files with one line per feature.

Importing this module imports pydantic, so other modules import it only when they need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, create_model

from aigov_corpus.alignment.feature_names import (
    BEAD_FEATURES,
    CONTINUED,
    LEVEL,
    NULL_FEATURES,
    RATE,
)
from aigov_corpus.alignment.model import Model
from aigov_corpus.errors import ConfigError
from aigov_corpus.files.toml import TomlTable, quote_toml, read_toml
from aigov_corpus.files.writing import Replacing
from aigov_corpus.terminal import safe_line

_NAMES = (*BEAD_FEATURES, *NULL_FEATURES, RATE, LEVEL, CONTINUED)
_REMEDY = "fit the weights again with  aigov-corpus evaluate --fit"

_LARGEST = 1e6
"""Largest absolute value of a weight. Weights that were fitted are below 100; larger ones than this
would make sums that a 4-byte float cannot hold."""

# one field per feature: a file made for other features is refused
_FIELDS: dict[str, Any] = dict.fromkeys(_NAMES, (float, Field(ge=-_LARGEST, le=_LARGEST)))
_Weights = create_model("_Weights", __base__=TomlTable, **_FIELDS)


class WeightsFile(TomlTable):
    """The content of a weights file."""

    name: str = Field("", description="the name of the weights; that of the file if it is empty")
    fitted_on: str = Field("", description="the texts that the weights were learned from")
    weights: _Weights  # type: ignore[valid-type]


def read_model(path: Path) -> Model:
    """Read a weights file.

    Raises:
        ConfigError: the file cannot be read, or it is not TOML. Or a weight is missing, is not a
            finite number, or belongs to no known feature.
    """
    try:
        table = read_toml(path, WeightsFile, remedy=_REMEDY, source=str(path))
    except ConfigError as error:
        raise error.with_fields(remedy=_REMEDY) from error
    return Model.from_weights(table.name or path.stem, table.weights.model_dump())  # type: ignore[attr-defined]


def write_model(
    path: Path, weights: Mapping[str, float], *, name: str, fitted_on: str, note: str
) -> None:
    """Write a weights file. If it exists, it is replaced only once the new file is complete.

    Args:
        path: where to write the file.
        weights: the weight of each feature, by the feature's name.
        name: the name of this set of weights, which becomes part of the signature of alignments.
        fitted_on: a description of the texts that the weights were learned from.
        note: a sentence for people who read the file. It is written as a comment.

    Raises:
        AigovError: the file cannot be written.
    """
    lines = [
        f"# {safe_line(note)}",
        f"name = {quote_toml(name)}",
        f"fitted_on = {quote_toml(fitted_on)}",
        "",
        "[weights]",
    ]
    lines += [f"{feature} = {value:.4f}" for feature, value in weights.items()]
    with Replacing() as replacing:
        replacing.beside(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
