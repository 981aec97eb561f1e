"""Tags: the section path under which each segment is stored, the same for both texts.

The two language versions of a text may number their sections in different ways. A Chinese sentence
and its translation should still be in the same section of the corpus. So each segment gets a tag:

- The tag of a Chinese segment is the path of its own section.
- The tag of an English segment is the path of the Chinese section that it belongs to.
- In three cases it is the path of its own section instead: if that is a subsection of the Chinese
  one (`3/1` in `3`), if the Chinese text is not divided into sections, or if the segment has no
  Chinese counterpart.
- If an English section without a counterpart has the same path as some Chinese section, its tag
  begins with the language: `en:3`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aigov_corpus.matching.sections import Region
from aigov_corpus.records import CONTENTS_SECTION, FIRST_SECTION, Segmented
from aigov_corpus.text.language_codes import base_language


@dataclass(frozen=True, slots=True)
class SectionTags:
    """The tags of all segments of two texts."""

    zh: tuple[str, ...]
    """One tag for each Chinese segment, in order."""
    en: tuple[str, ...]
    """One tag for each English segment, in order."""


def tag_sections(zh: Segmented, en: Segmented, regions: Iterable[Region]) -> SectionTags:
    """Return the tags of two texts."""
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
    """Return the tags of the English segments of a region that has no Chinese segments."""
    taken = zh_sections - {FIRST_SECTION, CONTENTS_SECTION}
    tags = []
    for segment in en.segments[slice(*region.en)]:
        is_taken = segment.section in taken
        tags.append(
            f"{base_language(en.document.lang)}:{segment.section}" if is_taken else segment.section
        )
    return tags


def _tags_with_counterpart(
    en: Segmented, region: Region, zh_paths: tuple[str, ...], *, divided: bool
) -> list[str]:
    """Return the tags of the English segments of a region that has Chinese segments too.

    For each English segment the Chinese section is found in this way: it is the next one in the
    region that has the same path. If there is none, it is the Chinese section that was found for
    the English segment before.
    """
    tags = []
    at, end = region.zh
    for segment in en.segments[slice(*region.en)]:
        path = segment.section
        at = next((number for number in range(at, end) if zh_paths[number] == path), at)
        is_finer = path.startswith(f"{zh_paths[at]}/")
        tags.append(path if is_finer or not divided else zh_paths[at])
    return tags
