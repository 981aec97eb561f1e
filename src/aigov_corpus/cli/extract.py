"""`aigov-corpus extract`: a page or file to a clean document."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import Document


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--url", default="", help="Where the page came from: chooses the rules for its site.")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="Of a bilingual file, the side to take."
)
@click.option(
    "--layout",
    metavar="NAME",
    help="interleaved, table, two-column or plain; recognised if not given.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: a document, or a list of both (zh, en)."
)
def command(file: str, url: str, lang: str | None, layout: str | None, as_json: bool) -> None:
    r"""Turn FILE (HTML, text, Markdown or DOCX; - is stdin) into a clean document.

    \b
    aigov-corpus extract page.html --url https://www.gov.cn/yaowen/liebiao/202507/content_7033929.htm
    aigov-corpus extract law.zh-en.md --json | jq '.[].title'
    curl -s URL | aigov-corpus extract - --url URL --json

    A file that holds both languages gives both documents, Chinese first.
    """
    from aigov_corpus.extraction import extract_any

    name = "standard input" if file == "-" else file
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InvalidInputError(
            f"{file} cannot be read: {error.strerror}; check its name"
        ) from error
    documents = extract_any(data, name=name, url=url, lang=lang, layout=layout)
    for document in documents:
        for warning in document.meta.get("warnings", ()):
            click.echo(f"{name}: {warning}", err=True)
    if as_json:
        found = [_record(document) for document in documents]
        click.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(_readable(document) for document in documents))


def _record(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "published": document.published,
        "updated": document.updated,
        "source": document.source,
        "url": document.url,
        "lang": document.lang,
        "blocks": [
            {"kind": block.kind, "text": block.text, "section": block.section, "level": block.level}
            for block in document.blocks
        ],
        "meta": dict(document.meta),
    }


def _readable(document: Document) -> str:
    known = [
        f"{label}: {value}"
        for label, value in (
            ("title", document.title),
            ("published", document.published),
            ("updated", document.updated),
            ("source", document.source),
            ("url", document.url),
            ("lang", document.lang),
        )
        if value
    ]
    width = max((len(block.section) for block in document.blocks), default=0)
    lines = [
        f"{block.section:<{width}}  {block.kind:<10}  {block.text}" for block in document.blocks
    ]
    return "\n".join([*known, "", *lines])
