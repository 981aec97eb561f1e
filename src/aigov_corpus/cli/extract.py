"""`aigov-corpus extract`: turn a page or file into a clean document."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.inputs import InputPath, ReadingCommand, read_input
from aigov_corpus.cli.messages import tell, tell_reading
from aigov_corpus.cli.options import (
    json_option,
    keep_option,
    layout_option,
    out_option,
    read_language,
    refuse_unused,
)
from aigov_corpus.cli.output_names import require_text_name
from aigov_corpus.cli.printing import open_output, to_json
from aigov_corpus.errors import UsageError
from aigov_corpus.records import Document

# Fields of a document that are shown before its text, in this order.
_FIELDS = ("title", "published", "updated", "source", "url", "lang")

BLOCKS = "blocks"
TEXT = "text"
"""Names of the forms in which a document is printed."""

_KIND_WIDTH = 10
"""Columns for the kind of a block; the longest names, such as `provenance`, fit."""


@click.command("extract", cls=ReadingCommand)
@click.argument("file", type=InputPath())
@click.option(
    "--url",
    default="",
    metavar="URL",
    help="Address of the page; it chooses the rules for the page's site.",
)
@click.option(
    "--lang",
    callback=read_language,
    metavar="LANG",
    help="Language of the document, as an ISO 639-1 code: zh, en, zh-TW, …; of a file that holds "
    "both Chinese and English, the one to take.  [default: both]",
)
@layout_option
@click.option(
    "--left-out",
    "only_left_out",
    is_flag=True,
    help="List what is left out of the document, with reason and place, instead of its text.",
)
@keep_option
@click.option(
    "--format",
    "form",
    type=click.Choice((BLOCKS, TEXT)),
    default=BLOCKS,
    show_default=True,
    help="How blocks are printed: blocks (section, kind and text), or text (one paragraph on each "
    "line, with marks for headings, to be mended in an editor and read again).",
)
@json_option
@out_option
def command(
    *,
    file: Path,
    url: str,
    lang: str | None,
    layout: str | None,
    only_left_out: bool,
    keep: tuple[str, ...],
    form: str,
    as_json: bool,
    out: Path | None,
) -> None:
    r"""Turn FILE (HTML, text, Markdown, DOCX …; - is standard input) into a clean document.

    \b
    aigov-corpus extract page.html --url https://www.gov.cn/zhengce/content_1.htm
    aigov-corpus extract law.zh-en.md --json > law.json
    aigov-corpus extract - --json < page.html
    aigov-corpus extract page.html --left-out
    aigov-corpus extract page.html --format text > page.txt       mend it, and align it as it is

    A file that holds both languages gives two documents, the Chinese one first.

    Each line of the output is one block of text: its section, its kind (title, heading, paragraph,
    item, …) and its text. With --json the output is one object, or a list of two.
    """
    from aigov_corpus.extraction import extract_any
    from aigov_corpus.extraction.keeping import check_kept
    from aigov_corpus.extraction.language_check import check_document_language
    from aigov_corpus.extraction.marked_lines import write_marked

    require_text_name(out, as_json=as_json)
    if as_json or only_left_out:
        option = "--json" if as_json else "--left-out"
        refuse_unused("form", because=f"is about text, and {option} writes something else")
    source = read_input(file)
    documents = extract_any(
        source.data, name=source.name, url=url, lang=lang, layout=layout, keep=keep
    )
    if lang is not None:
        for document in documents:
            check_document_language(document, name=source.name)
    check_kept(documents, keep, name=source.name)
    if form == TEXT and len(documents) > 1:
        raise UsageError(
            "it holds two languages, and --format text writes one",
            source=source.name,
            remedy="add  --lang zh  or  --lang en",
        )
    tell_reading(documents, source=source.name, left_out="none" if only_left_out else "much")
    if only_left_out and not as_json:
        text = "\n".join(
            f"{piece.reason}\t{piece.place}\t{' '.join(piece.text.split())}"
            for document in documents
            for piece in document.left_out
        )
        if not text:
            tell("nothing is left out", source=source.name)
    elif as_json:
        records = [_record(document) for document in documents]
        printed = records[0] if len(records) == 1 else records
        text = to_json(printed, indent=2)
    elif form == TEXT:
        text = write_marked(documents[0]).rstrip("\n")
    else:
        text = "\n\n".join(_readable(document) for document in documents)
    with open_output(out) as write:
        write(f"{text}\n" if text else "")


def _record(document: Document) -> dict[str, Any]:
    """Return a document in the form that --json prints."""
    fields: dict[str, Any] = {name: getattr(document, name) for name in _FIELDS}
    fields["blocks"] = [
        {"kind": block.kind, "text": block.text, "section": block.section, "level": block.level}
        for block in document.blocks
    ]
    fields["left_out"] = [asdict(piece) for piece in document.left_out]
    fields["meta"] = dict(document.meta)
    return fields


def _readable(document: Document) -> str:
    """Return a document as text: its known fields, then one line for each block."""
    fields = [(name, getattr(document, name)) for name in _FIELDS]
    known = [f"{name}: {value}" for name, value in fields if value]
    width = max((len(block.section) for block in document.blocks), default=0)
    lines = [
        f"{block.section:<{width}}  {block.kind:<{_KIND_WIDTH}}  {block.text}"
        for block in document.blocks
    ]
    return "\n".join([*known, "", *lines])
