"""How much longer one text is than the other, wherever both say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.sentence_features import SentenceFeatures

    Ints = NDArray[np.int64]

# About how many pairs of sentences a stretch has (see `length_ratio`).
_STRETCH = 8
# If a stretch is this many times longer or shorter than usual, a part of it is taken to have no
# counterpart.
_MOST_UNUSUAL = 2


def length_ratio(src: SentenceFeatures, tgt: SentenceFeatures, path: tuple[Ints, Ints]) -> float:
    """Return log(target characters / source characters) of the parts that both texts have.

    The texts are cut into stretches, each with the same number of steps of the path that pair two
    sentences. The median of the stretches' ratios of target to source characters is the usual
    ratio. A stretch in which one text lacks a section has a ratio that is far from the usual one.
    Such stretches are left out, and so is what lies before the first pair and behind the last one,
    if it is long. The result is the ratio of all the rest together. So it does not matter how much
    of one text is missing from the other.

    Args:
        src: the source text.
        tgt: the target text.
        path: the first and the last column of the path in each row of nodes (see `find_path`).
    """
    rows, columns = _stretches(path)
    src_lengths = _lengths_between(src, rows)
    tgt_lengths = _lengths_between(tgt, columns)
    ratios = np.log(tgt_lengths / src_lengths)
    middle = np.argsort(ratios, kind="stable")[(len(ratios) - 1) // 2]
    is_usual = np.abs(ratios - ratios[middle]) <= np.log(_MOST_UNUSUAL)
    return float(np.log(tgt_lengths[is_usual].sum() / src_lengths[is_usual].sum()))


def _stretches(path: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Return the nodes at which the texts are cut into stretches (see `length_ratio`).

    Args:
        path: the first and the last column of the path in each row of nodes.

    Returns:
        Two arrays `(nodes,)`, the rows and the columns of the nodes, each in ascending order.
    """
    low, high = path
    # where the path goes down and to the right at once, it pairs two sentences
    rows = np.flatnonzero(low[1:] > high[:-1])
    last = len(low) - 1, int(high[-1])
    if not len(rows):
        return np.array([0, last[0]]), np.array([0, last[1]])
    first_pair = rows[0], high[rows[0]]
    last_pair = rows[-1] + 1, high[rows[-1]] + 1
    count = max(1, round(len(rows) / _STRETCH))
    inner = rows[np.arange(1, count) * len(rows) // count]
    starts = (0, 0) if max(first_pair) < _STRETCH else first_pair
    ends = last if max(np.subtract(last, last_pair)) < _STRETCH else last_pair
    return np.array([starts[0], *inner, ends[0]]), np.array([starts[1], *high[inner], ends[1]])


def _lengths_between(text: SentenceFeatures, nodes: Ints) -> NDArray[np.float64]:
    """Return the number of characters between each two consecutive nodes of one side.

    Args:
        text: the text.
        nodes: `(nodes,)`, indices of sentences in ascending order.

    Returns:
        An array `(nodes - 1,)`.
    """
    characters_before = np.append(0, np.cumsum(text.chars, dtype=np.float64))
    return np.diff(characters_before[nodes])
