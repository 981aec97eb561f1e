"""Filters that select pairs of a corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from operator import index

from aigov_corpus.errors import UsageError, show_value
from aigov_corpus.records import Finding, Pair, Span
from aigov_corpus.registry import names
from aigov_corpus.text.arguments import checks_arguments

Names = str | int | Iterable[str | int] | None
"""One name or several names. None does not filter, and an empty sequence selects no pair."""

_LISTED = 40
"""Names that a message lists, at most."""


@checks_arguments
def select_pairs(
    pairs: Iterable[Pair],
    *,
    section: Names = None,
    principle: Names = None,
    status: Names = None,
    min_score: float | None = None,
    rendering: Names = None,
    finding: Names = None,
    findings: Iterable[Finding] = (),
) -> list[Pair]:
    """Return the pairs that pass all given filters, in the same order.

    Args:
        pairs: the pairs to filter.
        section: paths of sections; `1` selects section 1 and all sections inside it, such as `1/2`.
            A whole number stands for its digits.
        principle: ids of principles; a pair passes if it has one of them.
        status: statuses, such as `auto` or `missing`.
        min_score: lowest score; a pair without a score (one side is empty) does not pass.
        rendering: ids of renderings.
        finding: codes of checks; a pair passes if one of them found something in it.
        findings: what the checks found in the pairs.

    Raises:
        UsageError: no pair at all has a name that a filter gives. The error lists those that occur.
            Or a filter is no name, or the score no number.
    """
    pairs = list(pairs)
    sections = _read_names("section", section)
    principles = _read_names("principle", principle)
    statuses = _read_names("status", status)
    renderings = _read_names("rendering", rendering)
    codes = _read_names("finding", finding)
    found_in = _codes_by_pair(findings)
    _check_score(min_score)
    _require_known("section", sections, _with_parents(pair.section for pair in pairs))
    _require_known("principle", principles, {name for pair in pairs for name in pair.principles})
    _require_known("status", statuses, {pair.status for pair in pairs})
    _require_known("rendering", renderings, {pair.rendering for pair in pairs})
    _require_known("finding", codes, set(names("check")).union(*found_in.values()))
    found = []
    for pair in pairs:
        if sections is not None and not any(_is_within(pair.section, path) for path in sections):
            continue
        if principles is not None and not any(name in pair.principles for name in principles):
            continue
        if statuses is not None and pair.status not in statuses:
            continue
        if renderings is not None and pair.rendering not in renderings:
            continue
        if codes is not None and found_in[pair.pair_id].isdisjoint(codes):
            continue
        if min_score is not None and (pair.score is None or pair.score < min_score):
            continue
        found.append(pair)
    return found


def _codes_by_pair(findings: Iterable[Finding]) -> dict[str, set[str]]:
    """Return the codes of the findings about each pair, by the id of the pair."""
    codes: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for place in finding.places:
            if isinstance(place, Span):
                codes[place.pair_id].add(finding.code)
    return codes


def _is_within(section: str, path: str) -> bool:
    """Tell whether a section is the one at `path` or lies inside it."""
    return section == path or section.startswith(f"{path}/")


def _with_parents(sections: Iterable[str]) -> dict[str, None]:
    """Return the paths of sections, and of those that they are nested in, in order."""
    found: dict[str, None] = {}
    for section in dict.fromkeys(sections):
        parts = section.split("/")
        found.update(dict.fromkeys("/".join(parts[:end]) for end in range(1, len(parts) + 1)))
    return found


def _read_names(of: str, value: Names) -> tuple[str, ...] | None:
    """Return the names in a filter; None if it filters nothing.

    Args:
        of: what the filter looks at, such as `section`.
        value: what the caller gave.
    """
    if value is None:
        return None
    several = isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
    return tuple(_read_name(of, name) for name in (value if several else (value,)))  # type: ignore[union-attr]


def _read_name(of: str, name: object) -> str:
    """Return one name; a whole number stands for its digits."""
    if isinstance(name, str):
        return name
    if hasattr(name, "__index__") and not isinstance(name, bool):
        with suppress(ValueError):  # more digits than Python writes
            return str(index(name))
    raise UsageError(
        f"the filter {of} has {show_value(name)}, which is no name",
        remedy="give a name, a list of names, or None for all",
    )


def _check_score(min_score: float | None) -> None:
    """Raise a `UsageError` if the least score is given and is not from 0 to 1."""
    if min_score is not None and not 0 <= min_score <= 1:
        raise UsageError(f"min_score is {min_score}", remedy="give a number from 0 to 1")


def _require_known(of: str, names: Sequence[str] | None, known: Collection[str]) -> None:
    """Raise a `UsageError` if no pair has one of the names. Of no pairs, nothing is asked."""
    for name in names or ():
        if name not in known and known:
            listed = list(known) if of == "section" else sorted(known)
            more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
            raise UsageError(
                f"no unit has the {of} '{name}'",
                remedy=f"choose of those that occur: {', '.join(listed[:_LISTED])}{more}",
            )
