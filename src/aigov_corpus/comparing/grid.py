"""The renderings of a document side by side: a row for each Chinese unit, with a cell for each.

Rows are the common refinement of the beads: a row ends where a bead of any rendering ends. So the
Chinese of a row is never cut inside a unit of every rendering, and never put together with the next
one because another rendering does so: the cell of that rendering stands beside several rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from aigov_corpus.comparing.streams import Stream
from aigov_corpus.exporting.omitting import find_withheld, is_withheld
from aigov_corpus.records import Pair
from aigov_corpus.records.grouping import group_by
from aigov_corpus.text.content_words import list_content_words, stem

_REJECTED = "rejected"
_MOVED = "moved"
_SAME_ADDITION = 0.4
"""Share of common words from which on two sentences without Chinese count as the same addition."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one rendering has for the Chinese of one or more rows."""

    pair: Pair
    """The pair."""
    first: int
    """Number of the first row, counted from 0."""
    last: int
    """Number of the last row; the same as `first` for a cell of one row."""
    text: str
    """The English; that of a moved passage is the text at its other place. Empty if there is
    none."""
    elsewhere: int | None = None
    """Number of the row where this text stands in the rendering, or of the Chinese that it
    renders, if that is another row; None if it is not moved."""
    is_withheld: bool = False
    """Whether the English is unknown, because it was left out when the corpus was passed on."""

    @property
    def rows(self) -> int:
        """Number of rows that the cell stands beside."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class GridRow:
    """One Chinese unit, or English that has no Chinese."""

    zh: str
    """The Chinese; empty if there is none."""
    cells: tuple[Cell | None, ...]
    """For each rendering its cell, in their order; None if the rendering does not have the Chinese
    at all. A cell of several rows is in each of them."""

    @property
    def pair(self) -> Pair:
        """A pair of the row, for what all renderings share, such as the section."""
        first = next(cell for cell in self.cells if cell is not None)
        return first.pair


class _Placed(NamedTuple):
    """A pair and its place in the stream; without Chinese, twice the same offset."""

    start: int
    end: int
    pair: Pair


def join_renderings(pairs: Iterable[Pair]) -> tuple[list[str], list[GridRow]]:
    """Return the ids of the renderings of one document, and their common rows.

    Pairs that a person has rejected count as if there were no English.

    Args:
        pairs: all pairs of the document, each rendering in the order of its text.
    """
    pairs = list(pairs)
    withheld = find_withheld(pairs)
    unknown = {pair.pair_id for pair in pairs if is_withheld(pair, withheld)}
    by_rendering = group_by(pairs, lambda pair: pair.rendering)
    names = list(by_rendering)
    stream, placed = _place(list(by_rendering.values()))
    borders = sorted({at for own in placed for one in own for at in (one.start, one.end)})
    starts = _row_starts(borders, placed)
    added = _added_rows(placed)
    rows: list[GridRow] = []
    numbers: dict[int, int] = {}
    for start, end in starts:
        if end > start:
            numbers[start] = len(rows)
            rows.append(GridRow(stream.text(start, end), (None,) * len(names)))
        for pairs_of_row in added.get(end, ()):
            at = len(rows)
            cells = [
                None if pair is None else Cell(pair, at, at, _english(pair))
                for pair in pairs_of_row
            ]
            rows.append(GridRow("", tuple(cells)))
    columns = [_fill(own, numbers, borders) for own in placed]
    filled = [
        replace(row, cells=tuple(column.get(number) for column in columns)) if row.zh else row
        for number, row in enumerate(rows)
    ]
    return names, _follow_moves(filled, unknown)


def _place(renderings: Sequence[Sequence[Pair]]) -> tuple[Stream, list[list[_Placed]]]:
    """Return the Chinese of all renderings as a stream, and the places of their pairs in it."""
    stream = Stream()
    placed: list[list[_Placed]] = []
    known: list[int] = [0]
    for own in renderings:
        found, earlier = stream.add([pair.zh for pair in own])
        placed = [
            [_Placed(_shift(earlier, one.start), _shift_end(earlier, one), one.pair) for one in old]
            for old in placed
        ]
        known = sorted({_shift(earlier, at) for at in known})
        placed.append(
            _snap([_Placed(*place, pair) for place, pair in zip(found, own, strict=True)], known)
        )
        known = sorted({*known, *(at for one in placed[-1] for at in (one.start, one.end))})
    return stream, placed


def _shift(earlier: Sequence[int], at: int) -> int:
    return earlier[at] if at < len(earlier) else earlier[-1]


def _shift_end(earlier: Sequence[int], one: _Placed) -> int:
    """Return the new end of a pair: behind its last character, and not before the next one."""
    return _shift(earlier, one.end - 1) + 1 if one.end > one.start else _shift(earlier, one.start)


def _snap(placed: list[_Placed], known: Sequence[int]) -> list[_Placed]:
    """Return places without gaps that come from changed Chinese, so that no row is cut there.

    Args:
        placed: the pairs of a rendering, in order.
        known: the borders of the earlier renderings, in order.
    """
    found: list[_Placed] = []
    for one in placed:
        if found and found[-1].end < one.start:
            inside = known[bisect_left(known, found[-1].end) : bisect_right(known, one.start)]
            end, start = (inside[0], inside[-1]) if inside else (one.start, one.start)
            if found[-1].end > found[-1].start:
                found[-1] = found[-1]._replace(end=end)
            one = one._replace(start=start, end=max(start, one.end) if one.pair.zh else start)
        found.append(one)
    return found


def _row_starts(
    borders: Sequence[int], placed: Sequence[Sequence[_Placed]]
) -> list[tuple[int, int]]:
    """Return the places of the rows with Chinese; the first may be empty, for what stands before.

    Stretches that no rendering has are left out.
    """
    covered = [(one.start, one.end) for own in placed for one in own if one.end > one.start]
    inside: set[int] = set()
    for start, end in covered:
        inside.update(range(bisect_left(borders, start), bisect_left(borders, end)))
    rows = [(borders[number], borders[number + 1]) for number in sorted(inside)]
    return [(0, 0), *rows]


def _added_rows(placed: Sequence[Sequence[_Placed]]) -> dict[int, list[list[Pair | None]]]:
    """Return the rows without Chinese by the offset at which they stand.

    Sentences of two renderings that stand at one place and have much in common share a row.
    """
    found: dict[int, list[list[Pair | None]]] = {}
    for column, own in enumerate(placed):
        last: dict[int, int] = {}
        for one in own:
            if one.end > one.start or not one.pair.en.strip():
                continue
            rows = found.setdefault(one.start, [])
            at = last.get(one.start, -1) + 1
            number = next((n for n in range(at, len(rows)) if _is_same(rows[n], one.pair)), None)
            if number is None:
                number = len(rows)
                rows.append([None] * len(placed))
            rows[number][column] = one.pair
            last[one.start] = number
    return found


def _is_same(row: Iterable[Pair | None], pair: Pair) -> bool:
    """Tell whether a row of additions has a sentence with much in common with that of a pair."""
    other = next(found for found in row if found is not None)
    first, second = (
        {stem(word) for word in list_content_words(one.en, lang="en")} for one in (other, pair)
    )
    common = len(first & second)
    return 2 * common > 2 * _SAME_ADDITION * max(len(first), len(second), 1)


def _fill(
    own: Sequence[_Placed], numbers: dict[int, int], borders: Sequence[int]
) -> dict[int, Cell]:
    """Return the cells of a rendering by the numbers of their rows."""
    found: dict[int, Cell] = {}
    for one in own:
        inside = borders[bisect_left(borders, one.start) : bisect_left(borders, one.end)]
        rows = [numbers[start] for start in inside if start in numbers]
        if one.end > one.start and rows:
            cell = Cell(one.pair, rows[0], rows[-1], _english(one.pair))
            found.update(dict.fromkeys(range(cell.first, cell.last + 1), cell))
    return found


def _english(pair: Pair) -> str:
    """Return the English of a pair; of one that a person has rejected, none."""
    return "" if pair.status == _REJECTED else pair.en.strip()


def _follow_moves(rows: Sequence[GridRow], unknown: Collection[str]) -> list[GridRow]:
    """Return the rows; a moved passage stands beside its Chinese, and says where it was.

    Args:
        rows: the rows.
        unknown: ids of the pairs whose English was left out; their cells are marked.
    """
    where: dict[tuple[int, str], tuple[int, Cell]] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell is not None:
                where.setdefault((column, cell.pair.pair_id), (number, cell))

    def follow(column: int, cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        if cell.pair.pair_id in unknown or cell.pair.moved_to in unknown:
            return replace(cell, is_withheld=not cell.text)
        if cell.pair.status != _MOVED:
            return cell
        number, other = where.get((column, cell.pair.moved_to), (None, cell))
        return replace(cell, text=cell.text or other.text, elsewhere=number)

    return [
        replace(row, cells=tuple(follow(*numbered) for numbered in enumerate(row.cells)))
        for row in rows
    ]
