"""What other programs say of a translation (confirmed, a draft), and the status that it gets."""

from __future__ import annotations

from collections import Counter

from aigov_corpus import patterns as re

_SAYS_NO = re.compile(r"reject|^(?:needs|require|un|not)[ -]?|tobe", re.IGNORECASE)
_SAYS_YES = re.compile(r"approved|confirmed|proofread|final|signed-?off|reviewed", re.IGNORECASE)
_NEEDS_REVIEW = re.compile(r"reject|^needs", re.IGNORECASE)
_YES = frozenset({"yes", "true", "1", "locked"})


class States:
    """Reads the states of translations, and counts those that no status has."""

    def __init__(self) -> None:
        self.others: Counter[str] = Counter()
        """States that stand for no status of a pair, such as `Draft`."""
        self.locked = 0
        """Translations that must not be changed."""

    def read(self, *states: str) -> str:
        """Return the status of a pair: `confirmed`, `needs-review` or nothing.

        Args:
            states: the words of a program, such as `ApprovedTranslation`, `Proofread`, `rejected`
                or `needs-review-translation`; empty ones are passed over. One that asks for a
                review counts for more than one that confirms.
        """
        said = [state for state in states if state]
        if any(_NEEDS_REVIEW.search(state) for state in said):
            return "needs-review"
        if any(_SAYS_YES.search(state) and not _SAYS_NO.search(state) for state in said):
            return "confirmed"
        self.others.update(said[:1])
        return ""

    def notes(self) -> list[str]:
        """Return sentences about what is not taken over."""
        notes = []
        if self.others:
            listed = ", ".join(f"{state} ({count:,})" for state, count in self.others.most_common())
            notes.append(f"states that no status has, so that the pairs are given: {listed}")
        if self.locked:
            notes.append(f"units that are locked in the file: {self.locked:,}; here they are not")
        return notes


def is_yes(value: str) -> bool:
    """Tell whether a value of an attribute says yes."""
    return value.lower() in _YES
