"""Which rows a reviewer should look at first, and how much of the work is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aigov_corpus.reviewing.rows import Row

DOUBTFUL_BELOW = 0.9
"""Score below which a pair is doubtful: more than one in ten of them is wrong."""

_RANKS = {"needs-review": 0, "omitted": 2, "added": 2, "moved": 3}
"""Ranks of statuses; the lowest comes first."""
_WITH_FINDINGS = 1
"""Rank of rows with findings that nobody accepted."""
_LOW_SCORE = 4
_NOT_CONFIRMED = 5
"""Rank of rows that a person put together; they still want to be confirmed."""
_FINE = 6
_DECIDED = 7

OpenFindings = Callable[[Row], int]
"""A function that returns how grave the findings of a row are that nobody has accepted: 0 if none
makes the row doubtful, more for an error than for a warning."""


def no_findings(row: Row) -> int:
    """Return 0, for a corpus that was not checked."""
    return 0


def doubt_of(row: Row, findings: OpenFindings = no_findings) -> tuple[int, float]:
    """Return a key that sorts rows by how doubtful they are, the most doubtful first.

    Of rows with findings those with an error come first; of those that are equal in this, the row
    with the lowest score. Rows of one score in whole per cent stay in the order of the text.
    """
    score = 1.0 if row.score is None else int(row.score * 100) / 100
    if row.is_decided:
        return _DECIDED, score
    if row.status in _RANKS and row.status == "needs-review":
        return _RANKS[row.status], score
    if grave := findings(row):
        return _WITH_FINDINGS, score - grave
    if row.status == "edited":
        return (_NOT_CONFIRMED, score) if row.has_both else (_RANKS["omitted"], score)
    if row.status in _RANKS:
        return _RANKS[row.status], score
    return (_LOW_SCORE if score < DOUBTFUL_BELOW else _FINE), score


def is_doubtful(row: Row, findings: OpenFindings = no_findings) -> bool:
    """Tell whether somebody should look at a row."""
    return doubt_of(row, findings)[0] < _FINE


@dataclass(slots=True)
class Progress:
    """How much of some rows is done."""

    done: int = 0
    """Rows that are confirmed or rejected."""
    total: int = 0
    doubtful: int = 0
    """Rows that somebody should look at."""

    def count(self, row: Row, findings: OpenFindings, *, by: int = 1) -> None:
        """Add a row, or take it away with `by=-1`."""
        self.total += by
        self.done += by * row.is_decided
        self.doubtful += by * is_doubtful(row, findings)


class Tally:
    """The progress of a rendering, as a whole and in each section."""

    def __init__(self, section_of: Callable[[Row], str], findings: OpenFindings) -> None:
        """Begin to count."""
        self.whole = Progress()
        self.sections: dict[str, Progress] = {}
        self._section_of = section_of
        self._findings = findings

    def replace(self, old: Iterable[Row], new: Iterable[Row]) -> None:
        """Count new rows in the place of old ones."""
        for rows, by in ((old, -1), (new, 1)):
            for row in rows:
                section = self.sections.setdefault(self._section_of(row), Progress())
                self.whole.count(row, self._findings, by=by)
                section.count(row, self._findings, by=by)
