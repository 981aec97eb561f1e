"""The rows of a page, and the pieces of text in them.

A row is all words on one base line, in whatever column; a line is a piece of a row that belongs
together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.pdf.characters import is_wide
from aigov_corpus.extraction.pdf.words import Word
from aigov_corpus.extraction.raised import keep_raised

_SAME_ROW = 0.25
"""Largest difference of the base lines of a row, as a share of the smaller size of characters."""

_LARGEST_RAISED = 0.8
"""Size of the largest raised number, as a share of the size of the words beside it."""

_LARGEST_MARK = 0.9
"""The same of a mark of a note alone; browsers print it in .83, .875 or .89 of the size."""

_MARK = re.compile(r"[\[(（]?(?:\d{1,3}|[*†‡§]{1,3})[\])）]?")

_RAISED = (0.08, 0.75)
"""How far a raised number stands above the line, as shares of the size of its characters."""

_LOWERED = 0.4
"""How far a lowered word stands below the line at most."""

_LOWERED_NUMBER = 0.46
"""The same of a lowered number; other words so far below are no indices."""

_BESIDE = 0.8
"""Largest gap between a word and a raised number that belongs to it, as a share of its size."""

_CLOSING = ",.;:!?)"
"""Marks that no blank parts from the word before them."""

_BLANK = 0.18
"""Smallest gap that is a blank between Latin words, as a share of their size."""

_WIDE_BLANK = 0.8
"""Smallest gap that is a blank between Chinese characters, as a share of their size."""

_LEAST_APART = 3
"""Fewest single letters of a heading whose letters are set apart."""

_MOST_APART_SHARE = 0.75
"""Smallest share of single letters among the words of such a heading."""

_WIDER = 1.6
"""How many times wider than between two letters a gap between two words of such a heading is."""

_NAME_GAP = 1.5
"""Smallest gap between a name and the text that it stands before, as a share of their size."""

_MOST_NAME_WORDS = 4
"""Words at the beginning of a row among which such a gap is looked for."""

# (1), 1., 1.2, a), iv., •, —
_NUMBER = re.compile(
    r"[(（\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)）\]、:：]*"
    r"|[•●○■□▪▫◦‣·\uf000-\uf0ff–—-]"
)
_LETTER = re.compile(r"\w")


@dataclass(slots=True)
class Row:
    """The words on one base line."""

    words: list[Word]
    y: float

    @property
    def size(self) -> float:
        """Size of most of its characters."""
        return find_size(self.words)


@dataclass(slots=True)
class Line:
    """A line of a column, a heading, or a cell of a table."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    """Whether all of its letters are bold."""
    bold_start: bool
    """Whether its first letters are bold."""
    bold_end: bool
    """Whether its last letters are bold."""
    first_width: float
    """Width of its first word, which did not fit on the line above."""
    text_x: float
    """Left edge of what follows its number, if it begins with one; else that of the line."""
    font: str
    """Font of most of its characters."""
    widest_gap: float
    """Width of the widest gap between its words; a row of a table has wide ones."""
    page: int = 0
    """Number of its page, from 1."""


def find_size(words: Iterable[Word]) -> float:
    """Return the size of most characters of words; 0 if there are none."""
    sizes: Counter[float] = Counter()
    for word in words:
        if not word.raised:
            sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else max((w.size for w in words), default=0.0)


def find_rows(words: Sequence[Word]) -> list[Row]:
    """Return the rows that words make, from top to bottom; the words run from left to right."""
    rows: list[Row] = []
    largest = 0.0  # size of the largest characters of the last row
    for word in sorted(words, key=lambda word: -word.y):
        near = _SAME_ROW * min(word.size, largest)
        if not rows or not (rows[-1].y - word.y <= near or _is_lowered(word, rows[-1], near)):
            rows.append(Row([word], word.y))
            largest = word.size
            continue
        row = rows[-1]
        if word.size * _LARGEST_RAISED >= largest:  # what stands above it is raised
            row.y = word.y
        largest = max(largest, word.size)
        row.words.append(word)
    rows = _with_raised(rows)
    for row in rows:
        row.words.sort(key=lambda word: word.x0)
    return rows


def _is_lowered(word: Word, row: Row, near: float) -> bool:
    """Tell whether a word touches one as large that is a little higher, as the E of TeX's logo.

    The first words of the row may be those of another column, and higher still.
    """
    blank = _BLANK * word.size
    return row.y - word.y <= 2 * near and any(
        each.y - word.y <= near
        and each.size >= word.size
        and max(word.x0 - each.x1, each.x0 - word.x1) < blank
        for each in row.words
    )


def _with_raised(rows: list[Row]) -> list[Row]:
    """Return the rows with raised and lowered numbers in the rows that they belong to."""
    kept: list[Row] = []
    sizes = [row.size for row in rows]
    for n, row in enumerate(rows):
        remaining = []
        for word in row.words:
            home = _find_home(word, rows, sizes, n)
            if home is None:
                remaining.append(word)
            else:
                word.raised = word.y > home.y
                home.words.append(word)
        row.words = remaining
        kept.append(row)
    return [row for row in kept if row.words]


def _find_home(word: Word, rows: Sequence[Row], sizes: Sequence[float], n: int) -> Row | None:
    """Return the row of larger characters that a small word stands beside, or None."""
    for other in (n + 1, n - 1, n):
        if not 0 <= other < len(rows) or not rows[other].words:
            continue
        row, size = rows[other], sizes[other]
        if word.size > _find_largest(word) * size:
            continue
        height = word.y - row.y
        raised = _RAISED[0] * size <= height <= _RAISED[1] * size
        lowest = _LOWERED_NUMBER if word.text.isdecimal() else _LOWERED
        lowered = -lowest * size <= height < 0
        if other == n:
            raised = False
            lowered = False
        beside = (raised or lowered) and _stands_beside(word, row, size)
        if beside and not _goes_on_with(word, rows[n], row, size):
            return row
    return None


def _find_largest(word: Word) -> float:
    """Return the largest share of the size of other words that a raised word may have."""
    return _LARGEST_MARK if _MARK.fullmatch(word.text) else _LARGEST_RAISED


def _stands_beside(word: Word, row: Row, size: float) -> bool:
    """Tell whether a small word touches a larger one of a row."""
    near, largest = _BESIDE * size, _find_largest(word)
    return any(
        each.size * largest >= word.size
        and (abs(word.x0 - each.x1) < near or abs(each.x0 - word.x1) < near)
        for each in row.words
    )


def _goes_on_with(word: Word, row: Row, larger: Row, size: float) -> bool:
    """Tell whether a small word goes on with one of its own row that stands apart from larger ones.

    So does the last word of a line close to larger text in the next column, and of a note in a
    margin.
    """
    near = _BESIDE * word.size
    return any(
        each.size == word.size
        and not _MARK.fullmatch(each.text)
        and (0 < word.x0 - each.x1 < near or 0 < each.x0 - word.x1 < near)
        and not _stands_beside(each, larger, size)
        for each in row.words
    )


def join_words(words: Sequence[Word]) -> str:
    """Return the text of words of a row, with blanks where the file or the gaps have them.

    Marks of footnotes are no part of it, and their room is no blank.
    """
    gap = _find_letter_gap(words)
    parts: list[str] = []
    before: Word | None = None
    noted = False
    for word in words:
        if word.is_note:
            noted = True
            continue
        if before is not None and _is_parted(before, word, gap):
            wide = is_wide(before.text[-1]) or is_wide(word.text[0])
            if not (noted and (wide or word.text[0] in _CLOSING)):
                parts.append(" ")
        parts.append(keep_raised(parts[-1], word.text) if parts and word.raised else word.text)
        before, noted = word, False
    return "".join(parts)


def _find_letter_gap(words: Sequence[Word]) -> float | None:
    """Return the largest gap between two letters of a heading whose letters are set apart.

    The result is None for all other rows.
    """
    singles = [word for word in words if len(word.text) == 1 and _LETTER.match(word.text)]
    if len(singles) < max(_LEAST_APART, _MOST_APART_SHARE * len(words)):
        return None
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    if not gaps or gaps[-1] < _BLANK * words[0].size:
        return None
    usual = gaps[len(gaps) // 3]
    return max(usual * _WIDER, usual + _BLANK * words[0].size)


def _is_parted(one: Word, other: Word, letter_gap: float | None) -> bool:
    """Tell whether there is a blank between two words of a row.

    Args:
        one: the word on the left.
        other: the word on the right.
        letter_gap: the largest gap that is none, in a heading whose letters are set apart.
    """
    gap, size = other.x0 - one.x1, max(one.size, other.size)
    if letter_gap is not None:
        return gap > letter_gap
    if other.blank and gap > -size:
        return True
    wide = is_wide(one.text[-1]), is_wide(other.text[0])
    return gap >= (_BLANK if not any(wide) else _WIDE_BLANK) * size


def make_line(words: Sequence[Word], page: int) -> Line:
    """Return the line that words of a row make; marks of footnotes are no part of it.

    Args:
        words: the words, from left to right; at least one that is no mark of a footnote.
        page: number of the page.
    """
    shown = [word for word in words if not word.is_note] or list(words)
    fonts = Counter[str]()
    for word in shown:
        fonts[word.font] += len(word.text)
    lettered = [word for word in shown if _LETTER.search(word.text)] or shown
    level = [word.y for word in shown if not word.raised] or [shown[0].y]
    return Line(
        join_words(words) or join_words(shown),
        shown[0].x0,
        max(word.x1 for word in shown),
        level[0],
        find_size(shown),
        all(word.bold for word in lettered),
        lettered[0].bold,
        lettered[-1].bold,
        first_width(shown),
        _text_edge(shown),
        fonts.most_common(1)[0][0],
        max((after.x0 - before.x1 for before, after in pairwise(shown)), default=0.0),
        page,
    )


def first_width(words: Sequence[Word]) -> float:
    """Return the width of what cannot be parted at the beginning of a row.

    It is the first Latin word, or the first Chinese character and a mark that follows it.
    """
    first = words[0]
    if not is_wide(first.text[0]):
        latin = next((n for n, char in enumerate(first.text) if is_wide(char)), len(first.text))
        return (first.x1 - first.x0) * latin / len(first.text)
    return first.size


def _text_edge(words: Sequence[Word]) -> float:
    """Return the left edge of the text behind the number, bullet or name that a row begins with.

    A wide gap parts a name from the text. If there is none, it is the left edge of the row.
    """
    if len(words) > 1 and _NUMBER.fullmatch(words[0].text):
        return words[1].x0
    for one, other in pairwise(words[:_MOST_NAME_WORDS]):
        if other.x0 - one.x1 >= _NAME_GAP * one.size:
            return other.x0
    return words[0].x0
