"""How close the translation of a text is: the typical cosine of the two sides of a bead.

In a free translation even the right counterpart of a sentence is not very similar to it. There, a
sentence to which nothing is similar need not lack a counterpart. In a close translation it does.
So the typical cosine of a text decides how readily its sentences are taken for null beads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.model import USUAL_COSINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

# Number of beads that are looked at, at most; if there are more, at equal distances.
_MOST_BEADS = 256
# Number of beads with the usual cosine that are added to every text. So a text of a few sentences,
# which may not even be related, changes almost nothing.
_USUAL_BEADS = 10
# Lowest and highest typical cosine of a text. The texts that weights are learned from lie between
# .45 (novels) and .71 (academic prose). The ends of this range are cut off: with .45 and .7, one
# bead of complete academic prose and two of novels are lost.
_LOWEST = 0.48
_HIGHEST = 0.68


def measure_closeness(pair: EncodedPair, steps: Sequence[Step]) -> float:
    """Return the typical cosine of the two sides of a bead."""
    whole = [step for step in steps if step[2] and step[3]]
    if not whole:
        return USUAL_COSINE
    chosen = np.unique(np.linspace(0, len(whole) - 1, _MOST_BEADS).round().astype(int))
    i, j, src_sizes, tgt_sizes = np.array([whole[number] for number in chosen]).T
    src = pair.src.vectors_of_runs(i, src_sizes)
    tgt = pair.tgt.vectors_of_runs(j, tgt_sizes)
    cosines = np.einsum("ij,ij->i", src, tgt).astype(np.float64)
    return typical_cosine(cosines, np.full(len(chosen), len(whole) / len(chosen)))


def typical_cosine(cosines: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Return the typical cosine of some beads: their median, if there are many of them.

    Args:
        cosines: `(beads,)`, the cosine of each bead.
        weights: `(beads,)`, how many beads each of them stands for.
    """
    order = np.argsort(cosines)
    counted = np.cumsum(weights[order])
    if not len(counted):
        return USUAL_COSINE
    middle = np.searchsorted(counted, counted[-1] / 2)
    median = float(cosines[order[min(middle, len(order) - 1)]])
    beads = float(counted[-1])
    typical = (beads * median + _USUAL_BEADS * USUAL_COSINE) / (beads + _USUAL_BEADS)
    return min(max(typical, _LOWEST), _HIGHEST)
