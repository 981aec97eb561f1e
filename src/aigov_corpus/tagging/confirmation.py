"""A small model that confirms weak cues: it tells whether a text reads like one with a principle.

A weak cue alone is too common for a tag. It gets one if the whole text resembles texts that people
tagged with the principle. The model has one row of weights for each principle of the bundled
taxonomy: a logistic regression on the vector of the built-in encoder. `benchmarks/tagging.py --fit`
fits it to units that were tagged by hand. A taxonomy of the user's own has no model.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from aigov_corpus.tagging.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from aigov_corpus.protocols import Encoder

WEIGHTS = "data/taxonomies/aigov-principles.npy"
"""File in the package with the weights: a row for each principle; the last column is the bias."""

_TEXTS_REMEMBERED = 256
"""Texts whose principles are remembered: a unit may have several weak cues to confirm."""


def confirms(text: str, principle: str, *, taxonomy: Taxonomy) -> bool:
    """Tell whether a text probably (more likely than not) expresses a principle.

    Args:
        text: the Chinese or the English text of a unit.
        principle: id of the principle.
        taxonomy: its taxonomy; the answer is False unless it has the name, version and principles
            of the bundled one.
    """
    return _describe(taxonomy) == _describe(_bundled()) and principle in _find_probable(text)


def _describe(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return what a taxonomy must share with the bundled one, so that the model fits it."""
    return (taxonomy.signature, *(principle.id for principle in taxonomy.principles))


@lru_cache(maxsize=1)
def _bundled() -> Taxonomy:
    """Return the bundled taxonomy."""
    return load_taxonomy()


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _find_probable(text: str) -> frozenset[str]:
    """Return the ids of the principles that a text expresses with a probability above 0.5."""
    weights, encoder = _load_model()
    vector = encoder.encode([text])[0]
    logits = weights[:, :-1] @ vector + weights[:, -1]
    names = [principle.id for principle in _bundled().principles]
    return frozenset(name for name, logit in zip(names, logits, strict=True) if logit > 0)


@lru_cache(maxsize=1)
def _load_model() -> tuple[npt.NDArray[np.float32], Encoder]:
    """Return the weights, a row for each principle, and the encoder that they were fitted to."""
    import numpy

    from aigov_corpus.embedding import get_encoder

    with as_file(files("aigov_corpus") / WEIGHTS) as path:
        weights: Any = numpy.load(path, allow_pickle=False)
    return weights, get_encoder("use")
