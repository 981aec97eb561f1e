"""Exchanged beads: two passages that change places in the translation and resemble each other.

Beads are in order. So each of the two passages is aligned with the translation of the other one,
which stands at the same place and says nearly the same. Such beads have high scores, although each
passage resembles the translation at the other place more. If one passage has more sentences than
the other, some of them are null beads; then two runs of beads and null beads are exchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.nearness import measure_nearness
from aigov_corpus.alignment.small_texts import BELIEF, SURE, is_known_pair, take_some_apart
from aigov_corpus.embedding.threads import map_in_parallel
from aigov_corpus.records import Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float32]

# Distance of two passages that are compared, at most: the number of beads between them, plus one.
_LONGEST_DISTANCE = 10
# Beads whose vectors are composed at a time. This limits the memory of long texts.
_BEADS_AT_ONCE = 512
# Gain in log-odds from which on two beads count as exchanged. Of the multiples of .25 it is the
# smallest with which no beads of complete texts, or of texts with omissions, count as exchanged,
# whichever kind of text is left out of the choice (docs/adr/0014-moved-passages.md).
_LEAST_GAIN = 0.5
# The same for runs with null beads. It is higher, because there are many ways to cut a run, and
# with one of them two runs are near by chance.
_LEAST_GAIN_OF_RUNS = 2.0
# Log-odds that each passage must have, at least, with the translation at the other place.
_LEAST_LOG_ODDS = 0.0
# Limit of a run: steps, beads with both sides, and sentences of a side.
_LONGEST_RUN = 5
_MOST_BEADS = 3
_MOST_SENTENCES = 10


class _Run(NamedTuple):
    """A bead with both sides, or several consecutive steps taken as one bead."""

    bead: Step
    first: int
    """The number of its first step."""
    stop: int
    """The number of the step after its last one."""


class _Exchange(NamedTuple):
    """Two runs that should exchange their target sides."""

    gain: float
    """How much the sum of the log-odds of both runs grows by the exchange."""
    runs: tuple[_Run, _Run]


def take_out_exchanges(
    pair: EncodedPair, steps: Sequence[Step], scores: Sequence[float]
) -> tuple[list[Step], list[float], list[Move]]:
    """Turn exchanged beads into null beads, and link each sentence with its translation.

    Args:
        pair: the two texts. With other languages than Chinese and English, or another encoder than
            the built-in one, nothing is known and nothing changes.
        steps: the beads of their alignment.
        scores: the scores of the beads.

    Returns:
        The beads, their scores, and the links of the new null beads.
    """
    if not is_known_pair(pair):
        return list(steps), list(scores), []
    chosen = _choose(_find_exchanges(pair, steps, scores))
    exchanged = {
        number for one in chosen for run in one.runs for number in range(run.first, run.stop)
    }
    links = [move for one in chosen for move in _link(pair, one)]
    return *take_some_apart(steps, scores, exchanged), links


def _find_exchanges(
    pair: EncodedPair, steps: Sequence[Step], scores: Sequence[float]
) -> list[_Exchange]:
    """Return beads or runs near each other that fit better with their target sides exchanged."""
    beads = [_Run(step, at, at + 1) for at, step in enumerate(steps) if step[2] and step[3]]
    starts = range(0, len(beads) - 1, _BEADS_AT_ONCE)
    parts = [beads[start : start + _BEADS_AT_ONCE + _LONGEST_DISTANCE] for start in starts]
    closer = map_in_parallel(lambda part: list(_closer_across(pair, part)), parts)
    pairs = sorted({both for found in closer for both in found})
    pairs += _closer_runs(pair, beads, list(_list_runs(steps, scores)))
    if not pairs:
        return []
    crossed = [side for first, second in pairs for side in _cross(first.bead, second.bead)]
    both_ways = [run.bead for both in pairs for run in both] + crossed
    odds = measure_nearness(pair, both_ways) @ np.array(BELIEF.weights) + BELIEF.constant
    own, across = odds.reshape(2, -1, 2)
    gains = across.sum(axis=1) - own.sum(axis=1)
    single = np.array(
        [first.stop - first.first == second.stop - second.first == 1 for first, second in pairs]
    )
    least = np.where(single, _LEAST_GAIN, _LEAST_GAIN_OF_RUNS)
    likely = (gains > least) & (across.min(axis=1) > _LEAST_LOG_ODDS)
    return [_Exchange(float(gains[at]), pairs[at]) for at in np.flatnonzero(likely).tolist()]


def _list_runs(steps: Sequence[Step], scores: Sequence[float]) -> Iterator[_Run]:
    """Yield runs of null beads and of beads with doubtful scores, at least one of each."""
    whole = [bool(step[2] and step[3]) for step in steps]
    loose = [not both or score < SURE for both, score in zip(whole, scores, strict=True)]
    for first in range(len(steps)):
        beads = src = tgt = 0
        for stop in range(first + 1, min(first + _LONGEST_RUN, len(steps)) + 1):
            beads += whole[stop - 1]
            src += steps[stop - 1][2]
            tgt += steps[stop - 1][3]
            if not loose[stop - 1] or beads > _MOST_BEADS or max(src, tgt) > _MOST_SENTENCES:
                break
            if 0 < beads < stop - first:
                yield _Run((*steps[first][:2], src, tgt), first, stop)


def _closer_runs(
    pair: EncodedPair, beads: Sequence[_Run], runs: Sequence[_Run]
) -> list[tuple[_Run, _Run]]:
    """Return exchanges of two runs, or of a run and a bead, that bring the sides nearer."""
    if not runs:
        return []
    firsts = np.array([bead.first for bead in beads])
    near: set[_Run] = set()
    for run in runs:
        low, high = np.searchsorted(firsts, (run.first, run.stop)).tolist()
        near.update(beads[max(0, low - _LONGEST_DISTANCE) : high + _LONGEST_DISTANCE])
    found = sorted({*near, *runs}, key=lambda run: (run.first, run.stop))
    i, j, src_sizes, tgt_sizes = np.array([run.bead for run in found]).T
    src = pair.src.vectors_of_runs(i, src_sizes)
    tgt = pair.tgt.vectors_of_runs(j, tgt_sizes)
    own = np.vecdot(src, tgt)
    starts = np.array([run.first for run in found])
    before = np.searchsorted(firsts, starts)
    is_run = np.array([run.stop - run.first > 1 for run in found])
    closer = []
    for at, run in enumerate(found):
        behind = slice(*np.searchsorted(starts, (run.stop, len(starts) and starts[-1] + 1)))
        reach = before[behind] - np.searchsorted(firsts, run.stop) < _LONGEST_DISTANCE
        reach &= is_run[behind] | is_run[at]
        others = np.flatnonzero(reach) + behind.start
        across = tgt[others] @ src[at] + src[others] @ tgt[at]
        gains = others[across > own[others] + own[at]]
        closer += [(run, found[other]) for other in gains.tolist()]
    return closer


def _closer_across(pair: EncodedPair, beads: Sequence[_Run]) -> Iterator[tuple[_Run, _Run]]:
    """Yield pairs of beads whose summed cosines grow if they exchange their target sides."""
    i, j, src_sizes, tgt_sizes = np.array([run.bead for run in beads]).T
    src = pair.src.vectors_of_beads(i, src_sizes)
    tgt = pair.tgt.vectors_of_beads(j, tgt_sizes)
    own = np.vecdot(src, tgt)
    for distance in range(1, min(_LONGEST_DISTANCE + 1, len(beads))):
        across = np.vecdot(src[:-distance], tgt[distance:])
        across += np.vecdot(src[distance:], tgt[:-distance])
        for at in np.flatnonzero(across > own[:-distance] + own[distance:]).tolist():
            yield beads[at], beads[at + distance]


def _cross(first: Step, second: Step) -> tuple[Step, Step]:
    """Return two beads with their target sides exchanged."""
    return (first[0], second[1], first[2], second[3]), (second[0], first[1], second[2], first[3])


def _choose(exchanges: Sequence[_Exchange]) -> list[_Exchange]:
    """Return the exchanges with the greatest gains that have no step in common."""
    chosen: list[_Exchange] = []
    taken: set[int] = set()
    for exchange in sorted(exchanges, key=lambda one: (-one.gain, one.runs)):
        numbers = {number for run in exchange.runs for number in range(run.first, run.stop)}
        if taken.isdisjoint(numbers):
            chosen.append(exchange)
            taken |= numbers
    return chosen


def _link(pair: EncodedPair, exchange: _Exchange) -> Iterator[Move]:
    """Yield the links of two exchanged runs; each of their sentences has at least one."""
    score = float(1 / (1 + np.exp(-exchange.gain)))
    first, second = exchange.runs
    for step in _cross(first.bead, second.bead):
        yield from link_sentences(pair, step, score)


def link_sentences(pair: EncodedPair, step: Step, score: float) -> Iterator[Move]:
    """Yield links of the sentences of a bead; each of them has at least one.

    Args:
        pair: the two texts.
        step: the bead, with sentences on both sides.
        score: the score of the links.
    """
    i, j, src_size, tgt_size = step
    src = pair.src.vectors_of_runs(i + np.arange(src_size), np.ones(src_size, np.int64))
    tgt = pair.tgt.vectors_of_runs(j + np.arange(tgt_size), np.ones(tgt_size, np.int64))
    for row, column in _warp(src @ tgt.T):
        yield Move(i + row, j + column, score)


def _warp(similarity: Floats) -> list[tuple[int, int]]:
    """Pair the sentences of two runs by dynamic time warping.

    Args:
        similarity: `(source sentences, target sentences)`, the cosines.
    """
    rows, columns = similarity.shape
    costs = np.full((rows + 1, columns + 1), np.inf)
    costs[0, 0] = 0
    for row, column in np.ndindex(rows, columns):
        before = min(costs[row, column], costs[row, column + 1], costs[row + 1, column])
        costs[row + 1, column + 1] = before + 1 - similarity[row, column]
    row, column = rows, columns
    way = []
    while row and column:
        way.append((row - 1, column - 1))
        row, column = min(
            ((row - 1, column - 1), (row - 1, column), (row, column - 1)),
            key=lambda node: float(costs[node]),
        )
    return way[::-1]
