"""Which sections of two language versions belong together: those with equal paths, in order."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aigov_corpus.protocols import Encoder
    from aigov_corpus.records import Segmented


def match_sections(
    zh: Segmented, en: Segmented, *, encoder: Encoder | None = None
) -> list[tuple[str | None, str | None]]:
    """Return the sections that belong together, in the order of the texts; None where a side has none.

    Where one side is not divided at all, its one section belongs to each of the other's.

    Args:
        zh: the Chinese side.
        en: the English side.
        encoder: for matching by content; not used yet.
    """
    paths_zh, paths_en = section_paths(zh), section_paths(en)
    if len(paths_en) == 1:
        return [(path, paths_en[0]) for path in paths_zh]
    if len(paths_zh) == 1:
        return [(paths_zh[0], path) for path in paths_en]
    matched: list[tuple[str | None, str | None]] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, paths_zh, paths_en, autojunk=False).get_opcodes():
        if what == "equal":
            matched += zip(paths_zh[i1:i2], paths_en[j1:j2], strict=True)
        else:
            matched += [(path, None) for path in paths_zh[i1:i2]]
            matched += [(None, path) for path in paths_en[j1:j2]]
    return matched


def section_paths(side: Segmented) -> list[str]:
    """Return the paths of the sections that have text, in order."""
    return list(dict.fromkeys(segment.section for segment in side.segments))
