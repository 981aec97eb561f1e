"""Items of a list, and page headers, that joined a bead without having a counterpart in it.

If one side of a list has one item more, the numbers of all later items differ by one. The extra
item fits nothing, so it joins the bead of a neighbour. An item that the other side translates
within the neighbouring item is different. To tell the two apart, the item is taken out: if it was
extra, the rest fits as well or better, and nothing in the bead is left without counterpart.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.lacking import measure_lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.strips import Step

    Runs = list[range]


class Marked(NamedTuple):
    """For each sentence of both sides, whether it begins a line that may be taken out of a bead."""

    items: tuple[list[bool], list[bool]]
    """Whether a numbered item begins there; it ends where the next line begins."""
    heads: tuple[list[bool], list[bool]]
    """Whether it is a page header, which is always one sentence."""
    repeated: tuple[list[bool], list[bool]]
    """Whether the text has further copies of the line, in which only digits differ."""


# Least gain of taking a line out: the fall of the log-odds that its side lacks a counterpart, less
# the rise of those of the other side. In invented lists, items that belong to the bead gained at
# most .9 where the cosine stayed, extra items at least 2.3.
_LEAST_GAIN = 2.0
# Share of the cosine with the line that the cosine without it must reach.
_LEAST_COSINE = 0.96
# Number of copies from which on a line is a page header (only numbers differ between copies), …
_LEAST_COPIES = 3
# … if at most this share of them make a bead of their own with the same other line.
_MOST_PAIRED = 0.5
# Share of the lines of a list of names or terms that a mark may end, and the most characters that
# the middle one of its Chinese lines may have. Subtitles have longer lines.
_MOST_ENDED = 0.1
_SHORT = 6


def mark_lines(pair: EncodedPair, steps: Sequence[Step]) -> Marked:
    """Return where lines begin that may be taken out: numbered items and heads of pages."""
    heads: list[list[bool]] = []
    repeated: list[list[bool]] = []
    for side, text in enumerate((pair.src, pair.tgt)):
        paired = Counter(int(text.forms[step[side]]) for step in steps if step[2:] == (1, 1))
        copies = np.bincount(text.forms)
        heads.append(
            [
                bool(copies[form] >= _LEAST_COPIES and paired[form] <= _MOST_PAIRED * copies[form])
                for form in text.forms.tolist()
            ]
        )
        repeated.append((copies[text.forms] > 1).tolist())
    bare = _is_bare_list(pair)
    items = [(text.numbered | (bare & ~text.ended)).tolist() for text in (pair.src, pair.tgt)]
    return Marked((items[0], items[1]), (heads[0], heads[1]), (repeated[0], repeated[1]))


def _is_bare_list(pair: EncodedPair) -> bool:
    """Return whether both texts are lists of names or terms: short lines without an end mark."""
    ended = max(pair.src.ended.mean(), pair.tgt.ended.mean())
    return bool(ended <= _MOST_ENDED and np.median(pair.src.chars) <= _SHORT)


def find_swallowed(pair: EncodedPair, step: Step, marked: Marked) -> Step | None:
    """Return a bead without the line at one end that has no counterpart; None if it has none."""
    if not (step[2] and step[3]):
        return None
    src, tgt = (_part_lines(step, marked, side) for side in (0, 1))
    one, both = list(_rests(pair, step, src, tgt)), list(_without_heads(step, marked))
    if not one and not both:
        return None
    cosine = _LEAST_COSINE * _cosine(pair, step)
    odds = sum(measure_lacking(pair, step))
    gains = {
        rest: odds - sum(measure_lacking(pair, rest))
        for rest in one
        if _cosine(pair, rest) >= cosine
    }
    best = max(gains, key=gains.__getitem__, default=None)
    if best is not None and gains[best] > _LEAST_GAIN:
        return best
    for rest in both:
        if _cosine(pair, rest) >= cosine and max(measure_lacking(pair, rest)) < 0:
            return rest
    return None


def _part_lines(step: Step, marked: Marked, side: int) -> Runs:
    """Return the sentences of each line of one side of a bead."""
    first, stop = step[side], step[side] + step[2 + side]
    items, heads = marked.items[side], marked.heads[side]
    starts = [
        at for at in range(first, stop) if at == first or items[at] or heads[at] or heads[at - 1]
    ]
    return [range(*ends) for ends in pairwise([*starts, stop])]


def _rests(pair: EncodedPair, step: Step, src: Runs, tgt: Runs) -> Iterator[Step]:
    """Yield a bead without the first, and without the last, line of the side with more lines."""
    i, j, src_size, tgt_size = step
    if len(src) > len(tgt) + pair.tgt.inner_items[j : j + tgt_size].sum():
        yield i + len(src[0]), j, src_size - len(src[0]), tgt_size
        yield i, j, src_size - len(src[-1]), tgt_size
    elif len(tgt) > len(src) + pair.src.inner_items[i : i + src_size].sum():
        yield i, j + len(tgt[0]), src_size, tgt_size - len(tgt[0])
        yield i, j, src_size, tgt_size - len(tgt[-1])


def _without_heads(step: Step, marked: Marked) -> Iterator[Step]:
    """Yield a bead without a page header at an end of each side, if both belong elsewhere.

    Repeated lines that stand at opposite ends cannot be paired with each other, heads or not.
    """
    i, j, src_size, tgt_size = step
    if src_size < 2 or tgt_size < 2:
        return
    for at, first in ((i, i + 1), (i + src_size - 1, i)):
        for other, other_first in ((j, j + 1), (j + tgt_size - 1, j)):
            marks = marked.heads if (at == i) == (other == j) else marked.repeated
            if marks[0][at] and marks[1][other]:
                yield first, other_first, src_size - 1, tgt_size - 1


def _cosine(pair: EncodedPair, step: Step) -> float:
    """Return the cosine of the two sides of a bead."""
    i, j, src_size, tgt_size = step
    src = pair.src.vectors_of_runs(np.array([i]), np.array([src_size]))[0]
    tgt = pair.tgt.vectors_of_runs(np.array([j]), np.array([tgt_size]))[0]
    return float(src @ tgt)
