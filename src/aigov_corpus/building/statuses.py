"""The status of each bead that no person has checked, above all what an empty side means.

A sentence is *shared* if its bead has sentences of both texts. The status of a sentence that is not
shared is `missing` if the other text lacks the whole section or stretch around it. If the other
text has the section and lacks only this sentence, the status is `omitted` for a Chinese sentence
and `added` for an English one. In detail, sentences that are not shared are `missing` in three
cases:

- no sentence of their section, nor of the sections inside it, is shared;
- they fill whole blocks (paragraphs) before the first or after the last shared sentence, and there
  are at least eight of them: the other text is an excerpt;
- the text has no sections, and they fill whole blocks (paragraphs) before the first or after the
  last shared sentence, or whole blocks that are a *stretch* between two shared sentences.

The rules are the same for both texts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from aigov_corpus.matching.runs import find_runs
from aigov_corpus.records import (
    CONTENTS_SECTION,
    FIRST_SECTION,
    Bead,
    Segment,
    Segmented,
    Status,
)

_LEAST_STRETCH = 3
"""Minimum number of sentences of a stretch if each of them is a block of its own.

Fewer are single sentences that the translator left out.
"""
_LEAST_PARAGRAPH = 2
"""Minimum sentences of a block that is a stretch by itself: a whole paragraph is missing."""

_LEAST_END = 8
"""Minimum number of sentences at an end of a text with sections that an excerpt lacks.

Fewer may be lines such as the signer's, which a translator left out.
"""


def find_statuses(zh: Segmented, en: Segmented, beads: Sequence[Bead]) -> list[Status]:
    """Return the status of each bead.

    Args:
        zh: the Chinese text.
        en: the English text.
        beads: beads that hold each segment of both texts exactly once.
    """
    both = [bead for bead in beads if bead.src and bead.tgt]
    zh_missing = _find_missing(zh, {number for bead in both for number in bead.src})
    en_missing = _find_missing(en, {number for bead in both for number in bead.tgt})

    def status(bead: Bead) -> Status:
        if bead.src and bead.tgt:
            return "auto"
        if bead.src:
            return "missing" if zh_missing.issuperset(bead.src) else "omitted"
        return "missing" if en_missing.issuperset(bead.tgt) else "added"

    return [status(bead) for bead in beads]


def _find_missing(text: Segmented, shared: Collection[int]) -> set[int]:
    """Return the 0-based numbers of the segments whose status is `missing`."""
    missing = _in_unshared_sections(text, shared)
    if shared:
        missing |= _at_ends(text.segments, shared)
    if not _has_sections(text):
        missing |= _in_unshared_stretches(text.segments, shared)
    return missing


def _in_unshared_sections(text: Segmented, shared: Collection[int]) -> set[int]:
    """Return the numbers of the segments of all sections in which no segment is shared.

    Sections inside a section are part of it.
    """
    runs = find_runs(text)
    found: set[int] = set()
    for index, run in enumerate(runs):
        end = run.end
        for later in runs[index + 1 :]:
            if not later.path.startswith(f"{run.path}/"):
                break
            end = later.end
        if not any(number in shared for number in range(run.start, end)):
            found.update(range(run.start, run.end))
    return found


def _has_sections(text: Segmented) -> bool:
    """Tell whether a text has at least two sections at its top level."""
    tops = {segment.section.partition("/")[0] for segment in text.segments}
    return len(tops - {FIRST_SECTION, CONTENTS_SECTION}) > 1


def _at_ends(segments: Sequence[Segment], shared: Collection[int]) -> set[int]:
    """Return the numbers of the segments before and behind the part that the other text covers.

    They are in whole blocks, and a text has at least `_LEAST_END` of them at that end.
    """
    first_block, last_block = segments[min(shared)].block, segments[max(shared)].block
    ends = (
        {number for number, segment in enumerate(segments) if segment.block < first_block},
        {number for number, segment in enumerate(segments) if segment.block > last_block},
    )
    return set().union(*(end for end in ends if len(end) >= _LEAST_END))


def _in_unshared_stretches(segments: Sequence[Segment], shared: Collection[int]) -> set[int]:
    """Return the numbers of the segments in whole blocks that the other text lacks."""
    blocks = [
        [number for number, _ in group]
        for _, group in groupby(enumerate(segments), key=lambda item: item[1].block)
    ]
    is_shared = [any(number in shared for number in block) for block in blocks]
    found: set[int] = set()
    at = 0
    for block_is_shared, group in groupby(is_shared):
        count = sum(1 for _ in group)
        stretch = blocks[at : at + count]
        at += count
        if block_is_shared:
            continue
        numbers = [number for block in stretch for number in block]
        at_an_end = numbers[0] == 0 or numbers[-1] == len(segments) - 1
        has_paragraph = any(len(block) >= _LEAST_PARAGRAPH for block in stretch)
        if at_an_end or has_paragraph or len(numbers) >= _LEAST_STRETCH:
            found.update(numbers)
    return found
