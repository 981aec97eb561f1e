"""Beads of one sentence against a long list of sentences.

A Chinese sentence may list twelve things to do, and its English one may be a line and eleven items.
Such a bead is longer than the longest shape that is tried at every node. So these beads are looked
for by themselves, in three steps:

1. The alignment that is best without long beads shows where they may be needed: where it has null
   beads, or beads that are as long as they may be.
2. Of the beads there that have one sentence on one side and many on the other, those are kept whose
   two sides have about the length that they should have.
3. They are scored by the same features and weights as all other beads.

The number of beads that are scored grows linearly with the length of the texts.
"""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.pair import MAX_ALIGN
from aigov_corpus.alignment.strips import Limits, LongBeads
from aigov_corpus.embedding.threads import map_in_parallel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

MOST_LISTED = 100
"""The largest number of sentences that may belong to one sentence. Longer lists have not been seen,
and a chapter without sentence borders would take much memory.
"""

# Factor by which a list may be longer or shorter than its one sentence predicts. A list of names
# has another ratio of lengths than prose: 教育部、财政部 is 7 characters, and "Ministry of
# Education", "Ministry of Finance" are 40. With 2.5, 3 more of 1,724 beads would be right in laws
# and political texts with planted lists, and the search for long beads would take twice as long.
_MOST_UNUSUAL = 2.0


def is_listed(src_size: int, tgt_size: int) -> bool:
    """Return whether a bead has one sentence on one side, and not too many on the other."""
    sizes = sorted((src_size, tgt_size))
    return sizes[0] == 1 and sizes[1] <= MOST_LISTED


def find_long_beads(pair: EncodedPair, steps: Sequence[Step]) -> LongBeads:
    """Return the beads of one sentence against many that an alignment may need, scored.

    If the caller asked for beads shorter than usual, there are none.
    """
    if pair.max_align < MAX_ALIGN:
        return LongBeads()
    found = chain(_of_single_src(pair, steps), _of_single_tgt(pair, steps))
    allowed = [step for step in found if _is_within_fences(pair, step)]
    groups = [list(group) for _, group in groupby(allowed, key=_single)]
    scores = map_in_parallel(lambda group: _score(pair, group), groups)
    return LongBeads(list(chain.from_iterable(groups)), list(chain.from_iterable(scores)))


def _of_single_src(pair: EncodedPair, steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the beads of one source sentence against a list of target sentences."""
    scale = np.exp(pair.ratio)
    listed = _Listed(pair.tgt.chars, _in_trouble(steps, pair.max_align, side=1), pair.max_align)
    for i, j, count in listed.against(pair.src.chars * scale, pair.band):
        yield i, j, 1, count


def _of_single_tgt(pair: EncodedPair, steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the beads of one target sentence against a list of source sentences."""
    scale = np.exp(-pair.ratio)
    listed = _Listed(pair.src.chars, _in_trouble(steps, pair.max_align, side=0), pair.max_align)
    low, high = pair.band
    columns = np.arange(len(pair.tgt) + 1)
    # the first and the last row of the band in each column
    band = np.searchsorted(high, columns), np.searchsorted(low, columns, side="right") - 1
    for j, i, count in listed.against(pair.tgt.chars * scale, band):
        yield i, j, count, 1


def _in_trouble(steps: Sequence[Step], max_align: int, *, side: int) -> set[int]:
    """Return the numbers of the sentences of one side that may belong to a longer bead.

    They are the sentences in null beads, and those in beads about as long as `max_align` allows.

    Args:
        steps: an alignment.
        max_align: the largest number of sentences in a bead of that alignment.
        side: 0 for the source, 1 for the target.
    """
    found: set[int] = set()
    for step in steps:
        src_size, tgt_size = step[2:]
        is_null = not (src_size and tgt_size)
        if is_null or src_size + tgt_size >= max_align - 1:
            found.update(range(step[side], step[side] + step[2 + side]))
    return found


class _Listed:
    """The side of two texts on which lists are looked for.

    Args:
        chars: `(sentences,)`, the characters of each sentence of this side.
        in_trouble: the sentences of this side of which a list must have at least one.
        shortest: the number of sentences of the shortest list.
    """

    def __init__(self, chars: NDArray[np.float32], in_trouble: set[int], shortest: int) -> None:
        troubled = np.zeros(len(chars), np.int64)
        troubled[list(in_trouble)] = 1
        self._chars_before = np.append(0, np.cumsum(chars, dtype=np.float64))
        self._troubled_before = np.append(0, np.cumsum(troubled))
        self._sizes = np.arange(shortest, MOST_LISTED + 1)

    def against(self, single: Floats, band: tuple[Ints, Ints]) -> Iterator[tuple[int, int, int]]:
        """Yield the lists that are about as long as a single sentence of the other side.

        Args:
            single: `(sentences of the other side,)`, the length that a list against each of them
                should have, in characters of this side.
            band: for each node of the other side, the first and the last node of this side that
                lie in the band with it.

        Yields:
            The number of the single sentence, the number of the first sentence of the list, and the
            number of sentences of the list.
        """
        first, last = band
        troubled = self._troubled_before
        possible = np.flatnonzero(troubled[last[1:]] > troubled[first[:-1]])
        for number in possible.tolist():
            starts = np.arange(first[number], last[number] + 1)[:, None]
            ends = starts + self._sizes
            is_inside = (ends >= first[number + 1]) & (ends <= last[number + 1])
            ends = np.minimum(ends, last[number + 1])
            chars = self._chars_before[ends] - self._chars_before[starts]
            is_usual = (chars <= single[number] * _MOST_UNUSUAL) & (
                chars >= single[number] / _MOST_UNUSUAL
            )
            is_troubled = troubled[ends] > troubled[starts]
            for row, column in np.argwhere(is_inside & is_usual & is_troubled).tolist():
                yield number, int(starts[row, 0]), int(self._sizes[column])


def _is_within_fences(pair: EncodedPair, step: Step) -> bool:
    """Return whether a bead crosses neither a fence nor a border."""
    i, j, src_size, tgt_size = step
    last_i, last_j = pair.limits(np.array([[i]]), np.array([[j]]))
    return bool(i + src_size <= last_i[0, 0] and j + tgt_size <= last_j[0, 0])


def _single(step: Step) -> tuple[int, int]:
    """Return the side of a bead's single sentence (0 or 1), and the number of that sentence."""
    i, j, src_size, _ = step
    return (0, i) if src_size == 1 else (1, j)


def _score(pair: EncodedPair, steps: Sequence[Step]) -> list[float]:
    """Return the scores of beads that have the same single sentence."""
    rows, columns, src_sizes, tgt_sizes = np.array(steps).T
    top, left = int(rows.min()), int(columns.min())
    window = pair.window(
        (top, int(rows.max()) + 1),
        (left, int(columns.max()) + 1),
        Limits.within(int(src_sizes.max()), int(tgt_sizes.max())),
    )
    scores = np.empty(len(steps))
    for src_size, features in window.beads():
        chosen = np.flatnonzero(src_sizes == src_size)
        at_chosen = features[:, rows[chosen] - top, tgt_sizes[chosen] - 1, columns[chosen] - left]
        scores[chosen] = pair.model.beads @ at_chosen
    return scores.tolist()
