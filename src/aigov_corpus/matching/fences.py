"""Fences: the places in both texts that no bead of the aligner may cross.

A fence `(i, j)` stands before Chinese segment i and English segment j, both 0-based. What lies
before i is aligned with what lies before j.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aigov_corpus.matching.sections import Region

if TYPE_CHECKING:
    from aigov_corpus.records import Segment, Segmented

_HEADINGS = frozenset({"title", "heading"})


def find_fences(
    zh: Segmented, en: Segmented, regions: Iterable[Region]
) -> tuple[tuple[int, int], ...]:
    """Return the fences of two texts, in order; the beginning and the end of the texts are none.

    There is a fence between two regions. There is one after the headings that a region begins with
    in both texts, if the region has one section in each, or if its first sections have equal paths.
    """
    fences: set[tuple[int, int]] = set()
    for region in regions:
        fences.add((region.zh[0], region.en[0]))
        fences.add((region.zh[1], region.en[1]))
        body = (
            _end_of_headings(zh.segments, *region.zh),
            _end_of_headings(en.segments, *region.en),
        )
        both_have_headings = body[0] > region.zh[0] and body[1] > region.en[0]
        if both_have_headings and _same_first_section(zh, en, region):
            fences.add(body)
    ends = {(0, 0), (len(zh.segments), len(en.segments))}
    return tuple(sorted(fences - ends))


def _same_first_section(zh: Segmented, en: Segmented, region: Region) -> bool:
    """Return whether the first sections of a region belong together for certain."""
    zh_paths = [segment.section for segment in zh.segments[slice(*region.zh)]]
    en_paths = [segment.section for segment in en.segments[slice(*region.en)]]
    one_each = len(set(zh_paths)) == len(set(en_paths)) == 1
    return one_each or zh_paths[0] == en_paths[0]


def _end_of_headings(segments: Sequence[Segment], start: int, end: int) -> int:
    """Return the index behind the headings that some segments begin with.

    Only headings of the first segment's section count; `start` if there are none.
    """
    at = start
    while (
        at < end
        and segments[at].kind in _HEADINGS
        and segments[at].section == segments[start].section
    ):
        at += 1
    return at
