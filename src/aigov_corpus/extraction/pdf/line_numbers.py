"""Numbers of lines in the margin, as laws under debate and papers under review have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from aigov_corpus.extraction.pdf.characters import is_wide
from aigov_corpus.extraction.pdf.words import PageWords, Word

_REASON = "line number"

_MOST_DIGITS = 4
"""Digits of the highest number of a line."""

_MOST_EACH_PAGE = 300
"""Most numbers in the margin of a page; each is compared with all others."""

_LEAST_EACH = 8
"""Fewest numbers of a file in which each line has one."""

_LEAST_SPARSE = 2
"""Fewest numbers of a file in which every fifth or tenth line has one."""

_SPARSE = (5, 10)
"""Steps of such numbers."""

_HIGHEST_FIRST = 10
"""Highest number with which the lines of a file, or of a page, begin to count."""

_LEAST_FITTING = 0.8
"""Smallest share of neighbouring numbers between which as many lines stand as they count."""

_SAME_EDGE = 2.0
"""Points by which the edges of numbers below each other may differ."""

_SAME_LINE = 3.0
"""Points by which a number may stand higher or lower than its line."""

_GAP = 0.4
"""Smallest gap between the numbers and the text, as a share of the size of the text."""

_FULL = 2.5
"""Gap at the end of a Chinese line that counts as full, in sizes."""

_LEAST_FULL = 0.3
"""Smallest share of full lines if each has a number; in a law with short items it was .4, and in a
list of names few are full."""

_LEAST_WIDTH = 15.0
"""Smallest width of such lines, in sizes."""

_LEAST_LOW = 0.25
"""Smallest share of lines that begin in lower case, because a sentence goes on, in English."""

_INNER_GAP = 2.5
"""Gap inside a line that only a table has, in sizes."""

_MOST_GAPS = 0.3
"""Largest share of lines with such a gap."""

_LEAST_RULES = 3
"""Lines across numbers and text that only a table has."""


@dataclass(frozen=True, slots=True)
class _Margin:
    """The numbers in one margin of a page, from top to bottom, and the lines beside them."""

    page: PageWords
    numbers: list[Word]
    lines: list[list[Word]]
    """The words of each line, without the numbers."""

    @property
    def values(self) -> list[int]:
        """The numbers."""
        return [int(word.text) for word in self.numbers]


def part_line_numbers(pages: Sequence[PageWords]) -> None:
    """Move the numbers of lines from the words of pages to what is left out of them.

    They count the lines up, or every fifth of them, and stand below each other in the margin; those
    of a right column, in the right margin, go on with those of the left one. Numbers of paragraphs,
    and those of the rows of a table, do not count lines.
    """
    left, right = (
        [margin for page in pages if (margin := _find_margin(page, is_left=is_left))]
        for is_left in (True, False)
    )
    ends = {margin.page.number: margin.values[-1] for margin in left}
    before = {margin.page.number + 1: margin.values[-1] for margin in right}
    in_columns = {
        margin.page.number
        for margin in right
        if ends.get(margin.page.number) == margin.values[0] - 1
    }
    _part(left, before, in_columns)
    _part(right, ends, in_columns)


def _part(margins: Sequence[_Margin], before: Mapping[int, int], in_columns: Set[int]) -> None:
    """Move the numbers in one margin of the pages, if they count lines.

    Args:
        margins: the margins on one side of the pages.
        before: by the number of a page, the last number in the other margin before it: that of the
            left column on the same page, or that of the right one on the page before.
        in_columns: numbers of the pages whose right margin goes on with the numbers of the left.
    """
    fitting = [margin for margin in _in_order(margins, before) if _counts_lines(margin)]
    values = [value for margin in fitting for value in margin.values]
    steps = Counter(b - a for a, b in pairwise(values) if b > a)
    if not steps:
        return
    step = steps.most_common(1)[0][0]
    if step == 1:
        beside_columns = all(margin.page.number in in_columns for margin in fitting)
        counts = len(values) >= _LEAST_EACH and (beside_columns or _are_prose(fitting))
    else:
        counts = len(values) >= _LEAST_SPARSE and step in _SPARSE
    for margin in fitting if counts else ():
        held = set(map(id, margin.numbers))
        margin.page.words = [word for word in margin.page.words if id(word) not in held]
        margin.page.left_out += [(word.text, _REASON) for word in margin.numbers]


def _find_margin(page: PageWords, *, is_left: bool) -> _Margin | None:
    """Return the numbers that stand below each other in a margin of a page; None if none do.

    Args:
        page: the page.
        is_left: whether the left margin is looked at, or the right one.
    """
    lines = _find_lines(page.words)
    outer = [line[0] if is_left else line[-1] for line in lines]
    found = [word for word in outer if word.text.isdecimal() and len(word.text) <= _MOST_DIGITS]
    held = set(map(id, found))
    rest = [[word for word in line if id(word) not in held] for line in lines]
    texts = [line for line in rest if line]
    if not 0 < len(found) <= _MOST_EACH_PAGE or len(texts) < 2:
        return None
    edges = sorted(line[0].x0 if is_left else -line[-1].x1 for line in texts)
    edge = edges[len(edges) // 10]
    size = texts[len(texts) // 2][0].size
    near = [word for word in found if edge - (word.x1 if is_left else -word.x0) > _GAP * size]
    numbers = _aligned(near)
    if not numbers or _has_rules(page, numbers, abs(edge)):
        return None
    held = set(map(id, numbers))
    return _Margin(
        page, numbers, [[word for word in line if id(word) not in held] for line in lines]
    )


def _find_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words that stand at about one height, from top to bottom and left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.y):
        if lines and lines[-1][0].y - word.y <= _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _aligned(words: Sequence[Word]) -> list[Word]:
    """Return the words of the largest group with the same right edge or the same left edge."""
    best: list[Word] = []
    for edges in ([word.x1 for word in words], [word.x0 for word in words]):
        for edge in edges:
            same = [
                word
                for word, other in zip(words, edges, strict=True)
                if abs(other - edge) <= _SAME_EDGE
            ]
            best = max(best, same, key=len)
    return best


def _has_rules(page: PageWords, numbers: Sequence[Word], edge: float) -> bool:
    """Tell whether lines run across the numbers and the text, as in a table."""
    left, right = min(word.x0 for word in numbers), max(word.x1 for word in numbers)
    across = [
        rule
        for rule in page.rules
        if rule[2] - rule[0] > rule[3] - rule[1]
        and min(left, edge) >= rule[0] - _SAME_EDGE
        and max(right, edge) <= rule[2] + _SAME_EDGE
    ]
    return len(across) >= _LEAST_RULES


def _in_order(margins: Sequence[_Margin], before: Mapping[int, int]) -> Iterator[_Margin]:
    """Yield the margins whose numbers begin at the beginning, or go on from those before.

    Args:
        margins: the margins on one side of the pages.
        before: by the number of a page, the last number in the other margin before it.
    """
    last = 0
    for margin in margins:
        values = margin.values
        nearest = max(
            n for n in (0, last, before.get(margin.page.number, 0)) if n < values[0] or not n
        )
        if values[0] <= nearest + _HIGHEST_FIRST:
            last = values[-1]
            yield margin


def _counts_lines(margin: _Margin) -> bool:
    """Tell whether the numbers count the lines, by their number or by the room between them.

    A single number does if it is one of every fifth line.
    """
    heights = [line[0].y for line in margin.lines if line] or [word.y for word in margin.numbers]
    pairs = list(pairwise(margin.numbers))
    if not pairs:
        return margin.values[0] % _SPARSE[0] == 0
    steps = sorted((a.y - b.y) / max(1, int(b.text) - int(a.text)) for a, b in pairs)
    usual = steps[len(steps) // 2]
    fitting = 0
    for one, other in pairs:
        step = int(other.text) - int(one.text)
        between = sum(other.y - _SAME_LINE < y < one.y - _SAME_LINE for y in heights)
        even = step > 0 and abs((one.y - other.y) / step - usual) < _SAME_LINE / 2
        fitting += step > 0 and (between == step or (even and usual < 4 * one.size + 12))
    return fitting >= _LEAST_FITTING * len(pairs)


def _are_prose(margins: Sequence[_Margin]) -> bool:
    """Tell whether lines with numbers are running text, and no rows of a table or list."""
    lines = [line for margin in margins for line in margin.lines if line]
    left, right = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    if right - left < _LEAST_WIDTH * lines[0][0].size:
        return False
    gaps = sum(any(b.x0 - a.x1 > _INNER_GAP * a.size for a, b in pairwise(line)) for line in lines)
    if gaps > _MOST_GAPS * len(lines):
        return False
    chinese = [line for line in lines if is_wide(line[0].text[0])]
    if len(chinese) > len(lines) / 2:
        full = sum(right - line[-1].x1 <= _FULL * line[-1].size for line in chinese)
        return full >= _LEAST_FULL * len(chinese)
    low = sum(line[0].text[0].islower() for line in lines)
    return low >= _LEAST_LOW * len(lines)
