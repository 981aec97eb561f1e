"""Fences: the places in both texts that no bead of the aligner may lie across.

A fence is a pair `(i, j)`: the place before Chinese segment `i` and English segment `j`, both
0-based. The Chinese segments before `i` are aligned only with the English segments before `j`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from aigov_corpus.matching.sections import Region
from aigov_corpus.records import HEADING_KINDS, Segment, Segmented

_MOST_DIFFERENCE = 2
"""Largest difference of the numbers of headings of both texts at the beginning of a region.

If it is larger, lines of text were taken for headings in one of them.
"""

_FEW, _MANY = 3, 60
"""A few segments against many: where among these the few stand is not known, nor whether they stand
before or behind them."""

Fence = tuple[int, int]
"""Numbers of the Chinese and of the English segments before a place that no bead may lie across."""

_MARKS = tuple("。！？；：，、.!?;:,…")


def find_fences(
    zh: Segmented,
    en: Segmented,
    regions: Sequence[Region],
    *,
    between_paragraphs: Sequence[Fence] = (),
) -> tuple[tuple[int, int], ...]:
    """Return the fences of two texts, in order, without the beginning and the end of the texts.

    There is a fence between each two neighbouring regions. There may be another one inside a region
    that begins with headings in both texts: it stands after those headings. For this the region
    must have only one section in each text, or its first sections must have the same path in both
    texts. If one text has more headings there, the lines of the other that stand beside them must
    be sentences: a subtitle is a heading in one text and a paragraph in the other.

    There is no fence around a region of a few segments in one text and many in the other, nor
    between it and its neighbours that both texts have: a title may have been put beside a part that
    only the other text has, which stands before its own counterpart.

    Args:
        zh: the Chinese text, or any other one.
        en: the English text, or any other one.
        regions: what `match_sections` returned for the two texts.
        between_paragraphs: the fences that `find_paragraph_fences` returned. Others that contradict
            them are left out.
    """
    fences = set(_find_borders(regions))
    for region in regions:
        if _is_few_against_many(region):
            continue
        body = (
            _end_of_headings(zh.segments, *region.zh),
            _end_of_headings(en.segments, *region.en),
        )
        lines = body[0] - region.zh[0], body[1] - region.en[0]
        both_have_headings = min(lines) > 0 and max(lines) - min(lines) <= _MOST_DIFFERENCE
        more = lines[1] - lines[0]
        goes_on = any(map(_is_unmarked, zh.segments[body[0] :][: max(0, more)])) or any(
            map(_is_unmarked, en.segments[body[1] :][: max(0, -more)])
        )
        if both_have_headings and not goes_on and _same_first_section(zh, en, region):
            fences.add(body)
    ends = {(0, 0), (len(zh.segments), len(en.segments))}
    agreeing = {fence for fence in fences - ends if agrees(fence, between_paragraphs)}
    return tuple(sorted(agreeing | set(between_paragraphs)))


def _find_borders(regions: Sequence[Region]) -> Iterator[Fence]:
    """Yield the borders between regions, but not those around a few segments against many."""
    both = [number for number, region in enumerate(regions) if not region.one_sided]
    left_out: set[int] = set()
    for before, number, behind in zip([-1, *both], both, [*both[1:], len(regions)], strict=False):
        if _is_few_against_many(regions[number]):
            left_out.update(range(before + 1, behind + 1))
    for number, region in enumerate(regions):
        if number not in left_out:
            yield region.zh[0], region.en[0]


def _is_few_against_many(region: Region) -> bool:
    """Return whether a region has a few segments in one text and many in the other."""
    few, many = sorted((region.zh[1] - region.zh[0], region.en[1] - region.en[0]))
    return 0 < few <= _FEW and many >= _MANY


def agrees(fence: Fence, fences: Sequence[Fence]) -> bool:
    """Return whether a fence may stand beside others: before or behind each of them in both texts.

    Args:
        fence: the fence.
        fences: the others, in order.
    """
    i, j = fence
    at = bisect_left(fences, fence)
    if at < len(fences) and fences[at] == fence:
        return True
    before = at == 0 or (fences[at - 1][0] < i and fences[at - 1][1] < j)
    behind = at == len(fences) or (i < fences[at][0] and j < fences[at][1])
    return before and behind


def join_regions(
    regions: Sequence[Region], between_paragraphs: Sequence[Fence]
) -> tuple[Region, ...]:
    """Return regions of which neighbours are joined where their border contradicts a fence.

    Args:
        regions: what `match_sections` returned.
        between_paragraphs: the fences that `find_paragraph_fences` returned.
    """
    joined: list[Region] = []
    for region in regions:
        border = (region.zh[0], region.en[0])
        if joined and not agrees(border, between_paragraphs):
            before = joined.pop()
            region = Region((before.zh[0], region.zh[1]), (before.en[0], region.en[1]))
        joined.append(region)
    return tuple(joined)


def _same_first_section(zh: Segmented, en: Segmented, region: Region) -> bool:
    """Return whether the first Chinese and English section of a region surely belong together."""
    zh_paths = [segment.section for segment in zh.segments[slice(*region.zh)]]
    en_paths = [segment.section for segment in en.segments[slice(*region.en)]]
    one_each = len(set(zh_paths)) == len(set(en_paths)) == 1
    return one_each or zh_paths[0] == en_paths[0]


def _is_unmarked(segment: Segment) -> bool:
    """Tell whether a segment ends without a mark, as headings do."""
    return not segment.text.rstrip("”’」』\"'）)").endswith(_MARKS)


def _end_of_headings(segments: Sequence[Segment], start: int, end: int) -> int:
    """Return the index of the first segment in a range that is not one of its leading headings.

    Only headings in the same section as the first segment count. If the range does not begin with a
    heading, `start` is returned.
    """
    at = start
    while (
        at < end
        and segments[at].kind in HEADING_KINDS
        and segments[at].section == segments[start].section
    ):
        at += 1
    return at
