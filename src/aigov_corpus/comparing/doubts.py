"""What the checks doubt in one of two renderings and not in the other.

Word links and numbers do not show that one rendering says no, must or per cent where the other says
yes, may or percentage points. The checks, which read each rendering beside the Chinese, do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from aigov_corpus.checking import check_pairs
from aigov_corpus.comparing.grid import Cell
from aigov_corpus.comparing.groups import Group, Side
from aigov_corpus.comparing.records import NOWHERE, Difference, Place
from aigov_corpus.records import Finding, Pair

_CODES = ("acronym", "address", "contrary", "modality", "name", "negation", "number", "question")
"""Checks of what a text says; the others are about its form, or about what words it lacks."""

Doubting = Callable[[Sequence[Pair]], Iterable[Finding]]
"""A function that returns the findings about the pairs of a document that count as doubts."""


def check_meaning(pairs: Sequence[Pair]) -> list[Finding]:
    """Return what the checks of meaning find in the renderings of a document."""
    return check_pairs(pairs, only=_CODES)


def select_meaning(findings: Iterable[Finding]) -> list[Finding]:
    """Return those of some findings that the checks of meaning have made."""
    return [finding for finding in findings if finding.code in _CODES]


def compare_doubts(
    group: Group, doubts: Mapping[str, Sequence[Finding]], told: Iterable[Difference]
) -> Iterator[Difference]:
    """Yield the findings about one rendering of a group if no check of that code doubts the other.

    Args:
        group: the Chinese and both renderings.
        doubts: the findings about each pair.
        told: the other differences of the group. A finding is left out if one of them is about most
            of its words; a lost negation, which may be anywhere, is about the whole text.
    """
    told = list(told)
    sides = (group.base, group.other)
    found = [list(_list_findings(side, doubts)) for side in sides]
    for at, is_base in enumerate((True, False)):
        known = {finding.code for _, finding in found[1 - at]}
        told_here = [
            (one.base_row, one.base_place) if is_base else (one.other_row, one.place)
            for one in told
        ]
        for cell, finding in found[at]:
            place = _place_in(cell, finding)
            is_told = any(
                row == cell.first and _covers_most(other, place) for row, other in told_here
            )
            if finding.code not in known and not is_told:
                yield _difference(group, cell, finding, place, is_base=is_base)


def _list_findings(
    side: Side, doubts: Mapping[str, Sequence[Finding]]
) -> Iterator[tuple[Cell, Finding]]:
    """Yield the findings about the cells of one rendering, except moved ones."""
    for cell in side.cells:
        if cell.elsewhere is None:
            yield from ((cell, finding) for finding in doubts.get(cell.pair.pair_id, ()))


def _place_in(cell: Cell, finding: Finding) -> Place:
    """Return the place of a finding in the English of its cell."""
    blank = len(cell.pair.en) - len(cell.pair.en.lstrip())
    for span in finding.spans:
        if span.side == "en" and span.pair_id == cell.pair.pair_id:
            return span.start - blank, span.end - blank
    return NOWHERE


def _covers_most(one: Place, other: Place) -> bool:
    """Tell whether a place has at least half of the characters of another one, if it has any."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common > 0 and 2 * common >= other[1] - other[0]


def _difference(
    group: Group, cell: Cell, finding: Finding, place: Place, *, is_base: bool
) -> Difference:
    """Return the difference that a finding about one rendering makes."""
    doubted, other = group.base.rendering, group.other.rendering
    if not is_base:
        doubted, other = other, doubted
    text = cell.text[slice(*place)]
    zh = next((cell.pair.zh[s.start : s.end] for s in finding.spans if s.side == "zh"), "")
    return Difference(
        "doubt",
        cell.first,
        group.other.rendering,
        group.base.rendering,
        f"a check doubts {doubted}, not {other}: {finding.message}",
        zh=zh,
        base_text=text if is_base else "",
        text="" if is_base else text,
        base_row=cell.first,
        base_place=place if is_base else NOWHERE,
        other_row=cell.first,
        place=NOWHERE if is_base else place,
    )
