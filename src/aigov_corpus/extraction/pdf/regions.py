"""The regions of a page in reading order: columns of text, and tables without lines.

A *gutter* is a strip without text between two columns, over several rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import inf
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.pdf.columns import (
    cut_column,
    is_prose,
    merge_labels,
    merge_unaligned,
    stand_apart,
    text_of,
)
from aigov_corpus.extraction.pdf.gutters import Gap, find_block, find_edge, leaves_free
from aigov_corpus.extraction.pdf.rows import Line, Row, first_width, join_words, make_line
from aigov_corpus.extraction.pdf.table_rows import find_end_of_table, read_rows
from aigov_corpus.extraction.pdf.words import Word
from aigov_corpus.text.scripts import detect_language

_LEVEL = 0.6
"""Largest difference in height of two paragraphs that stand beside each other, as a share of their
size."""

_PAIR_GAP = 1.25
"""How many times larger than usual the step between two paragraphs of a column is."""

_ROOM = 2.0
"""Room at the end of a row beside that for the next word, as a multiple of its size, which shows
that a paragraph ends there."""

_PAIRED_SHARE = 0.7
"""Smallest share of the gaps of a column that the other column has a paragraph beside."""

_FULL_LINE = 0.7
"""Smallest width of the first line of columns that go on, as a share of that of its column."""

_LEAST_LISTED = 3
"""Fewest lines of contents, with dots before their numbers, in a column beside another one."""

_SAME_EDGE = 2.0
"""Points by which the ends of these numbers, and the edges of cells, may differ."""

_LEAST_CELLS = 2
"""Fewest cells of a row that goes on with the table on the page before."""

_NEXT_LINE = 1.5
"""Largest step to a further line of a cell of this row, as a multiple of its size."""

_CELL_GAP = 1.5
"""Smallest gap between two cells of such a row, as a multiple of its size."""

_DEEPEST = 3
"""Levels of columns inside columns."""

# Dots that lead from a line of the contents to the number of its page.
LEADER = re.compile(r"[\s\u3000]*(?:(?:[.·․‥…⋯﹒．][\s\u3000]?){4,}|_{5,})[\s\u3000]*")


@dataclass(slots=True)
class Flow:
    """Lines of one column, from top to bottom."""

    lines: list[Line]
    left: float
    right: float
    """Edges of the column."""
    column: int = 0
    """Number of the column among those beside it, from 0."""
    limit: float = inf
    """Left edge of the column on its right."""


@dataclass(slots=True)
class Table:
    """Rows of cells; each cell is the lines in it."""

    rows: list[list[list[Line]]]
    between: Gap | None = None
    """The gap between its two columns, if these are two languages without lines; else None."""
    languages: tuple[str, ...] = ()
    """The languages of these two columns."""


Region = Flow | Table


def find_regions(
    rows: Sequence[Row], page: int, depth: int = 0, *, above: Table | None = None
) -> Iterator[Region]:
    """Yield the regions that rows of a page make, in reading order.

    Args:
        rows: the rows, from top to bottom.
        page: number of the page.
        depth: number of columns that these rows are inside of.
        above: the table with which the page before ends, if it is of two languages.
    """
    if above is not None and (found := _continue_pairs(rows, above, page)):
        table, end = found
        yield table
        rows = rows[end:]
    if not rows:
        return
    left = min(word.x0 for row in rows for word in row.words)
    right = max(word.x1 for row in rows for word in row.words)
    single: list[Row] = []
    n = 0
    while n < len(rows):
        end, gutters = find_block(rows, n, left, right) if depth < _DEEPEST else (n, [])
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


def continue_columns(rows: Sequence[Row], before: Sequence[Region], page: int) -> list[Region]:
    """Return the two columns in which a page goes on with those of the page before.

    The end of a text may be so few lines that they show no columns by themselves.

    Returns:
        None of them if the page before does not end with two columns, or if the rows do not keep
        the gap between them free, with words on both sides of one, or begin with a short line, as
        a list of names and values does.
    """
    flows = [region for region in before if isinstance(region, Flow)]
    left = [line for flow in flows if flow.column == 0 for line in flow.lines]
    right = [line for flow in flows if flow.column == 1 for line in flow.lines]
    if not right or not left or before[-1] is not flows[-1] or flows[-1].column != 1:
        return []
    gap = max(line.x1 for line in left), min(line.x0 for line in right)
    if gap[0] >= gap[1] or not all(leaves_free(row, gap) for row in rows):
        return []
    cut = sum(gap) / 2
    sides = [cut_column(rows, *edges) for edges in ((-1e9, cut), (cut, 1e9))]
    if not any(one.words and other.words for one, other in zip(*sides, strict=True)):
        return []
    edges = min(line.x0 for line in left), gap[0], gap[1], max(line.x1 for line in right)
    kept = [[row for row in side if row.words] for side in sides]
    first = _flow(kept[0], *edges[:2], page)
    if first.lines[0].x1 - edges[0] < _FULL_LINE * (edges[1] - edges[0]):
        return []
    return [first, _flow(kept[1], *edges[2:], page, 1)]


def continue_table(rows: Sequence[Row], above: Table, page: int) -> tuple[Table, int] | None:
    """Return the first row of a page as one of a table without lines, and the index behind it.

    A single row shows no columns by itself. Its cells begin where those of the table above do.

    Returns:
        None if the page begins with something else, or with further rows of the table, which are
        read together.
    """
    starts = [cell[0].x0 for cell in above.rows[-1] if cell]
    cells = [_part_cells(row) for row in rows[:2]]
    if len(starts) < _LEAST_CELLS or not _begin_at(cells[0], starts):
        return None
    if _begin_at(cells[-1], starts) and len(cells) > 1:
        return None
    found = {start: [make_line(words, page)] for start, words in zip(starts, cells[0], strict=True)}
    end = 1
    while end < len(rows) and rows[end - 1].y - rows[end].y <= _NEXT_LINE * rows[end].size:
        more = _part_cells(rows[end])
        places = [start for start in starts for words in more if _begin_at([words], [start])]
        if len(places) != len(more) or starts[0] in places:
            break
        for start, words in zip(places, more, strict=True):
            found[start].append(make_line(words, page))
        end += 1
    return Table([list(found.values())]), end


def _part_cells(row: Row) -> list[list[Word]]:
    """Return the words of a row, parted at wide gaps."""
    cells = [[row.words[0]]]
    for one, other in pairwise(row.words):
        if other.x0 - one.x1 >= _CELL_GAP * one.size:
            cells.append([])
        cells[-1].append(other)
    return cells


def _begin_at(cells: Sequence[Sequence[Word]], starts: Sequence[float]) -> bool:
    """Tell whether cells begin at some places, each at one of them."""
    return len(cells) == len(starts) and all(
        abs(cell[0].x0 - start) <= _SAME_EDGE for cell, start in zip(cells, starts, strict=True)
    )


def _flow(rows: Sequence[Row], left: float, right: float, page: int, column: int = 0) -> Flow:
    return Flow([make_line(row.words, page) for row in rows], left, right, column)


def _read_block(
    rows: Sequence[Row], gutters: Sequence[Gap], edges: Gap, page: int, depth: int
) -> Iterator[Region]:
    """Yield the regions of rows in columns; none if the gaps part only numbers from their text."""
    cuts = [(gap[0] + gap[1]) / 2 for gap in gutters]
    columns = [cut_column(rows, start, end) for start, end in pairwise([-1e9, *cuts, 1e9])]
    if any(LEADER.search(join_words(row.words)) for row in rows):
        for n, column in enumerate(listed := _part_contents(rows)):
            if len(listed) > 1:
                yield _flow(column, *edges, page, n)
        return
    columns = merge_labels(columns)
    if len(columns) == 1:
        return
    if len(columns) == 2 and (pairs := _pair_languages(columns, page)):
        yield pairs
        return
    if all(map(is_prose, columns)) or stand_apart(columns):
        first = 0
        for n, column in enumerate(columns):
            behind = chain.from_iterable(columns[n + 1 :])
            limit = min((row.words[0].x0 for row in behind if row.words), default=inf)
            inner = list(find_regions([row for row in column if row.words], page, depth + 1))
            flows = [region for region in inner if isinstance(region, Flow)]
            for flow in flows:
                flow.column += first
                flow.limit = min(flow.limit, limit)
            yield from inner
            first = 1 + max((flow.column for flow in flows), default=first)
        return
    columns = merge_unaligned(columns)
    if len(columns) > 1:
        end = find_end_of_table(columns)
        yield Table(read_rows([column[:end] for column in columns], page))
        if end < len(rows):
            yield _flow(rows[end:], *edges, page)


def _part_contents(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each column of a table of contents; the numbers of pages end them."""
    columns: list[list[Row]] = []
    rows = list(rows)
    while (edge := _find_number_edge(rows)) is not None:
        sides = [cut_column(rows, *edges) for edges in ((-1e9, edge), (edge, 1e9))]
        left, rows = ([row for row in side if row.words] for side in sides)
        columns.append(left)
    return [*columns, rows]


def _find_number_edge(rows: Sequence[Row]) -> float | None:
    """Return the place where the numbers behind dots end inside of rows; None if none do."""
    ends = sorted(
        number.x1
        for row in rows
        for dots, number, _ in zip(row.words, row.words[1:], row.words[2:], strict=False)
        if number.text.isdecimal() and not any(map(str.isalnum, dots.text))
    )
    if len(ends) < _LEAST_LISTED:
        return None
    edge = ends[len(ends) // 2]
    alike = sum(abs(end - edge) <= _SAME_EDGE for end in ends)
    return edge + _SAME_EDGE if alike >= _PAIRED_SHARE * len(ends) else None


def _continue_pairs(rows: Sequence[Row], above: Table, page: int) -> tuple[Table, int] | None:
    """Return what a table of two languages has on the next page, and the index behind its rows.

    The rest of a row may be few lines, or lines of one language alone, which show no columns.

    Returns:
        None if the page begins with something else.
    """
    if above.between is None:
        return None
    end = 0
    while end < len(rows) and leaves_free(rows[end], above.between):
        end += 1
    cut = sum(above.between) / 2
    columns = [cut_column(rows[:end], *edges) for edges in ((-1e9, cut), (cut, 1e9))]
    for column, language in zip(columns, above.languages, strict=True):
        if detect_language(text_of(column)) not in (language, ""):
            return None
    table = _pair_languages(columns, page, above) if end else None
    return (table, end) if table else None


def _pair_languages(
    columns: Sequence[Sequence[Row]], page: int, above: Table | None = None
) -> Table | None:
    """Return two columns of two languages as rows of pairs; None if they are not set so.

    The paragraphs of a pair begin at one height. Above it at least one column has a gap, or both
    have a line that ends although there was room for the next word, if most such lines have one
    beside them.

    Args:
        columns: the rows of the left and the right column; some are empty.
        page: number of the page.
        above: the table on the page before with which they go on. Their first lines may then be the
            rest of a pair, and there may be no more.
    """
    sides = [[_at_own_height(row) for row in column if row.words] for column in columns]
    languages = tuple(detect_language(text_of(side)) for side in sides)
    if above is None and (set(languages) != {"zh", "en"} or min(map(len, sides)) < 2):
        return None
    starts = [_find_starts(side) for side in sides]
    level = [
        (start, other)
        for start in starts[0]
        for other in starts[1]
        if abs(start.row.y - other.row.y) <= _LEVEL * start.row.size
    ]
    both = sum(one.ends_above and other.ends_above for one, other in level)
    ends = min(sum(start.ends_above for start in each) for each in starts)
    in_rows = both >= _PAIRED_SHARE * ends
    cuts = [
        (one.row, other.row)
        for one, other in level
        if one.parted or other.parted or (in_rows and one.ends_above and other.ends_above)
    ]
    gaps = max(sum(start.parted for start in each) for each in starts)
    least = _PAIRED_SHARE * (gaps - 1) if above else max(2, _PAIRED_SHARE * gaps)
    if len(cuts) < least:
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
    if above:
        return Table(table, between=above.between, languages=above.languages)
    left = max(find_edge(row.words[-1]) for row in sides[0])
    right = min(row.words[0].x0 for row in sides[1])
    return Table(table, between=(left, right), languages=languages)


def _at_own_height(row: Row) -> Row:
    """Return the words of a row in one column with their own base line.

    A row of the page has that of its highest word, which may be of the other column.
    """
    heights = sorted(word.y for word in row.words if not word.raised) or [row.y]
    return Row(row.words, heights[len(heights) // 2])


class _Start(NamedTuple):
    """A row of a column, which may begin a paragraph."""

    row: Row
    parted: bool
    """Whether a gap is above it."""
    had_room: bool
    """Whether its first word had room on the row above."""

    @property
    def ends_above(self) -> bool:
        """Whether a paragraph ends above it."""
        return self.parted or self.had_room


def _find_starts(rows: Sequence[Row]) -> list[_Start]:
    """Return the rows of a column, each with what shows that it begins a paragraph."""
    steps = [above.y - below.y for above, below in pairwise(rows)]
    usual = sorted(steps)[len(steps) // 3] if steps else 0.0
    right = max((row.words[-1].x1 for row in rows), default=0.0)
    starts = [_Start(row, True, True) for row in rows[:1]]
    for above, row in pairwise(rows):
        room = right - above.words[-1].x1
        had_room = room > first_width(row.words) + _ROOM * row.size
        starts.append(_Start(row, above.y - row.y > _PAIR_GAP * usual, had_room))
    return starts
