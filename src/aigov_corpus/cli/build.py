"""`aigov-corpus build`: build the corpus that corpus.toml describes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath, OutputPath
from aigov_corpus.cli.messages import tell, tell_findings
from aigov_corpus.cli.options import encoder_option, granularity_option, json_option, keep_option
from aigov_corpus.cli.output_names import FOLDER, require_name_of
from aigov_corpus.cli.printing import echo, echo_json
from aigov_corpus.cli.progress import progress_line
from aigov_corpus.config import DEFAULT, load_config
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.text.counting import counted

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
@click.option(
    "--restore",
    type=InputPath(),
    metavar="COPY",
    help="Build nothing, but fill in the texts that a corpus was exported without (export "
    "--omit-text), from your own copy: a file, or a folder of files. CONFIG is then the directory "
    "of that corpus, or the corpus.toml that names it.",
)
@json_option
def command(
    config: Path,
    out: Path | None,
    encoder: str,
    force: bool,
    keep: tuple[str, ...],
    granularity: str | None,
    restore: Path | None,
    as_json: bool,
) -> None:
    r"""Build the corpus that CONFIG (default: corpus.toml) describes.

    \b
    aigov-corpus build                            from ./corpus.toml into data/aligned
    aigov-corpus build my/corpus.toml --out trial --force
    aigov-corpus build --granularity clause --out clauses       shorter units, for a memory
    aigov-corpus build theirs --restore sinocism.txt            fill in what was left out

    Prints a line for each document: built or unchanged, its id, its units by status, how many ids
    of units are new and how many no longer exist since the build before, and its directory. What
    the checks of the rendering found is counted on stderr;  aigov-corpus check  lists it.

    If a document cannot be built, the command names it, keeps the files of an earlier build, and
    builds the other documents. The exit code is 0 if every document could be built; otherwise it is
    the exit code for the first failure.
    """
    from aigov_corpus.building import build

    if restore is not None:
        if out is not None or force or keep or granularity is not None:
            raise UsageError(
                "--restore builds nothing, so it goes with no option of a build",
                remedy="leave out --out, --force, --keep and --granularity",
            )
        _restore(config, restore, as_json=as_json)
        return
    require_name_of(out, FOLDER)
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


def _restore(corpus: Path, copy: Path, *, as_json: bool) -> None:
    """Fill in the texts that a corpus was exported without, and print what became of each."""
    from aigov_corpus.building.restoring import describe_missing, restore_texts

    with progress_line() as show:
        restored = restore_texts(_find_corpus(corpus), copy, progress=show)
    for each in restored:
        if each.missing:
            tell(describe_missing(each), severity="error", source=copy)
        if each.edited:
            tell(
                f"{each.edited} units of '{each.rendering}' stay empty: a reviewer had changed "
                "their text, and no copy has it",
                severity="warning",
                source=each.document,
            )
    if as_json:
        echo_json([asdict(each) for each in restored], indent=1)
    else:
        for each in restored:
            if each.is_whole:
                columns = (
                    "restored",
                    each.document,
                    each.rendering,
                    counted(each.blocks, "paragraph"),
                )
                echo("\t".join(columns))
    if not all(each.is_whole for each in restored):
        click.get_current_context().exit(InvalidInputError.exit_code)


def _find_corpus(path: Path) -> Path:
    """Return the directory of a corpus, which may be named by its corpus.toml."""
    from aigov_corpus.corpus.document_folders import find_documents

    if path.is_dir():
        try:
            find_documents(path)
        except InvalidInputError:
            pass
        else:
            return path
    return load_config(path).out


def _line(document: DocumentReport) -> str:
    """Return a line about a document that was built or is unchanged."""
    counts = ", ".join(f"{number} {status}" for status, number in document.status.items())
    columns = [
        document.state,
        document.id,
        f"{counted(document.pairs, 'unit')} ({counts})",
        f"{counted(document.new_ids, 'id')} new, {document.gone_ids} gone",
        document.path,
    ]
    return "\t".join(columns)
