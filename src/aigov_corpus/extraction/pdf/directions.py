"""The direction in which characters of a page follow each other: across, or from top to bottom.

A program that writes from top to bottom often draws upright characters one below the other, so that
nothing but their places shows the direction. A page may hold both: a title across, and columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aigov_corpus.extraction.pdf.characters import is_wide

DOWN = 1
"""Stands for the angle of text whose upright characters follow each other downward."""

SLANTED = -1
"""Stands for the angle of text that is neither straight nor on its side."""

_SIDE = 0.35
"""Largest shift to the side between characters written downward, as a share of the size."""

_STEP_DOWN = (0.5, 2.2)
"""Smallest and largest step between such characters, as shares of the size."""

_LEAST_COLUMN = 6
"""Fewest characters of a column on a page that is mostly written across."""

_LEAST_COLUMNS = 30
"""Fewest characters of all such columns; a narrow cell of a table has fewer."""

_COLUMN_STEP = (0.8, 4.0)
"""Smallest and largest step from one such column to the next one on its left, in sizes."""

_STEP_BACK = (0.8, 2.0)
"""The same to the right, where a font that is made for it states the columns in that order."""

_MOST_DIGITS = 4
"""Most digits or letters that stand beside each other in a column."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character, before the page is turned; in a column also a few digits side by side."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    style: int
    way: int
    """The direction of its text: 0, 90, 180, 270, `DOWN` or `SLANTED`."""
    struck: bool = False
    """Whether a line strikes through it."""

    @property
    def middle(self) -> float:
        """Place half way between its left and right edge."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """Place half way between its bottom and top edge."""
        return (self.bottom + self.top) / 2


def find_columns(chars: Sequence[Char], sizes: Sequence[float]) -> list[Char]:
    """Return the characters; those that are written from top to bottom have the way `DOWN`."""
    runs = list(_find_runs(chars, sizes))
    down = sum(len(run) - 1 for run in runs)
    if not down:
        return list(chars)
    across = [
        _is_upright(one, other) and abs(one.height - other.height) < _SIDE * size
        for (one, other), size in zip(pairwise(chars), sizes[1:], strict=True)
    ]
    wide = sum(
        is_across and is_wide(one.text[0]) and is_wide(other.text[0])
        for is_across, (one, other) in zip(across, pairwise(chars), strict=True)
    )
    if down <= wide:
        runs = _find_neighbours(chars, sizes, runs)
    if not runs:
        return list(chars)
    return list(_mark(chars, sizes, runs, across))


def _is_upright(one: Char, other: Char) -> bool:
    return one.way == other.way == 0


def _find_runs(chars: Sequence[Char], sizes: Sequence[float]) -> Iterator[range]:
    """Yield the indexes of two or more Chinese characters below each other."""
    start = 0
    for n in range(1, len(chars) + 1):
        if n < len(chars) and _stands_below(chars[n - 1], chars[n], sizes[n]):
            continue
        if n - start > 1:
            yield range(start, n)
        start = n


def _stands_below(one: Char, other: Char, size: float) -> bool:
    """Tell whether a Chinese character stands right below another one."""
    if not _is_upright(one, other) or not is_wide(one.text[0]) or not is_wide(other.text[0]):
        return False
    step = one.height - other.height
    near = abs(one.middle - other.middle) < _SIDE * size
    return near and _STEP_DOWN[0] * size < step < _STEP_DOWN[1] * size


def _find_neighbours(
    chars: Sequence[Char], sizes: Sequence[float], runs: Sequence[range]
) -> list[range]:
    """Return the runs that are columns of one text: they are long, and stand close together.

    Cells of a table that hold characters below each other are farther apart.
    """
    kept: list[range] = []
    for one, other in pairwise(runs):
        size = sizes[one.start]
        step = chars[one.start].middle - chars[other.start].middle
        beside = _COLUMN_STEP[0] * size <= step <= _COLUMN_STEP[1] * size
        beside = beside or _STEP_BACK[0] * size <= -step <= _STEP_BACK[1] * size
        long = len(one) >= _LEAST_COLUMN
        overlap = chars[other.start].top > chars[one[-1]].bottom
        if beside and long and overlap:
            kept += [run for run in (one, other) if run not in kept[-2:]]
    whole = sum(map(len, kept))
    return kept if whole >= _LEAST_COLUMNS else []


def _mark(
    chars: Sequence[Char], sizes: Sequence[float], runs: Sequence[range], across: Sequence[bool]
) -> Iterator[Char]:
    """Yield the characters with their ways."""
    down = [False] * len(chars)
    for run in runs:
        down[run.start : run.stop] = [True] * len(run)
    n = 0
    while n < len(chars):
        if down[n] or chars[n].way:
            yield replace(chars[n], way=DOWN) if down[n] else chars[n]
            n += 1
            continue
        end = n + 1
        while end < len(chars) and not down[end] and across[end - 1]:
            end += 1
        group = chars[n:end]
        if _belongs_to_column(chars, sizes, down, n, end):
            for each in range(n, end):
                down[each] = True
            yield _join(group) if len(group) > 1 else replace(group[0], way=DOWN)
        else:
            yield from group
        n = end


def _belongs_to_column(
    chars: Sequence[Char], sizes: Sequence[float], down: Sequence[bool], start: int, end: int
) -> bool:
    """Tell whether a single character, or a few digits side by side, are part of a column.

    A column may have one character only, the last one of its paragraph.

    Args:
        chars: all characters.
        sizes: their sizes.
        down: for each, whether it is in a column; those before `start` are all known.
        start: index of the first of the few.
        end: index behind the last of them.
    """
    text = "".join(char.text for char in chars[start:end])
    if not text.strip():
        return start > 0 and down[start - 1]
    if end - start > 1 and (len(text.strip()) > _MOST_DIGITS or any(map(is_wide, text))):
        return False
    before = chars[start - 1] if start and down[start - 1] else None
    after = chars[end] if end < len(chars) and down[end] else None
    middle = (chars[start].left + chars[end - 1].right) / 2
    size = sizes[start]
    for other in filter(None, (before, after)):
        near = abs(other.middle - middle) < 2 * _SIDE * size
        beside = 0 <= other.middle - middle <= _COLUMN_STEP[1] * size
        alone = end - start == 1 and is_wide(text[0]) and other is before
        if (near and abs(other.height - chars[start].height) < 3 * size) or (alone and beside):
            return True
    return False


def _join(group: Sequence[Char]) -> Char:
    """Return digits side by side in a column as one character."""
    first = group[0]
    return replace(
        first,
        text="".join(char.text for char in group).strip(),
        left=min(char.left for char in group),
        right=max(char.right for char in group),
        bottom=min(char.bottom for char in group),
        top=max(char.top for char in group),
        way=DOWN,
    )
