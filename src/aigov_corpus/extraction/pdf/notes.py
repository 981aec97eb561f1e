"""Footnotes: their marks in the text, and their lines at the foot of a page or column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.pdf.flow import UsualSizes, is_code
from aigov_corpus.extraction.pdf.regions import Flow
from aigov_corpus.extraction.pdf.rows import Line, Row
from aigov_corpus.extraction.pdf.words import Word
from aigov_corpus.extraction.raised import RAISED_DIGITS, lower_raised
from aigov_corpus.records import LeftOut

_SMALLER = 0.93
"""Size of the largest characters of a footnote, as a share of those of the body."""

_LEAST_IN_ORDER = 0.6
"""Smallest share of raised numbers that follow the one before, if they are marks of notes."""

_LEAST_MARKS = 2
"""Fewest raised numbers that show by their order that they are marks of notes."""

_RULE_GAP = 3.0
"""How many times its size a footnote stands below a line at most."""

_COLUMN_GAP = 1.0
"""Gap before a mark that begins a line of another column, as a share of the size of its row."""

_MARK = re.compile(
    rf"[\[(（〔]?(?:\d{{1,3}}|[{RAISED_DIGITS}]{{1,3}}|[*†‡§]{{1,3}}|[①-⑳])[\])）〕]?"
    r"(?:[,，、–-]\d{1,3})*|[ivx]{1,5}"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
"""Marks of endnotes as word processors count them; more of them are marks, too."""

_DIGITS = re.compile(r"\d+")
_FIRST = "1"
"""Mark of the first note, and no power."""
_BEFORE_POWER = re.compile(r"\d$|(?<![A-Za-z])(?:[A-Za-z]|[a-z]{2})$")
_NOTE = re.compile(
    rf"[\[(（〔]?(?P<mark>\d{{1,3}}(?!\.?\d|%|[:/~-]\S)|[{RAISED_DIGITS}]{{1,3}}|[*†‡§]{{1,3}}|[①-⑳])"
    r"[\])）〕.]?[\s\u3000]*\S"
    r"|注\s*\d*\s*[:：]|Notes?\s*:"
)


def mark_notes(pages: Sequence[Iterable[Row]], pairs: Sequence[set[str]]) -> list[LeftOut]:
    """Find the marks of footnotes in the text, flag them, and return them.

    Raised numbers are marks if a note of the same page has the number, or if they count up through
    the file. Behind a number or a unit they are powers (10⁶, m²), unless they are 1, or they alone
    have the number that follows a mark: in the file, or on a page with its note. At the beginning
    of a row, one is the mark if a row in smaller letters begins with it as well: the note.

    Args:
        pages: the rows of each page.
        pairs: for each page, the marks with which lines begin that could be notes.
    """
    marks = [_Mark(n, *found) for n, rows in enumerate(pages) for found in _find_raised(list(rows))]
    numbers = [mark.number for mark in marks if mark.number is not None]
    steps = [after - before in (0, 1) or after == 1 for before, after in pairwise(numbers)]
    counted = len(set(numbers)) >= _LEAST_MARKS and sum(steps) >= _LEAST_IN_ORDER * len(steps)
    usual = {(mark.page, mark.number) for mark in marks if not mark.is_power}
    known = {number for _, number in usual}
    roman = tuple(mark.word.text for mark in marks if mark.word.text.isalpha())
    in_roman = len(roman) >= _LEAST_MARKS and roman[: len(_ROMAN)] == _ROMAN[: len(roman)]
    left_out = []
    for mark in marks:
        word, number = mark.word, mark.number
        has_note = word.text.strip("()[]（）〔〕") in pairs[mark.page]
        if mark.is_power and number is not None:
            is_new = number not in known or (has_note and (mark.page, number) not in usual)
            is_note = is_new and number - 1 in known
        else:
            is_note = counted if number is not None else in_roman and word.text.isalpha()
            is_note = is_note or has_note
        if is_note:
            word.is_note = True
            left_out.append(LeftOut(word.text, "note mark", f"page {mark.page + 1}"))
    return left_out


@dataclass(frozen=True, slots=True)
class _Mark:
    """A raised number or sign that may be the mark of a note."""

    page: int
    """Index of its page."""
    word: Word
    is_power: bool
    """Whether it stands behind a number or a short unit, as in 10⁶ and m²."""

    @property
    def number(self) -> int | None:
        """Its number; None for a sign."""
        digits = _DIGITS.search(lower_raised(self.word.text))
        return int(digits[0]) if digits else None


def _find_raised(rows: Sequence[Row]) -> Iterator[tuple[Word, bool]]:
    """Yield what may be marks of notes on a page, and whether each may be the power of a number."""
    for row in rows:
        for place, word in enumerate(row.words):
            if not word.raised or not _MARK.fullmatch(word.text):
                continue
            before = row.words[place - 1] if place else None
            if before is not None and word.x0 - before.x1 < _COLUMN_GAP * row.size:
                is_first = lower_raised(word.text) == _FIRST
                yield word, not is_first and _BEFORE_POWER.search(before.text) is not None
            elif _has_note(word.text, row.size, rows):
                yield word, False


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
