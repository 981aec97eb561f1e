"""Parts: the laws, reports, parts and annexes that a document holds one after the other.

Each is known by its section paths (`doc2/art1`, `annex1/art1`, `part2/ch1`), or by articles that
occur in several sections (`1/art1`, `2/art1`). The parts of two texts
are matched by the votes of their pieces, whatever their order. So a collection can be aligned whose
laws stand in another order in the other language: its parts are put in the order of the first text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from aigov_corpus import patterns as re
from aigov_corpus.matching.likeness import Likeness
from aigov_corpus.matching.runs import Run
from aigov_corpus.matching.votes import count_votes
from aigov_corpus.records import CONTENTS_SECTION, FIRST_SECTION, HEADING_KINDS, Segment, Segmented
from aigov_corpus.text.rising import find_longest_rising

Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]

_PART = re.compile(r"(?:doc|annex|part)\d+")
_FRONT = "front"

# Of 377 pairs of parts in 33 collections of laws, those of one law gave each other at least .5 of
# their votes (two lists of their titles .38), and those of two laws at most .18 in one direction
# and .10 in the other.
_MATCHED = 0.3
"""Two parts are each other's counterparts if each gives the other at least this share."""

_UNLIKE = 0.25
"""Two parts have nothing to do with each other if neither gives the other this share, measured by
the mean of the largest shares of all parts."""

_WHOLE = 0.5
"""A part has one counterpart if each gives the other this share, measured in the same way, and the
part is like no other."""

_LEAST_UNLIKE = 6
"""Fewest segments of both of them."""


@dataclass(frozen=True, slots=True)
class MovedPart:
    """A part of the second text that stands elsewhere in it than its counterpart in the first."""

    title: str
    """The text of its first segment."""
    place: int
    """Its number among the parts of the second text, from 1; a preface does not count."""
    counterpart: int
    """The number of its counterpart among the parts of the first text."""
    start: int
    """0-based index of its first segment in the second text, when that is in the new order."""
    end: int
    """0-based index after its last segment."""


def find_parts(text: Segmented) -> list[Run]:
    """Return the parts of a text, in order; each segment is in exactly one of them.

    What stands above the title of the first law (a preface, the contents of the collection) is a
    part of its own, if there are further parts.
    """
    counting = _find_counting(text.segments)
    names: list[str] = []
    for segment in text.segments:
        first = segment.section.partition("/")[0]
        inside_contents = segment.section == CONTENTS_SECTION and bool(names)
        is_part = _PART.fullmatch(first) is not None or first in counting
        names.append(names[-1] if inside_contents else first if is_part else "")
    if len(set(names)) > 1 and names[0] == "":
        front = _find_front(text.segments)
        names[:front] = [_FRONT] * front
    parts = []
    start = 0
    for name, group in groupby(names):
        end = start + sum(1 for _ in group)
        parts.append(Run(name, start, end))
        start = end
    return parts


def _find_counting(segments: Sequence[Segment]) -> frozenset[str]:
    """Return the outermost sections that count articles of their own: the laws of a Markdown file.

    Some article has the same number in two of them.
    """
    holders: dict[str, set[str]] = {}
    for segment in segments:
        first, _, inner = segment.section.partition("/")
        label = inner.rpartition("/")[2]
        if label.startswith("art") and _PART.fullmatch(first) is None:
            holders.setdefault(label, set()).add(first)
    if all(len(sections) == 1 for sections in holders.values()):
        return frozenset()
    return frozenset().union(*holders.values())


def _find_front(segments: Sequence[Segment]) -> int:
    """Return the number of segments above the title of the first law; 0 if nothing is above it."""
    unnumbered = (FIRST_SECTION, CONTENTS_SECTION)
    at = next((n for n, one in enumerate(segments) if one.section not in unnumbered), 0)
    while at > 0 and segments[at - 1].kind not in HEADING_KINDS:
        at -= 1
    while at > 0 and segments[at - 1].kind in HEADING_KINDS:
        at -= 1
    return at


def share_votes(
    likeness: Likeness, zh: Segmented, en: Segmented, parts: tuple[list[Run], list[Run]]
) -> tuple[Doubles, Doubles]:
    """Return the share of its votes that each Chinese part gives each English one, and the reverse.

    Both arrays have the shape `(zh parts, en parts)`.
    """
    from_zh, from_en = count_votes(likeness, zh, en, *parts)
    return (
        from_zh.totals / from_zh.weights[:, None],
        (from_en.totals / from_en.weights[:, None]).T,
    )


def mark_unlike_parts(
    likeness: Likeness, zh: Segmented, en: Segmented, runs: tuple[Sequence[Run], Sequence[Run]]
) -> Bools:
    """Return where the parts of two runs have nothing to do with each other.

    Their numbers say nothing then: each law has an article 3. Both parts must have one counterpart
    or none. Else their borders may be wrong, and a few articles of one stand in the other.

    Returns:
        An array of the shape `(zh runs, en runs)`; False everywhere if a text has only one part.
    """
    parts = find_parts(zh), find_parts(en)
    if max(map(len, parts)) == 1:
        return np.zeros((len(runs[0]), len(runs[1])), dtype=bool)
    from_zh, from_en = share_votes(likeness, zh, en, parts)
    usual = (from_zh.max(axis=1).mean() + from_en.max(axis=0).mean()) / 2
    long_zh, long_en = (
        np.array([part.end - part.start >= _LEAST_UNLIKE for part in side]) for side in parts
    )
    like = np.maximum(from_zh, from_en) >= _UNLIKE * usual
    whole = np.minimum(from_zh, from_en) >= _WHOLE * usual
    clear_zh, clear_en = (
        (like.sum(axis) == 0) | ((like.sum(axis) == 1) & (like & whole).any(axis))
        for axis in (1, 0)
    )
    unlike: Bools = ~like
    unlike &= (long_zh & clear_zh)[:, None] & (long_en & clear_en)[None, :]
    rows, columns = (
        np.searchsorted([part.end for part in side], [run.start for run in own], side="right")
        for side, own in zip(parts, runs, strict=True)
    )
    return unlike[np.ix_(rows, columns)]


def put_in_order(
    zh: Segmented, en: Segmented, likeness: Likeness
) -> tuple[Segmented, tuple[MovedPart, ...]]:
    """Return the English text with its parts in the order of the Chinese, and which were moved.

    A part without a counterpart stays behind the part that it follows. If no part stands elsewhere,
    the text is returned as it is.
    """
    zh_parts, en_parts = find_parts(zh), find_parts(en)
    if min(len(zh_parts), len(en_parts)) < 2 or not _ends_with_block(en, en_parts):
        return en, ()
    from_zh, from_en = share_votes(likeness, zh, en, (zh_parts, en_parts))
    matched = (from_zh >= _MATCHED) & (from_en >= _MATCHED)
    counterparts = {
        j: int(matched[:, j].argmax())
        for j in range(len(en_parts))
        if matched[:, j].sum() == 1 and matched[matched[:, j].argmax()].sum() == 1
    }
    places = list(counterparts.values())
    if places == sorted(places):
        return en, ()
    keys: list[int] = []
    for j in range(len(en_parts)):
        keys.append(counterparts.get(j, keys[-1] if keys else -1))
    order = sorted(range(len(en_parts)), key=keys.__getitem__)
    staying = {places[index] for index in find_longest_rising(places)}  # those not moved
    zh_front, en_front = zh_parts[0].path == _FRONT, en_parts[0].path == _FRONT
    moved = []
    at = 0
    for j in order:
        size = en_parts[j].end - en_parts[j].start
        if j in counterparts and counterparts[j] not in staying:
            title = en.segments[en_parts[j].start].text
            place, counterpart = j + 1 - en_front, counterparts[j] + 1 - zh_front
            moved.append(MovedPart(title, place, counterpart, at, at + size))
        at += size
    return _permute(en, [en_parts[j] for j in order]), tuple(moved)


def _ends_with_block(text: Segmented, parts: Sequence[Run]) -> bool:
    """Tell whether no block of a text lies in two parts."""
    segments = text.segments
    return all(segments[part.start - 1].block != segments[part.start].block for part in parts[1:])


def _permute(text: Segmented, parts: Sequence[Run]) -> Segmented:
    """Return a text with its parts in another order.

    A block without segments stays with the segment that it follows.
    """
    by_start = sorted(parts, key=lambda part: part.start)
    first_blocks = [0, *(text.segments[part.start].block for part in by_start[1:])]
    ends = dict(zip(first_blocks, [*first_blocks[1:], len(text.document.blocks)], strict=True))
    starts = {part.start: block for part, block in zip(by_start, first_blocks, strict=True)}
    blocks: list[int] = []
    for part in parts:
        blocks += range(starts[part.start], ends[starts[part.start]])
    places = {block: place for place, block in enumerate(blocks)}
    return replace(
        text,
        document=replace(
            text.document, blocks=tuple(text.document.blocks[block] for block in blocks)
        ),
        segments=tuple(
            replace(segment, block=places[segment.block])
            for part in parts
            for segment in text.segments[part.start : part.end]
        ),
    )
