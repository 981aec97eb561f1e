"""`aigov-corpus build`: build the corpus that corpus.toml describes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath, OutputPath
from aigov_corpus.cli.messages import tell, tell_findings
from aigov_corpus.cli.options import encoder_option, granularity_option, json_option, keep_option
from aigov_corpus.cli.printing import echo, echo_json
from aigov_corpus.cli.progress import progress_line
from aigov_corpus.config import DEFAULT

if TYPE_CHECKING:
    from aigov_corpus.building import DocumentReport


@click.command("build")
@click.argument("config", type=InputPath(), default=DEFAULT)
@click.option(
    "--out",
    type=OutputPath(is_folder=True),
    metavar="DIR",
    help="Directory of the built corpus.  [default: the one named in CONFIG, or data/aligned]",
)
@encoder_option
@click.option(
    "--force", is_flag=True, help="Build all documents, even those that have not changed."
)
@keep_option
@granularity_option
@json_option
def command(
    config: Path,
    out: Path | None,
    encoder: str,
    force: bool,
    keep: tuple[str, ...],
    granularity: str | None,
    as_json: bool,
) -> None:
    r"""Build the corpus that CONFIG (default: corpus.toml) describes.

    \b
    aigov-corpus build                            from ./corpus.toml into data/aligned
    aigov-corpus build my/corpus.toml --out trial --force
    aigov-corpus build --granularity clause --out clauses       shorter units, for a memory

    Prints a line for each document: built or unchanged, its id, its units by status, how many ids
    of units are new and how many no longer exist since the build before, and its directory. What
    the checks of the rendering found is counted on stderr;  aigov-corpus check  lists it.

    If a document cannot be built, the command names it, keeps the files of an earlier build, and
    builds the other documents. The exit code is 0 if every document could be built; otherwise it is
    the exit code for the first failure.
    """
    from aigov_corpus.building import build

    with progress_line() as show:
        report = build(
            config,
            out=out,
            encoder=encoder,
            force=force,
            keep=keep,
            granularity=granularity,
            progress=show,
        )
    for document in report.documents:
        for warning in document.warnings:
            tell(warning, severity="warning", source=document.id)
        if document.error:
            tell(document.error, severity="error", source=document.id)
        if document.findings:
            tell_findings(document.findings, source=document.id, where=document.path)
    if as_json:
        echo_json(asdict(report), indent=1)
    else:
        for document in report.documents:
            if not document.error:
                echo(_line(document))
    click.get_current_context().exit(report.exit_code)


def _line(document: DocumentReport) -> str:
    """Return a line about a document that was built or is unchanged."""
    counts = ", ".join(f"{number} {status}" for status, number in document.status.items())
    columns = [
        document.state,
        document.id,
        f"{document.pairs} units ({counts})",
        f"{document.new_ids} ids new, {document.gone_ids} gone",
        document.path,
    ]
    return "\t".join(columns)
