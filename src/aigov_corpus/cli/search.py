"""`aigov-corpus search`: find texts by their meaning, in either language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.inputs import InputPath
from aigov_corpus.cli.loading import load_selected, refuse_swapped
from aigov_corpus.cli.options import corpus_options, encoder_option, filter_options
from aigov_corpus.cli.tables import print_table, table_option


@click.command("search")
@click.argument("corpus", type=InputPath())
@click.argument("query")
@table_option
@click.option(
    "-k",
    "count",
    type=click.IntRange(min=1),
    metavar="N",
    default=10,
    show_default=True,
    help="Number of pairs, at most.",
)
@click.option("--side", type=click.Choice(("zh", "en")), help="Look in this text alone.")
@encoder_option
@filter_options
@corpus_options
def command(
    corpus: Path,
    query: str,
    form: str,
    count: int,
    side: str | None,
    encoder: str,
    **options: Any,
) -> None:
    r"""List the pairs of CORPUS whose texts mean about the same as QUERY, the nearest first.

    \b
    aigov-corpus search data/aligned "clean electricity for data centres"
    aigov-corpus search data/aligned 技术壁垒 -k 3 --format jsonl

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts. QUERY
    may be in another language than the texts. Each line has the score (1 for the same meaning, near
    0 for another), the section, and both texts; tabs stand between them.
    """
    from aigov_corpus.embedding import get_encoder

    get_encoder(encoder)  # a wrong name is told before any file is read
    refuse_swapped(corpus, query)
    loaded = load_selected(corpus, options)
    found = loaded.search(query, k=count, side=side, encoder=encoder)
    print_table(
        found.rows(), form, lines=found.lines(), html=found.to_html, title=f"Pairs for {query}"
    )
