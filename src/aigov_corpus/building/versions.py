"""Align two language versions of a text, for the commands `build` and `align`.

One version is called `zh` and the other `en`, after the two languages that this package is made
for. They may be in any two languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigov_corpus.building.bare_numbers import attach_bare_numbers
from aigov_corpus.matching import Match, match_documents
from aigov_corpus.matching.belonging import NAMES
from aigov_corpus.matching.filing import SectionTags
from aigov_corpus.protocols import Encoder, Progress
from aigov_corpus.records import Alignment, Bead, Segmented, is_doubtful
from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.row_numbers import describe_rows


@dataclass(frozen=True, slots=True)
class AlignedVersions:
    """Two segmented documents, matched and aligned."""

    match: Match
    """The two documents, and the parts of them that belong together."""
    alignment: Alignment
    """The sentences that belong together, as beads of segment numbers."""
    sections: tuple[str, ...]
    """Path of the section to which each bead belongs."""

    def warnings(self, names: tuple[str, str] = NAMES) -> tuple[str, ...]:
        """Return the signs that the two documents are not the same text, and what only one has.

        Each names rows: row n is the n-th bead, and the unit n that is made of it. Doubts that rest
        on figures are left out if no row bears them out: each has a counterpart, and none is
        doubtful. In other languages than Chinese and English a score says less, so they stay.
        """
        from aigov_corpus.building.coverage import describe_coverage, describe_moved_parts

        match = self.match
        order = describe_moved_parts(match.moved_parts, self.alignment, names)
        coverage = describe_coverage(match.zh, match.en, self.alignment, names)
        rows = [
            row
            for row, bead in enumerate(self.alignment.beads, start=1)
            if bead.score is None or is_doubtful(bead.score)
        ]
        where = f" (see {describe_rows(rows)})" if rows else ""
        signs = match.belonging.objections
        languages = {base_language(text.document.lang) for text in (match.zh, match.en)}
        if rows or not match.belonging.measured or languages != {"zh", "en"}:
            signs += match.belonging.doubts
        return (*(f"{sign}{where}" for sign in signs), *order, *coverage)


def align_versions(
    zh: Segmented,
    en: Segmented,
    *,
    encoder: Encoder,
    max_align: int | None = None,
    weights: str | Path | None = None,
    force: bool = False,
    names: tuple[str, str] = NAMES,
    between_paragraphs: Sequence[tuple[int, int]] | None = None,
    progress: Progress | None = None,
) -> AlignedVersions:
    """Match the sections of two documents, and align the sentences inside them.

    If neither document is Chinese, `zh` is either of them. The encoder should have a cache, because
    both steps ask for the same sentences. `between_paragraphs` are borders of paragraphs that
    match, as numbers of segments before them; None finds them in a bilingual file. The other
    arguments are those of `two_texts.align`.

    Raises:
        MismatchError: the documents do not belong together, and `force` is False.
        UsageError: `max_align` is out of range.
        ConfigError: the weights file is wrong.
    """
    from aigov_corpus.alignment import align_sentences

    if progress:
        progress("comparing", 0.0)
    match = match_documents(
        zh, en, encoder=encoder, force=force, names=names, between_paragraphs=between_paragraphs
    )
    en = match.en
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
    alignment = attach_bare_numbers(alignment, zh, en)
    sections = tuple(_section(bead, match.tags) for bead in alignment.beads)
    return AlignedVersions(match, alignment, sections)


def _section(bead: Bead, tags: SectionTags) -> str:
    """Return the section of a bead, which is that of its first Chinese segment.

    The section of its first English segment is taken instead if it lies inside that section (`3/1`
    in `3`), or if the bead has no Chinese segment.
    """
    if not bead.src:
        return tags.en[bead.tgt[0]]
    zh = tags.zh[bead.src[0]]
    if not bead.tgt:
        return zh
    en = tags.en[bead.tgt[0]]
    return en if en.startswith(f"{zh}/") else zh
