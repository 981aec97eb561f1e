"""Under which section each segment is filed: one path for what belongs together in both texts.

The two language versions of a text may number their sections in different ways. So that a Chinese
sentence and its translation stand in the same section of the corpus, each gets a section tag:

- a Chinese segment has the path of its own section;
- an English segment has the path of the Chinese section that it belongs to. It has its own path if
  that is finer (`3/1` in `3`), if the Chinese text has no sections, or if it has no counterpart;
- an English section without counterpart, whose path is that of another Chinese section, is marked
  with the language: `en:3`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.matching.sections import Region
from aigov_corpus.records import CONTENTS_SECTION, FIRST_SECTION

if TYPE_CHECKING:
    from aigov_corpus.records import Segmented


@dataclass(frozen=True, slots=True)
class SectionTags:
    """The section that each segment of two texts is filed under."""

    zh: tuple[str, ...]
    """One tag for each Chinese segment."""
    en: tuple[str, ...]
    """One tag for each English segment."""


def tag_sections(zh: Segmented, en: Segmented, regions: Iterable[Region]) -> SectionTags:
    """Return the section tags of two texts whose regions are known."""
    zh_paths = tuple(segment.section for segment in zh.segments)
    sections = frozenset(zh_paths)
    en_tags: list[str] = []
    for region in regions:
        if region.one_sided:
            en_tags += _tags_without_counterpart(en, region, sections)
        else:
            en_tags += _tags_with_counterpart(en, region, zh_paths, divided=len(sections) > 1)
    return SectionTags(zh_paths, tuple(en_tags))


def _tags_without_counterpart(
    en: Segmented, region: Region, zh_sections: frozenset[str]
) -> list[str]:
    """Return the tags of English segments that have no Chinese segments in their region."""
    taken = zh_sections - {FIRST_SECTION, CONTENTS_SECTION}
    tags = []
    for segment in en.segments[slice(*region.en)]:
        is_taken = segment.section in taken
        tags.append(f"{en.document.lang}:{segment.section}" if is_taken else segment.section)
    return tags


def _tags_with_counterpart(
    en: Segmented, region: Region, zh_paths: tuple[str, ...], *, divided: bool
) -> list[str]:
    """Return the tags of English segments whose region has Chinese segments too.

    The Chinese section of an English segment is the next one of the region with the same path. If
    there is none, it is that of the English segment before.

    Args:
        en: the English text.
        region: the region, with segments of both texts.
        zh_paths: section path of every Chinese segment.
        divided: whether the Chinese text has more than one section.
    """
    tags = []
    at, end = region.zh
    for segment in en.segments[slice(*region.en)]:
        path = segment.section
        at = next((number for number in range(at, end) if zh_paths[number] == path), at)
        is_finer = path.startswith(f"{zh_paths[at]}/")
        tags.append(path if is_finer or not divided else zh_paths[at])
    return tags
