"""Moved passages: sentences of both texts that hold the same passage, at different places.

Beads are in order. So if a passage stands elsewhere in the other text, its sentences are null beads
in both. A chain of such null beads that look like translations of each other, one after another,
is taken for a moved passage. A single pair must look like it by its words and numbers, too.

Where long passages changed places, the beads between them hold sentences that do not belong
together. So beads with doubtful scores are searched as well. But what speaks for
such a bead is subtracted from what speaks for the move.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.absolute import (
    BELIEF,
    SURE,
    is_known_encoder,
    is_known_pair,
    take_some_apart,
)
from aigov_corpus.alignment.nearness import measure_nearness
from aigov_corpus.records import Move

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

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

# How many sentences the chain may advance in each text from one pair to the next.
_LONGEST_STEP = 2
# The least number of pairs of a chain. Single sentences are too often alike by chance, if they are
# judged by the two numbers above.
_LEAST_PAIRS = 2
# A single pair counts as one of so many more comparisons: with two null beads, there is only one.
_MORE_COMPARISONS = 20
# Beads between a sentence that lies in a bead and the place it was moved to, at most.
_LONGEST_DISTANCE = 25
# With more pairs of null beads than this, no moved passages are looked for: such texts have most of
# their sentences in gaps, and the search would take long.
_MOST_PAIRS = 1_000_000
# Sums of log-odds in single precision differ by less than this.
_ROUNDING = 1e-3
# Stands for the log-odds of two null beads that are not compared.
_NEVER = np.float32(-1e9)


class _Side(NamedTuple):
    """Sentences of one text that may belong to a moved passage."""

    sentences: Ints
    """`(sentences,)`, their indices in ascending order."""
    steps: Ints
    """`(sentences,)`, the number of the step that holds each of them."""
    costs: Floats
    """`(sentences,)`, the log-odds that are lost if the step is taken apart; 0 for null beads."""


def find_moves(
    pair: EncodedPair,
    steps: Sequence[Step],
    scores: Sequence[float],
    linked: Sequence[Move] = (),
) -> list[Move]:
    """Return which sentences of the two texts hold the same passage at different places.

    Args:
        pair: the two texts.
        steps: the beads of their alignment.
        scores: the scores of the beads.
        linked: sentences that are linked already. They are left out.

    Returns:
        One `Move` for each sentence of a moved passage and its counterpart, in order. If two
        sentences translate one, there are two of them. Some of the sentences may lie in beads with
        doubtful scores: these are wrong (see `break_moved`). With an encoder for which there is no
        absolute evidence, nothing is returned.
    """
    if not is_known_encoder(pair):
        return []
    whole = np.array([bool(step[2] and step[3]) for step in steps])
    doubtful = _find_doubtful(whole, np.array(scores)) & is_known_pair(pair)
    src_linked, tgt_linked = {move.src for move in linked}, {move.tgt for move in linked}
    for loose in (~whole | doubtful, ~whole):
        costs = _weigh_beads(pair, steps, whole & loose)
        src = _list_side(steps, loose, costs, 0, src_linked)
        tgt = _list_side(steps, loose, costs, 1, tgt_linked)
        if 0 < len(src.sentences) * len(tgt.sentences) <= _MOST_PAIRS:
            moves = _Search(pair, whole, src, tgt).run()
            return sorted(moves, key=lambda move: (move.src, move.tgt))
    return []


def break_moved(
    steps: Sequence[Step], scores: Sequence[float], moves: Sequence[Move]
) -> tuple[list[Step], list[float]]:
    """Return the beads and their scores; those that hold a moved sentence become null beads.

    Args:
        steps: the beads.
        scores: their scores.
        moves: what was moved.
    """
    src, tgt = {move.src for move in moves}, {move.tgt for move in moves}
    broken = {
        number
        for number, (i, j, src_size, tgt_size) in enumerate(steps)
        if not (src.isdisjoint(range(i, i + src_size)) and tgt.isdisjoint(range(j, j + tgt_size)))
    }
    return take_some_apart(steps, scores, broken)


def _find_doubtful(whole: Bools, scores: Floats) -> Bools:
    """Return which beads have doubtful scores, or stand between such steps, `(steps,)`.

    A single doubtful bead between sure ones is no passage, and a single sure bead between doubtful
    ones may be near by chance.
    """
    loose = ~whole | (scores < SURE)
    beside = np.append(loose[1:], False)
    beside[1:] |= loose[:-1]
    loose &= beside
    loose[1:-1] |= loose[:-2] & loose[2:]
    found: Bools = loose & whole
    return found


def _weigh_beads(pair: EncodedPair, steps: Sequence[Step], chosen: Bools) -> Floats:
    """Return the log-odds that the sides of the chosen beads belong together, `(steps,)`.

    They are at least 0, and 0 for the steps that are not chosen.
    """
    costs = np.zeros(len(steps), np.float32)
    numbers = np.flatnonzero(chosen)
    if len(numbers):
        i, j, src_sizes, tgt_sizes = np.array([steps[number] for number in numbers.tolist()]).T
        cosines = np.vecdot(
            pair.src.vectors_of_runs(i, src_sizes), pair.tgt.vectors_of_runs(j, tgt_sizes)
        )
        odds = _LOG_ODDS + _LOG_ODDS_OF_LENGTH + _LOG_ODDS_OF_COSINE * cosines
        costs[numbers] = np.maximum(odds, 0)
    return costs


def _list_side(
    steps: Sequence[Step], loose: Bools, costs: Floats, side: int, linked: set[int]
) -> _Side:
    """Return the sentences of the loose steps on one side that are not linked yet.

    The sentences of a bead share its cost on either side: it is lost whichever side is moved.
    """
    found = [
        (sentence, number, costs[number] / steps[number][2 + side])
        for number in np.flatnonzero(loose).tolist()
        for sentence in range(steps[number][side], sum(steps[number][side::2]))
        if sentence not in linked
    ]
    sentences, numbers, own = np.array(found, np.float64).reshape(-1, 3).T
    return _Side(sentences.astype(np.int64), numbers.astype(np.int64), own.astype(np.float32))


class _Search:
    """The search for moved passages, the likeliest one first.

    Args:
        pair: the two texts.
        whole: `(steps,)`, whether each step has sentences on both sides.
        src: the source sentences that are searched.
        tgt: the target sentences that are searched.
    """

    def __init__(self, pair: EncodedPair, whole: Bools, src: _Side, tgt: _Side) -> None:
        self._pair, self._src, self._tgt = pair, src, tgt
        self._src_held, self._tgt_held = whole[src.steps], whole[tgt.steps]
        self._odds = _log_odds(pair, src.sentences, tgt.sentences)
        self._odds -= src.costs[:, None]
        self._odds -= tgt.costs
        # sentences that stand between the same two beads stand at the same place
        before = np.cumsum(whole)
        apart = np.abs(before[src.steps][:, None] - before[tgt.steps])
        held = self._src_held[:, None] | self._tgt_held
        self._odds[(apart == 0) | (held & (apart > _LONGEST_DISTANCE))] = _NEVER
        # chains of null beads alone are chosen from fewer pairs than those with sentences of beads
        compared = self._odds > _NEVER / 2
        self._comparisons = int((~self._src_held).sum() * (~self._tgt_held).sum())
        self._by_chance = {
            False: float(np.log(max(1, self._comparisons))),
            True: float(np.log(max(1, compared.sum()))),
        }

    def run(self) -> list[Move]:
        """Return the sentences that were moved, each with its counterpart."""
        moves: list[Move] = []
        src, tgt = self._src.sentences, self._tgt.sentences
        while self._odds.max() > _NEVER / 2:
            chain, total = _best_chain(self._odds, src, tgt)
            if total < min(self._by_chance.values()):
                break
            by_chance = self._by_chance[self._holds_beads(chain)]
            if len(chain) < _LEAST_PAIRS:
                total = by_chance + self._judge_alone(*chain[0])
            if total > by_chance:
                score = float(1 / (1 + np.exp(by_chance - total)))
                pairs = _with_skipped(chain, self._odds)
                moves += [Move(int(src[row]), int(tgt[column]), score) for row, column in pairs]
                self._free(pairs)
            (first_row, first_column), (last_row, last_column) = chain[0], chain[-1]
            self._odds[first_row : last_row + 1] = _NEVER
            self._odds[:, first_column : last_column + 1] = _NEVER
        return moves

    def _holds_beads(self, chain: Sequence[tuple[int, int]]) -> bool:
        """Return whether a sentence of a chain lies in a bead that is not taken apart."""
        return any(self._src_held[row] or self._tgt_held[column] for row, column in chain)

    def _judge_alone(self, row: int, column: int) -> float:
        """Return by how much a single pair is likelier than one that is alike by chance."""
        if self._holds_beads([(row, column)]):
            return -np.inf
        src, tgt = int(self._src.sentences[row]), int(self._tgt.sentences[column])
        odds = _judge_alone(self._pair, src, tgt)
        return odds - float(np.log(self._comparisons + _MORE_COMPARISONS))

    def _free(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Take apart the beads that hold moved sentences: the others in them may be moved too."""
        broken = {int(self._src.steps[row]) for row, _ in pairs}
        broken |= {int(self._tgt.steps[column]) for _, column in pairs}
        numbers = np.array(sorted(broken))
        for side, held, odds in (
            (self._src, self._src_held, self._odds),
            (self._tgt, self._tgt_held, self._odds.T),
        ):
            freed = np.isin(side.steps, numbers)
            odds[freed] += side.costs[freed, None]
            side.costs[freed] = 0
            held[freed] = False


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
