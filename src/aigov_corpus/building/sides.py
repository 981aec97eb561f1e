"""Two documents laid side by side: read, their sections matched, their sentences aligned.

What `build` and `align` share. One side is called `zh` and the other `en` after the pair this package is
made for; any two languages can stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.errors import MismatchError
from aigov_corpus.matching.belonging import NAMES, Belonging, document_score, require_belonging
from aigov_corpus.matching.likeness import compare
from aigov_corpus.matching.sections import Region, match_sections, section_tags
from aigov_corpus.records import Alignment, Document, Segment, Segmented

if TYPE_CHECKING:
    from aigov_corpus.protocols import Encoder

_HEADINGS = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two segmented documents and what stands against what in them."""

    zh: Segmented
    en: Segmented
    regions: tuple[Region, ...]
    alignment: Alignment
    belonging: Belonging

    def sections(self) -> list[str]:
        """Return the section that each bead is filed under."""
        tags_zh, tags_en = section_tags(self.zh, self.en, self.regions)
        found = []
        for bead in self.alignment.beads:
            one = tags_zh[bead.src[0]] if bead.src else ""
            other = tags_en[bead.tgt[0]] if bead.tgt else ""
            found.append(other if not one or other.startswith(f"{one}/") else one)
        return found


def align_sides(
    zh: Segmented,
    en: Segmented,
    *,
    encoder: Encoder,
    max_align: int | None = None,
    weights: str | Path | None = None,
    force: bool = False,
    names: tuple[str, str] = NAMES,
    progress: Callable[[str, float], None] | None = None,
) -> Aligned:
    """Match the sections of two documents and align the sentences within them.

    Args:
        zh: Chinese if one of the two is; else either.
        en: the other.
        encoder: for matching and aligning; a caching one encodes each sentence once for both.
        max_align: the largest bead; the aligner's own limit if not given.
        weights: a weights file that `evaluate --fit` wrote, instead of the bundled ones.
        force: align even documents that do not belong together.
        names: of the two documents, for messages.
        progress: is told what is being done, and which part of it is done.

    Raises:
        MismatchError: the documents do not belong together.
    """
    from aigov_corpus.alignment import align_sentences

    if progress:
        progress("comparing", 0.0)
    likeness = compare(zh, en, encoder=encoder)
    belonging = document_score(zh, en, encoder=encoder, likeness=likeness, names=names)
    if not force:
        require_belonging(belonging, names=names)
    regions = tuple(match_sections(zh, en, encoder=encoder, likeness=likeness))
    options: dict[str, Any] = {} if max_align is None else {"max_align": max_align}
    alignment = align_sentences(
        [segment.text for segment in zh.segments],
        [segment.text for segment in en.segments],
        src_lang=zh.document.lang,
        tgt_lang=en.document.lang,
        encoder=encoder,
        fences=fences(zh.segments, en.segments, regions),
        weights=weights,
        progress=progress,
        **options,
    )
    return Aligned(zh, en, regions, alignment, belonging)


def fences(
    zh: Sequence[Segment], en: Sequence[Segment], regions: Iterable[Region]
) -> list[tuple[int, int]]:
    """Return the cuts that no bead may cross: between regions, and after headings that both sides have.

    Where several sections share a region, the first headings are cut off only if their numbers agree.
    """
    cuts = []
    for region in regions:
        cuts.append((region.zh[0], region.en[0]))
        headed = (_after_headings(zh, *region.zh), _after_headings(en, *region.en))
        if headed[0] > region.zh[0] and headed[1] > region.en[0]:
            sections = [
                {s.section for s in zh[slice(*region.zh)]},
                {s.section for s in en[slice(*region.en)]},
            ]
            if (
                len(sections[0]) == len(sections[1]) == 1
                or zh[region.zh[0]].section == en[region.en[0]].section
            ):
                cuts.append(headed)
        cuts.append((region.zh[1], region.en[1]))
    inner = {cut for cut in cuts if cut not in {(0, 0), (len(zh), len(en))}}
    return sorted(inner)


def _after_headings(segments: Sequence[Segment], start: int, end: int) -> int:
    """Return where the text begins behind the heading of a region's first section."""
    section = segments[start].section if start < end else ""
    while start < end and segments[start].kind in _HEADINGS and segments[start].section == section:
        start += 1
    return start


def read_document(data: bytes, *, name: str, lang: str, layout: str | None = None) -> Document:
    """Return the document of one language in a raw file (text, Markdown, HTML or DOCX).

    Of a file that holds both Chinese and English, that half is taken.

    Raises:
        InvalidInputError: it cannot be read, or is in another language.
    """
    from aigov_corpus.extraction import check_document_language, extract

    document = extract(data, name=name, lang=lang, layout=layout)
    check_document_language(document, name=name)
    return document


def check_differ(one: bytes, other: bytes, *, names: tuple[str, str]) -> None:
    """Check that two files are not the same text.

    Raises:
        MismatchError: they are.
    """
    if one == other:
        raise MismatchError(
            f"{names[0]} and {names[1]} are the same text: name the two language versions of one document"
        )
