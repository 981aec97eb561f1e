"""How much longer one text is than the other, wherever both say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

    Ints = NDArray[np.int64]

# English characters for a Chinese one; the mean over the texts that weights are fitted on.
USUAL_RATIO = 3.6
_LANGUAGES = ("zh", "en")

# About how many pairs of sentences a stretch has (see `length_ratio`).
_STRETCH = 8
# With fewer pairs there are fewer than three stretches, and no median that one unusual stretch
# leaves alone.
_FEW_PAIRS = 3 * _STRETCH
# Factor by which the length of a text with few pairs may differ from the usual one if it counts as
# complete. Between 1.3 and 1.5 it makes no difference.
_MOST_OF_COMPLETE = 1.5
# Chinese characters with the usual ratio that are added to a text with few pairs. With 10 or 100,
# one bead in 200 differs.
_USUAL_CHARACTERS = 16
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

    A few sentences against a page have too few stretches for that. Between Chinese and English,
    the usual ratio of these languages is known, so it takes the place of the median, and each pair
    of sentences is a stretch by itself. Once they are aligned, their beads tell the ratio better
    (`ratio_of_beads`).

    Args:
        src: the source text.
        tgt: the target text.
        path: the first and the last column of the path in each row of nodes (see `find_path`).
    """
    if is_part(src, tgt, path):
        return _ratio_of_few(src, tgt, path)
    rows, columns = _stretches(path)
    src_lengths = _lengths_between(src, rows)
    tgt_lengths = _lengths_between(tgt, columns)
    ratios = np.log(tgt_lengths / src_lengths)
    middle = np.argsort(ratios, kind="stable")[(len(ratios) - 1) // 2]
    is_usual = np.abs(ratios - ratios[middle]) <= np.log(_MOST_UNUSUAL)
    return float(np.log(tgt_lengths[is_usual].sum() / src_lengths[is_usual].sum()))


def _pairs(path: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Return where a path goes down and to the right at once, and so pairs two sentences.

    Args:
        path: the first and the last column of the path in each row of nodes.

    Returns:
        Two arrays `(pairs,)`, the source sentences and the target sentences, in ascending order.
    """
    low, high = path
    rows = np.flatnonzero(low[1:] > high[:-1])
    return rows, high[rows]


def is_part(src: SentenceFeatures, tgt: SentenceFeatures, path: tuple[Ints, Ints]) -> bool:
    """Return whether one text holds little more than a few sentences of the other.

    Then their lengths differ more than those of translations do, and the path has few pairs. Only
    of Chinese and English is it known how long translations are.

    Args:
        src: the source text.
        tgt: the target text.
        path: the first and the last column of the path in each row of nodes.
    """
    whole = np.log(tgt.chars.sum() / src.chars.sum())
    is_usual = abs(whole - np.log(USUAL_RATIO)) <= np.log(_MOST_OF_COMPLETE)
    is_known = (src.lang, tgt.lang) == _LANGUAGES
    return is_known and not is_usual and len(_pairs(path)[0]) < _FEW_PAIRS


def ratio_of_beads(src: SentenceFeatures, tgt: SentenceFeatures, steps: Sequence[Step]) -> float:
    """Return log(English characters / Chinese characters) of a few beads, null beads left out.

    Args:
        src: the Chinese text.
        tgt: the English text.
        steps: the beads.
    """
    whole = [step for step in steps if step[2] and step[3]]
    src_length = sum(float(src.chars[i : i + size].sum()) for i, _, size, _ in whole)
    tgt_length = sum(float(tgt.chars[j : j + size].sum()) for _, j, _, size in whole)
    return _drawn_to_usual(src_length, tgt_length)


def _ratio_of_few(src: SentenceFeatures, tgt: SentenceFeatures, path: tuple[Ints, Ints]) -> float:
    """Return the ratio of those pairs of a path whose own ratio is not far from the usual one.

    A pair goes on to the next one, so that a sentence between two pairs counts to the one before.

    Args:
        src: the Chinese text.
        tgt: the English text.
        path: the first and the last column of the path in each row of nodes.
    """
    rows, columns = _pairs(path)
    if not len(rows):
        return _drawn_to_usual(0, 0)
    src_lengths = _lengths_between(src, np.append(rows, rows[-1] + 1))
    tgt_lengths = _lengths_between(tgt, np.append(columns, columns[-1] + 1))
    off = np.abs(np.log(tgt_lengths / src_lengths / USUAL_RATIO))
    is_usual = off <= np.log(_MOST_UNUSUAL)
    return _drawn_to_usual(src_lengths[is_usual].sum(), tgt_lengths[is_usual].sum())


def _drawn_to_usual(zh_length: float, en_length: float) -> float:
    """Return log(English characters / Chinese ones), with some of the usual ratio beside them."""
    return float(
        np.log((en_length + USUAL_RATIO * _USUAL_CHARACTERS) / (zh_length + _USUAL_CHARACTERS))
    )


def _stretches(path: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Return the nodes at which the texts are cut into stretches (see `length_ratio`).

    Args:
        path: the first and the last column of the path in each row of nodes.

    Returns:
        Two arrays `(nodes,)`, the rows and the columns of the nodes, each in ascending order.
    """
    rows, columns = _pairs(path)
    last = len(path[0]) - 1, int(path[1][-1])
    if not len(rows):
        return np.array([0, last[0]]), np.array([0, last[1]])
    first_pair = rows[0], columns[0]
    last_pair = rows[-1] + 1, columns[-1] + 1
    count = max(1, round(len(rows) / _STRETCH))
    inner = np.arange(1, count) * len(rows) // count
    starts = (0, 0) if max(first_pair) < _STRETCH else first_pair
    ends = last if max(np.subtract(last, last_pair)) < _STRETCH else last_pair
    return (
        np.array([starts[0], *rows[inner], ends[0]]),
        np.array([starts[1], *columns[inner], ends[1]]),
    )


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
