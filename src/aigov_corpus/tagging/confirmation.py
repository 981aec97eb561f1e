"""A small model that confirms weak cues: it tells whether a text reads like one with a principle.

A weak cue alone is too common for a tag. It gets one if the whole text resembles texts that people
tagged with the principle. The model has one row of weights for each principle of the bundled
taxonomy: a logistic regression on the vector of the built-in encoder. `benchmarks/tagging.py --fit`
fits it to units that were tagged by hand. A taxonomy of the user's own has no model.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from aigov_corpus.embedding import get_encoder
from aigov_corpus.tagging.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from aigov_corpus.protocols import Encoder

WEIGHTS = "data/taxonomies/aigov-principles.npy"
"""File in the package with the weights: a row for each principle; the last column is the bias."""


def find_probable(texts: Iterable[str], *, taxonomy: Taxonomy) -> dict[str, frozenset[str]]:
    """Return the principles that each text probably (more likely than not) expresses, as ids.

    Args:
        texts: Chinese or English texts of units.
        taxonomy: the taxonomy of the principles; if it has not the name, version and principles of
            the bundled one, no principle is probable.
    """
    distinct = list(dict.fromkeys(texts))
    bundled = load_taxonomy()
    if not distinct or _describe(taxonomy) != _describe(bundled):
        return dict.fromkeys(distinct, frozenset())
    weights, encoder = _load_model()
    logits = encoder.encode(distinct) @ weights[:, :-1].T + weights[:, -1]
    names = [principle.id for principle in bundled.principles]
    return {
        text: frozenset(name for name, logit in zip(names, row, strict=True) if logit > 0)
        for text, row in zip(distinct, logits, strict=True)
    }


def _describe(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return what a taxonomy must share with the bundled one, so that the model fits it."""
    return (taxonomy.signature, *(principle.id for principle in taxonomy.principles))


@lru_cache(maxsize=1)
def _load_model() -> tuple[npt.NDArray[np.float32], Encoder]:
    """Return the weights, a row for each principle, and the encoder that they were fitted to."""
    import numpy

    with as_file(files("aigov_corpus") / WEIGHTS) as path:
        weights: Any = numpy.load(path, allow_pickle=False)
    return weights, get_encoder("use")
