"""Align two segmented documents of any two languages, in the order that the caller gives.

`align_versions` needs the Chinese document first. Here source and target may come in any order: if
they are swapped, the beads are the same ones, with their sides swapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aigov_corpus.alignment import explain, find_lacking
from aigov_corpus.building.versions import AlignedVersions, align_versions
from aigov_corpus.matching.belonging import NAMES
from aigov_corpus.protocols import Encoder, Progress
from aigov_corpus.records import Lacking, Segmented
from aigov_corpus.text.language_codes import base_language, joiner_of


@dataclass(frozen=True, slots=True)
class Row:
    """One bead as people read it: its source text, and the target text that translates it."""

    src: str
    """Text of the source sentences, joined; empty if there are none."""
    tgt: str
    src_ids: tuple[str | int, ...]
    """Ids of the source sentences (`zh-p003-s02`); line numbers for a file of lines."""
    tgt_ids: tuple[str | int, ...]
    src_numbers: tuple[int, ...]
    """0-based numbers of the source sentences in their document, or of the lines in their file."""
    tgt_numbers: tuple[int, ...]
    section: str
    """Path of the section to which the bead belongs (`3/1`); empty for a file of lines."""
    score: float | None
    """Probability (0 to 1) that the bead is right; None if one side is empty."""
    evidence: Mapping[str, float] | None = None
    """What each feature, by its name, adds to the score; None unless it was asked for."""
    lacking: Lacking | None = None
    """How likely one side holds something that the other lacks; None unless it was asked for."""
    moved_to: tuple[str | int, ...] = ()
    """Ids of the sentences of the other side that hold the same passage at another place."""
    moved_score: float | None = None
    """Probability (0 to 1) that it is the same passage; None if nothing was moved."""


@dataclass(frozen=True, slots=True)
class AlignedDocuments:
    """Two aligned documents, their rows, and warnings about the pair."""

    versions: AlignedVersions
    """The same documents and beads, with the Chinese document first."""
    rows: tuple[Row, ...]
    """The beads in order."""
    warnings: tuple[str, ...]
    """Signs that the two documents do not belong together; empty if there are none."""


def align_documents(
    src: Segmented,
    tgt: Segmented,
    *,
    encoder: Encoder,
    max_align: int | None = None,
    weights: str | Path | None = None,
    force: bool = False,
    names: tuple[str, str] = NAMES,
    with_evidence: bool = False,
    fences: Sequence[tuple[int, int]] | None = None,
    progress: Progress | None = None,
) -> AlignedDocuments:
    """Match the sections of two documents and align the sentences inside them.

    `with_evidence` says whether the beads get their evidence. `fences` are borders of paragraphs
    that match, as numbers of source and target segments before them; None finds them in a
    bilingual file. The other arguments are those of `two_texts.align`.

    Raises:
        MismatchError: the documents do not belong together, and `force` is False.
    """
    swapped = _order(tgt) < _order(src)
    zh, en = (tgt, src) if swapped else (src, tgt)
    zh_en_names = (names[1], names[0]) if swapped else names
    aligned = align_versions(
        zh,
        en,
        encoder=encoder,
        max_align=max_align,
        weights=weights,
        force=force,
        names=zh_en_names,
        between_paragraphs=_turn(fences, is_turned=swapped),
        progress=progress,
    )
    evidence = lacking = None
    if with_evidence:
        evidence = _evidence(aligned, encoder=encoder, weights=weights)
        lacking = _lacking(aligned, encoder=encoder, swapped=swapped)
    return AlignedDocuments(
        versions=aligned,
        rows=_rows(aligned, evidence, lacking, swapped=swapped),
        warnings=aligned.warnings(zh_en_names),
    )


def _turn(
    fences: Sequence[tuple[int, int]] | None, *, is_turned: bool
) -> Sequence[tuple[int, int]] | None:
    """Return the fences with their sides in the other order, if the two texts are."""
    if fences is None or not is_turned:
        return fences
    return [(tgt, src) for src, tgt in fences]


def _order(side: Segmented) -> tuple[bool, str]:
    """Return a key that sorts Chinese first, and other languages by their base languages."""
    base = base_language(side.document.lang)
    return base != "zh", base


def _evidence(
    aligned: AlignedVersions, *, encoder: Encoder, weights: str | Path | None
) -> list[dict[str, float]]:
    """Return the evidence of each bead: what each feature, by its name, adds to the score."""
    return explain(
        [segment.text for segment in aligned.match.zh.segments],
        [segment.text for segment in aligned.match.en.segments],
        aligned.alignment,
        src_lang=aligned.match.zh.document.lang,
        tgt_lang=aligned.match.en.document.lang,
        encoder=encoder,
        weights=weights,
    )


def _lacking(aligned: AlignedVersions, *, encoder: Encoder, swapped: bool) -> list[Lacking | None]:
    """Return what each bead may hold that its other side lacks, by the caller's sides."""
    found = find_lacking(
        [segment.text for segment in aligned.match.zh.segments],
        [segment.text for segment in aligned.match.en.segments],
        aligned.alignment,
        src_lang=aligned.match.zh.document.lang,
        tgt_lang=aligned.match.en.document.lang,
        encoder=encoder,
    )
    if not swapped:
        return found
    return [one and replace(one, side="tgt" if one.side == "src" else "src") for one in found]


def _rows(
    aligned: AlignedVersions,
    evidence: Sequence[Mapping[str, float]] | None,
    lacking: Sequence[Lacking | None] | None,
    *,
    swapped: bool,
) -> tuple[Row, ...]:
    """Return the beads in the caller's order of source and target.

    Args:
        aligned: the two documents and their alignment, Chinese first.
        evidence: evidence of each bead; None if it was not asked for.
        lacking: what each bead may hold that its other side lacks; None if it was not asked for.
        swapped: whether the caller's source is the second of the two documents.
    """
    match = aligned.match
    src, tgt = (match.en, match.zh) if swapped else (match.zh, match.en)
    beads = aligned.alignment.beads
    moved = aligned.alignment.moved_beads()
    rows = []
    for number, bead in enumerate(beads):
        others, moved_score = moved.get(number, ((), None))
        elsewhere = match.en if bead.src else match.zh
        places = [place for other in others for place in (*beads[other].src, *beads[other].tgt)]
        src_numbers, tgt_numbers = (bead.tgt, bead.src) if swapped else (bead.src, bead.tgt)
        rows.append(
            Row(
                src=_join(src, src_numbers),
                tgt=_join(tgt, tgt_numbers),
                src_ids=_ids(src, src_numbers),
                tgt_ids=_ids(tgt, tgt_numbers),
                src_numbers=src_numbers,
                tgt_numbers=tgt_numbers,
                section=aligned.sections[number],
                score=bead.score,
                evidence=evidence[number] if evidence is not None else None,
                lacking=lacking[number] if lacking is not None else None,
                moved_to=_ids(elsewhere, places),
                moved_score=moved_score,
            )
        )
    return tuple(rows)


def _join(text: Segmented, numbers: Iterable[int]) -> str:
    """Return the text of some segments."""
    between = joiner_of(text.document.lang)
    return between.join(text.segments[number].text for number in numbers)


def _ids(text: Segmented, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the ids of some segments."""
    return tuple(text.segments[number].id for number in numbers)
