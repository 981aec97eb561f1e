"""Chains of runs in two texts that look like translations of each other, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures

    Bools = NDArray[np.bool_]
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

# From one pair of a chain to the next: how many sentences further on it begins, at most.
_LONGEST_STEP = 2
# Stands for the log-odds of runs that are not compared.
NEVER = np.float32(-1e9)
# Sizes of the two runs of a pair: one sentence may be translated by up to three.
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
# Log-odds of each further sentence of such a run: it is rarer than a single one. With this number,
# texts with omissions get no more false links than by single sentences alone; with -1.5 they do.
_LOG_ODDS_OF_MORE = -3

Shape = tuple[int, int]


class Link(NamedTuple):
    """A run of source sentences and the run of target sentences that translates it."""

    row: int
    """The number of the first source sentence among those that are searched."""
    column: int
    """The same of the target."""
    rows: int
    """How many source sentences."""
    columns: int
    """How many target sentences."""


def sum_windows(values: Floats, size: int) -> Floats:
    """Return the sums of each `size` values in a row, `(values - size + 1,)`."""
    found: Floats = np.lib.stride_tricks.sliding_window_view(values, size).sum(axis=1)
    return found


def log_odds_of_cosines(cosines: Floats) -> Floats:
    """Return the log-odds that runs with these cosines translate each other.

    The ratio of their lengths is taken to be off by one standard deviation.
    """
    found: Floats = _LOG_ODDS + _LOG_ODDS_OF_LENGTH + _LOG_ODDS_OF_COSINE * cosines
    return found


def log_odds_of_shapes(pair: EncodedPair, src: Ints, tgt: Ints) -> dict[Shape, Floats]:
    """Return the log-odds that runs translate each other, by the sizes of both runs.

    Args:
        pair: the two texts.
        src: indices of source sentences, in ascending order.
        tgt: indices of target sentences, in ascending order.

    Returns:
        For each shape with `a` and `b` sentences an array `(len(src) - a + 1, len(tgt) - b + 1)`.
        Runs whose sentences do not follow each other have log-odds of `NEVER`.
    """
    scale = np.float32(np.exp(pair.ratio / 2))
    of_src, of_tgt = _read_runs(pair.src, src), _read_runs(pair.tgt, tgt)
    src_unnamed = _find_unnamed(pair.src, src, pair.tgt, tgt)
    tgt_unnamed = _find_unnamed(pair.tgt, tgt, pair.src, src)
    found = {}
    for rows, columns in _SHAPES:
        if rows not in of_src or columns not in of_tgt:
            continue
        src_vectors, src_lengths, src_torn = of_src[rows]
        tgt_vectors, tgt_lengths, tgt_torn = of_tgt[columns]
        src_lengths, tgt_lengths = src_lengths[:, None] * scale, tgt_lengths / scale
        variance = _LENGTH_VARIANCE + _LENGTH_VARIANCE_PER_CHARACTER / (src_lengths + tgt_lengths)
        deviations = np.abs(np.log(tgt_lengths / src_lengths)) / np.sqrt(variance)
        odds = src_vectors @ tgt_vectors.T
        odds *= _LOG_ODDS_OF_COSINE
        odds += _LOG_ODDS + _LOG_ODDS_OF_LENGTH * np.minimum(deviations, _MOST_DEVIATIONS)
        odds += _LOG_ODDS_OF_MORE * (rows + columns - 2)
        odds[src_torn] = NEVER
        odds[:, tgt_torn] = NEVER
        # the vectors of any two numbers are near each other
        odds[_unnamed_in_runs(src_unnamed, rows, columns)] = NEVER
        odds[_unnamed_in_runs(tgt_unnamed, columns, rows).T] = NEVER
        found[rows, columns] = odds
    return found


def _find_unnamed(
    own: SentenceFeatures, lines: Ints, other: SentenceFeatures, other_lines: Ints
) -> Bools:
    """Return which lines are nothing but numbers, as in a table, that another line does not name.

    Returns:
        An array `(lines, other_lines)`.
    """
    naming: dict[float, list[int]] = {}
    for column, line in enumerate(other_lines.tolist()):
        for number in other.numbers[line]:
            naming.setdefault(number, []).append(column)
    found = np.zeros((len(lines), len(other_lines)), bool)
    for row, line in enumerate(lines.tolist()):
        if own.is_bare_number(line):
            found[row] = True
            found[row, [at for number in own.numbers[line] for at in naming.get(number, ())]] = (
                False
            )
    return found


def _unnamed_in_runs(unnamed: Bools, rows: int, columns: int) -> Bools:
    """Return in which pairs of runs a line of the first is not named by any line of the second.

    Args:
        unnamed: `(lines, other_lines)`, as `_find_unnamed` returns it.
        rows: how many lines a run has.
        columns: how many lines a run of the other text has.
    """
    windows = np.lib.stride_tricks.sliding_window_view(unnamed, (rows, columns))
    found: Bools = np.any(np.all(windows, axis=-1), axis=-1)
    return found


def _read_runs(text: SentenceFeatures, sentences: Ints) -> dict[int, tuple[Floats, Floats, Bools]]:
    """Return by the size of a run the vectors of all runs, their characters, and which are torn.

    The sentences of a torn run do not follow each other in the text.
    """
    longest = min(max(map(max, _SHAPES)), len(sentences))
    firsts = {size: sentences[: len(sentences) - size + 1] for size in range(1, longest + 1)}
    torn = {size: sentences[size - 1 :] - first != size - 1 for size, first in firsts.items()}
    vectors = text.vectors_of_runs(
        np.concatenate([first[~torn[size]] for size, first in firsts.items()]),
        np.concatenate([np.full((~of_size).sum(), size) for size, of_size in torn.items()]),
    )
    found = {}
    for size, of_size in torn.items():
        whole, vectors = np.split(vectors, [(~of_size).sum()])
        spread = np.zeros((len(of_size), whole.shape[1]), np.float32)
        spread[~of_size] = whole
        found[size] = spread, sum_windows(text.chars[sentences], size), of_size
    return found


def best_chain(odds: dict[Shape, Floats], src: Ints, tgt: Ints) -> tuple[list[Link], float]:
    """Return the chain of runs with the largest sum of log-odds, and that sum.

    Between one pair of runs and the next, a sentence of either side may be skipped.

    Args:
        odds: the log-odds of the runs of each shape (see `log_odds_of_shapes`).
        src: the indices of the source sentences in their text, in ascending order.
        tgt: the same for target sentences.

    Returns:
        The pairs of runs, and the sum of their log-odds.
    """
    # of nodes: the best chain that ends there, and the best one that a run there can go on with
    totals = np.full((len(src) + 1, len(tgt) + 1), NEVER, np.float32)
    before = np.zeros_like(totals)
    src_reach, tgt_reach = _reach(src), _reach(tgt)
    for row in range(len(totals)):
        for (rows, columns), of_shape in odds.items():
            if row >= rows:
                start = row - rows
                reached = before[start, : of_shape.shape[1]] + of_shape[start]
                np.maximum(totals[row, columns:], reached, out=totals[row, columns:])
        best = totals[row] + src_reach[0, row]
        if row:
            np.maximum(best, totals[row - 1] + src_reach[1, row], out=best)
        np.maximum(before[row], best + tgt_reach[0], out=before[row])
        np.maximum(before[row, 1:], best[:-1] + tgt_reach[1, 1:], out=before[row, 1:])
    row, column = (int(place) for place in np.unravel_index(totals.argmax(), totals.shape))
    total = float(totals[row, column])
    chain: list[Link] = []
    while total > NEVER / 2:
        rows, columns = next(
            (rows, columns)
            for (rows, columns), of_shape in odds.items()
            if min(row - rows, column - columns) >= 0
            and before[row - rows, column - columns] + of_shape[row - rows, column - columns]
            == totals[row, column]
        )
        row, column = row - rows, column - columns
        chain.append(Link(row, column, rows, columns))
        if before[row, column] == 0:
            break
        row, column = next(
            (row - up, column - left)
            for up, left in np.ndindex(2, 2)
            if min(row - up, column - left) >= 0
            and totals[row - up, column - left] + src_reach[up, row] + tgt_reach[left, column]
            == before[row, column]
        )
    return chain[::-1], total


def _reach(sentences: Ints) -> Floats:
    """Return from which nodes a chain may go on with a run at each node, `(2, nodes)`.

    The value is 0 where it may, else `NEVER`: in the first row from the node itself, in the second
    row from the node before, so that a sentence is skipped.
    """
    found = np.full((2, len(sentences) + 1), NEVER)
    for skipped in range(2):
        near = sentences[1 + skipped :] - sentences[: -1 - skipped] <= _LONGEST_STEP
        found[skipped, 1 + skipped : len(sentences)][near] = 0
    return found


def list_pairs(chain: Sequence[Link]) -> list[tuple[int, int]]:
    """Return the pairs of sentences of a chain."""
    return [
        (link.row + row, link.column + column)
        for link in chain
        for row, column in np.ndindex(link.rows, link.columns)
    ]
