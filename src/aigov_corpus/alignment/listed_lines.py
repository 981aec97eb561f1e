"""Items of a list, and heads of pages, that a bead has swallowed.

If one side of a list has an item more, the numbers of all later items differ by one. Nothing else
fits the further item, so it joins the bead of a neighbour. It differs from an item that the other
side renders within its neighbour: without it the rest fits as well or better, and its words are all
that the bead has too much.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.lacking import measure_lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Marked = tuple[list[bool], list[bool]]
    """For each sentence of both sides, whether a line begins there that may stand by itself."""

# By so much the log-odds fall that the side of the line holds too much, more than those of the
# other side rise, if the line is taken out. Merged items of invented lists had .9 at most where the
# cosine stayed, swallowed ones 2.3 at least.
_LEAST_GAIN = 2.0
# And the cosine of the rest is no lower than this share of the cosine with the line.
_LEAST_COSINE = 0.96
# A line that differs from others in its numbers only is a head if it has so many copies, …
_LEAST_COPIES = 3
# … of which at most this share make a bead of their own with one other line.
_MOST_PAIRED = 0.5


def mark_lines(pair: EncodedPair, steps: Sequence[Step]) -> Marked:
    """Return where lines begin that may be taken out: numbered items and heads of pages.

    Args:
        pair: the two texts.
        steps: the beads of their alignment.
    """
    marked: list[list[bool]] = []
    for side, text in enumerate((pair.src, pair.tgt)):
        paired = Counter(int(text.forms[step[side]]) for step in steps if step[2:] == (1, 1))
        copies = np.bincount(text.forms)
        is_head = [
            copies[form] >= _LEAST_COPIES and paired[form] <= _MOST_PAIRED * copies[form]
            for form in text.forms.tolist()
        ]
        marked.append((text.numbered | np.array(is_head)).tolist())
    return marked[0], marked[1]


def find_swallowed(pair: EncodedPair, step: Step, marked: Marked) -> Step | None:
    """Return a bead without a line at its beginning or end that its other side lacks, or None.

    Args:
        pair: the two texts.
        step: the bead.
        marked: what `mark_lines` returned.
    """
    rests = list(_rests(pair, step, marked))
    if not rests:
        return None
    odds = measure_lacking(pair, step)
    cosine = _cosine(pair, step)
    best, most = None, _LEAST_GAIN
    for rest in rests:
        without = measure_lacking(pair, rest)
        gain = sum(odds) - sum(without)
        if gain > most and _cosine(pair, rest) >= _LEAST_COSINE * cosine:
            best, most = rest, gain
    return best


def _rests(pair: EncodedPair, step: Step, marked: Marked) -> Iterator[Step]:
    """Yield what is left of a bead without its first or last marked line.

    A line ends where the next one begins. The side of the line must have more such lines than the
    other one has, also within its sentences.
    """
    i, j, src_size, tgt_size = step
    if not (src_size and tgt_size):
        return
    src = [at for at in range(i, i + src_size) if marked[0][at]]
    tgt = [at for at in range(j, j + tgt_size) if marked[1][at]]
    if len(src) > len(tgt) + pair.tgt.inner_items[j : j + tgt_size].sum():
        for first, size in _without_ends(src, i, src_size):
            yield (first, j, size, tgt_size)
    elif len(tgt) > len(src) + pair.src.inner_items[i : i + src_size].sum():
        for first, size in _without_ends(tgt, j, tgt_size):
            yield (i, first, src_size, size)


def _without_ends(places: Sequence[int], first: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield a run without its first line, and without its last one, as first sentence and size."""
    if places[0] == first and len(places) > 1:
        yield places[1], first + size - places[1]
    if places[-1] > first:
        yield first, places[-1] - first


def _cosine(pair: EncodedPair, step: Step) -> float:
    """Return the cosine of the two sides of a bead."""
    i, j, src_size, tgt_size = step
    src = pair.src.vectors_of_runs(np.array([i]), np.array([src_size]))[0]
    tgt = pair.tgt.vectors_of_runs(np.array([j]), np.array([tgt_size]))[0]
    return float(src @ tgt)
