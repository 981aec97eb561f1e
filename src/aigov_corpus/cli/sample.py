"""`aigov-corpus sample`: draw pairs so that each group has its share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.inputs import InputPath, OutputPath, ReadingCommand
from aigov_corpus.cli.loading import load_selected
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import corpus_options, filter_options, refuse_unused
from aigov_corpus.cli.tables import print_table, table_option

_BY = ("document", "rendering", "section", "principle", "status", "kind")


@click.command("sample", cls=ReadingCommand)
@click.argument("corpus", type=InputPath())
@click.argument("size", type=click.IntRange(min=1))
@table_option
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(_BY),
    help="Give each group its share. May be given several times.",
)
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    metavar="N",
    help="Number on which the draw depends: another one draws other pairs.",
)
@click.option(
    "--annotate",
    type=OutputPath(),
    metavar="FILE",
    help="Write a table for a person who annotates principles instead, as .xlsx or .csv.",
)
@filter_options
@corpus_options
def command(
    corpus: Path,
    size: int,
    form: str,
    by: tuple[str, ...],
    seed: int,
    annotate: Path | None,
    **options: Any,
) -> None:
    r"""Draw SIZE pairs of CORPUS, in the order of the text.

    \b
    aigov-corpus sample data/aligned 10 --by section --seed 1
    aigov-corpus sample data/aligned 20 --by principle --annotate todo.xlsx
    aigov-corpus sample data/aligned 5 --format jsonl

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts. The
    same corpus, size and seed give the same pairs. A pair with several principles is in the group
    of its rarest one. Each line has the id of the pair, its section, and both texts; tabs stand
    between them.
    """
    if annotate is not None:
        refuse_unused("form", because="is how pairs are printed, and --annotate writes a table")
    drawn = load_selected(corpus, options).sample(size, by=by, seed=seed)
    for note in drawn.notes:
        tell(note, source=corpus)
    if annotate is not None:
        drawn.to_annotation(annotate)
        return
    columns = ("pair_id", "document", "rendering", "section", "principles", "score", "zh", "en")
    rows = [{name: _plain(getattr(pair, name)) for name in columns} for pair in drawn]
    lines = ["\t".join((pair.pair_id, pair.section, pair.zh, pair.en)) for pair in drawn]
    print_table(rows, form, lines=lines, html=drawn.to_html, title=f"{size} pairs")


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    return list(value) if isinstance(value, tuple) else value
