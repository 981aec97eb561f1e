"""Two documents matched: each step's result goes on to the next, and none of them goes back.

compare ─ belonging ─ sections ─ tags ─ fences
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.matching.belonging import NAMES, Belonging, judge_belonging, require_belonging
from aigov_corpus.matching.fences import find_fences
from aigov_corpus.matching.filing import SectionTags, tag_sections
from aigov_corpus.matching.likeness import compare
from aigov_corpus.matching.sections import Region, match_sections

if TYPE_CHECKING:
    from aigov_corpus.protocols import Encoder
    from aigov_corpus.records import Segmented


@dataclass(frozen=True, slots=True)
class Match:
    """Two segmented documents, and which parts of them belong together."""

    zh: Segmented
    en: Segmented
    belonging: Belonging
    """Whether the two are one text in two languages."""
    regions: tuple[Region, ...]
    """Stretches of both texts that belong together, in order; they hold every segment once."""
    tags: SectionTags
    """The section that each segment is filed under."""
    fences: tuple[tuple[int, int], ...]
    """Places `(zh, en)` that no bead may cross, as numbers of the segments before them."""


def match_documents(
    zh: Segmented,
    en: Segmented,
    *,
    encoder: Encoder,
    force: bool = False,
    names: tuple[str, str] = NAMES,
) -> Match:
    """Decide whether two documents belong together, and which of their sections do.

    Args:
        zh: the Chinese document, or any other one.
        en: the English document, or any other one.
        encoder: encodes the sentences of both.
        force: match even documents that do not belong together.
        names: of the two documents, for messages.

    Raises:
        MismatchError: the documents do not belong together, and `force` is not set.
    """
    likeness = compare(zh, en, encoder=encoder)
    belonging = judge_belonging(zh, en, likeness, encoder=encoder, names=names)
    if not force:
        require_belonging(belonging, names=names)
    regions = match_sections(zh, en, likeness)
    tags = tag_sections(zh, en, regions)
    fences = find_fences(zh, en, regions)
    return Match(zh, en, belonging, regions, tags, fences)
