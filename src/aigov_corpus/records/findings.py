"""What may be wrong in a file or a pair, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aigov_corpus.records.pairs import Side


@dataclass(frozen=True, slots=True)
class FileLine:
    """The place of a finding: a line of a file."""

    file: str
    """Path of the file."""
    line: int
    """1-based number of the line; 0 for the file as a whole."""
    where: str = ""
    """Id of the unit, or name of the attribute; empty if the line says enough."""


@dataclass(frozen=True, slots=True)
class Span:
    """The place of a finding: a part of one text of a pair."""

    pair_id: str
    side: Side
    """The text of the pair that has the place."""
    start: int
    """Offset of the first character in that text."""
    end: int
    """Offset after the last character; equal to `start` where something is missing."""

    def __post_init__(self) -> None:
        """Check that `end` is not before `start`."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span cannot lead from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the user should look at, in a file or in a pair of the corpus."""

    severity: Literal["error", "warning"]
    code: str
    """Name of the check, the same in all versions: `lang-code`, `duplicate-source`, …"""
    message: str
    """One sentence: what is wrong, and what to do."""
    places: tuple[FileLine | Span, ...]
    """At least one place. The first is the one to correct; the others are there to compare."""
    score: float = 1.0
    """How sure the check is that something is wrong, from 0 to 1."""
    suggestion: str = ""
    """A text for the first place, such as `455.3 billion`; empty if the check has none."""

    def __post_init__(self) -> None:
        """Check that there is at least one place."""
        if not self.places:
            raise ValueError(f"the finding {self.code} has no place")

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places that lie in texts of pairs; for a finding about a pair, all of them."""
        return tuple(place for place in self.places if isinstance(place, Span))
