"""Filters for the rows of a comparison."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from aigov_corpus import patterns as re
from aigov_corpus.comparing.comparison import ComparedRow, Comparison
from aigov_corpus.comparing.records import KINDS
from aigov_corpus.errors import UnknownNameError
from aigov_corpus.text.simplified import simplify


@dataclass(frozen=True, slots=True)
class RowFilters:
    """What a row must have to be shown; an empty value filters nothing."""

    section: tuple[str, ...] = ()
    """Paths of sections; a row passes if it is in one of them, or in a section inside it."""
    principle: tuple[str, ...] = ()
    """Ids of principles; a row passes if one of its pairs has one of them."""
    pattern: re.Pattern[str] | None = None
    """What the Chinese or a rendering must have, in simplified characters."""
    kinds: tuple[str, ...] = ()
    """Kinds of differences; others are left out, and so are rows without one of these."""
    differing: bool = False
    """Whether rows without a difference are left out."""


def select_rows(comparison: Comparison, filters: RowFilters) -> Comparison:
    """Return a comparison with the rows that pass all filters; they keep their numbers."""
    rows = comparison.rows
    if filters.kinds:
        rows = tuple(_with_kinds(row, filters.kinds) for row in rows)
    kept = tuple(row for row in rows if _passes(row, filters))
    return replace(comparison, rows=kept)


def check_kinds(filters: RowFilters) -> None:
    """Raise an `UnknownNameError` if there is no such kind of differences."""
    for kind in filters.kinds:
        if kind not in KINDS:
            raise UnknownNameError("kind of differences", kind, KINDS)


def _with_kinds(row: ComparedRow, kinds: Collection[str]) -> ComparedRow:
    """Return a row with the differences of some kinds alone."""
    return replace(row, differences=tuple(one for one in row.differences if one.kind in kinds))


def _passes(row: ComparedRow, filters: RowFilters) -> bool:
    """Tell whether a row passes all filters."""
    pairs = [cell.pair for cell in row.grid.cells if cell is not None]
    if filters.section and not any(
        _is_within(pair.section, path) for pair in pairs for path in filters.section
    ):
        return False
    if filters.principle and not any(
        name in pair.principles for pair in pairs for name in filters.principle
    ):
        return False
    if filters.pattern is not None:
        texts = [row.grid.zh, *(cell.text for cell in row.grid.cells if cell is not None)]
        if not any(filters.pattern.search(simplify(text)) for text in texts):
            return False
    return bool(row.differences) or not (filters.differing or filters.kinds)


def _is_within(section: str, path: str) -> bool:
    """Tell whether a section is the one at `path` or lies inside it."""
    return section == path or section.startswith(f"{path}/")
