"""Bring the log of another reviewer into this one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aigov_corpus.reviewing.acts import ABOUT_ACTS, Act, StaleError
from aigov_corpus.reviewing.review import Review


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge found in the other log."""

    added: tuple[Act, ...]
    """The acts to append, in order."""
    known: int
    """Number of acts that this log has already."""

    @property
    def taken(self) -> tuple[Act, ...]:
        """Acts that fit."""
        return tuple(act for act in self.added if not act.is_conflict)

    @property
    def conflicts(self) -> tuple[Act, ...]:
        """Acts that contradict this log; they are kept as orphans, to be decided."""
        return tuple(act for act in self.added if act.is_conflict)


def merge_acts(review: Review, others: Iterable[Act]) -> Merged:
    """Apply the acts of another log that this one lacks; return them.

    An act fits if its rows are in the state in which its reviewer saw them. Comments and accepted
    findings fit in any state.

    Args:
        review: the state of this log; the acts that fit are performed in it.
        others: the acts of the other log, in order.
    """
    known = {act.id for act in review.acts}
    added: list[Act] = []
    already = 0
    for act in others:
        if act.id in known:
            already += 1
            continue
        taken = act if _fits(review, act) else replace(act, is_conflict=True)
        review.replay(taken)
        added.append(taken)
    return Merged(tuple(added), already)


def _fits(review: Review, act: Act) -> bool:
    """Tell whether an act of another log can be performed here."""
    if act.is_conflict or act.document != review.document:
        return False
    if act.op in ABOUT_ACTS and act.target in review.orphans:
        return act.op != "redo"
    try:
        review.check(act)
    except StaleError:
        return act.op in ("comment", "accept") and review.has_rows(act)
    return True
