"""Gaps: long runs of null beads, where one text has nothing at all of the other.

A translator leaves out a sentence here and there. How often that happens in two texts decides how
readily the aligner takes further sentences for null beads. But an excerpt, or a text with a chapter
that the other one lacks, has many sentences in a row without a counterpart. They say nothing about
the translator. So they do not count when the share of null beads is estimated, and that share does
not change their own scores either. The rest of the texts is then aligned as if the gap were not
there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from aigov_corpus.alignment.strips import NEVER_BOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.strips import Step, Strip

    Floats = NDArray[np.float64]

# Number of consecutive null beads of one side from which on they are a gap. With 4 or 6, some of
# the omissions that were planted in political and academic texts (up to 4 sentences) would be gaps.
_LEAST_GAP = 8

# Probability from which on a sentence may belong to a list. In texts with a list of 8 to 12
# ministries or universities against one sentence, it was .16 or more before null beads were
# weighed by their share.
_MAY_BE_LISTED = 0.1

# Share of the sentences of a list that must be null beads, so that it is worth a look.
_MANY_NULLS = 0.1

# Added to the counts of null beads and of sentences, so that a short text without null beads has a
# share of about 5 % and not 0.
_PRIOR_NULLS = 0.5
_PRIOR_SENTENCES = 10


@dataclass(frozen=True, slots=True)
class NullShares:
    """Which sentences of two texts have no counterpart, and which of them lie in gaps.

    Attributes:
        src: `(source sentences,)`, the probability that the sentence is a null bead.
        tgt: the same for target sentences.
        src_scores: `(source sentences,)`, the score of the sentence as a null bead. This score
            depends a little on where the null bead stands. It is the mean over all places,
            weighted by how probable they are.
        tgt_scores: the same for target sentences.
        long_beads: the probability of each long bead of the lattice, from 0 to 1.
    """

    src: Floats
    tgt: Floats
    src_scores: Floats
    tgt_scores: Floats
    long_beads: Sequence[float] = ()

    @property
    def in_gaps(self) -> tuple[Floats, Floats]:
        """How surely each sentence lies in a gap, 0 to 1, for source and target sentences."""
        return _in_gap(self.src), _in_gap(self.tgt)

    def without_lists(self, beads: Sequence[Step]) -> NullShares:
        """Return the shares, where no sentence counts as a null bead that may belong to a list.

        Until it is known whether one sentence stands for them all, the items of a list are no sign
        that the translator leaves much out. A list of which few items may be null beads stays.

        Args:
            beads: the long beads of the lattice, each of one sentence against many.
        """
        held = np.zeros(len(self.src)), np.zeros(len(self.tgt))
        nulls = self.src, self.tgt
        for step, probability in zip(beads, self.long_beads, strict=True):
            longer = int(step[3] > step[2])
            listed = slice(step[longer], step[longer] + step[2 + longer])
            if nulls[longer][listed].sum() >= _MANY_NULLS * step[2 + longer]:
                for side, found in enumerate(held):
                    found[step[side] : step[side] + step[2 + side]] += probability
        src, tgt = (
            np.where(found < _MAY_BE_LISTED, own, 0) for found, own in zip(held, nulls, strict=True)
        )
        return replace(self, src=src, tgt=tgt)

    def outside_gaps(self) -> float:
        """Return the expected number of null beads per sentence, leaving out the gaps."""
        src_gap, tgt_gap = self.in_gaps
        nulls = (self.src - src_gap).sum() + (self.tgt - tgt_gap).sum()
        sentences = (1 - src_gap).sum() + (1 - tgt_gap).sum()
        return smoothed_share(float(nulls), float(sentences))


def _in_gap(nulls: Floats) -> Floats:
    """Return how surely each sentence lies in a gap, `(sentences,)`.

    A gap is a run of `_LEAST_GAP` sentences or more, and it is as sure as its least probable null
    bead. Of all gaps that a sentence may lie in, the surest counts.

    Args:
        nulls: `(sentences,)`, the probability that each sentence is a null bead.
    """
    found = np.zeros_like(nulls)
    if len(nulls) >= _LEAST_GAP:
        weakest = sliding_window_view(nulls, _LEAST_GAP).min(axis=1)
        for offset in range(_LEAST_GAP):
            inside = found[offset : offset + len(weakest)]
            np.maximum(inside, weakest, out=inside)
    return found


def spare_gaps(strips: list[Strip], shares: NullShares, null: float) -> list[Strip]:
    """Return strips in which the scores of null beads in gaps are the same at all places.

    The score of a null bead depends on what the other text says where it stands. For one sentence
    this hardly matters. But over a gap of hundreds of sentences such differences add up, and then
    they would decide at which place of the other text the gap lies, against the beads beside it.

    Args:
        strips: the strips.
        shares: which sentences lie in gaps.
        null: the number that the lattice adds to the score of every null bead. It has no effect in
            gaps, because it is subtracted there.
    """
    src_gap, tgt_gap = (np.append(gap, 0) for gap in shares.in_gaps)
    if not src_gap.any() and not tgt_gap.any():
        return strips
    src_scores, tgt_scores = np.append(shares.src_scores, 0), np.append(shares.tgt_scores, 0)
    found = []
    for strip in strips:
        rows = slice(*strip.rows)
        columns = slice(strip.columns[0], strip.columns[1] + 1)
        src = _level(strip.null_src.T, src_gap[rows], src_scores[rows] - null).T
        tgt = _level(strip.null_tgt, tgt_gap[columns], tgt_scores[columns] - null)
        found.append(replace(strip, null_src=src, null_tgt=tgt))
    return found


def _level(scores: NDArray[np.float32], gap: Floats, level: Floats) -> NDArray[np.float32]:
    """Return the scores of null beads, moved to one level where they lie in a gap.

    Args:
        scores: `(places, sentences)`, the score of each sentence at some places of the other text.
        gap: `(sentences,)`, how surely each sentence lies in a gap.
        level: `(sentences,)`, the score that each sentence has in a gap, at any place.
    """
    share = gap.astype(np.float32)
    levelled = scores + share * (level.astype(np.float32) - scores)
    return np.where(scores > NEVER_BOUND, levelled, scores)


def smoothed_share(nulls: float, sentences: float) -> float:
    """Return the share of sentences that are null beads. In short texts it is nearer to 5 %."""
    return (nulls + _PRIOR_NULLS) / (sentences + _PRIOR_SENTENCES)
