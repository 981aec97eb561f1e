"""Headings, captions and bylines that joined a bead without having a counterpart in it.

Such a line differs from the sentences around it by its form: no mark ends it. If a bead has one at
an end of one side, no sentence of the other side is such a line, and the words of this one are not
covered there while the rest of the bead is, then the line has no counterpart.

Repeated lines, such as the labels of a form, are found in another way: elsewhere such a line is a
bead with its own translation, and in this bead the translation is missing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.alignment.lacking import measure_lacking
from aigov_corpus.alignment.listed_lines import find_swallowed, mark_lines
from aigov_corpus.alignment.small_texts import is_known_pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aigov_corpus.alignment.listed_lines import Marked
    from aigov_corpus.alignment.pair import EncodedPair
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Step

# Bounds of the log-odds that something has no counterpart: at least the first for the whole bead,
# at most the second for the bead without the line. In a grid search, -1.5 was the loosest bound
# that costs no bead of complete texts in the gold. But it would take the first line off a list, and
# the gold has no such lists (docs/adr/0013-what-a-bead-holds-too-much.md).
_LEAST_WITH = -1.0
_MOST_WITHOUT = 0.0
# Number of places in which a repeated line must be a bead with one other line, its usual
# counterpart; it must be so in most of its places, too.
_LEAST_PLACES = 2
# Share of the cosine with its usual counterpart that a repeated line may have with a sentence of a
# bead that lacks this counterpart.
_MOST_ALIKE = 0.6
# Lines that may be taken out of one bead, at most: a heading, and a caption with its source.
_MOST_LINES = 3


class _Parted(NamedTuple):
    """A bead without the stray lines at its ends."""

    side: int
    """The side of the lines: 0 for the source, 1 for the target."""
    before: list[Step]
    """The null beads of the lines before the rest."""
    rest: Step
    behind: list[Step]
    """The null beads of the lines behind the rest."""


def take_out_stray_lines(
    pair: EncodedPair, steps: Sequence[Step]
) -> tuple[list[Step], dict[Step, Step]]:
    """Turn lines that a bead has swallowed into null beads: repeated ones, or without an end mark.

    Args:
        pair: the two texts. With other languages than Chinese and English, or another encoder than
            the built-in one, nothing is known and nothing changes.
        steps: the beads of their alignment.

    Returns:
        The beads, and for each one that was made smaller the bead that it was.
    """
    if not is_known_pair(pair):
        return list(steps), {}
    found: list[Step] = []
    was: dict[Step, Step] = {}
    usual = _find_usual(pair, steps)
    marked = mark_lines(pair, steps)
    for step in steps:
        parted = _part_doubled(pair, step) or _part_repeated(pair, step, usual)
        parted = parted or _part(pair, step)
        if parted is None:
            parted = _part_listed(pair, step, marked)
        if parted is None:
            found.append(step)
        else:
            was[parted.rest] = step
            found += [*parted.before, parted.rest, *parted.behind]
    return found, was


def _part_doubled(pair: EncodedPair, step: Step) -> _Parted | None:
    """Return a bead without the further copies of a line that its other side says once.

    If the other side says it as often in one sentence, one of its words stands there twice.
    """
    i, j, src_size, tgt_size = step
    if src_size == tgt_size or min(src_size, tgt_size) != 1:
        return None
    rest = (i, j, 1, 1)
    if src_size > 1:
        behind = [(at, j + 1, 1, 0) for at in range(i + 1, i + src_size)]
        is_doubled = _are_copies(pair.src, i, src_size) and _says_once(pair.tgt, j)
    else:
        behind = [(i + 1, at, 0, 1) for at in range(j + 1, j + tgt_size)]
        is_doubled = _are_copies(pair.tgt, j, tgt_size) and _says_once(pair.src, i)
    return _Parted(int(src_size == 1), [], rest, behind) if is_doubled else None


def _are_copies(text: SentenceFeatures, first: int, size: int) -> bool:
    """Return whether some sentences in a row have the same words."""
    return len(set(text.firsts[first : first + size].tolist())) == 1


def _says_once(text: SentenceFeatures, at: int) -> bool:
    """Return whether a sentence has words, and none of them twice."""
    words = text.words[slice(*text.word_starts[[at, at + 1]])]
    words = words[words > 0].tolist()
    return bool(words) and len(set(words)) == len(words)


def _part_listed(pair: EncodedPair, step: Step, marked: Marked) -> _Parted | None:
    """Return a bead without the items and heads at its ends that have no counterpart in it."""
    if not 2 < step[2] + step[3] <= pair.max_align:
        return None
    rest = step
    for _ in range(_MOST_LINES):
        smaller = find_swallowed(pair, rest, marked)
        if smaller is None:
            break
        rest = smaller
    if rest == step:
        return None
    i, j, src_size, tgt_size = step
    first_i, first_j = rest[:2]
    last_i, last_j = first_i + rest[2], first_j + rest[3]
    before = [(at, j, 1, 0) for at in range(i, first_i)]
    before += [(first_i, at, 0, 1) for at in range(j, first_j)]
    behind = [(at, last_j, 1, 0) for at in range(last_i, i + src_size)]
    behind += [(i + src_size, at, 0, 1) for at in range(last_j, j + tgt_size)]
    return _Parted(int(src_size == rest[2]), before, rest, behind)


def _part(pair: EncodedPair, step: Step) -> _Parted | None:
    """Return a bead without its stray lines; as few lines as possible are taken out.

    The result is None if it has none.
    """
    if not 2 < step[2] + step[3] <= pair.max_align:
        return None
    candidates = list(_candidates(pair, step))
    if not candidates:
        return None
    odds = measure_lacking(pair, step)
    for count in range(1, _MOST_LINES + 1):
        best, least = None, _MOST_WITHOUT
        for parted in candidates:
            if len(parted.before) + len(parted.behind) != count:
                continue
            without = max(measure_lacking(pair, parted.rest))
            if odds[parted.side] > _LEAST_WITH and without < least:
                best, least = parted, without
        if best is not None:
            return best
    return None


def _find_usual(pair: EncodedPair, steps: Sequence[Step]) -> tuple[dict[int, int], dict[int, int]]:
    """Return for each repeated line the line that is its counterpart in most places.

    Returns:
        Two dictionaries: from source lines to target lines, and from target lines to source lines.
        The number of a line is that of its first copy (see `SentenceFeatures.firsts`).
    """
    count = Counter(
        (int(pair.src.firsts[i]), int(pair.tgt.firsts[j]))
        for i, j, src_size, tgt_size in steps
        if src_size == tgt_size == 1
    )
    repeated = [lines for lines, times in count.items() if times >= _LEAST_PLACES]
    return (
        {i: j for i, j in repeated if 2 * count[i, j] > pair.src.copies[i]},
        {j: i for i, j in repeated if 2 * count[i, j] > pair.tgt.copies[j]},
    )


def _part_repeated(
    pair: EncodedPair, step: Step, usual: tuple[dict[int, int], dict[int, int]]
) -> _Parted | None:
    """Return a bead without a repeated line at one end that has no counterpart in it."""
    i, j, src_size, tgt_size = step
    if not 2 < src_size + tgt_size <= pair.max_align:
        return None
    src_run, tgt_run = range(i, i + src_size), range(j, j + tgt_size)
    for at in {i, src_run[-1]} if src_size > 1 else ():
        if _is_missing(pair.src, pair.tgt, at, tgt_run, usual[0]):
            line = [(at, j if at == i else j + tgt_size, 1, 0)]
            rest = (i + (at == i), j, src_size - 1, tgt_size)
            return _Parted(0, line, rest, []) if at == i else _Parted(0, [], rest, line)
    for at in {j, tgt_run[-1]} if tgt_size > 1 else ():
        if _is_missing(pair.tgt, pair.src, at, src_run, usual[1]):
            line = [(i if at == j else i + src_size, at, 0, 1)]
            rest = (i, j + (at == j), src_size, tgt_size - 1)
            return _Parted(1, line, rest, []) if at == j else _Parted(1, [], rest, line)
    return None


def _is_missing(
    own: SentenceFeatures, other: SentenceFeatures, at: int, run: range, usual: dict[int, int]
) -> bool:
    """Return whether the usual counterpart of a line is missing in a run of the other text.

    No sentence of the run has any of its words, and none is nearly as near to the line as it is.
    """
    counterpart = usual.get(int(own.firsts[at]))
    if counterpart is None or counterpart in other.firsts[run.start : run.stop]:
        return False
    numbers = np.array([counterpart, *run])
    line = own.vectors_of_runs(np.array([at]), np.array([1]))[0]
    cosines = other.vectors_of_runs(numbers, np.ones_like(numbers)) @ line
    starts = other.word_starts
    words = other.words[starts[counterpart] : starts[counterpart + 1]]
    present = other.words[starts[run.start] : starts[run.stop]]
    is_named = len(words) < 2 or np.isin(words[words > 0], present).any()
    return bool(not is_named and cosines[1:].max() < _MOST_ALIKE * cosines[0])


def _candidates(pair: EncodedPair, step: Step) -> Iterator[_Parted]:
    """Yield how stray lines may be taken out of a bead, by the form of the lines alone."""
    i, j, src_size, tgt_size = step
    src_ended = pair.src.ended[i : i + src_size].tolist()
    tgt_ended = pair.tgt.ended[j : j + tgt_size].tolist()
    if all(tgt_ended):
        for first, last in _ends(src_ended):
            rest = (i + first, j, src_size - first - last, tgt_size)
            before = [(at, j, 1, 0) for at in range(i, i + first)]
            behind = range(i + src_size - last, i + src_size)
            yield _Parted(0, before, rest, [(at, j + tgt_size, 1, 0) for at in behind])
    if all(src_ended):
        for first, last in _ends(tgt_ended):
            rest = (i, j + first, src_size, tgt_size - first - last)
            before = [(i, at, 0, 1) for at in range(j, j + first)]
            behind = range(j + tgt_size - last, j + tgt_size)
            yield _Parted(1, before, rest, [(i + src_size, at, 0, 1) for at in behind])


def _ends(ended: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield how many lines without an end mark may be taken away at the beginning and the end.

    At least one line is taken away, and at least one is left.

    Args:
        ended: for each line of one side, whether a mark ends it.
    """
    for first in range(_MOST_LINES + 1):
        for last in range(_MOST_LINES + 1 - first):
            taken = [*ended[:first], *ended[len(ended) - last :]]
            if 0 < first + last < len(ended) and not any(taken):
                yield first, last
