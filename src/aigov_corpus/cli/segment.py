"""`aigov-corpus segment`: split a text into sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

import click

from aigov_corpus.cli.inputs import InputPath, ReadingCommand, input_name, open_input
from aigov_corpus.cli.options import json_option, language_option, out_option
from aigov_corpus.cli.output_names import require_text_name
from aigov_corpus.cli.printing import open_output, to_json
from aigov_corpus.errors import InvalidInputError

if TYPE_CHECKING:
    from aigov_corpus.protocols import Segmenter


Write = Callable[[str], object]
"""A function that writes a text to where the user wants it."""


_HEAD_BYTES = 4096
"""Bytes at the beginning of a file that show what it is."""


class Paragraph(NamedTuple):
    """A line of the file that is not blank."""

    number: int
    """Number of the paragraph, from 1; blank lines do not count."""
    line: int
    """Number of the line in the file, from 1; all lines count."""
    text: str
    spans: list[tuple[int, int]]
    """Start and end of each sentence: `text[start:end]` is the sentence."""


@click.command("segment", cls=ReadingCommand)
@click.argument("file", type=InputPath())
@language_option("--lang", of="FILE")
@click.option("--no-semicolon", is_flag=True, help="Chinese: ； does not end a sentence.")
@click.option(
    "--model",
    metavar="NAME",
    help="Installed spaCy pipeline that finds the sentences, such as en_core_web_sm.  "
    "[default: the rules of the language]",
)
@click.option(
    "--encoding", default="utf-8", show_default=True, metavar="NAME", help="Encoding of FILE."
)
@click.option("--no-paragraphs", is_flag=True, help="Print no blank line between paragraphs.")
@json_option
@out_option
def command(
    file: Path,
    *,
    lang: str,
    no_semicolon: bool,
    model: str | None,
    encoding: str,
    no_paragraphs: bool,
    as_json: bool,
    out: Path | None,
) -> None:
    r"""Split FILE (- is standard input) into sentences.

    Each line of a text file is one paragraph. Of a Word file, EPUB, PDF, web page or subtitles
    the paragraphs are those that  aigov-corpus extract  finds.

    \b
    aigov-corpus segment plan.zh.txt --lang zh > plan.zh.sentences
    aigov-corpus segment - --lang en --json < plan.en.txt

    Prints one sentence per line, and a blank line between paragraphs.

    With --json the output is one object: lang, segmenter (name and version), and sentences. A
    sentence has its paragraph and line (from 1), its start and end in the line (from 0; the end is
    the first character after it), and its text.
    """
    from aigov_corpus.extraction.lines import find_decoder
    from aigov_corpus.segmentation import get_segmenter

    require_text_name(out, as_json=as_json)
    options: dict[str, object] = {}
    if no_semicolon:
        options["semicolon"] = False
    if model:
        options["model"] = model
    segmenter = get_segmenter(lang, **options)
    find_decoder(encoding)  # first: a wrong name is told before any file is read
    name = input_name(file)
    with open_output(out) as write, open_input(file) as stream:
        lines = _find_lines(stream, encoding=encoding, name=name, lang=lang)
        paragraphs = _paragraphs(lines, segmenter)
        if as_json:
            has_text = _write_json(paragraphs, write, lang=lang, segmenter=segmenter)
        else:
            between = "" if no_paragraphs else "\n"
            has_text = _write_text(paragraphs, write, between=between)
        if not has_text:
            raise InvalidInputError(
                "it is empty: there is no text to segment",
                source=name,
                remedy="give a file with text in it",
            )


def _find_lines(stream: IO[bytes], *, encoding: str, name: str, lang: str) -> Iterator[str]:
    """Yield the lines of a text, or the paragraphs of a PDF, a page or another document.

    Args:
        stream: the open file.
        encoding: encoding of a text.
        name: name of the file, for messages.
        lang: language of the file.
    """
    from aigov_corpus.extraction import extract, is_document
    from aigov_corpus.extraction.lines import iter_lines

    peek = getattr(stream, "peek", None)
    if peek is None or not is_document(peek(_HEAD_BYTES), name=name):
        yield from iter_lines(stream, encoding=encoding, name=name)
        return
    document = extract(stream, name=name, lang=lang)
    yield from (block.text for block in document.blocks if block.kind != "provenance")


def _paragraphs(lines: Iterator[str], segmenter: Segmenter) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file, one after the other; blank lines are left out."""
    number = 0
    for line_number, line in enumerate(lines, start=1):
        spans = segmenter.spans(line)
        if spans:
            number += 1
            yield Paragraph(number, line_number, line, spans)


def _write_text(paragraphs: Iterator[Paragraph], write: Write, *, between: str) -> bool:
    """Write one sentence per line, and `between` after each paragraph but the last.

    Return whether there were any sentences.
    """
    written = False
    for paragraph in paragraphs:
        if written:
            write(between)
        for start, end in paragraph.spans:
            sentence = paragraph.text[start:end]
            write(" ".join(sentence.splitlines()) + "\n")
        written = True
    return written


def _write_json(
    paragraphs: Iterator[Paragraph], write: Write, *, lang: str, segmenter: Segmenter
) -> bool:
    """Write one JSON object, sentence by sentence; return whether there were any sentences."""
    written = False
    for paragraph in paragraphs:
        for start, end in paragraph.spans:
            if written:
                write(",\n")
            else:
                head = f'"lang": {to_json(lang)}, "segmenter": {to_json(segmenter.id)}'
                write(f'{{{head}, "sentences": [\n')
            write(_json_row(paragraph, start, end))
            written = True
    if written:
        write("\n]}\n")
    return written


def _json_row(paragraph: Paragraph, start: int, end: int) -> str:
    """Return one sentence as a JSON object on one line."""
    row = {
        "paragraph": paragraph.number,
        "line": paragraph.line,
        "start": start,
        "end": end,
        "text": paragraph.text[start:end],
    }
    return to_json(row)
