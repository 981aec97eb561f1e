"""aigov-corpus build: from corpus.toml to data/aligned."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from aigov_corpus.config import DEFAULT


@click.command("build")
@click.argument("config", type=click.Path(path_type=Path), default=DEFAULT)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to build; default: as CONFIG says."
)
@click.option(
    "--encoder",
    default="use",
    show_default=True,
    metavar="NAME",
    help="use, hash (a fast fake, for trials), or sentence-transformers:NAME_OR_PATH.",
)
@click.option("--force", is_flag=True, help="Build unchanged documents too.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(config: Path, out: Path | None, encoder: str, force: bool, as_json: bool) -> None:
    r"""Build the corpus that CONFIG (default: corpus.toml) describes.

    \b
    aigov-corpus build                                 the corpus of ./corpus.toml, into data/aligned
    aigov-corpus build my/corpus.toml --out /tmp/trial --force

    A document that cannot be built is named and the others are built; what was there of it stays.
    Ends with 0, or with the code of the first document that failed.
    """
    from aigov_corpus.building.pipeline import DocumentReport, build

    def line(document: DocumentReport) -> str:
        counts = ", ".join(f"{number} {status}" for status, number in document.status.items())
        return (
            f"{document.state}\t{document.id}\t{document.pairs} units ({counts})\t{document.path}"
        )

    with _progress() as say:
        report = build(config, out=out, encoder=encoder, force=force, progress=say)
    for document in report.documents:
        for warning in document.warnings:
            click.echo(f"warning: {document.id}: {warning}", err=True)
        if document.error:
            click.echo(f"aigov-corpus: {document.id}: {document.error}", err=True)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        for document in report.documents:
            if not document.error:
                click.echo(line(document))
    click.get_current_context().exit(report.exit_code)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Say on stderr what is being done: one changing line on a terminal, nothing elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda message: None
        return
    with console.status("starting") as status:
        yield status.update
