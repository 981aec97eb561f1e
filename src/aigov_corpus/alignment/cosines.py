"""How alike the vectors of runs of sentences are: `COSINE_FEATURES` of the beads of one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.coverage import slide
from aigov_corpus.alignment.covered_units import CONTEXT_BEFORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.strips import Limits
    from aigov_corpus.alignment.view import View

    Floats = NDArray[np.float32]

# Extra sentences of a bead (beyond a 1-1 bead) whose cosine counts as it is. The longest
# hand-aligned beads have six. A longer bead would count its one cosine too often, so each …
_MOST_EXTRA = 6
# … further sentence counts as if the cosine were at least this usual one. A list of short items
# against one sentence has a cosine of .35 to .5, though each word has its counterpart.
_USUAL_COSINE = 0.65

# Stands for the cosine of a run that is longer than any bead: less than every cosine, so that a run
# is never compared favourably with one that does not exist.
_NO_COSINE = -4

# How many sentences are next to a bead: one before it and one after it on either side.
_SENTENCES_OUTSIDE = 4


def at_nodes(values: Floats, shape: tuple[int, int], rows: int = 0, columns: int = 0) -> Floats:
    """Return the part of an array that belongs to the window's nodes, or to places beside them.

    Args:
        values: an array whose first axis is the sentences of the source view and whose last
            axis is the sentences of the target view.
        shape: number of rows and columns of the window.
        rows: which source sentence to take for each node: 0 for the one just after the node, 1
            for the one after that, -1 for the one just before the node.
        columns: the same for target sentences.
    """
    height, width = shape
    top = CONTEXT_BEFORE + rows
    left = CONTEXT_BEFORE + columns
    return values[top : top + height, ..., left : left + width]


class Cosines:
    """The cosines of all source runs of a window with all its target runs.

    Args:
        src: the source sentences in and around the window.
        tgt: the target sentences in and around it.
        shape: number of rows and columns of the window.
        limits: how many sentences the beads may have.
    """

    def __init__(self, src: View, tgt: View, shape: tuple[int, int], limits: Limits) -> None:
        self._shape = shape
        self._by_size = _compare_runs(src, tgt, limits)

    @property
    def of_sentences(self) -> Floats:
        """The cosine of each sentence of the source view with each of the target view."""
        return self._by_size[1][:, 0]

    def write(self, src_size: int, out: Floats) -> None:
        """Write `COSINE_FEATURES`. They compare each bead with similar beads at the same place.

        Args:
            src_size: the number of source sentences of the beads.
            out: `(features, rows, tgt_sizes, columns)`.
        """
        at = self._at_nodes
        longest_tgt = out.shape[2]
        (
            cosine,
            cosine_extra,
            neighbours,
            better_longer,
            better_longer_sum,
            better_shorter,
            worse_shorter,
            weakest_src,
            weakest_tgt,
        ) = out
        cosine[:] = at(self._by_size[src_size][:, :longest_tgt])
        # how many sentences each bead has more than a 1-1 bead
        first_extra = src_size - 1
        extra = np.arange(first_extra, first_extra + longest_tgt, dtype=np.float32)
        np.multiply(cosine, np.minimum(extra, _MOST_EXTRA)[:, None], out=cosine_extra)
        if extra[-1] > _MOST_EXTRA:
            further = np.maximum(extra - _MOST_EXTRA, 0)[:, None]
            cosine_extra += np.maximum(cosine, _USUAL_COSINE) * further
        with_single_src = self._by_size[1][:, :longest_tgt]
        with_single_tgt = self._with_single_targets(src_size, longest_tgt + 1)
        self._write_neighbours(src_size, with_single_src, with_single_tgt, neighbours)
        self._write_longer(src_size, cosine, better_longer, better_longer_sum)
        gain = self._gain_of_shorter(src_size, cosine)
        np.maximum(gain, 0, out=better_shorter)
        np.minimum(gain, 0, out=worse_shorter)
        sentences = [at(with_single_src, sentence) for sentence in range(src_size)]
        np.minimum.reduce(sentences, out=weakest_src)
        weakest_src -= cosine
        np.minimum.accumulate(with_single_tgt[:, :-1], axis=1, out=weakest_tgt)
        weakest_tgt -= cosine

    def _with_single_targets(self, src_size: int, count: int) -> Floats:
        """Return the cosines of source runs with single target sentences.

        Returns:
            An array `(rows, count, columns)`. At `[i, k, j]` it holds the cosine of the source run
            that begins at node `(i, j)` with target sentence `j + k`.
        """
        cosines = self._by_size[src_size]
        rows, columns = self._shape
        # each row begins with the cosines of single target sentences
        by_row = cosines.reshape(len(cosines), -1)[CONTEXT_BEFORE : CONTEXT_BEFORE + rows]
        return slide(by_row, CONTEXT_BEFORE, count, columns)

    def _write_neighbours(
        self, src_size: int, with_single_src: Floats, with_single_tgt: Floats, out: Floats
    ) -> None:
        """Write how similar each run is to the sentences just before and after the other run.

        Four cosines are averaged: those of the source run with the target sentence before and the
        one after the bead, and the same with the sides exchanged.

        Args:
            src_size: the number of source sentences of the beads.
            with_single_src: the cosines of single source sentences with target runs, for whole
                views.
            with_single_tgt: what `_with_single_targets` returns.
            out: `(rows, tgt_sizes, columns)`, filled with the mean cosines.
        """
        at = self._at_nodes
        np.add(at(with_single_src, -1), at(with_single_src, src_size), out=out)
        out += at(self._by_size[src_size][:, :1], 0, -1)
        out += with_single_tgt[:, 1:]
        out /= _SENTENCES_OUTSIDE

    def _write_longer(self, src_size: int, cosine: Floats, largest: Floats, summed: Floats) -> None:
        """Write how much the cosine would grow if a bead had one sentence more.

        There are four ways to add a sentence: at the beginning or at the end of either side.

        Args:
            src_size: the number of source sentences of the beads.
            cosine: `(rows, tgt_sizes, columns)`, the cosines of the beads.
            largest: filled with the largest of the four gains, or 0 if none is above 0.
            summed: filled with the sum of the gains above 0.
        """
        at = self._at_nodes
        more_src = self._by_size[src_size + 1][:, : cosine.shape[1]]
        more_tgt = self._by_size[src_size][:, 1:]
        gains = np.stack(
            [
                at(more_src, -1),
                at(more_src),
                at(more_tgt, 0, -1),
                at(more_tgt),
            ]
        )
        gains -= cosine
        np.maximum(gains, 0, out=gains)
        np.maximum.reduce(gains, out=largest)
        np.add.reduce(gains, out=summed)

    def _gain_of_shorter(self, src_size: int, cosine: Floats) -> Floats:
        """Return how much the cosine would grow if a bead had one sentence less.

        There are up to four ways to take away a sentence: the first or the last one of either side.
        The best of them counts, and its gain is below 0 if all of them are worse. A 1-1 bead cannot
        be shortened, and its gain is 0.

        Args:
            src_size: the number of source sentences of the beads.
            cosine: `(rows, tgt_sizes, columns)`, the cosines of the beads.
        """
        at = self._at_nodes
        longest_tgt = cosine.shape[1]
        shorter = np.full_like(cosine, _NO_COSINE)
        if src_size > 1:
            less_src = self._by_size[src_size - 1][:, :longest_tgt]
            np.maximum(at(less_src), at(less_src, 1), out=shorter)
        less_tgt = self._by_size[src_size][:, : longest_tgt - 1]
        best_less_tgt = np.maximum(at(less_tgt), at(less_tgt, 0, 1))
        of_several_tgt = shorter[:, 1:]
        np.maximum(of_several_tgt, best_less_tgt, out=of_several_tgt)
        shorter -= cosine
        if src_size == 1:
            shorter[:, 0] = 0
        return shorter

    def _at_nodes(self, cosines: Floats, rows: int = 0, columns: int = 0) -> Floats:
        """Return the cosines at the window's nodes, or at places beside them."""
        return at_nodes(cosines, self._shape, rows, columns)


def _compare_runs(src: View, tgt: View, limits: Limits) -> dict[int, Floats]:
    """Return the cosine of every source run of the window with every target run.

    Returns:
        A dictionary with an array `(source sentences, tgt_sizes, target sentences)` for each
        `src_size` from 1 to one more than the largest. The first and the last axis say at which
        sentence of the view a run begins. The shapes include those with one sentence more than
        the largest bead. If a view has no vectors of runs as long as one of the two runs, the
        value is `_NO_COSINE`.
    """
    src_runs, tgt_runs = src.run_vectors(), tgt.run_vectors()
    n_src, n_tgt = src_runs.shape[1], tgt_runs.shape[1]
    found = {}
    for src_size in range(1, limits.src + 2):
        # one target sentence more than the beads have, or one source sentence more
        longest_tgt = limits.longest_tgt(src_size) + 1
        if src_size > limits.src:
            longest_tgt = limits.longest_tgt(limits.src)
        cosines = np.full((n_src, longest_tgt, n_tgt), _NO_COSINE, np.float32)
        if src_size <= len(src_runs):
            vectors = tgt_runs[:longest_tgt].reshape(-1, tgt_runs.shape[2])
            known = cosines.reshape(n_src, -1)[:, : len(vectors)]
            np.matmul(src_runs[src_size - 1], vectors.T, out=known)
        found[src_size] = cosines
    return found
