"""Groups: the smallest runs of rows that two renderings divide alike, with their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from aigov_corpus.comparing.grid import Cell, GridRow
from aigov_corpus.comparing.records import Place
from aigov_corpus.comparing.wording import Wording, compare_words
from aigov_corpus.terms.linked import LinkedPair

_JOINER = " "
"""What stands between the texts of two cells."""


class Side:
    """What one rendering has for the rows of a group."""

    def __init__(self, rendering: str, cells: Iterable[Cell]) -> None:
        """Take the cells of the group, in order, each once."""
        self.rendering = rendering
        self.cells = tuple(cells)
        self._starts: list[int] = []
        texts = []
        at = 0
        for cell in self.cells:
            self._starts.append(at)
            if cell.text:
                texts.append(cell.text)
                at += len(cell.text) + len(_JOINER)
        self.text = _JOINER.join(texts)
        """The English of the group."""

    def locate(self, start: int, end: int) -> tuple[int, Place]:
        """Return the first row of the cell that has a place of the text, and the place there.

        A place that goes on in the next cell ends with its own cell.
        """
        for cell, first in zip(reversed(self.cells), reversed(self._starts), strict=True):
            if first <= start and cell.text:
                return cell.first, (start - first, min(end - first, len(cell.text)))
        return (self.cells[0].first if self.cells else 0), (0, 0)


@dataclass(frozen=True)
class Group:
    """Rows, and what the base and another rendering have for them."""

    first: int
    """Number of the first row."""
    last: int
    """Number of the last row."""
    zh: str
    """The Chinese of the rows."""
    base: Side
    other: Side
    zh_starts: tuple[int, ...]
    """For each row, the offset of its Chinese in `zh`."""

    @property
    def has_all(self) -> bool:
        """Whether all three texts are there."""
        return bool(self.zh and self.base.text and self.other.text)

    @property
    def is_withheld(self) -> bool:
        """Whether a part of the English is unknown, so that nothing can be compared."""
        return any(cell.is_withheld for side in (self.base, self.other) for cell in side.cells)

    @cached_property
    def wording(self) -> Wording:
        """The words of the base and of the other rendering."""
        return compare_words(self.base.text, self.other.text)

    def row_at(self, offset: int) -> int:
        """Return the number of the row that has an offset of the Chinese."""
        inside = [number for number, start in enumerate(self.zh_starts) if start <= offset]
        return self.first + (inside[-1] if inside else 0)


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """A group whose three texts are there, with the links of its words."""

    group: Group
    base: LinkedPair
    """The words of the Chinese and of the base."""
    other: LinkedPair
    """The words of the Chinese and of the other rendering."""


def list_groups(
    rows: Sequence[GridRow], names: Sequence[str], base: int, other: int
) -> Iterator[Group]:
    """Yield the groups of two renderings, in order; rows that neither of them has are left out."""
    first = 0
    while first < len(rows):
        last = first
        number = first
        while number <= last:
            cells = (rows[number].cells[base], rows[number].cells[other])
            last = max([last, *(cell.last for cell in cells if cell is not None)])
            number += 1
        inside = rows[first : last + 1]
        sides = [
            Side(names[column], _cells(row.cells[column] for row in inside))
            for column in (base, other)
        ]
        starts = []
        at = 0
        for row in inside:
            starts.append(at)
            at += len(row.zh)
        if sides[0].cells or sides[1].cells:
            zh = "".join(row.zh for row in inside)
            yield Group(first, last, zh, sides[0], sides[1], tuple(starts))
        first = last + 1


def _cells(cells: Iterable[Cell | None]) -> Iterator[Cell]:
    """Yield cells, each once."""
    seen: set[str] = set()
    for cell in cells:
        if cell is not None and cell.pair.pair_id not in seen:
            seen.add(cell.pair.pair_id)
            yield cell
