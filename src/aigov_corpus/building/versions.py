"""Two language versions of a text, aligned: what `build` and `align` share.

One version is called `zh` and the other `en`, after the pair of languages that this package is made
for. Any two languages can stand there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.matching import Match, match_documents
from aigov_corpus.matching.belonging import NAMES
from aigov_corpus.records import Alignment, Bead, Segmented

if TYPE_CHECKING:
    from aigov_corpus.matching.filing import SectionTags
    from aigov_corpus.protocols import Encoder


@dataclass(frozen=True, slots=True)
class AlignedVersions:
    """Two segmented documents, matched and aligned."""

    match: Match
    """The two documents, and which parts of them belong together."""
    alignment: Alignment
    """Which sentences belong together: beads of segment numbers."""
    sections: tuple[str, ...]
    """Path of the section that each bead is filed under."""


def align_versions(
    zh: Segmented,
    en: Segmented,
    *,
    encoder: Encoder,
    max_align: int | None = None,
    weights: str | Path | None = None,
    force: bool = False,
    names: tuple[str, str] = NAMES,
    progress: Callable[[str, float], None] | None = None,
) -> AlignedVersions:
    """Match the sections of two documents, and align the sentences within them.

    Args:
        zh: the Chinese document if one of the two is Chinese, otherwise either of them.
        en: the other document.
        encoder: for matching and aligning. Use one that caches: both ask for the same sentences.
        max_align: most sentences in one bead, both languages together; None for the default.
        weights: a weights file that `evaluate --fit` wrote; None for the bundled weights.
        force: align even documents that do not belong together.
        names: of the two documents, for messages.
        progress: called with what is being done, and the share of it that is done (0 to 1).

    Raises:
        MismatchError: the documents do not belong together, and `force` is not set.
        UsageError: `max_align` is out of range.
        ConfigError: the weights file is wrong.
    """
    from aigov_corpus.alignment import align_sentences

    if progress:
        progress("comparing", 0.0)
    match = match_documents(zh, en, encoder=encoder, force=force, names=names)
    options: dict[str, Any] = {} if max_align is None else {"max_align": max_align}
    alignment = align_sentences(
        [segment.text for segment in zh.segments],
        [segment.text for segment in en.segments],
        src_lang=zh.document.lang,
        tgt_lang=en.document.lang,
        encoder=encoder,
        fences=match.fences,
        weights=weights,
        progress=progress,
        **options,
    )
    sections = tuple(_section(bead, match.tags) for bead in alignment.beads)
    return AlignedVersions(match, alignment, sections)


def _section(bead: Bead, tags: SectionTags) -> str:
    """Return the section of a bead: that of its first Chinese segment.

    The section of its first English segment is taken if it is finer (`3/1` in `3`), or if the bead
    has no Chinese segment.
    """
    if not bead.src:
        return tags.en[bead.tgt[0]]
    zh = tags.zh[bead.src[0]]
    if not bead.tgt:
        return zh
    en = tags.en[bead.tgt[0]]
    return en if en.startswith(f"{zh}/") else zh
