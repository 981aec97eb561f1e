"""`aigov-corpus align`: print the sentence pairs of two files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import STDIN, Input, InputPath, ReadingCommand, read_input
from aigov_corpus.cli.memory import EXPORTS, check_export, choose_format, write_memory
from aigov_corpus.cli.messages import Severity, tell
from aigov_corpus.cli.options import (
    encoder_option,
    language_option,
    layout_option,
    max_align_option,
    out_option,
    weights_option,
)
from aigov_corpus.cli.progress import ShowProgress, progress_line
from aigov_corpus.cli.rows import FORMATS, Row, write_rows
from aigov_corpus.errors import InvalidInputError, MismatchError, UsageError
from aigov_corpus.text.language_codes import UNSPACED, base_language

if TYPE_CHECKING:
    from aigov_corpus.building.documents import AlignedDocuments, SegmentBead
    from aigov_corpus.protocols import Encoder
    from aigov_corpus.records import Segmented


@dataclass(frozen=True, slots=True)
class Choices:
    """The options for aligning that do not depend on the kind of file."""

    src_lang: str
    tgt_lang: str
    encoder: Encoder
    max_align: int | None
    weights: Path | None
    with_evidence: bool


@click.command("align", cls=ReadingCommand)
@click.argument("src", type=InputPath())
@click.argument("tgt", type=InputPath())
@language_option("--src-lang", of="SRC", default="zh")
@language_option("--tgt-lang", of="TGT", default="en")
@click.option(
    "--pre-segmented",
    is_flag=True,
    help="Both files have one sentence per line; align the lines unchanged.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, *EXPORTS)),
    help="Format of the output.  [default: by the ending of --out; without --out, tsv]",
)
@encoder_option
@max_align_option
@weights_option
@layout_option
@click.option(
    "--force", is_flag=True, help="Align even two documents that do not seem to belong together."
)
@click.option(
    "--explain", "with_evidence", is_flag=True, help="tsv, jsonl: add the evidence for each bead."
)
@out_option
def command(
    *,
    src: Path,
    tgt: Path,
    src_lang: str,
    tgt_lang: str,
    pre_segmented: bool,
    form: str | None,
    encoder: str,
    max_align: int | None,
    weights: Path | None,
    layout: str | None,
    force: bool,
    with_evidence: bool,
    out: Path | None,
) -> None:
    r"""Align SRC and TGT sentence by sentence. One of them may be -, standard input.

    \b
    aigov-corpus align law.zh.md law.en.html > law.tsv
    aigov-corpus align both.md both.md --format jsonl        one file that holds both languages
    aigov-corpus align zh.txt en.txt --pre-segmented --format beads --out zh-en.beads

    The result is a list of beads. A bead is a few source sentences and the target sentences that
    translate them, or sentences of one side that have no translation.

    Files may be text, Markdown, AsciiDoc, HTML, DOCX or subtitles (SRT, VTT). They are cleaned and
    split into sentences, and their sections are matched before the sentences are aligned. Two
    documents that do not seem to belong together are refused with exit code 3, unless you pass
    --force.

    \b
    tsv    source, target, score, with tabs between them;
           the score is empty if source or target is empty
    jsonl  src, tgt, src_ids, tgt_ids, section, score; if the passage stands at another
           place of the other side, moved_to (ids of its sentences there) and moved_score
    beads  numbers of source and target sentences, from 0: [0]:[0, 1];
           with --pre-segmented numbers of lines, and each empty line is a bead of its own

    The other formats are those of  aigov-corpus export,  for a Chinese and an English document:
    --out law.tmx writes a translation memory, --out law.xlsx a table for Excel.
    """
    form = choose_format(form, out)
    if form in EXPORTS:
        check_export(form, languages=(src_lang, tgt_lang), pre_segmented=pre_segmented)
    if form == "beads" and with_evidence:
        raise UsageError(
            "beads cannot hold the evidence of --explain", remedy="add  --format jsonl"
        )
    if str(src) == str(tgt) == STDIN:
        raise UsageError("SRC and TGT are both stdin", remedy="name a file for one of them")
    from aigov_corpus.embedding import DEFAULT, cache_encoder
    from aigov_corpus.embedding.use_package import begin_loading

    choices = Choices(src_lang, tgt_lang, cache_encoder(encoder), max_align, weights, with_evidence)
    inputs = (read_input(src), read_input(tgt))
    if encoder == DEFAULT:
        begin_loading()
    with progress_line() as show:
        if pre_segmented:
            rows = _rows_of_lines(*inputs, choices, show)
        else:
            aligned = _align_documents(*inputs, choices, show, layout=layout, force=force)
            if form in EXPORTS and out:
                names = (src.stem, tgt.stem)
                write_memory(aligned.versions, names=names, form=form, out=out)
                return
            rows = [_row_of_bead(bead, choices) for bead in aligned.beads]
    write_rows(rows, form=form, out=out)


def _rows_of_lines(src: Input, tgt: Input, choices: Choices, show: ShowProgress) -> list[Row]:
    """Return the rows of two files with one sentence per line."""
    from aigov_corpus.building.lines import align_lines, read_lines
    from aigov_corpus.building.sources import check_differ

    check_differ(src.data, tgt.data, names=(src.name, tgt.name))
    src_lines, warnings = read_lines(src.data, name=src.name, lang=choices.src_lang)
    _warn(warnings, src)
    tgt_lines, warnings = read_lines(tgt.data, name=tgt.name, lang=choices.tgt_lang)
    _warn(warnings, tgt)
    beads = align_lines(
        src_lines,
        tgt_lines,
        src_lang=choices.src_lang,
        tgt_lang=choices.tgt_lang,
        encoder=choices.encoder,
        max_align=choices.max_align,
        weights=choices.weights,
        with_evidence=choices.with_evidence,
        progress=show,
    )
    join_src = _joiner(choices.src_lang)
    join_tgt = _joiner(choices.tgt_lang)
    return [
        Row(
            src=join_src(src_lines[number] for number in bead.src),
            tgt=join_tgt(tgt_lines[number] for number in bead.tgt),
            src_ids=bead.src,
            tgt_ids=bead.tgt,
            src_numbers=bead.src,
            tgt_numbers=bead.tgt,
            section="",
            score=bead.score,
            evidence=bead.evidence,
            moved_to=bead.moved_to,
            moved_score=bead.moved_score,
        )
        for bead in beads
    ]


def _align_documents(
    src: Input,
    tgt: Input,
    choices: Choices,
    show: ShowProgress,
    *,
    layout: str | None,
    force: bool,
) -> AlignedDocuments:
    """Return the beads of two documents; their sections are matched first."""
    from aigov_corpus.building.documents import align_documents

    show("reading")
    same_file = src.data == tgt.data and base_language(choices.src_lang) != base_language(
        choices.tgt_lang
    )
    documents = (
        _read_segmented(src, choices.src_lang, layout, both_sides=same_file),
        _read_segmented(tgt, choices.tgt_lang, layout, both_sides=same_file),
    )
    try:
        aligned = align_documents(
            *documents,
            encoder=choices.encoder,
            max_align=choices.max_align,
            weights=choices.weights,
            force=force,
            names=(src.name, tgt.name),
            with_evidence=choices.with_evidence,
            progress=show,
        )
    except MismatchError as error:
        remedy = "; ".join(filter(None, (error.remedy, "pass --force to align them anyway")))
        raise error.with_fields(remedy=remedy) from error
    check = f"check that {src.name} and {tgt.name} are the same document"
    for sign in aligned.warnings:
        tell(f"{sign}; {check}", severity="warning")
    return aligned


def _row_of_bead(bead: SegmentBead, choices: Choices) -> Row:
    """Return the row of a bead of two documents, with the texts of its sentences joined."""
    return Row(
        src=_joiner(choices.src_lang)(segment.text for segment in bead.src),
        tgt=_joiner(choices.tgt_lang)(segment.text for segment in bead.tgt),
        src_ids=tuple(segment.id for segment in bead.src),
        tgt_ids=tuple(segment.id for segment in bead.tgt),
        src_numbers=bead.src_numbers,
        tgt_numbers=bead.tgt_numbers,
        section=bead.section,
        score=bead.score,
        evidence=bead.evidence,
        moved_to=tuple(segment.id for segment in bead.moved_to),
        moved_score=bead.moved_score,
    )


def _read_segmented(
    file: Input, lang: str, layout: str | None, *, both_sides: bool = False
) -> Segmented:
    """Return the document in one language from a file, split into sentences.

    Args:
        file: the file.
        lang: code of the language.
        layout: layout of the file; None to find it out.
        both_sides: whether the same file is the source and the target.
    """
    from aigov_corpus.building.sources import read_document
    from aigov_corpus.extraction import describe_left_out, leaves_out_much
    from aigov_corpus.segmentation import segment_document

    document = read_document(
        file.data, name=file.name, lang=lang, layout=layout, both_sides=both_sides
    )
    _warn(document.meta.get("warnings", ()), file)
    if left_out := describe_left_out(document):
        severity: Severity = "warning" if leaves_out_much(document) else "notice"
        tell(left_out, severity=severity, source=file.name)
    try:
        return segment_document(document)
    except InvalidInputError as error:
        raise error.with_fields(source=file.name) from error


def _warn(warnings: Iterable[str], file: Input) -> None:
    """Print warnings about a file."""
    for warning in warnings:
        tell(warning, severity="warning", source=file.name)


def _joiner(lang: str) -> Callable[[Iterable[str]], str]:
    """Return a function that joins sentences, with spaces if the language has them."""
    return "".join if base_language(lang) in UNSPACED else " ".join
