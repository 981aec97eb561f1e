"""The features of null beads: how alike a sentence is to those of the other side near its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.coverage import CLAUSE_SMOOTHING, WORD_SMOOTHING
from aigov_corpus.alignment.covered_units import MatchedUnits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.view import View

    Floats = NDArray[np.float32]

# Number of sentences before and after the node of a null bead that are searched for its
# counterpart.
_NEAR = 2
# The same for the feature `null_cosine_wide`.
_WIDE = 4
# The same for the feature `null_clauses_farther`.
_FARTHER = 6


def find_null_features(
    view: View, cosine: Floats, units: Sequence[MatchedUnits], ratio: float
) -> list[Floats]:
    """Return the features of null beads of one side, in the order of `NULL_FEATURES`.

    Most of them measure how similar the sentence of the null bead is to sentences of the other side
    near the node. A high similarity speaks against a null bead.

    Args:
        view: the sentences of this side.
        cosine: `(sentences of this side, sentences of the other side)`.
        units: the clauses, words and glosses of this side, in this order.
        ratio: log(characters of the other side / characters of this side) of the two texts.

    Returns:
        One array per feature, `(sentences of this side, sentences of the other side)`. The null
        bead begins at the node just before both sentences.
    """
    clauses, words, glosses = units
    scale = np.float32(np.exp(ratio / 2))
    length = np.log(np.maximum(view.chars, 1) * scale)
    clauses_near = _max_around(clauses.best, _NEAR)
    clauses_farther = _max_around(clauses.best, _FARTHER)
    share_near = clauses.share(clauses_near, CLAUSE_SMOOTHING)
    share_farther = clauses.share(clauses_farther, CLAUSE_SMOOTHING)
    return [
        np.ones_like(cosine),
        np.broadcast_to(length[:, None], cosine.shape),
        _max_around(cosine, _WIDE),
        _max_around(cosine, _NEAR),
        share_near,
        clauses.units.order.reduce(clauses_near, np.minimum),
        share_farther - share_near,
        words.share(_max_around(words.best, _NEAR), WORD_SMOOTHING),
        glosses.share(_max_around(glosses.best, _NEAR), WORD_SMOOTHING),
    ]


def _max_around(values: Floats, reach: int) -> Floats:
    """Return, for each column, the maximum over the `2 * reach` columns around its node.

    The columns are sentences, and the node of a column lies just before its sentence. So the
    maximum is taken over `reach` columns before that sentence, the sentence itself and `reach - 1`
    columns after it. Columns outside the array count as 0.
    """
    count = values.shape[1]
    found = np.zeros((len(values), count + 2 * reach), values.dtype)
    found[:, reach : reach + count] = values
    # each column holds the maximum over `width` columns from it on, twice as many each time
    width = 1
    while width < 2 * reach:
        step = min(width, 2 * reach - width)
        found = np.maximum(found[:, :-step], found[:, step:])
        width += step
    return found[:, :count]
