"""Files of learned weights: TOML with one line per feature.

Importing this module imports pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field, create_model

from aigov_corpus.alignment.feature_names import BEAD_FEATURES, CONTINUED, NULL_FEATURES, RATE
from aigov_corpus.alignment.model import Model
from aigov_corpus.errors import ConfigError
from aigov_corpus.files.toml import TomlTable, quote_toml, read_toml
from aigov_corpus.files.writing import Replacing
from aigov_corpus.terminal import safe_line

_NAMES = (*BEAD_FEATURES, *NULL_FEATURES, CONTINUED, RATE)
_REMEDY = "fit the weights again with  aigov-corpus evaluate --fit"

# one field per feature: a file made for other features is refused
_FIELDS: dict[str, Any] = dict.fromkeys(_NAMES, (float, ...))
_Weights = create_model("_Weights", __base__=TomlTable, **_FIELDS)


class WeightsFile(TomlTable):
    """A file of weights."""

    name: str = Field("", description="the name of the weights; that of the file if it is empty")
    fitted_on: str = Field("", description="the texts that the weights were learned from")
    weights: _Weights  # type: ignore[valid-type]


def read_model(path: Path) -> Model:
    """Read a weights file.

    Raises:
        ConfigError: the file cannot be read or is not TOML, or a weight is missing, unknown or not
            a number.
    """
    return _read(path, name=path.stem, source=str(path))


@lru_cache(maxsize=4)
def bundled_model(name: str) -> Model:
    """Return weights that the package carries.

    Args:
        name: `zh-en` for Chinese and English, `any` for other languages.
    """
    file = files("aigov_corpus") / "data" / "weights" / f"{name}.toml"
    return _read(file, name=name, source=f"{name}.toml")


def _read(file: Traversable, *, name: str, source: str) -> Model:
    """Read a weights file; `name` is for weights that have none of their own."""
    try:
        table = read_toml(file, WeightsFile, remedy=_REMEDY, source=source)
    except ConfigError as error:
        raise error.with_fields(remedy=_REMEDY) from error
    weights: Mapping[str, float] = table.weights.model_dump()  # type: ignore[attr-defined]
    return Model(
        name=table.name or name,
        beads=np.array([weights[feature] for feature in BEAD_FEATURES], np.float32),
        nulls=np.array([weights[feature] for feature in NULL_FEATURES], np.float32),
        continued=weights[CONTINUED],
        rate=weights[RATE],
    )


def write_model(
    path: Path, weights: Mapping[str, float], *, name: str, fitted_on: str, note: str
) -> None:
    """Write a weights file; an existing one is replaced only once the new one is complete.

    Args:
        path: the file.
        weights: the weight of each feature by its name.
        name: name of the weights, for the signature of alignments.
        fitted_on: the texts that the weights were learned from.
        note: a sentence for readers of the file, written as a comment.

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
