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

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.strips import Strip

    Floats = NDArray[np.float64]

# Least number of null beads of one side in a row that make a gap. On political and academic texts,
# 4 or 6 would take some of the omissions that were planted there (up to 4 sentences) for gaps.
_LEAST_GAP = 8

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
    """

    src: Floats
    tgt: Floats

    @property
    def in_gaps(self) -> tuple[Floats, Floats]:
        """How surely each sentence lies in a gap, 0 to 1, for source and target sentences."""
        return _in_gap(self.src), _in_gap(self.tgt)

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
    """Return strips in which null beads in gaps have `null` subtracted from their scores.

    `null` is the number that the lattice adds to the score of every null bead. So it has no effect
    in gaps.
    """
    src_gap, tgt_gap = (np.append(gap, 0) * null for gap in shares.in_gaps)
    if not src_gap.any() and not tgt_gap.any():
        return strips
    found = []
    for strip in strips:
        src = src_gap[slice(*strip.rows)].astype(np.float32)
        tgt = tgt_gap[strip.columns[0] : strip.columns[1] + 1].astype(np.float32)
        found.append(
            replace(strip, null_src=strip.null_src - src[:, None], null_tgt=strip.null_tgt - tgt)
        )
    return found


def smoothed_share(nulls: float, sentences: float) -> float:
    """Return the share of sentences that are null beads. In short texts it is pulled towards 5 %.

    Args:
        nulls: the expected number of null beads.
        sentences: the number of sentences of both sides together.
    """
    return (nulls + _PRIOR_NULLS) / (sentences + _PRIOR_SENTENCES)
