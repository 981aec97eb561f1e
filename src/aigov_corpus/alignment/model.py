"""The learned weights of the evidence, as a small readable file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.evidence import BEAD_FEATURES, CONTINUED, NULL_FEATURES, RATE
from aigov_corpus.errors import ConfigError

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the log-linear score.

    Attributes:
        name: for the signature.
        beads: float32, in the order of `BEAD_FEATURES`.
        nulls: float32, in the order of `NULL_FEATURES`.
        continued: the bonus of a null bead for following one of its own side.
    """

    name: str
    beads: NDArray[np.float32]
    nulls: NDArray[np.float32]
    continued: float
    rate: float
    """Of the log of the text's own share of null beads over `USUAL_RATE`."""


def read_model(path: Path) -> Model:
    """Read a weights file.

    Raises:
        ConfigError: it is no TOML, or a weight is missing, unknown or no number.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: the weights cannot be read ({error}); fit them with  evaluate --fit"
        ) from error
    return _parse(text, str(path))


@lru_cache(maxsize=4)
def bundled_model(name: str) -> Model:
    """Return the weights that the package carries: `zh-en` or `any`."""
    file = files("aigov_corpus") / "data" / "weights" / f"{name}.toml"
    return _parse(file.read_text(encoding="utf-8"), f"{name}.toml")


def _parse(text: str, path: str) -> Model:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{path}: not valid TOML ({error}); fit the weights again with  evaluate --fit"
        ) from error
    weights = data.get("weights", {})
    expected = [*BEAD_FEATURES, *NULL_FEATURES, CONTINUED, RATE]
    wrong = [name for name in expected if not isinstance(weights.get(name), (int, float))]
    wrong += [name for name in weights if name not in expected]
    if wrong:
        raise ConfigError(
            f"{path}: [weights] has no number for, or does not know, {', '.join(wrong[:5])}; "
            "fit the weights again with  evaluate --fit"
        )
    return Model(
        name=str(data.get("name", Path(path).stem)),
        beads=np.array([weights[name] for name in BEAD_FEATURES], np.float32),
        nulls=np.array([weights[name] for name in NULL_FEATURES], np.float32),
        continued=float(weights[CONTINUED]),
        rate=float(weights[RATE]),
    )


def write_model(
    path: Path, weights: dict[str, float], *, name: str, fitted_on: str, note: str
) -> None:
    """Write a weights file, whole or not at all."""
    lines = ["# " + note, f'name = "{name}"', f'fitted_on = "{fitted_on}"', "", "[weights]"]
    lines += [f"{feature} = {value:.4f}" for feature, value in weights.items()]
    temporary = path.with_name(path.name + ".part")
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    temporary.replace(path)
