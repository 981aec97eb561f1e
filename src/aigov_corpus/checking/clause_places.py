"""The clause of a text in which a negation stands, with what it negates."""

from __future__ import annotations

from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.checking.units import Place
from aigov_corpus.records import Side

_MARKS: dict[Side, re.Pattern[str]] = {
    "zh": re.compile("[，。；：！？、,;:!?\n]"),
    "en": re.compile(r"[,;:!?()\n]|\.(?=\s|$)"),
}
"""Marks between clauses."""


def find_clause(text: str, place: Place, side: Side) -> Place:
    """Return the place of the clause around a place."""
    marks = _list_marks(text, side)
    start = max((mark + 1 for mark in marks if mark < place[0]), default=0)
    return start, min((mark for mark in marks if mark >= place[1]), default=len(text))


@lru_cache(maxsize=1 << 8)
def _list_marks(text: str, side: Side) -> tuple[int, ...]:
    """Return the offsets of the marks between clauses."""
    return tuple(found.start() for found in _MARKS[side].finditer(text))
