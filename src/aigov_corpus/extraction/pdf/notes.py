"""Footnotes: their marks in the text, and their lines at the foot of a page or column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from aigov_corpus.extraction.pdf.flow import UsualSizes, is_code
from aigov_corpus.extraction.pdf.regions import Flow
from aigov_corpus.extraction.pdf.rows import Line, Row
from aigov_corpus.records import LeftOut

_SMALLER = 0.93
"""Size of the largest characters of a footnote, as a share of those of the body."""

_LEAST_IN_ORDER = 0.6
"""Smallest share of raised numbers that follow the one before, if they are marks of notes."""

_LEAST_MARKS = 2
"""Fewest raised numbers that show by their order that they are marks of notes."""

_RULE_GAP = 3.0
"""How many times its size a footnote stands below a line at most."""

_MARK = re.compile(r"[\[(（〔]?(?:\d{1,3}|[*†‡§]{1,3}|[①-⑳])[\])）〕]?(?:[,，、–-]\d{1,3})*")
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(
    r"[\[(（〔]?(?P<mark>\d{1,3}(?!\.?\d|%|[:/~-]\S)|[*†‡§]{1,3}|[①-⑳])[\])）〕.]?[\s\u3000]*\S"
    r"|注\s*\d*\s*[:：]|Notes?\s*:"
)


def mark_notes(pages: Sequence[Iterable[Row]], pairs: Sequence[set[str]]) -> list[LeftOut]:
    """Find the marks of footnotes in the text, flag them, and return them.

    Raised numbers are marks if a note of the same page has the number, or if they count up through
    the file; those of `m²` do not. At the beginning of a row, one is the mark if a row in smaller
    letters begins with it as well: the note.

    Args:
        pages: the rows of each page.
        pairs: for each page, the marks with which lines begin that could be notes.
    """
    pages = [list(rows) for rows in pages]
    found = [
        (n, word)
        for n, rows in enumerate(pages)
        for row in rows
        for place, word in enumerate(row.words)
        if word.raised
        and _MARK.fullmatch(word.text)
        and (place or _has_note(word.text, row.size, rows))
    ]
    numbers = [int(digits[0]) for _, word in found if (digits := _DIGITS.search(word.text))]
    steps = [after - before in (0, 1) or after == 1 for before, after in pairwise(numbers)]
    counted = len(numbers) >= _LEAST_MARKS and sum(steps) >= _LEAST_IN_ORDER * len(steps)
    left_out = []
    for n, word in found:
        digits = _DIGITS.search(word.text)
        in_order = counted and digits is not None
        if in_order or word.text.strip("()[]（）〔〕") in pairs[n]:
            word.is_note = True
            left_out.append(LeftOut(word.text, "note mark", f"page {n + 1}"))
    return left_out


def _has_note(mark: str, size: float, rows: Iterable[Row]) -> bool:
    """Tell whether a row in smaller letters than those of a size begins with a mark."""
    return any(row.size <= _SMALLER * size and row.words[0].text == mark for row in rows)


def find_note_marks(flows: Iterable[Sequence[str]]) -> set[str]:
    """Return the marks with which lines of a page begin that could be footnotes."""
    return {
        found["mark"]
        for lines in flows
        for line in lines
        if (found := _NOTE.match(line)) and found["mark"]
    }


def part_notes(
    flow: Flow,
    usual: UsualSizes,
    rules: Sequence[tuple[float, float, float, float]],
    *,
    is_first: bool,
) -> list[Line]:
    """Take the footnotes off the end of a column, and return their lines.

    Footnotes are smaller than the body, or stand below a short line; the first begins with a mark.
    Code at the foot of a page, which may be smaller and numbered too, is none.

    Args:
        flow: the column; its last lines are taken away.
        usual: what is usual in the file.
        rules: the straight lines on the page.
        is_first: whether the column is the first thing on its page. Any other may hold nothing but
            footnotes, below columns of text.
    """
    lines = flow.lines
    start = len(lines)
    smallest = _SMALLER * usual.size
    while start > 0 and lines[start - 1].size <= smallest and not is_code(lines[start - 1], usual):
        start -= 1
    below_rule = _below_rule(flow, rules, is_first=is_first)
    if below_rule is not None and below_rule < len(lines):
        begins = _NOTE.match(lines[below_rule].text) or lines[below_rule].size <= smallest
        if begins:
            flow.lines = lines[:below_rule]
            return lines[below_rule:]
    while start < len(lines) and not _NOTE.match(lines[start].text):
        start += 1
    if (start == 0 and is_first) or start == len(lines):
        return []
    flow.lines = lines[:start]
    return lines[start:]


def _below_rule(
    flow: Flow, rules: Sequence[tuple[float, float, float, float]], *, is_first: bool
) -> int | None:
    """Return the index of the first line below a short rule at the left edge; None if none is.

    Below a table, all lines of a column may stand below the rule.
    """
    width = flow.right - flow.left
    for left, bottom, right, top in rules:
        is_across = right - left > top - bottom
        short = 0.1 * width < right - left < 0.6 * width
        if not is_across or not short or abs(left - flow.left) > 0.2 * width:
            continue
        below = [n for n, line in enumerate(flow.lines) if line.y < bottom]
        if not below or (below[0] == 0 and is_first):
            continue
        first = flow.lines[below[0]]
        # what stands above must not be underlined
        above = flow.lines[below[0] - 1] if below[0] else None
        parted = above is None or above.y - bottom > 0.4 * above.size
        if bottom - first.y < _RULE_GAP * first.size and parted:
            return below[0]
    return None
