"""Scores of all beads in the band, and the lattice that is built from these scores.

The score of a bead is the sum of its features, each multiplied by its weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.closeness import measure_closeness
from aigov_corpus.alignment.gaps import spare_gaps
from aigov_corpus.alignment.lattice import Lattice
from aigov_corpus.alignment.long_beads import find_long_beads
from aigov_corpus.alignment.pair import MANY_SENTENCES
from aigov_corpus.alignment.strips import NEVER, Limits, Strip, list_shapes
from aigov_corpus.embedding.free_memory import give_back_memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.band import Area
    from aigov_corpus.alignment.evidence import Window
    from aigov_corpus.alignment.model import Model
    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float32]

# Largest number of rows of a strip. Strips with fewer rows contain fewer nodes outside the band.
_STRIP_ROWS = 8
# The largest number of columns whose features are computed at once. It limits the memory where the
# band is wide because a long section is missing from the source.
_PIECE_COLUMNS = 256


def score_area(pair: EncodedPair, area: Area) -> list[Strip]:
    """Return the scores of all beads that begin both in a window and in the band.

    Returns:
        Strips that together cover the rows of the window, in order.
    """
    rows, columns = area
    pieces = []
    for start in range(*columns, _PIECE_COLUMNS):
        stop = min(start + _PIECE_COLUMNS, columns[1])
        window = pair.window(rows, (start, stop))
        pieces.append(_score_window(window, pair))
    arrays_of_pieces = zip(*pieces, strict=True)
    scores = [np.concatenate(arrays, axis=-1) for arrays in arrays_of_pieces]
    first, last = pair.band
    strips = []
    for start in range(*rows, _STRIP_ROWS):
        stop = min(start + _STRIP_ROWS, rows[1])
        left, right = int(first[start]), int(last[stop - 1])
        strip_rows = slice(start - rows[0], stop - rows[0])
        strip_columns = slice(left - columns[0], right + 1 - columns[0])
        inside = (array[strip_rows, ..., strip_columns] for array in scores)
        # copies: views would keep the nodes outside the band in memory
        beads, null_src, null_tgt = (array.copy() for array in inside)
        strips.append(Strip((start, stop), (left, right), beads, null_src, null_tgt))
    return strips


def _score_window(window: Window, pair: EncodedPair) -> tuple[Floats, Floats, Floats]:
    """Return the scores of all beads that begin in a window.

    The score of a bead that crosses a fence or a border is `NEVER`.

    Returns:
        Three arrays: the scores of beads with sentences on both sides, `(rows, shapes, columns)`;
        of source nulls, `(rows, columns)`; of target nulls, `(rows, columns)`.
    """
    i = np.arange(*window.rows)[:, None]
    j = np.arange(*window.columns)[None, :]
    last_i, last_j = pair.limits(i, j)
    model = pair.model
    rows, columns = window.shape
    shapes = len(list_shapes(window.limits.total))
    beads = np.empty((rows, shapes, columns), np.float32)
    start = 0
    for src_size, features in window.beads():
        count = features.shape[2]
        tgt_sizes = np.arange(1, count + 1)[:, None]
        flat_features = features.reshape(len(features), -1)
        scores = model.beads @ flat_features
        rows_allowed = (i + src_size <= last_i)[:, None]
        columns_allowed = j + tgt_sizes <= last_j[:, None]
        allowed = rows_allowed & columns_allowed
        scores = scores.reshape(allowed.shape)
        beads[:, start : start + count] = np.where(allowed, scores, NEVER)
        start += count
    null_src, null_tgt = (_weigh_nulls(features, model) for features in window.nulls())
    src_allowed = (i < last_i) & (j <= last_j)
    tgt_allowed = (j < last_j) & (i <= last_i)
    return (
        beads,
        np.where(src_allowed, null_src, NEVER).astype(np.float32),
        np.where(tgt_allowed, null_tgt, NEVER).astype(np.float32),
    )


def _weigh_nulls(features: Sequence[Floats], model: Model) -> Floats:
    """Return the sum of the features of null beads, each times its weight, `(rows, columns)`."""
    total = np.zeros_like(features[0])
    for weight, feature in zip(model.nulls, features, strict=True):
        total += weight * feature
    return total


def bead_features(pair: EncodedPair, step: Step, limits: Limits | None = None) -> Floats:
    """Return the features of one bead with sentences on both sides, `(features,)`.

    Args:
        pair: the two texts.
        step: the bead. It may be longer than the longest bead of the pair.
        limits: how many sentences the beads may have that are computed together with this one. By
            default they are those of the pair. Narrow limits take less time, but features that
            compare the bead with longer ones need one sentence more.
    """
    i, j, src_size, tgt_size = step
    if limits is None:
        limits = Limits.of(pair.max_align)
        if src_size + tgt_size > pair.max_align:
            limits = Limits.within(src_size, tgt_size)
    window = pair.window((i, i + 1), (j, j + 1), limits)
    features = next(features for size, features in window.beads() if size == src_size)
    found: Floats = features[:, 0, tgt_size - 1, 0].copy()
    return found


def build_lattice(strips: list[Strip], pair: EncodedPair) -> Lattice:
    """Return the lattice of two texts, with the score of null beads adapted to these texts.

    Some texts are translated completely, and others lack many sentences. Some are translated
    closely, and others freely. No fixed score of null beads suits all of them. So two lattices are
    built. The first one only serves to estimate the share of null beads in these texts, and how
    close the translation is. From these follows the number that the second lattice adds to the
    score of every null bead outside gaps. The second lattice is returned.

    Args:
        strips: strips that together cover all rows, in order.
        pair: the two texts.
    """
    n_src, n_tgt = len(pair.src), len(pair.tgt)
    shapes = list_shapes(pair.max_align)
    continued = pair.model.continued
    first = Lattice(n_src, n_tgt, strips, shapes, continued=continued)
    best = first.best()
    long_beads = find_long_beads(pair, best)
    many = n_src + n_tgt > MANY_SENTENCES
    if many:
        give_back_memory()
    if len(long_beads):
        first = Lattice(n_src, n_tgt, strips, shapes, continued=continued, long_beads=long_beads)
    shares = first.null_shares().without_lists(long_beads.steps)
    if many:
        give_back_memory()
    null = pair.model.null_score(shares.outside_gaps(), measure_closeness(pair, best))
    strips = spare_gaps(strips, shares, null)
    return Lattice(
        n_src, n_tgt, strips, shapes, continued=continued, null=null, long_beads=long_beads
    )
