"""A second look at texts with moved passages: aligned again, with the passages put back.

The search for moved passages compares sentences by themselves, and only those that the beads left
over. Once a passage is known to have moved, more is known: put back to where its source stands, it
is aligned like any other text, with all evidence. So a sentence at its end that a bead beside it
had swallowed comes back to it, and each sentence is linked with its own counterpart. Then the beads
of moved sentences become null beads at the places where the sentences really stand.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus.alignment.exchanges import link_sentences
from aigov_corpus.records import Move

if TYPE_CHECKING:
    from aigov_corpus.alignment.fences import Fence
    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

# From one link of a passage to the next: how many sentences further on it stands, at most.
_LONGEST_STEP = 2


class Order(NamedTuple):
    """The sentences of a target text in the order of the source."""

    numbers: tuple[int, ...]
    """For each sentence in the new order its number in the text."""
    sources: dict[int, int]
    """For each sentence that was put back the first source sentence of its passage."""

    def put_fences(self, fences: Sequence[Fence]) -> list[Fence]:
        """Return fences `(i, j)` of the text where the new order has them, each of them once.

        Two come to stand at one place if all sentences between them were put back elsewhere.
        """
        places = (
            (i, sum(self._is_before(number, (i, j)) for number in self.numbers)) for i, j in fences
        )
        return [place for place in dict.fromkeys(places) if any(place)]

    def _is_before(self, number: int, fence: Fence) -> bool:
        """Return whether a sentence stands before a fence in the new order."""
        if number in self.sources:
            return self.sources[number] < fence[0]
        return number < fence[1]

    def put_borders(self, borders: Sequence[int]) -> list[int]:
        """Return where borders of the text are in the new order.

        A border is the number of the sentence behind it. If that was put back, the border stays
        behind as well.
        """
        places = {number: place for place, number in enumerate(self.numbers)}
        left = [number for number in sorted(places) if number not in self.sources]
        behind = [left[at] for border in borders if (at := bisect(left, border - 1)) < len(left)]
        return sorted({places[number] for number in (*borders, *behind)} - {0})


def put_back(steps: Sequence[Step], moves: Sequence[Move]) -> Order:
    """Return the target sentences in an order in which the moved passages stand at their source.

    Null beads right beside a passage, which nothing is linked with, go with it.

    Args:
        steps: the beads of an alignment.
        moves: the links of its moved sentences, at least one. These are null beads.
    """
    nulls = {j for _, j, src_size, _ in steps if not src_size}
    column_of = {sentence: j for i, j, src_size, _ in steps for sentence in range(i, i + src_size)}
    linked = {move.tgt for move in moves}
    free = nulls - linked
    sources: dict[int, int] = {}
    for passage in _list_passages(moves):
        targets = [move.tgt for move in passage]
        first, last = min(targets), max(targets)
        while first - 1 in free:
            first -= 1
        while last + 1 in free:
            last += 1
        for number in nulls.intersection(range(first, last + 1)):
            sources.setdefault(number, passage[0].src)

    def find_place(number: int) -> tuple[int, int, int, int]:
        if number not in sources:
            return number, 1, 0, 0
        return column_of[sources[number]], 0, sources[number], number

    size = sum(step[3] for step in steps)
    return Order(tuple(sorted(range(size), key=find_place)), sources)


def count_loose(steps: Sequence[Step], moves: Sequence[Move]) -> int:
    """Return how many sentences of both texts are in null beads and not linked as moved."""
    nulls = sum(max(step[2:]) for step in steps if not (step[2] and step[3]))
    return nulls - len({move.src for move in moves}) - len({move.tgt for move in moves})


def _list_passages(moves: Sequence[Move]) -> list[list[Move]]:
    """Return the links of each passage. Within a passage neither side goes back."""
    passages: list[list[Move]] = []
    for move in sorted(moves, key=lambda move: (move.src, move.tgt)):
        for passage in passages:
            src, tgt = move.src - passage[-1].src, move.tgt - passage[-1].tgt
            if max(src, tgt) <= _LONGEST_STEP and tgt >= 0:
                passage.append(move)
                break
        else:
            passages.append([move])
    return passages


def restore_order(
    pair: EncodedPair,
    order: Order,
    steps: Sequence[Step],
    scores: Sequence[float],
    moves: Sequence[Move],
    *,
    fences: Sequence[Fence],
) -> tuple[list[Step], list[float], list[Move]]:
    """Return an alignment of reordered texts as one of the texts in their own order.

    Returns:
        The beads, where those that hold a sentence that was put back are null beads; their scores;
        and the links of these and of `moves`.
    """
    found: list[tuple[Step, float]] = []
    links: list[Move] = []
    ahead = list(fences)
    i = j = 0

    def rename(moves: Iterable[Move]) -> list[Move]:
        return [Move(move.src, order.numbers[move.tgt], move.score) for move in moves]

    def add(src_size: int, tgt_size: int, score: float) -> None:
        nonlocal i, j
        while src_size and ahead and ahead[0][0] <= i:
            # what was put back from before a fence stands before it
            _, column = ahead.pop(0)
            while j < column:
                add(0, 1, score)
        found.append(((i, j, src_size, tgt_size), score))
        i += src_size
        j += tgt_size

    for step, score in zip(steps, scores, strict=True):
        _, start, src_size, tgt_size = step
        targets = order.numbers[start : start + tgt_size]
        left = [number for number in targets if number not in order.sources]
        if src_size and left and targets == tuple(range(left[0], left[0] + tgt_size)):
            while j < targets[0]:
                add(0, 1, score)
            add(src_size, tgt_size, score)
            continue
        for _ in range(src_size):
            add(1, 0, score)
        while left and j <= left[-1]:
            add(0, 1, score)
        if src_size and tgt_size:
            links += rename(link_sentences(pair, step, score))
    while j < len(order.numbers):
        add(0, 1, 1.0)
    beads, bead_scores = [step for step, _ in found], [score for _, score in found]
    links += _leave_out_near(beads, rename(moves))
    return beads, bead_scores, links


def _leave_out_near(steps: Sequence[Step], moves: Sequence[Move]) -> list[Move]:
    """Return the links without those of sentences that stand between the same two beads."""
    whole = [step for step in steps if step[2] and step[3]]
    rows, columns = [step[0] for step in whole], [step[1] for step in whole]
    return [move for move in moves if bisect(rows, move.src) != bisect(columns, move.tgt)]
