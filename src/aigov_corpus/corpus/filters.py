"""Filters that select pairs of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aigov_corpus.records import Pair

Names = str | Sequence[str] | None
"""One name, several names, or None; None and an empty sequence do not filter."""


def select_pairs(
    pairs: Iterable[Pair],
    *,
    section: Names = None,
    principle: Names = None,
    status: Names = None,
    min_score: float | None = None,
    rendering: Names = None,
) -> list[Pair]:
    """Return the pairs that pass all given filters, in the same order.

    Args:
        pairs: the pairs to filter.
        section: paths of sections; `1` selects section 1 and all sections inside it, such as `1/2`.
        principle: ids of principles; a pair passes if it has one of them.
        status: statuses, such as `auto` or `missing`.
        min_score: lowest score; a pair without a score (one side is empty) does not pass.
        rendering: ids of renderings.
    """
    sections = _names(section)
    principles = _names(principle)
    statuses = _names(status)
    renderings = _names(rendering)
    found = []
    for pair in pairs:
        if sections and not any(_is_within(pair.section, path) for path in sections):
            continue
        if principles and not any(name in pair.principles for name in principles):
            continue
        if statuses and pair.status not in statuses:
            continue
        if renderings and pair.rendering not in renderings:
            continue
        if min_score is not None and (pair.score is None or pair.score < min_score):
            continue
        found.append(pair)
    return found


def _is_within(section: str, path: str) -> bool:
    """Tell whether a section is the one at `path` or lies inside it."""
    return section == path or section.startswith(f"{path}/")


def _names(value: Names) -> tuple[str, ...]:
    """Return the names in a filter; empty if it does not filter."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
