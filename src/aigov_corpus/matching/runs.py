"""Runs: consecutive segments of a text that have the same section path.

If a section path occurs at two places of a text, for example because numbers begin again at 1,
these are two runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from aigov_corpus.records import CONTENTS_SECTION, Segmented


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive segments of one text that have the same section path."""

    path: str
    """Path of the section, such as `3`, `3/1` or `ch2/art33`."""
    start: int
    """0-based index of the first segment."""
    end: int
    """0-based index after the last segment."""

    @property
    def is_contents(self) -> bool:
        """True if the run is a table of contents."""
        return self.path == CONTENTS_SECTION


def find_runs(text: Segmented, *, levels: int | None = None) -> list[Run]:
    """Return the runs of a text, in order. Each segment is in exactly one of them.

    Args:
        text: a segmented document.
        levels: how many parts of a section path count, from the left. With 1, `ch2/art33` and
            `ch2/art34` both become `ch2`. None means that all parts count.
    """
    paths = ["/".join(segment.section.split("/")[:levels]) for segment in text.segments]
    runs = []
    start = 0
    for path, group in groupby(paths):
        end = start + sum(1 for _ in group)
        runs.append(Run(path, start, end))
        start = end
    return runs
