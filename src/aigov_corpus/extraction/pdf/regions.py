"""The regions of a page in reading order: columns of text, and tables without lines.

A *gutter* is a strip without text between two columns, over several rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aigov_corpus.extraction.pdf.rows import Line, Row, join_words, make_line
from aigov_corpus.extraction.pdf.words import Word
from aigov_corpus.text.scripts import detect_language

_GUTTER = 0.8
"""Width of the narrowest gutter, as a share of the size of the text."""

_WIDE_GUTTER = 2.0
"""Width of a gutter that two rows are enough for, as a share of the size of the text."""

_LEAST_ROWS = 3
"""Fewest rows on either side of a gutter."""

_LEAST_PROSE_ROWS = 4
"""Fewest rows of a column of running text."""

_LEAST_FULL_ROWS = 3
"""The same if all but the last fill the column, and the sentences go on from row to row."""

_FULL = 0.85
"""Smallest share of the width of a column that such a row fills."""

_PROSE_FILL = 0.55
"""Smallest share of its width that half of the rows of such a column fill."""

_PROSE_CHARACTERS = {"zh": 8, "en": 16, "": 1000}
"""Fewest characters of half of the rows of such a column."""

_LEAST_LONG_ROWS = 10
"""Fewest rows of two columns of which only one is running text, the other short paragraphs."""

_BESIDE_SHARE = 0.6
"""Smallest share of the rows of the shorter column that have a row beside them in a table."""

_LABEL_CHARACTERS = 14
"""Characters of the longest label that stands beside a paragraph: `Article 12`, `(iii)`."""

_LABELS = 0.7
"""Smallest share of numbers and bullets in a column of labels; it may hold a word, `Note:`."""

_ROW_GAP = 1.3
"""How many times larger the step between two rows of a table is than between lines of one cell."""

_LOW_ROW_GAP = 1.15
"""The same if each of the closer rows has an empty cell."""

_ALIGNED_SHARE = 0.7
"""Smallest share of the texts of a column that stand right above each other in a table."""

_NEXT_ROW = 1.5
"""How far below the first row of one column that of the other begins, as a share of its size.

A paragraph has a gap above it that the rest of a paragraph, at the top of a column, has not.
"""

_WIDER_THAN_BLANKS = 1.6
"""How many times wider than the blanks in its row the gap between two columns is."""

_NO_BLANK = 2.5
"""Width of a gap that is no blank of justified text, as a share of the size of the text."""

_SAME_EDGE = 2.0
"""Points by which places of texts may differ that stand one above the other."""

_SAME_BLOCK = 1.3
"""How many times larger or smaller than its first row the rows of columns are at most."""

_LEVEL = 0.6
"""Largest difference in height of two paragraphs that stand beside each other, as a share of their
size."""

_PAIR_GAP = 1.25
"""How many times larger than usual the step between two paragraphs of a column is."""

_PAIRED_SHARE = 0.7
"""Smallest share of the gaps of a column that the other column has a paragraph beside."""

_DEEPEST = 3
"""Levels of columns inside columns."""

_HALF = 0.5
_CLOSING = ")）]］"
_NUMBER = re.compile(r"[\W_]*\d[\d.,\s]*[\W_]*|[\W_]*|[ivxlcIVXLC]{1,7}")
# 1, 1.2, (iii), a), 第三条, §12, •; but no words, which a column of a table may hold.
_LABEL = re.compile(
    r"[(（\[§]?(?:\d[\w.\-]{0,5}|[A-Za-z]|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,4})[)）\].、:：]*"
    r"|第[一二三四五六七八九十百千\d]{1,5}[条條章节節款项項]"
    r"|[•●○■□▪▫◦‣·–—*\uf000-\uf0ff-]"
)

# Dots that lead from a line of the contents to the number of its page.
LEADER = re.compile(r"[\s\u3000]*(?:(?:[.·․‥…⋯﹒．][\s\u3000]?){4,}|_{5,})[\s\u3000]*")

_Gap = tuple[float, float]


@dataclass(slots=True)
class Flow:
    """Lines of one column, from top to bottom."""

    lines: list[Line]
    left: float
    right: float
    """Edges of the column."""
    column: int = 0
    """Number of the column among those beside it, from 0."""


@dataclass(slots=True)
class Table:
    """Rows of cells; each cell is the lines in it."""

    rows: list[list[list[Line]]]
    is_continued: bool = field(default=False)
    """Whether it may go on with the table at the end of the page before."""


Region = Flow | Table


def find_regions(rows: Sequence[Row], page: int, depth: int = 0) -> Iterator[Region]:
    """Yield the regions that rows of a page make, in reading order.

    Args:
        rows: the rows, from top to bottom.
        page: number of the page.
        depth: number of columns that these rows are inside of.
    """
    if not rows:
        return
    left = min(word.x0 for row in rows for word in row.words)
    right = max(word.x1 for row in rows for word in row.words)
    single: list[Row] = []
    n = 0
    while n < len(rows):
        end, gutters = _find_block(rows, n, left, right) if depth < _DEEPEST else (n, [])
        if not gutters:
            single.append(rows[n])
            n += 1
            continue
        regions = list(_read_block(rows[n:end], gutters, (left, right), page, depth))
        if not regions:
            single += rows[n:end]
        else:
            if single:
                yield _flow(single, left, right, page)
            single = []
            yield from regions
        n = end
    if single:
        yield _flow(single, left, right, page)


def _flow(rows: Sequence[Row], left: float, right: float, page: int, column: int = 0) -> Flow:
    return Flow([make_line(row.words, page) for row in rows], left, right, column)


def _gaps(words: Sequence[Word], left: float, right: float, least: float) -> list[_Gap]:
    """Return the strips of a row without text that have a width."""
    gaps: list[_Gap] = []
    at = left - 2 * least
    for word in words:
        if word.x0 - at >= least:
            gaps.append((at, word.x0))
        at = max(at, word.x1)
    if right + 2 * least - at >= least:
        gaps.append((at, right + 2 * least))
    return gaps


def _cross(some: Sequence[_Gap], others: Sequence[_Gap], least: float) -> list[_Gap]:
    """Return the strips that are in both lists, if they are wide enough."""
    found = []
    for one in some:
        for other in others:
            start, end = max(one[0], other[0]), min(one[1], other[1])
            if end - start >= least:
                found.append((start, end))
    return found


def _find_block(rows: Sequence[Row], n: int, left: float, right: float) -> tuple[int, list[_Gap]]:
    """Return the end of the rows that stand in columns from row `n` on, and the gutters.

    Without columns, the list is empty.
    """
    size = rows[n].size
    least = _GUTTER * size
    if not _has_two_sides(rows, n, least):
        return n, []
    alike = next((m for m in range(n, len(rows)) if not _is_alike(rows[m], size)), len(rows))
    end, gutters = _grow_block(rows[:alike], n, left, right, least)
    if end == alike < len(rows):
        longer = _find_headed_block(rows, n, left, right)
        if longer[0] > end:
            return longer
    return end, gutters


def _is_alike(row: Row, size: float) -> bool:
    return size / _SAME_BLOCK <= row.size <= size * _SAME_BLOCK


def _find_headed_block(
    rows: Sequence[Row], n: int, left: float, right: float
) -> tuple[int, list[_Gap]]:
    """Return the end of columns of running text in which larger headings stand, and the gutters.

    Without such columns, the end is `n`.
    """
    size = sorted(row.size for row in rows[n:])[len(rows[n:]) // 2]
    end, gutters = _grow_block(rows, n, left, right, _GUTTER * size)
    while end > n and not _is_alike(rows[end - 1], size):
        end -= 1
    cuts = [(gap[0] + gap[1]) / 2 for gap in gutters]
    columns = [_column(rows[n:end], *edges) for edges in pairwise([-1e9, *cuts, 1e9])]
    return (end, gutters) if gutters and all(map(_is_prose, columns)) else (n, [])


def _grow_block(
    rows: Sequence[Row], n: int, left: float, right: float, least: float
) -> tuple[int, list[_Gap]]:
    """Return the end of the rows that leave one strip free from row `n` on, and the gutters.

    Args:
        rows: the rows, from top to bottom.
        n: index of the first row of the block.
        left: left edge of the page's text.
        right: right edge of the page's text.
        least: width of the narrowest gutter in points.
    """
    shared = _gaps(rows[n].words, left, right, least)
    end = n + 1
    while end < len(rows):
        narrower = _cross(shared, _gaps(rows[end].words, left, right, least), least)
        inner = [gap for gap in narrower if _sides(rows[n : end + 1], gap) != (0, 0)]
        if not any(gap[0] > left and gap[1] < right for gap in inner):
            break
        if _runs_over(rows[n:end], rows[end], shared, narrower, least):
            break
        shared = narrower
        end += 1
    return end, [gap for gap in shared if _is_gutter(rows[n:end], gap, shared, least / _GUTTER)]


def _runs_over(
    rows: Sequence[Row], row: Row, strips: Sequence[_Gap], narrower: Sequence[_Gap], least: float
) -> bool:
    """Tell whether a row is a line below a table: one text, across a gutter of the rows above.

    Args:
        rows: the rows above.
        row: the row.
        strips: the strips without text that the rows above share.
        narrower: those of them that the row leaves free as well.
        least: width of the narrowest gutter in points.
    """
    middles = [(start + end) / 2 for start, end in narrower]
    if any(row.words[0].x0 < middle < row.words[-1].x1 for middle in middles):
        return False
    return any(
        row.words[0].x0 < strip[0]
        and not any(strip[0] <= middle <= strip[1] for middle in middles)
        and _is_gutter(rows, strip, strips, least / _GUTTER)
        for strip in strips
    )


def _has_two_sides(rows: Sequence[Row], n: int, least: float) -> bool:
    """Tell whether text stands on both sides of a gap in a row, or in it and the row below."""
    words = list(rows[n].words)
    if n + 1 < len(rows) and rows[n].y - rows[n + 1].y < _NEXT_ROW * rows[n].size:
        words = sorted([*words, *rows[n + 1].words], key=lambda word: word.x0)
    return any(b.x0 - a.x1 >= least for a, b in pairwise(words))


def _sides(rows: Sequence[Row], gap: _Gap) -> tuple[int, int]:
    """Return how many rows have text on the left of a gap, and how many on its right."""
    middle = (gap[0] + gap[1]) / 2
    before = sum(row.words[0].x0 < middle for row in rows)
    behind = sum(row.words[-1].x1 > middle for row in rows)
    return before, behind


def _is_gutter(rows: Sequence[Row], gap: _Gap, strips: Sequence[_Gap], size: float) -> bool:
    """Tell whether a strip without text parts two columns.

    Args:
        rows: the rows.
        gap: the strip.
        strips: all strips without text that these rows share.
        size: size of the text in points.
    """
    before, behind = _sides(rows, gap)
    if not _is_wider_than_blanks(rows, gap, [strip for strip in strips if strip != gap]):
        return False
    least = 2 if gap[1] - gap[0] >= _WIDE_GUTTER * size else _LEAST_ROWS
    return min(before, behind) >= least


def _is_wider_than_blanks(rows: Sequence[Row], gutter: _Gap, strips: Sequence[_Gap]) -> bool:
    """Tell whether a gutter is wider than the other gaps of most rows that it parts.

    In justified text the gaps of a row are alike, and may stand above each other by chance. The
    gaps at other strips that all rows leave free are not compared: they may part columns too.
    """
    wider: list[bool] = []
    for row in rows:
        across, others = [], []
        for one, other in pairwise(row.words):
            gap = other.x0 - one.x1
            if _lies_in(gutter, one, other):
                across.append(gap)
            elif not any(_lies_in(strip, one, other) for strip in strips):
                others.append(gap)
        if across:
            usual = sorted(others)[len(others) // 2] if others else 0.0
            wide = across[0] >= _NO_BLANK * row.size
            wider.append(wide or across[0] > _WIDER_THAN_BLANKS * usual)
    return sum(wider) >= _ALIGNED_SHARE * len(wider)


def _lies_in(strip: _Gap, one: Word, other: Word) -> bool:
    """Tell whether the middle of a strip lies between two words that follow each other."""
    return one.x1 <= (strip[0] + strip[1]) / 2 <= other.x0


def _read_block(
    rows: Sequence[Row], gutters: Sequence[_Gap], edges: _Gap, page: int, depth: int
) -> Iterator[Region]:
    """Yield the regions of rows in columns; none if the gaps part only numbers from their text."""
    cuts = [(gap[0] + gap[1]) / 2 for gap in gutters]
    columns = [_column(rows, start, end) for start, end in pairwise([-1e9, *cuts, 1e9])]
    columns = _merge_labels(columns)
    if len(columns) == 1 or any(LEADER.search(join_words(row.words)) for row in rows):
        return
    if len(columns) == 2 and (pairs := _pair_languages(columns, page)):
        yield pairs
        return
    if all(map(_is_prose, columns)) or _stand_apart(columns):
        for number, column in enumerate(columns):
            for region in find_regions([row for row in column if row.words], page, depth + 1):
                if isinstance(region, Flow):
                    region.column = number
                yield region
        return
    columns = _merge_unaligned(columns)
    if len(columns) > 1:
        end = _find_end_of_table(columns)
        yield Table(_read_rows([column[:end] for column in columns], page))
        if end < len(rows):
            yield _flow(rows[end:], *edges, page)


def _find_end_of_table(columns: Sequence[Sequence[Row]]) -> int:
    """Return the index behind the last row of a table.

    A line in the first column alone, below a gap, is a heading or a paragraph that follows.
    """
    heights = [row.y for row in columns[0]]
    close = min((above - below for above, below in pairwise(heights)), default=0.0)
    end = len(heights)
    for n in range(len(heights) - 1, 0, -1):
        if any(column[n].words for column in columns[1:]):
            break
        if heights[n - 1] - heights[n] > _ROW_GAP * close:
            end = n
    return end


def _stand_apart(columns: Sequence[Sequence[Row]]) -> bool:
    """Tell whether two long columns are no table: their rows stand at heights of their own.

    One is running text, and the other may be a list of short paragraphs.
    """
    counts = [sum(bool(row.words) for row in column) for column in columns]
    if len(columns) != 2 or min(counts) < _LEAST_LONG_ROWS or not any(map(_is_prose, columns)):
        return False
    beside = sum(bool(one.words and other.words) for one, other in zip(*columns, strict=True))
    return beside < _BESIDE_SHARE * min(counts)


def _is_aligned(column: Sequence[Row]) -> bool:
    """Tell whether most texts of a column begin, or have their middle, at one place.

    The gaps between words that happen to stand above each other part no columns.
    """
    rows = [row.words for row in column if row.words]
    least = _ALIGNED_SHARE * len(rows)
    for places in (
        [words[0].x0 for words in rows],
        [(words[0].x0 + words[-1].x1) / 2 for words in rows],
        [words[-1].x1 for words in rows if _NUMBER.fullmatch(join_words(words))],
    ):
        if any(
            sum(abs(place - other) <= _SAME_EDGE for other in places) >= least for place in places
        ):
            return True
    return False


def _pair_languages(columns: Sequence[Sequence[Row]], page: int) -> Table | None:
    """Return two columns of two languages as rows of pairs; None if they are not set so.

    The paragraphs of a pair begin at one height, and above it at least one column has a gap.

    Args:
        columns: the rows of the left and the right column; some are empty.
        page: number of the page.
    """
    sides = [[row for row in column if row.words] for column in columns]
    langs = {detect_language(_text_of(side)) for side in sides}
    if langs != {"zh", "en"} or min(map(len, sides)) < 2:
        return None
    starts = [_find_starts(side) for side in sides]
    cuts = [
        (row, other)
        for row, parted in starts[0]
        for other, parted_too in starts[1]
        if abs(row.y - other.y) <= _LEVEL * row.size and (parted or parted_too)
    ]
    gaps = max(sum(parted for _, parted in each) for each in starts)
    if len(cuts) < max(2, _PAIRED_SHARE * gaps):
        return None
    edges = [max(one.y, other.y) + 0.1 for one, other in cuts]
    table = []
    for top, bottom in pairwise([1e9, *edges, -1e9]):
        row = [
            [make_line(each.words, page) for each in side if bottom <= each.y < top]
            for side in sides
        ]
        if any(row):
            table.append(row)
    return Table(table)


def _find_starts(rows: Sequence[Row]) -> list[tuple[Row, bool]]:
    """Return the rows of a column, each with whether a gap is above it."""
    steps = [above.y - below.y for above, below in pairwise(rows)]
    usual = sorted(steps)[len(steps) // 3]
    parted = [True, *(step > _PAIR_GAP * usual for step in steps)]
    return list(zip(rows, parted, strict=True))


def _column(rows: Sequence[Row], start: float, end: float) -> list[Row]:
    """Return the rows with only the words between two places; some are then empty."""
    return [
        Row([word for word in row.words if start <= (word.x0 + word.x1) / 2 < end], row.y)
        for row in rows
    ]


def _merge_labels(columns: list[list[Row]]) -> list[list[Row]]:
    """Return the columns; those that hold only numbers or labels are joined with their text."""
    merged = [columns[0]]
    for column in columns[1:]:
        if _is_label(merged[-1], column) or (len(columns) == 2 and _counts_pages(column)):
            merged[-1] = _join_columns(merged[-1], column)
        else:
            merged.append(column)
    return merged


def _merge_unaligned(columns: Sequence[list[Row]]) -> list[list[Row]]:
    """Return the columns; those that are not aligned are joined with the one on their left.

    So are brackets that close what they begin: the blank for an answer, at the edge of a test.
    """
    merged = [columns[0]]
    for column in columns[1:]:
        closes = all(row.words[0].text[0] in _CLOSING for row in column if row.words)
        if _is_aligned(column) and not closes:
            merged.append(column)
        else:
            merged[-1] = _join_columns(merged[-1], column)
    return merged


def _join_columns(column: Sequence[Row], other: Sequence[Row]) -> list[Row]:
    return [Row([*one.words, *two.words], one.y) for one, two in zip(column, other, strict=True)]


def _is_label(column: Sequence[Row], following: Sequence[Row]) -> bool:
    """Tell whether a column holds only the numbers of the paragraphs in the next one."""
    texts = [join_words(row.words) for row in column if row.words]
    if not texts:
        return True
    labels = sum(_LABEL.fullmatch(text) is not None for text in texts)
    if labels >= _LABELS * len(texts) and max(map(len, texts)) <= _LABEL_CHARACTERS:
        return _is_prose(following) or not all(map(str.isdigit, texts))
    beside = [bool(other.words) for one, other in zip(column, following, strict=True) if one.words]
    rows = sum(bool(row.words) for row in following)
    same = detect_language("".join(texts)) in ("", detect_language(_text_of(following)))
    short = max(map(len, texts)) <= _LABEL_CHARACTERS
    return short and same and all(beside) and len(texts) <= _HALF * rows and _is_prose(following)


def _counts_pages(column: Sequence[Row]) -> bool:
    """Tell whether a column holds only the numbers of pages, as in a table of contents."""
    texts = [join_words(row.words) for row in column if row.words]
    numbers = [int(text) for text in texts if text.isdecimal()]
    rising = numbers == sorted(numbers) and len(set(numbers)) > 1
    return rising and all(_NUMBER.fullmatch(text) for text in texts)


def _text_of(column: Sequence[Row]) -> str:
    return " ".join(join_words(row.words) for row in column if row.words)


def _is_prose(column: Sequence[Row]) -> bool:
    """Tell whether a column holds running text, whose lines fill it."""
    rows = [row.words for row in column if row.words]
    if len(rows) < _LEAST_FULL_ROWS:
        return False
    left = min(words[0].x0 for words in rows)
    right = max(words[-1].x1 for words in rows)
    if len(rows) < _LEAST_PROSE_ROWS:
        full = all(words[-1].x1 - words[0].x0 >= _FULL * (right - left) for words in rows[:-1])
        low = any(words[0].text[0].islower() for words in rows[1:])
        return full and low and len(join_words(rows[0])) >= _PROSE_CHARACTERS["en"]
    widths = sorted(words[-1].x1 - words[0].x0 for words in rows)
    texts = sorted((join_words(words) for words in rows), key=len)
    middle = texts[len(texts) // 2]
    least = _PROSE_CHARACTERS[detect_language(_text_of(column))]
    return widths[len(widths) // 2] >= _PROSE_FILL * (right - left) and len(middle) >= least


def _has_second_number(row: Sequence[list[Line]], cells: Sequence[Sequence[Word]]) -> bool:
    """Tell whether a cell of a row and the words below it are both numbers, so of two rows."""
    return any(
        lines and words and lines[-1].text.isdecimal() and join_words(words).isdecimal()
        for lines, words in zip(row, cells, strict=True)
    )


def _read_rows(columns: Sequence[Sequence[Row]], page: int) -> list[list[list[Line]]]:
    """Return the rows of a table without lines; each row is a list of cells.

    A row whose first cell is empty goes on with the one above. If some rows follow each other
    closely and others do not, those that do are lines of the same cells.
    """
    count = len(columns[0])
    heights = [columns[0][n].y for n in range(count)]
    steps = [above - below for above, below in pairwise(heights)]
    close = min((step for step in steps if step > 0), default=0.0)
    parted = [step > _ROW_GAP * close for step in steps]
    if not any(parted[1:]):
        lower = [step > _LOW_ROW_GAP * close for step in steps]
        below = [n for n, far in enumerate(lower, 1) if not far]
        if all(any(not column[n].words for column in columns) for n in below):
            parted = lower
    mixed = any(parted[1:]) and not all(parted)  # the first gap may only part the header
    table: list[list[list[Line]]] = []
    for n in range(count):
        cells = [column[n].words for column in columns]
        goes_on = n > 0 and (not parted[n - 1] if mixed else not cells[0])
        if goes_on and table and _has_second_number(table[-1], cells):
            goes_on = False
        if not goes_on or not table:
            table.append([[] for _ in columns])
        for cell, words in zip(table[-1], cells, strict=True):
            if words:
                cell.append(make_line(words, page))
    return table
