"""`aigov-corpus terms`: list the terms of a corpus, or the renderings of a phrase."""

from __future__ import annotations

from pathlib import Path

import click

from aigov_corpus.cli.inputs import InputPath
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import corpus_options, json_option
from aigov_corpus.cli.printing import echo_json, echo_line
from aigov_corpus.errors import UsageError

_BY = click.Choice(("rendering", "section", "document"))


@click.command("terms")
@click.argument("corpus", type=InputPath())
@json_option
@click.option(
    "--min-count",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How often a term occurs, at least.",
)
@click.option("--phrase", help="List the renderings of this Chinese or English phrase instead.")
@click.option("--by", type=_BY, help="With --phrase, count for each of them apart.")
@corpus_options
def command(
    corpus: Path,
    as_json: bool,
    min_count: int,
    phrase: str | None,
    by: str | None,
    unchecked: bool,
    src_lang: str | None,
    tgt_lang: str | None,
) -> None:
    r"""List Chinese terms of CORPUS with their renderings, the best candidates first.

    \b
    aigov-corpus terms data/aligned --min-count 2
    aigov-corpus terms data/aligned --phrase 全球南方 --by section

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts.

    Each line has the term, how often it occurs, its most frequent rendering and how often that
    occurs, and the other renderings with their counts; tabs stand between them. With --phrase, each
    line has a rendering and its count. A rendering without text counts the places where no words
    render the phrase.
    """
    from aigov_corpus.corpus import load

    if by and phrase is None:
        raise UsageError("--by needs a phrase", remedy="add  --phrase TEXT, or leave out --by")

    loaded = load(corpus, unchecked=unchecked, src_lang=src_lang, tgt_lang=tgt_lang)
    for note in loaded.notes:
        tell(note, source=corpus)
    if phrase is not None:
        frame = loaded.renderings_of(phrase, by=by)
        columns = [*([by] if by else []), "text", "count"]
    else:
        frame = loaded.terms(min_count=min_count)
        columns = ["term", "count", "text", "text_count", "others"]
    rows = frame.to_dict("records")
    if as_json:
        echo_json(rows, indent=2)
        return
    if not rows:  # a phrase that does not occur is an error, so these are terms
        tell(
            f"no term occurs {min_count:,} times or more; list rarer ones with a lower  --min-count"
            if min_count > 1
            else "no term was found",
            source=corpus,
        )
    for row in rows:
        cells = (row[column] for column in columns)
        echo_line(
            "\t".join(", ".join(cell) if isinstance(cell, list) else str(cell) for cell in cells)
        )
