"""Tables whose cells are bordered by lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aigov_corpus.extraction.pdf.regions import Table
from aigov_corpus.extraction.pdf.rows import Line, find_rows, make_line
from aigov_corpus.extraction.pdf.words import Word
from aigov_corpus.text.linked_groups import group_linked
from aigov_corpus.text.scripts import detect_language

_NEAR = 3.0
"""Points by which two lines may miss each other and still meet."""

MOST_RULES = 1_500
"""Lines of the page with the largest table; a drawing has more."""

_MOST_LINES = 4
"""Most lines of a cell in the only row of a table; more show columns of text."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge, in points."""


@dataclass(slots=True)
class _Grid:
    """Lines that meet each other."""

    across: list[Box]
    up: list[Box]

    @property
    def box(self) -> Box:
        """The rectangle around them."""
        rules = [*self.across, *self.up]
        return (
            min(rule[0] for rule in rules),
            min(rule[1] for rule in rules),
            max(rule[2] for rule in rules),
            max(rule[3] for rule in rules),
        )

    def cell_of(self, x: float, y: float) -> Box:
        """Return the edges of the cell that a place is in."""
        left, bottom, right, top = self.box
        up = [(a + c) / 2 for a, b, c, d in self.up if b - _NEAR <= y <= d + _NEAR]
        across = [(b + d) / 2 for a, b, c, d in self.across if a - _NEAR <= x <= c + _NEAR]
        left, right = _narrow(left, right, x, up)
        bottom, top = _narrow(bottom, top, y, across)
        return (round(left), round(bottom), round(right), round(top))


def _narrow(low: float, high: float, at: float, lines: Sequence[float]) -> tuple[float, float]:
    """Return the edges of a cell across or up: the lines beside a place, or the outer edges."""
    before = (line for line in lines if low < line <= at)
    behind = (line for line in lines if at < line < high)
    return max(before, default=low), min(behind, default=high)


def find_tables(
    words: Sequence[Word], rules: Sequence[Box], page: int
) -> tuple[list[Word], list[tuple[float, Table]]]:
    """Return the words of a page outside tables, and the tables with the height of their tops."""
    tables: list[tuple[float, Table]] = []
    remaining = list(words)
    for grid in _find_grids(rules):
        left, bottom, right, top = grid.box
        inside = [
            word
            for word in remaining
            if left <= (word.x0 + word.x1) / 2 <= right and bottom <= word.y + 1 <= top
        ]
        table = _read_grid(grid, inside, page)
        if table is not None:
            tables.append((top, table))
            held = set(map(id, inside))
            remaining = [word for word in remaining if id(word) not in held]
    return remaining, tables


def _find_grids(rules: Sequence[Box]) -> Iterator[_Grid]:
    """Yield the lines that meet each other; at least two across and one up."""
    if len(rules) > MOST_RULES:
        return
    is_across = [rule[2] - rule[0] >= rule[3] - rule[1] for rule in rules]
    for group in group_linked(len(rules), _list_touching(rules)):
        across = [rules[n] for n in group if is_across[n]]
        up = [rules[n] for n in group if not is_across[n]]
        if len(across) > 1 and up:
            yield _Grid(across, up)


def _list_touching(rules: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of every two lines that touch each other."""
    order = sorted(range(len(rules)), key=lambda n: rules[n][0])
    for at, n in enumerate(order):
        for other in order[at + 1 :]:
            if rules[other][0] > rules[n][2] + _NEAR:
                break
            if rules[other][1] <= rules[n][3] + _NEAR and rules[n][1] <= rules[other][3] + _NEAR:
                yield n, other


def _read_grid(grid: _Grid, words: Sequence[Word], page: int) -> Table | None:
    """Return the table that lines and the words between them make; None if it is only a frame."""
    cells: dict[Box, list[Word]] = defaultdict(list)
    for word in words:
        cells[grid.cell_of((word.x0 + word.x1) / 2, word.y + 0.3 * word.size)].append(word)
    tops: list[float] = []
    for box in sorted(cells, key=lambda box: -box[3]):
        if not tops or tops[-1] - box[3] > _NEAR:
            tops.append(box[3])
    if len(cells) < 2:
        return None
    table: list[list[list[Line]]] = []
    for top in tops:
        row = [box for box in cells if 0 <= top - box[3] <= _NEAR]
        row.sort(key=lambda box: box[0])
        lines = [[make_line(each.words, page) for each in find_rows(cells[box])] for box in row]
        table.append(lines)
    langs = {detect_language("".join(line.text for line in cell)) for cell in table[0]}
    if len(table) == 1 and len(langs) == 1 and any(len(cell) > _MOST_LINES for cell in table[0]):
        return None
    return Table(table)
