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

# From one pair of a chain to the next: how many sentences further on it begins, at most.
_LONGEST_STEP = 2
# The least number of pairs of a chain. Single sentences are too often alike by chance, if they are
# judged by the two numbers above.
_LEAST_PAIRS = 2
# A single pair counts as one of so many more comparisons: with two null beads, there is only one.
_MORE_COMPARISONS = 20
# Beads between a sentence that lies in a bead and the place it was moved to, at most. Between two
# articles of a law that changed places there may be dozens.
_LONGEST_DISTANCE = 100
# With more pairs of null beads than this, no moved passages are looked for: such texts have most of
# their sentences in gaps, and the search would take long.
_MOST_PAIRS = 1_000_000
# Stands for the log-odds of runs that are not compared.
_NEVER = np.float32(-1e9)
# Sizes of the two runs of a pair: one sentence may be translated by up to three.
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
# Log-odds of each further sentence of such a run: it is rarer than a single one. With this number,
# texts with omissions get no more false links than by single sentences alone; with -1.5 they do.
_LOG_ODDS_OF_MORE = -3

_Shape = tuple[int, int]


class _Link(NamedTuple):
    """A run of source sentences and the run of target sentences that translates it."""

    row: int
    """The number of the first source sentence among those that are searched."""
    column: int
    """The same of the target."""
    rows: int
    """How many source sentences."""
    columns: int
    """How many target sentences."""


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
        self._odds = _log_odds_of_shapes(pair, src.sentences, tgt.sentences)
        # sentences that stand between the same two beads stand at the same place
        before = np.cumsum(whole)
        apart = np.abs(before[src.steps][:, None] - before[tgt.steps])
        held = self._src_held[:, None] | self._tgt_held
        never = (apart == 0) | (held & (apart > _LONGEST_DISTANCE))
        for shape, odds in self._odds.items():
            for row, column in np.ndindex(shape):
                odds[never[row : row + len(odds), column : column + odds.shape[1]]] = _NEVER
        self._add_costs(-src.costs, -tgt.costs)
        # chains of null beads alone are chosen from fewer pairs than those with sentences of beads
        self._comparisons = int((~self._src_held).sum() * (~self._tgt_held).sum())
        self._by_chance = {
            False: float(np.log(max(1, self._comparisons))),
            True: float(np.log(max(1, (~never).sum()))),
        }

    def run(self) -> list[Move]:
        """Return the sentences that were moved, each with its counterpart."""
        moves: list[Move] = []
        src, tgt = self._src.sentences, self._tgt.sentences
        while True:
            chain, total = _best_chain(self._odds, src, tgt)
            if total < min(self._by_chance.values()):
                return moves
            by_chance = self._by_chance[self._holds_beads(chain)]
            if len(chain) < _LEAST_PAIRS:
                total = by_chance + self._judge_alone(chain[0])
            if total > by_chance:
                score = float(1 / (1 + np.exp(by_chance - total)))
                pairs = _list_pairs(chain)
                moves += [Move(int(src[row]), int(tgt[column]), score) for row, column in pairs]
                self._free(pairs)
            self._take_out(chain[0], chain[-1])

    def _take_out(self, first: _Link, last: _Link) -> None:
        """Compare the sentences from the first to the last pair of a chain no more."""
        for (rows, columns), odds in self._odds.items():
            odds[max(0, first.row - rows + 1) : last.row + last.rows] = _NEVER
            odds[:, max(0, first.column - columns + 1) : last.column + last.columns] = _NEVER

    def _add_costs(self, src: Floats, tgt: Floats) -> None:
        """Add some log-odds of each sentence to those of the runs that hold it."""
        for (rows, columns), odds in self._odds.items():
            odds += _sum_windows(src, rows)[:, None]
            odds += _sum_windows(tgt, columns)

    def _holds_beads(self, chain: Sequence[_Link]) -> bool:
        """Return whether a sentence of a chain lies in a bead that is not taken apart."""
        return any(
            self._src_held[link.row : link.row + link.rows].any()
            or self._tgt_held[link.column : link.column + link.columns].any()
            for link in chain
        )

    def _judge_alone(self, link: _Link) -> float:
        """Return by how much a single pair is likelier than one that is alike by chance."""
        if self._holds_beads([link]):
            return -np.inf
        row, column, rows, columns = link
        src, tgt = int(self._src.sentences[row]), int(self._tgt.sentences[column])
        odds = _judge_alone(self._pair, (src, tgt, rows, columns))
        return odds - float(np.log(self._comparisons + _MORE_COMPARISONS))

    def _free(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Take apart the beads that hold moved sentences: the others in them may be moved too."""
        broken = {int(self._src.steps[row]) for row, _ in pairs}
        broken |= {int(self._tgt.steps[column]) for _, column in pairs}
        numbers = np.array(sorted(broken))
        freed = []
        for side, held in ((self._src, self._src_held), (self._tgt, self._tgt_held)):
            gone = np.isin(side.steps, numbers)
            freed.append(np.where(gone, side.costs, 0))
            side.costs[gone] = 0
            held[gone] = False
        self._add_costs(*freed)


def _judge_alone(pair: EncodedPair, step: Step) -> float:
    """Return the log-odds that two runs translate each other, by all that is known of them.

    With other languages than Chinese and English, nothing is known, and the odds are nil.
    """
    if not is_known_pair(pair):
        return -np.inf
    [nearness] = measure_nearness(pair, [step])
    return float(nearness @ np.array(BELIEF.weights)) + BELIEF.constant


def _sum_windows(values: Floats, size: int) -> Floats:
    """Return the sums of each `size` values in a row, `(values - size + 1,)`."""
    found: Floats = np.lib.stride_tricks.sliding_window_view(values, size).sum(axis=1)
    return found


def _log_odds_of_shapes(pair: EncodedPair, src: Ints, tgt: Ints) -> dict[_Shape, Floats]:
    """Return the log-odds that runs translate each other, by the sizes of both runs.

    Args:
        pair: the two texts.
        src: indices of source sentences, in ascending order.
        tgt: indices of target sentences, in ascending order.

    Returns:
        For each shape with `a` and `b` sentences an array `(len(src) - a + 1, len(tgt) - b + 1)`.
        Runs whose sentences do not follow each other have log-odds of `_NEVER`.
    """
    scale = np.float32(np.exp(pair.ratio / 2))
    of_src, of_tgt = _read_runs(pair.src, src), _read_runs(pair.tgt, tgt)
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
        odds[src_torn] = _NEVER
        odds[:, tgt_torn] = _NEVER
        found[rows, columns] = odds
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
        found[size] = spread, _sum_windows(text.chars[sentences], size), of_size
    return found


def _best_chain(odds: dict[_Shape, Floats], src: Ints, tgt: Ints) -> tuple[list[_Link], float]:
    """Return the chain of runs with the largest sum of log-odds, and that sum.

    Between one pair of runs and the next, a sentence of either side may be skipped.

    Args:
        odds: the log-odds of the runs of each shape (see `_log_odds_of_shapes`).
        src: the indices of the source sentences in their text, in ascending order.
        tgt: the same for target sentences.

    Returns:
        The pairs of runs, and the sum of their log-odds.
    """
    # of nodes: the best chain that ends there, and the best one that a run there can go on with
    totals = np.full((len(src) + 1, len(tgt) + 1), _NEVER, np.float32)
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
    chain: list[_Link] = []
    while total > _NEVER / 2:
        rows, columns = next(
            (rows, columns)
            for (rows, columns), of_shape in odds.items()
            if min(row - rows, column - columns) >= 0
            and before[row - rows, column - columns] + of_shape[row - rows, column - columns]
            == totals[row, column]
        )
        row, column = row - rows, column - columns
        chain.append(_Link(row, column, rows, columns))
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

    The value is 0 where it may, else `_NEVER`: in the first row from the node itself, in the second
    row from the node before, so that a sentence is skipped.
    """
    found = np.full((2, len(sentences) + 1), _NEVER)
    for skipped in range(2):
        near = sentences[1 + skipped :] - sentences[: -1 - skipped] <= _LONGEST_STEP
        found[skipped, 1 + skipped : len(sentences)][near] = 0
    return found


def _list_pairs(chain: Sequence[_Link]) -> list[tuple[int, int]]:
    """Return the pairs of sentences of a chain."""
    return [
        (link.row + row, link.column + column)
        for link in chain
        for row, column in np.ndindex(link.rows, link.columns)
    ]
