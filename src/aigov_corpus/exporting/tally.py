"""How many pairs an export wrote and left out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from aigov_corpus.errors import NothingToDoError

Tally = Counter[str]
"""How many pairs an export wrote (`written`) and left out (the reason), for a report."""

WRITTEN = "written"
NO_TRANSLATION = "without a text in both languages"


def require_written(tally: Tally, out: Path) -> None:
    """Raise if nothing was written, so that no empty file appears.

    Raises:
        NothingToDoError: the tally counts no written pair; says what was left out.
    """
    if not tally[WRITTEN]:
        left = ", ".join(
            f"{count} {reason}" for reason, count in tally.items() if count and reason != WRITTEN
        )
        raise NothingToDoError(
            f"no pair to write to {out}: "
            + (f"left out {left}" if left else "the selection is empty")
        )
