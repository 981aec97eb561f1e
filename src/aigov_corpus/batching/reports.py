"""Reports: what a batch did with each document, and as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aigov_corpus.records import WITHOUT_COUNTERPART


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document."""

    id: str
    """Id of the document."""
    state: str
    """`built`; `unchanged`: an earlier run built it; `failed`; `skipped`: it failed in an earlier
    run with the same input, and was not tried again; or `left`: the run ended before its turn."""
    digest: str = ""
    """SHA-256 of all that the document depends on; empty if its files could not be read."""
    reason: str = ""
    """Why it failed, in one sentence."""
    exit_code: int = 0
    """Exit code for that reason."""
    seconds: float = 0.0
    """How long it took in the run that did it."""
    pairs: int = 0
    """Number of its pairs."""
    status: Mapping[str, int] = field(default_factory=dict)
    """Number of its pairs with each status."""
    doubtful: int = 0
    """Number of pairs with a score below .5."""
    findings: int = 0
    """Number of places that the checks found."""
    left_out: int = 0
    """Number of characters that reading left out."""
    warnings: tuple[str, ...] = ()
    """Sentences about things that a person should check."""

    @property
    def is_done(self) -> bool:
        """Whether the archive holds the document as it should be now."""
        return self.state in ("built", "unchanged")

    @property
    def unaligned(self) -> int:
        """Number of pairs with an empty side."""
        return sum(self.status.get(name, 0) for name in WITHOUT_COUNTERPART)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Outcome:
        """Return the outcome that `dataclasses.asdict` made these values of, perhaps as JSON.

        Raises:
            TypeError: a key is unknown or missing.
        """
        return cls(**{**values, "warnings": tuple(values.get("warnings", ()))})


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch did."""

    outcomes: tuple[Outcome, ...]
    """The outcome of each document, in the order of the manifest."""
    path: str
    """Directory of the archive."""
    seconds: float
    """How long the run took."""
    others: tuple[str, ...] = ()
    """Ids of documents of the archive that are not in the manifest; they stay as they are."""

    @property
    def states(self) -> dict[str, int]:
        """Number of documents with each state."""
        return dict(sorted(Counter(outcome.state for outcome in self.outcomes).items()))

    @property
    def pairs(self) -> int:
        """Number of pairs in the archive."""
        return sum(outcome.pairs for outcome in self.outcomes if outcome.is_done)

    @property
    def exit_code(self) -> int:
        """Exit code for the first document that failed; 0 if none did."""
        return next((outcome.exit_code for outcome in self.outcomes if outcome.exit_code), 0)
