"""Runs: the consecutive segments of a text that stand in one section.

A section path that comes twice in a text (numbers that begin again) gives two runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from aigov_corpus.records import CONTENTS_SECTION

if TYPE_CHECKING:
    from aigov_corpus.records import Segmented


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive segments with the same section path."""

    path: str
    """Path of the section: `3`, `3/1`, `ch2/art33`."""
    start: int
    """0-based index of the first segment."""
    end: int
    """Index behind the last segment."""

    @property
    def is_contents(self) -> bool:
        """Whether the run is a table of contents."""
        return self.path == CONTENTS_SECTION


def find_runs(text: Segmented, *, levels: int | None = None) -> list[Run]:
    """Return the runs of a text, in order; together they hold every segment once.

    Args:
        text: a segmented document.
        levels: parts of a section path that count: with 1, `ch2/art33` and `ch2/art34` are both
            `ch2`. None for all.
    """
    paths = ["/".join(segment.section.split("/")[:levels]) for segment in text.segments]
    runs = []
    start = 0
    for path, group in groupby(paths):
        end = start + sum(1 for _ in group)
        runs.append(Run(path, start, end))
        start = end
    return runs
