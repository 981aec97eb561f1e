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

from aigov_corpus.alignment.chains import (
    NEVER,
    Link,
    best_chain,
    list_pairs,
    log_odds_of_cosines,
    log_odds_of_shapes,
    sum_windows,
)
from aigov_corpus.alignment.nearness import measure_nearness
from aigov_corpus.alignment.small_texts import (
    BELIEF,
    SURE,
    is_known_encoder,
    is_known_pair,
    take_some_apart,
)
from aigov_corpus.records import Move

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# The least number of pairs of a chain. Single sentences are too often alike by chance, if they are
# judged by cosine and length alone.
_LEAST_PAIRS = 2
# A single pair counts as one of so many more comparisons: with two null beads, there is only one.
MORE_COMPARISONS = 20
# Beads between a sentence that lies in a bead and the place it was moved to, at most. Between two
# articles of a law that changed places there may be dozens.
_LONGEST_DISTANCE = 100
# Score below which the two sides of a bead have hardly anything in common (see `replaced`): they
# may stand at the same place only because their own counterparts do not. Such sides count as null
# beads. Of 26 sentences of laws that were exchanged over 12 to 40 beads, 11 are linked with .02 and
# 12 with .1; without this and without `swallowed_moves`, 4 are.
_UNRELATED = 0.1
# With more pairs of null beads than this, no moved passages are looked for: such texts have most of
# their sentences in gaps, and the search would take long.
MOST_PAIRS = 1_000_000


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
        doubtful scores: these are wrong (see `break_moved`). With an encoder for which there
        are no figures in `small_texts`, nothing is returned.
    """
    if not is_known_encoder(pair):
        return []
    whole = are_related(steps, scores)
    doubtful = _find_doubtful(whole, np.array(scores)) & is_known_pair(pair)
    src_linked, tgt_linked = {move.src for move in linked}, {move.tgt for move in linked}
    for loose in (~whole | doubtful, ~whole):
        costs = _weigh_beads(pair, steps, whole & loose)
        src = _list_side(steps, loose, costs, 0, src_linked)
        tgt = _list_side(steps, loose, costs, 1, tgt_linked)
        if 0 < len(src.sentences) * len(tgt.sentences) <= MOST_PAIRS:
            moves = _Search(pair, whole, src, tgt).run()
            return sorted(moves, key=lambda move: (move.src, move.tgt))
    return []


def are_related(steps: Sequence[Step], scores: Sequence[float]) -> Bools:
    """Return which steps are beads with both sides that have something in common, `(steps,)`."""
    both = [bool(step[2] and step[3]) for step in steps]
    found: Bools = np.array(both) & (np.array(scores) >= _UNRELATED)
    return found


def break_moved(
    steps: Sequence[Step], scores: Sequence[float], moves: Sequence[Move]
) -> tuple[list[Step], list[float]]:
    """Return the beads and their scores; those that hold a moved sentence become null beads."""
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
        costs[numbers] = np.maximum(log_odds_of_cosines(cosines), 0)
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
        self._odds = log_odds_of_shapes(pair, src.sentences, tgt.sentences)
        # sentences that stand between the same two beads stand at the same place
        before = np.cumsum(whole)
        apart = np.abs(before[src.steps][:, None] - before[tgt.steps])
        held = self._src_held[:, None] | self._tgt_held
        never = (apart == 0) | (held & (apart > _LONGEST_DISTANCE))
        for shape, odds in self._odds.items():
            for row, column in np.ndindex(shape):
                odds[never[row : row + len(odds), column : column + odds.shape[1]]] = NEVER
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
            chain, total = best_chain(self._odds, src, tgt)
            if total < min(self._by_chance.values()):
                return moves
            by_chance = self._by_chance[self._holds_beads(chain)]
            if len(chain) < _LEAST_PAIRS:
                total = by_chance + self._judge_alone(chain[0])
            if total > by_chance:
                score = float(1 / (1 + np.exp(by_chance - total)))
                pairs = list_pairs(chain)
                moves += [Move(int(src[row]), int(tgt[column]), score) for row, column in pairs]
                self._free(pairs)
            self._take_out(chain[0], chain[-1])

    def _take_out(self, first: Link, last: Link) -> None:
        """Compare the sentences from the first to the last pair of a chain no more."""
        for (rows, columns), odds in self._odds.items():
            odds[max(0, first.row - rows + 1) : last.row + last.rows] = NEVER
            odds[:, max(0, first.column - columns + 1) : last.column + last.columns] = NEVER

    def _add_costs(self, src: Floats, tgt: Floats) -> None:
        """Add some log-odds of each sentence to those of the runs that hold it."""
        for (rows, columns), odds in self._odds.items():
            odds += sum_windows(src, rows)[:, None]
            odds += sum_windows(tgt, columns)

    def _holds_beads(self, chain: Sequence[Link]) -> bool:
        """Return whether a sentence of a chain lies in a bead that is not taken apart."""
        return any(
            self._src_held[link.row : link.row + link.rows].any()
            or self._tgt_held[link.column : link.column + link.columns].any()
            for link in chain
        )

    def _judge_alone(self, link: Link) -> float:
        """Return by how much a single pair is likelier than one that is alike by chance.

        With other languages than Chinese and English nothing is known, and the odds are nil.
        """
        if self._holds_beads([link]) or not is_known_pair(self._pair):
            return -np.inf
        row, column, rows, columns = link
        src, tgt = int(self._src.sentences[row]), int(self._tgt.sentences[column])
        odds = measure_alone(self._pair, [(src, tgt, rows, columns)])[0]
        return float(odds - np.log(self._comparisons + MORE_COMPARISONS))

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


def measure_alone(pair: EncodedPair, steps: Sequence[Step]) -> NDArray[np.float64]:
    """Return the log-odds that the two sides of each bead translate each other, `(steps,)`."""
    found: NDArray[np.float64] = measure_nearness(pair, steps) @ np.array(BELIEF.weights)
    return found + BELIEF.constant
