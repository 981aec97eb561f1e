"""Moved passages: null beads of both texts that hold the same passage, at different places.

Beads are in order. So if a passage stands elsewhere in the other text, its sentences are null beads
in both. A chain of such null beads that look like translations of each other, one after another,
is taken for a moved passage. A single pair must look like it by its words and numbers, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.absolute import BELIEF, is_known_encoder, is_known_pair
from aigov_corpus.alignment.nearness import measure_nearness
from aigov_corpus.records import Move

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# The logarithm of the odds that two single sentences are translations of each other is linear in
# their cosine and in how unusual the ratio of their lengths is. Fitted by logistic regression on
# 2,491 pairs that translate each other and three times as many that do not (political, academic,
# magazine, literary and legal texts). With any one of these left out, the slope of the cosine
# stays within 18 to 21.
_LOG_ODDS = -5.1
_LOG_ODDS_OF_COSINE = 19.4
_LOG_ODDS_OF_LENGTH = -1.06

# Variance of log(target / source characters), as for beads (see `evidence`).
_LENGTH_VARIANCE = 0.04
_LENGTH_VARIANCE_PER_CHARACTER = 6
_MOST_DEVIATIONS = 5

# How many sentences the chain may advance in each text from one pair to the next.
_LONGEST_STEP = 2
# The least number of pairs of a chain. Single sentences are too often alike by chance, if they are
# judged by the two numbers above.
_LEAST_PAIRS = 2
# A single pair counts as one of so many more comparisons: with two null beads, there is only one.
_MORE_COMPARISONS = 20
# With more pairs of null beads than this, no moved passages are looked for: such texts have most of
# their sentences in gaps, and the search would take long.
_MOST_PAIRS = 1_000_000
# Sums of log-odds in single precision differ by less than this.
_ROUNDING = 1e-3
# Stands for the log-odds of two null beads that are not compared.
_NEVER = np.float32(-1e9)


def find_moves(pair: EncodedPair, steps: Sequence[Step]) -> list[Move]:
    """Return which null beads of the two texts hold the same passage.

    Args:
        pair: the two texts.
        steps: the beads of their alignment.

    Returns:
        One `Move` for each sentence of a moved passage and its counterpart, in order. If two
        sentences translate one, there are two of them. With an encoder for which there is no
        absolute evidence, nothing is returned.
    """
    src_nulls = [number for number, step in enumerate(steps) if not step[3]]
    tgt_nulls = [number for number, step in enumerate(steps) if not step[2]]
    comparisons = len(src_nulls) * len(tgt_nulls)
    if not 0 < comparisons <= _MOST_PAIRS or not is_known_encoder(pair):
        return []
    src = np.array([steps[number][0] for number in src_nulls])
    tgt = np.array([steps[number][1] for number in tgt_nulls])
    odds = _log_odds(pair, src, tgt)
    # null beads between the same two beads stand at the same place, so nothing was moved
    whole_before = np.cumsum([bool(step[2] and step[3]) for step in steps])
    odds[whole_before[src_nulls][:, None] == whole_before[tgt_nulls]] = _NEVER
    moves = []
    by_chance = np.log(comparisons)
    while True:
        chain, total = _best_chain(odds, src, tgt)
        if total < by_chance:
            break
        if len(chain) < _LEAST_PAIRS:
            total = _judge_alone(pair, int(src[chain[0][0]]), int(tgt[chain[0][1]]))
            total += by_chance - float(np.log(comparisons + _MORE_COMPARISONS))
        score = float(1 / (1 + np.exp(by_chance - total)))
        if total > by_chance:
            moves += [
                Move(int(src[row]), int(tgt[column]), score)
                for row, column in _with_skipped(chain, odds)
            ]
        (first_row, first_column), (last_row, last_column) = chain[0], chain[-1]
        odds[first_row : last_row + 1] = _NEVER
        odds[:, first_column : last_column + 1] = _NEVER
    return sorted(moves, key=lambda move: (move.src, move.tgt))


def _judge_alone(pair: EncodedPair, src: int, tgt: int) -> float:
    """Return the log-odds that two sentences translate each other, by all that is known of them.

    With other languages than Chinese and English, nothing is known, and the odds are nil.
    """
    if not is_known_pair(pair):
        return -np.inf
    [nearness] = measure_nearness(pair, [(src, tgt, 1, 1)])
    return float(nearness @ np.array(BELIEF.weights)) + BELIEF.constant


def _log_odds(pair: EncodedPair, src: Ints, tgt: Ints) -> Floats:
    """Return the log-odds that two sentences translate each other, `(len(src), len(tgt))`.

    Args:
        pair: the two texts.
        src: indices of source sentences.
        tgt: indices of target sentences.
    """
    scale = np.float32(np.exp(pair.ratio / 2))
    src_lengths = (pair.src.chars[src] * scale)[:, None]
    tgt_lengths = pair.tgt.chars[tgt] / scale
    variance = _LENGTH_VARIANCE + _LENGTH_VARIANCE_PER_CHARACTER / (src_lengths + tgt_lengths)
    deviations = np.abs(np.log(tgt_lengths / src_lengths)) / np.sqrt(variance)
    found: Floats = _vectors(pair.src, src) @ _vectors(pair.tgt, tgt).T
    found *= _LOG_ODDS_OF_COSINE
    found += _LOG_ODDS + _LOG_ODDS_OF_LENGTH * np.minimum(deviations, _MOST_DEVIATIONS)
    return found


def _vectors(text: SentenceFeatures, sentences: Ints) -> Floats:
    """Return the vectors of some sentences of a text, `(sentences, dim)`."""
    borders = np.flatnonzero(np.diff(sentences) != 1) + 1
    runs = np.split(sentences, borders)
    return np.concatenate([text.tile_vectors(int(run[0]), int(run[-1]) + 1, 1) for run in runs])


def _best_chain(odds: Floats, src: Ints, tgt: Ints) -> tuple[list[tuple[int, int]], float]:
    """Return the chain of pairs with the largest sum of log-odds, and that sum.

    From one pair of a chain to the next, both sentences advance by one or two.

    Args:
        odds: the log-odds of each source and each target sentence.
        src: the indices of the source sentences in their text, in ascending order.
        tgt: the same for target sentences.

    Returns:
        Pairs of a row and a column of `odds`, and the sum of their log-odds.
    """
    totals = np.zeros_like(odds)
    steps_back = [
        (rows, columns)
        for rows in range(1, _LONGEST_STEP + 1)
        for columns in range(1, _LONGEST_STEP + 1)
    ]
    for row in range(len(odds)):
        before = np.zeros(odds.shape[1], np.float32)
        for rows, columns in steps_back:
            if row < rows or src[row] - src[row - rows] > _LONGEST_STEP:
                continue
            near = tgt[columns:] - tgt[:-columns] <= _LONGEST_STEP
            reached = np.where(near, totals[row - rows, :-columns], 0)
            np.maximum(before[columns:], reached, out=before[columns:])
        totals[row] = before + odds[row]
    row, column = (int(place) for place in np.unravel_index(totals.argmax(), totals.shape))
    total = float(totals[row, column])
    chain = [(row, column)]
    while (rest := totals[row, column] - odds[row, column]) > _ROUNDING:
        row, column = next(
            (row - rows, column - columns)
            for rows, columns in steps_back
            if rows <= row
            and columns <= column
            and src[row] - src[row - rows] <= _LONGEST_STEP
            and tgt[column] - tgt[column - columns] <= _LONGEST_STEP
            and np.isclose(totals[row - rows, column - columns], rest, atol=_ROUNDING)
        )
        chain.append((row, column))
    return chain[::-1], total


def _with_skipped(chain: list[tuple[int, int]], odds: Floats) -> list[tuple[int, int]]:
    """Return the pairs of a chain, and a pair for each sentence that the chain skips.

    A skipped sentence is paired with the likelier one of the two sentences beside which it stands:
    one sentence was translated by two.
    """
    found = set(chain)
    for (row, column), (next_row, next_column) in pairwise(chain):
        for skipped in range(row + 1, next_row):
            found.add((skipped, max(column, next_column, key=lambda at: odds[skipped, at])))
        for skipped in range(column + 1, next_column):
            found.add((max(row, next_row, key=lambda at: odds[at, skipped]), skipped))
    return sorted(found)
