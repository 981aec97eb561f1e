"""`aigov-corpus align`: pair the sentences of two files."""

from __future__ import annotations

import shlex
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.closing import tell_closing
from aigov_corpus.cli.formats import (
    check_granularity,
    chosen_options,
    given_options,
    with_format_options,
)
from aigov_corpus.cli.inputs import InputPath, ReadingCommand, read_input
from aigov_corpus.cli.memory import (
    CORPUS,
    EXPORTS,
    Destination,
    DestinationPath,
    Output,
    choose_format,
    refuse_filters,
    require_chinese_and_english,
    write_memory,
)
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import (
    encoder_option,
    filter_options,
    given_filters,
    granularity_option,
    keep_option,
    layout_option,
    max_align_option,
    read_language,
    weights_option,
)
from aigov_corpus.cli.progress import progress_line
from aigov_corpus.cli.quick_findings import tell_quick_findings
from aigov_corpus.cli.rows import FORMATS, write_rows
from aigov_corpus.cli.two_files import Choices, read_and_align
from aigov_corpus.errors import UsageError
from aigov_corpus.files.given import GivenFile
from aigov_corpus.text.counting import counted
from aigov_corpus.text.language_codes import base_language


@click.command("align", cls=ReadingCommand)
@click.argument("src", type=InputPath())
@click.argument("tgt", type=InputPath(), required=False)
@click.option(
    "--out",
    type=DestinationPath(),
    metavar="FILE",
    help="File to write, or a directory (with a slash at its end) for a corpus; it is written only "
    "if the command succeeds.  [default: stdout]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, *EXPORTS)),
    help="Format of the output.  [default: by the ending of --out; without --out, tsv]",
)
@click.option(
    "--src-lang",
    callback=read_language,
    metavar="LANG",
    help="Language of SRC, as an ISO 639-1 code: zh, en, zh-TW, …  [default: found]",
)
@click.option(
    "--tgt-lang",
    callback=read_language,
    metavar="LANG",
    help="Language of TGT.  [default: found]",
)
@layout_option
@keep_option
@click.option(
    "--force", is_flag=True, help="Align even two documents that do not seem to belong together."
)
@click.option(
    "--pre-segmented",
    is_flag=True,
    help="Both files have one sentence per line; align the lines unchanged.",
)
@click.option(
    "--paragraphs",
    is_flag=True,
    help="Each line of both files is a paragraph, and line n of SRC belongs to line n of TGT. "
    "extract --format text  writes such files.",
)
@click.option(
    "--explain",
    "with_evidence",
    is_flag=True,
    help="tsv, jsonl: add the evidence for each bead, and how likely something in it has no "
    "counterpart.",
)
@granularity_option
@filter_options
@with_format_options
@encoder_option
@max_align_option
@weights_option
def command(
    *,
    src: Path,
    tgt: Path | None,
    src_lang: str | None,
    tgt_lang: str | None,
    pre_segmented: bool,
    paragraphs: bool,
    form: str | None,
    encoder: str,
    max_align: int | None,
    weights: Path | None,
    layout: str | None,
    keep: tuple[str, ...],
    force: bool,
    with_evidence: bool,
    out: Destination | None,
    **others: Any,
) -> None:
    r"""Align SRC and TGT, or the two languages of SRC, sentence by sentence.

    \b
    aigov-corpus align law.zh.md law.en.html --out law.tmx
    aigov-corpus align law.zh.md law.en.html > law.tsv
    aigov-corpus align law.zh.md law.en.html --granularity clause --out law.tmx
    aigov-corpus align both.md --format jsonl                one file that holds both languages
    aigov-corpus align zh.txt en.txt --pre-segmented --format beads --out zh-en.beads

    --out law.tmx writes a translation memory from SRC to TGT, --out law.xlsx a table for Excel,
    --out law.docx one for Word, --out corpus/ a corpus. These and the other formats that
    export  knows take its filters and options, and want a Chinese and an English document.

    Without them the result is a list of beads, as tsv, jsonl or beads. A bead is a few source
    sentences and the target sentences that translate them, or sentences of one side that have no
    translation.

    Files may be of any format that  aigov-corpus info  lists under reads. They are cleaned and
    split into sentences, and their sections are matched before the sentences are aligned. Two
    documents that do not seem to belong together are refused with exit code 3, unless you pass
    --force. Chinese and English are told apart; name other languages. A file may be -, standard
    input.

    \b
    tsv    source, target, score, with tabs between them;
           the score is empty if source or target is empty
    jsonl  src, tgt, src_ids, tgt_ids, section, score; if the passage stands at another
           place of the other side, moved_to (ids of its sentences there) and moved_score;
           with --explain, lacking: side, score and text of what may have no counterpart
    beads  numbers of source and target sentences, from 0: [0]:[0, 1];
           with --pre-segmented numbers of lines, and each empty line is a bead of its own

    The last line on stderr counts the beads and names the rows to look at: those without a
    counterpart, and those that are doubtful, with a score below .5.
    """
    started = time.monotonic()
    output = _choose_output(form, out, others)
    reads = bool(layout or keep)
    _check_call(output, tgt, pre_segmented=pre_segmented, paragraphs=paragraphs, reads=reads)
    tgt = tgt or src
    if output.form == "beads" and with_evidence:
        raise UsageError(
            "beads cannot hold the evidence of --explain", remedy="add  --format jsonl"
        )
    _check_languages(output, src_lang, tgt_lang)
    from aigov_corpus.embedding import DEFAULT, cache_encoder
    from aigov_corpus.embedding.use_package import begin_loading

    choices = Choices(
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        encoder=cache_encoder(encoder),
        max_align=max_align,
        weights=weights,
        layout=layout,
        keep=keep,
        paragraphs=paragraphs,
        force=force,
        with_evidence=with_evidence,
    )
    first = read_input(src)
    inputs = (first, first if str(src) == str(tgt) else read_input(tgt))
    if encoder == DEFAULT:
        begin_loading()
    names = (src.stem, tgt.stem)
    if pre_segmented:
        _align_lines(*inputs, choices, output, names=names, started=started)
    else:
        _align_texts(*inputs, choices, output, names=names, started=started)


def _choose_output(form: str | None, out: Destination | None, others: dict[str, Any]) -> Output:
    """Return where and how the result is written.

    Raises:
        UsageError: they do not go together.
    """
    chosen = choose_format(form, out)
    granularity = others.pop("granularity") or "sentence"
    check_granularity(granularity, chosen)
    filters = given_filters(others)
    refuse_filters(chosen, filters=filters, options=given_options(others))
    options = chosen_options(chosen, others) if chosen in EXPORTS else {}
    return Output(chosen, out.path if out else None, filters, options, granularity)


def _check_call(
    output: Output, tgt: Path | None, *, pre_segmented: bool, paragraphs: bool, reads: bool
) -> None:
    """Raise a `UsageError` if the arguments do not go together.

    Args:
        output: where and how the result is written.
        tgt: the second file; None if there is none.
        pre_segmented: whether each line is a sentence.
        paragraphs: whether each line is a paragraph.
        reads: whether the user says how documents are read, by a layout or by what is kept.
    """
    if tgt is None and (pre_segmented or paragraphs):
        option = "--pre-segmented" if pre_segmented else "--paragraphs"
        raise UsageError(f"{option} takes two files of lines", remedy="name TGT too")
    if pre_segmented and paragraphs:
        raise UsageError(
            "a line is a sentence with --pre-segmented, and a paragraph with --paragraphs",
            remedy="leave out one of the two",
        )
    if pre_segmented and reads:
        raise UsageError(
            "every line is read with --pre-segmented, as it stands",
            remedy="leave out --layout and --keep",
        )
    if pre_segmented and output.form == CORPUS:
        raise UsageError(
            "a corpus is made of documents, not of files of lines",
            remedy="leave out --pre-segmented, or name a file with --out",
        )


def _check_languages(output: Output, src_lang: str | None, tgt_lang: str | None) -> None:
    """Raise a `UsageError` if the user names languages that the format does not hold."""
    named = [base_language(code) for code in (src_lang, tgt_lang) if code]
    fits = set(named) <= {"zh", "en"} and len(set(named)) == len(named)
    require_chinese_and_english(output.form, are_both=fits)


def _align_texts(
    src: GivenFile,
    tgt: GivenFile,
    choices: Choices,
    output: Output,
    *,
    names: tuple[str, str],
    started: float,
) -> None:
    """Align two documents, and write the result."""
    from aigov_corpus.building.folder import name_document, write_folder
    from aigov_corpus.building.two_texts import make_units

    with progress_line() as show:
        texts, aligned = read_and_align(src, tgt, choices, show)
        if output.form not in FORMATS:
            require_chinese_and_english(output.form, are_both=texts.are_chinese_and_english)
            show("tagging")
            ids = tuple(map(name_document, names))
            units = make_units(texts, aligned, document=ids[0], rendering=ids[1])
    if output.form in FORMATS:
        write_rows(aligned.rows, form=output.form, out=output.path)
    elif output.form == CORPUS and output.path:
        if output.filters:
            raise UsageError(
                "a corpus holds all units, so that filters cannot be used",
                remedy="leave them out here, and use them with  aigov-corpus export",
            )
        folder = write_folder(output.path, texts, units, encoder=choices.encoder.id, progress=tell)
        tell(f"{counted(len(units.pairs), 'unit')} written to {folder}")
    else:
        write_memory(units, output)
    tell_closing(
        aligned.rows,
        languages=texts.languages,
        left_out=(*texts.src.document.left_out, *texts.tgt.document.left_out),
        seconds=time.monotonic() - started,
    )
    tell_quick_findings(
        aligned.rows,
        texts.languages,
        form=output.form,
        path=output.path,
        given=_as_typed(src, tgt, choices),
    )


def _as_typed(src: GivenFile, tgt: GivenFile, choices: Choices) -> str:
    """Return two texts as `check` takes them; empty if it would read or align them otherwise."""
    is_plain = replace(choices, with_evidence=False) == Choices(None, None, choices.encoder)
    names = (src.name, tgt.name)
    return shlex.join(names) if is_plain and all(Path(name).is_file() for name in names) else ""


def _align_lines(
    src: GivenFile,
    tgt: GivenFile,
    choices: Choices,
    output: Output,
    *,
    names: tuple[str, str],
    started: float,
) -> None:
    """Align two files with one sentence per line, and write the result."""
    from aigov_corpus.building.lines import align_lines, make_line_pairs
    from aigov_corpus.building.two_texts import TaggedPairs

    codes, sides = _read_lines(src, tgt, choices)
    with progress_line() as show:
        rows = align_lines(
            *sides,
            src_lang=codes[0],
            tgt_lang=codes[1],
            encoder=choices.encoder,
            max_align=choices.max_align,
            weights=choices.weights,
            with_evidence=choices.with_evidence,
            progress=show,
        )
    if output.form in FORMATS:
        write_rows(rows, form=output.form, out=output.path)
    else:
        are_both = {*map(base_language, codes)} == {"zh", "en"}
        require_chinese_and_english(output.form, are_both=are_both)
        pairs = make_line_pairs(rows, languages=codes, names=names)
        write_memory(TaggedPairs(tuple(pairs), ()), output)
    with_text = [row for row in rows if row.src or row.tgt]
    tell_closing(with_text, languages=codes, left_out=(), seconds=time.monotonic() - started)


def _read_lines(
    src: GivenFile, tgt: GivenFile, choices: Choices
) -> tuple[tuple[str, str], list[list[str]]]:
    """Return the language codes and the lines of two files; print warnings about them."""
    from aigov_corpus.building.lines import find_languages, read_lines

    codes = find_languages(
        (src.data, tgt.data),
        names=(src.name, tgt.name),
        named=(choices.src_lang, choices.tgt_lang),
    )
    sides: list[list[str]] = []
    for file, lang in zip((src, tgt), codes, strict=True):
        lines, warnings = read_lines(file.data, name=file.name, lang=lang)
        for warning in warnings:
            tell(warning, severity="warning", source=file.name)
        sides.append(lines)
    return codes, sides
