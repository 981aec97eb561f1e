"""Matching two documents: which of their parts belong together.

There are five steps. Each uses the results of earlier ones, and none is repeated:

    compare ─ belonging ─ sections ─ tags ─ fences
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aigov_corpus.matching.belonging import NAMES, Belonging, judge_belonging, require_belonging
from aigov_corpus.matching.cue_times import find_time_fences
from aigov_corpus.matching.fences import Fence, find_fences, join_regions
from aigov_corpus.matching.filing import SectionTags, tag_sections
from aigov_corpus.matching.interleaving import find_paragraph_fences
from aigov_corpus.matching.likeness import compare
from aigov_corpus.matching.parts import MovedPart, put_in_order
from aigov_corpus.matching.sections import Region, match_sections
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Segmented


@dataclass(frozen=True, slots=True)
class Match:
    """Two segmented documents, and which parts of them belong together."""

    zh: Segmented
    en: Segmented
    """The English text, with its parts in the order of the Chinese (see `moved_parts`)."""
    belonging: Belonging
    """Whether the two documents are one text in two languages."""
    regions: tuple[Region, ...]
    """The parts of both texts that belong together, in order. Each segment is in exactly one of
    them."""
    tags: SectionTags
    """The section path under which each segment is stored."""
    fences: tuple[tuple[int, int], ...]
    """Places that no bead may lie across. A place `(i, j)` is before Chinese segment `i` and before
    English segment `j`, both 0-based."""
    moved_parts: tuple[MovedPart, ...] = ()
    """The parts of the English text (laws, annexes) that stand elsewhere in it than here."""


def match_documents(
    zh: Segmented,
    en: Segmented,
    *,
    encoder: Encoder,
    force: bool = False,
    names: tuple[str, str] = NAMES,
    between_paragraphs: Sequence[Fence] | None = None,
) -> Match:
    """Decide whether two documents belong together, and which of their sections do.

    Args:
        zh: the Chinese document, or any other one.
        en: the English document, or any other one.
        encoder: the encoder for the sentences of both documents.
        force: True to match the documents even if they do not belong together.
        names: what to call the two documents in messages.
        between_paragraphs: fences that are known, between paragraphs that match; None to find them
            in a bilingual file.

    Raises:
        MismatchError: the documents do not belong together, and `force` is False.
    """
    likeness = compare(zh, en, encoder=encoder)
    moved: tuple[MovedPart, ...] = ()
    if between_paragraphs is None:
        en, moved = put_in_order(zh, en, likeness)
        if moved:
            likeness = compare(zh, en, encoder=encoder)
    belonging = judge_belonging(zh, en, likeness, encoder=encoder, names=names)
    if not force:
        require_belonging(belonging, names=names)
    if between_paragraphs is None:
        between_paragraphs = find_paragraph_fences(zh, en, likeness) or find_time_fences(zh, en)
    regions = join_regions(match_sections(zh, en, likeness), between_paragraphs)
    tags = tag_sections(zh, en, regions)
    fences = find_fences(zh, en, regions, between_paragraphs=between_paragraphs)
    return Match(zh, en, belonging, regions, tags, fences, moved)
