"""Exchanged beads: two passages that change places in the translation and resemble each other.

Beads are in order. So each of the two passages is aligned with the translation of the other one,
which stands at its place and says nearly the same. Such beads have high scores. But each side
resembles the one at the other place more than the one at its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.absolute import BELIEF, is_known_pair, take_apart
from aigov_corpus.alignment.nearness import measure_nearness
from aigov_corpus.embedding.threads import map_in_parallel
from aigov_corpus.records import Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# Beads between the two passages, and one more: passages that lie farther apart are not compared.
_LONGEST_DISTANCE = 10
# Beads whose vectors are composed at a time. This limits the memory of long texts.
_BEADS_AT_ONCE = 512
# The least gain in log-odds by which two beads count as exchanged. In multiples of a quarter, the
# smallest that takes no two beads of complete texts, and of texts with omissions, for exchanged,
# whichever kind of text is left out when it is chosen (docs/adr/0010-seen-by-itself.md).
_LEAST_GAIN = 0.5
# Both passages must be likelier than this to have their translation at the place of the other.
_LEAST_LOG_ODDS = 0.0


class _Exchange(NamedTuple):
    """Two beads that should exchange their target sides."""

    gain: float
    """How much the sum of the log-odds of the two beads grows by that."""
    beads: tuple[Step, Step]


def take_out_exchanges(
    pair: EncodedPair, steps: Sequence[Step], scores: Sequence[float]
) -> tuple[list[Step], list[float], list[Move]]:
    """Turn beads that hold each other's translation into null beads, and link these.

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
    found_steps: list[Step] = []
    found_scores: list[float] = []
    chosen = _choose(_find_exchanges(pair, [step for step in steps if step[2] and step[3]]))
    exchanged = {step for exchange in chosen for step in exchange.beads}
    for step, score in zip(steps, scores, strict=True):
        parts = take_apart(step) if step in exchanged else [step]
        found_steps += parts
        found_scores += [score] * len(parts)
    return found_steps, found_scores, [move for one in chosen for move in _link(one)]


def _find_exchanges(pair: EncodedPair, beads: Sequence[Step]) -> list[_Exchange]:
    """Return which beads near each other gain if they exchange their target sides."""
    starts = range(0, len(beads) - 1, _BEADS_AT_ONCE)
    runs = [beads[start : start + _BEADS_AT_ONCE + _LONGEST_DISTANCE] for start in starts]
    closer = map_in_parallel(lambda run: list(_closer_across(pair, run)), runs)
    pairs = sorted({both for found in closer for both in found})
    if not pairs:
        return []
    crossed = [side for first, second in pairs for side in _cross(first, second)]
    both_ways = [step for both in pairs for step in both] + crossed
    odds = measure_nearness(pair, both_ways) @ np.array(BELIEF.weights) + BELIEF.constant
    own, across = odds.reshape(2, -1, 2)
    gains = across.sum(axis=1) - own.sum(axis=1)
    likely = (gains > _LEAST_GAIN) & (across.min(axis=1) > _LEAST_LOG_ODDS)
    return [_Exchange(float(gains[at]), pairs[at]) for at in np.flatnonzero(likely).tolist()]


def _closer_across(pair: EncodedPair, beads: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Yield two beads each whose cosines grow, in sum, if they exchange their target sides."""
    i, j, src_sizes, tgt_sizes = np.array(beads).T
    src = _vectors(pair.src, i, src_sizes)
    tgt = _vectors(pair.tgt, j, tgt_sizes)
    own = np.vecdot(src, tgt)
    for distance in range(1, min(_LONGEST_DISTANCE + 1, len(beads))):
        across = np.vecdot(src[:-distance], tgt[distance:])
        across += np.vecdot(src[distance:], tgt[:-distance])
        for at in np.flatnonzero(across > own[:-distance] + own[distance:]).tolist():
            yield beads[at], beads[at + distance]


def _vectors(text: SentenceFeatures, firsts: Ints, sizes: Ints) -> Floats:
    """Return the vectors of one side of some beads in order, `(beads, dim)`."""
    ends = firsts + sizes
    borders = np.unique(np.concatenate([firsts, ends]))
    # between two beads there may be null beads, whose vectors are left out
    return text.vectors_between(borders)[np.searchsorted(borders, firsts)]


def _cross(first: Step, second: Step) -> tuple[Step, Step]:
    """Return two beads with their target sides exchanged."""
    return (first[0], second[1], first[2], second[3]), (second[0], first[1], second[2], first[3])


def _choose(exchanges: Sequence[_Exchange]) -> list[_Exchange]:
    """Return exchanges of which no two have a bead in common, those that gain most first."""
    chosen: list[_Exchange] = []
    taken: set[Step] = set()
    for exchange in sorted(exchanges, key=lambda one: (-one.gain, one.beads)):
        if taken.isdisjoint(exchange.beads):
            chosen.append(exchange)
            taken.update(exchange.beads)
    return chosen


def _link(exchange: _Exchange) -> Iterator[Move]:
    """Yield the links of two exchanged beads; each of their sentences has at least one."""
    score = float(1 / (1 + np.exp(-exchange.gain)))
    for i, j, src_size, tgt_size in _cross(*exchange.beads):
        for number in range(max(src_size, tgt_size)):
            yield Move(i + min(number, src_size - 1), j + min(number, tgt_size - 1), score)
