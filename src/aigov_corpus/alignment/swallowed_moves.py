"""Moved sentences that a bead has swallowed: the counterpart of each is a null bead elsewhere.

A footnote stands below its paragraph in one text, and at the end in the other. Its translation at
the end is a null bead. But the note itself often joins the bead before it, and then only a look at
the sentences at the ends of beads shows that the two belong together.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.moves import (
    MORE_COMPARISONS,
    MOST_PAIRS,
    are_related,
    measure_alone,
)
from aigov_corpus.alignment.pair import MAX_ALIGN
from aigov_corpus.alignment.small_texts import is_known_pair
from aigov_corpus.records import Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step


class _Freed(NamedTuple):
    """A bead without the moved sentence at one of its ends."""

    gain: float
    """By how much the link is likelier than one that is alike by chance, as log-odds."""
    number: int
    """The number of the bead."""
    steps: tuple[Step, Step]
    """The rest of the bead, and the null bead of the moved sentence, in order."""
    move: Move


def free_swallowed(
    pair: EncodedPair, steps: Sequence[Step], scores: Sequence[float], linked: Sequence[Move]
) -> tuple[list[Step], list[float], list[Move]]:
    """Take sentences out of beads whose counterparts are null beads elsewhere, and link them.

    Args:
        pair: the two texts. With other languages than Chinese and English, or another encoder than
            the built-in one, nothing is known and nothing changes.
        steps: the beads of their alignment.
        scores: the scores of the beads.
        linked: sentences that are linked already.

    Returns:
        The beads, their scores, and the new links.
    """
    found: dict[int, _Freed] = {}
    taken: set[tuple[int, int]] = set()
    if is_known_pair(pair):
        freed = [one for side in (0, 1) for one in _list_freed(pair, steps, scores, linked, side)]
        for one in sorted(freed, key=attrgetter("gain"), reverse=True):
            ends = {(0, one.move.src), (1, one.move.tgt)}
            if one.number not in found and taken.isdisjoint(ends):
                found[one.number] = one
                taken |= ends
    parts = [found[at].steps if at in found else (step,) for at, step in enumerate(steps)]
    kept = [score for score, part in zip(scores, parts, strict=True) for _ in part]
    return [step for part in parts for step in part], kept, [one.move for one in found.values()]


def _list_freed(
    pair: EncodedPair,
    steps: Sequence[Step],
    scores: Sequence[float],
    linked: Sequence[Move],
    side: int,
) -> Iterator[_Freed]:
    """Yield sentences at the ends of beads on one side that belong to null beads of the other."""
    whole = are_related(steps, scores)
    gone = {(move.src, move.tgt)[1 - side] for move in linked}
    loose = [
        (sentence, number)
        for number in np.flatnonzero(~whole).tolist()
        for sentence in range(steps[number][1 - side], sum(steps[number][1 - side :: 2]))
        if sentence not in gone
    ]
    edges = _list_edges(pair, steps, whole, side)
    comparisons = len(loose) * len(edges)
    if not 0 < comparisons <= MOST_PAIRS:
        return
    for edge, number, sentence in _find_nearest(pair, steps, whole, edges, loose, side):
        link = (edge, sentence, 1, 1) if side == 0 else (sentence, edge, 1, 1)
        gain = float(measure_alone(pair, [link])[0] - np.log(comparisons + MORE_COMPARISONS))
        if gain <= 0:
            continue
        first, second = parts = _cut(steps[number], side, edge)
        rest = first if min(first[2:]) else second
        with_it, without = measure_alone(pair, [steps[number], rest])
        if without > with_it:
            score = float(1 / (1 + np.exp(-gain)))
            yield _Freed(gain, number, parts, Move(link[0], link[1], score))


def _list_edges(
    pair: EncodedPair, steps: Sequence[Step], whole: NDArray[np.bool_], side: int
) -> list[tuple[int, int]]:
    """Return the sentences at the ends of beads on one side, each with the number of its bead."""
    copies = (pair.src, pair.tgt)[side].copies
    return [
        (edge, number)
        for number in np.flatnonzero(whole).tolist()
        if steps[number][2 + side] > 1 and sum(steps[number][2:]) <= MAX_ALIGN
        for edge in (steps[number][side], sum(steps[number][side::2]) - 1)
        if copies[edge] == 1  # nothing tells which copy is meant
    ]


def _find_nearest(
    pair: EncodedPair,
    steps: Sequence[Step],
    whole: NDArray[np.bool_],
    edges: Sequence[tuple[int, int]],
    loose: Sequence[tuple[int, int]],
    side: int,
) -> Iterator[tuple[int, int, int]]:
    """Yield sentences that are nearer to one without a counterpart than to their bead's other side.

    Args:
        pair: the two texts.
        steps: the beads of their alignment.
        whole: `(beads,)`, whether the two sides of a bead belong together.
        edges: sentences at the ends of beads, and the numbers of these beads.
        loose: sentences of the other side without a counterpart, and the numbers of their beads.
        side: the side of `edges`, 0 for the source and 1 for the target.

    Yields:
        The sentence, the number of its bead, and the sentence of the other side.
    """
    own, other = (pair.src, pair.tgt)[:: 1 - 2 * side]
    before = np.cumsum(whole)
    sentences, at_beads = np.array(loose).T
    ends, numbers = np.array(edges).T
    beads = np.array(steps)[numbers]
    vectors = own.vectors_of_runs(ends, np.ones_like(ends))
    inside = np.vecdot(vectors, other.vectors_of_runs(beads[:, 1 - side], beads[:, 3 - side]))
    cosines = vectors @ other.vectors_of_runs(sentences, np.ones_like(sentences)).T
    # a null bead right beside the bead stands at the same place
    cosines[abs(2 * before[at_beads] - 2 * before[numbers][:, None] + 1) == 1] = -1
    nearest = cosines.argmax(axis=1)
    for at in np.flatnonzero(cosines.max(axis=1) > inside).tolist():
        yield int(ends[at]), int(numbers[at]), int(sentences[nearest[at]])


def _cut(step: Step, side: int, edge: int) -> tuple[Step, Step]:
    """Return the rest of a bead and the null bead of the sentence at one of its ends, in order."""
    first, second = list(step), list(step)
    is_first = edge == step[side]
    size = 1 if is_first else step[2 + side] - 1
    first[2 + side], second[2 + side] = size, step[2 + side] - size
    second[side] += size
    alone, rest = (first, second) if is_first else (second, first)
    alone[3 - side] = 0
    if not is_first:
        alone[1 - side] += rest[3 - side]
    return (first[0], first[1], first[2], first[3]), (second[0], second[1], second[2], second[3])
