"""`aigov-corpus batch`: build an archive of many documents."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath, OutputPath
from aigov_corpus.cli.messages import tell, telling_how_to_go_on
from aigov_corpus.cli.options import FiniteRange, encoder_option, json_option
from aigov_corpus.cli.output_names import FOLDER, require_name_of
from aigov_corpus.cli.printing import echo, echo_json
from aigov_corpus.cli.progress import ShowProgress, progress_line
from aigov_corpus.text.counting import counted, say_duration

if TYPE_CHECKING:
    from aigov_corpus.batching import BatchReport

_EVERY = 30.0
"""Seconds between two lines about the progress where stderr is no terminal."""
_NAMED = 20
"""Failed documents that are named on stderr; documents.csv has all."""


@click.command("batch")
@click.argument("manifest", type=InputPath(takes_stores=True))
@click.option(
    "--out",
    type=OutputPath(is_folder=True, takes_stores=True),
    metavar="DIR",
    required=True,
    help="Directory of the archive.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes on this machine.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Scheduler of a Dask cluster that does the work, tcp://HOST:8786. Its workers must see "
    "the same files.",
)
@encoder_option
@click.option(
    "--raw",
    type=InputPath(),
    metavar="DIR",
    help="Directory of fetched pages.  [default: data/raw beside the manifest]",
)
@click.option("--taxonomy", type=InputPath(), metavar="FILE", help="Principles to tag.")
@click.option(
    "--timeout",
    type=FiniteRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Limit of time for a document.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    metavar="MIB",
    help="Limit of memory for a document (Linux).",
)
@click.option(
    "--max-failures",
    type=click.IntRange(min=0),
    metavar="N",
    help="End the run when more than N documents have failed.",
)
@click.option(
    "--retry-failed", is_flag=True, help="Try documents again that failed with the same input."
)
@click.option("--force", is_flag=True, help="Build documents again that are done.")
@json_option
def command(
    manifest: Path | str,
    out: Path | str,
    jobs: int,
    dask: str | None,
    encoder: str,
    raw: Path | None,
    taxonomy: Path | None,
    timeout: float | None,
    memory: int | None,
    max_failures: int | None,
    retry_failed: bool,
    force: bool,
    as_json: bool,
) -> None:
    r"""Align every document that MANIFEST lists, into an archive.

    \b
    aigov-corpus batch laws.csv --out archive
    aigov-corpus batch laws.csv --out archive --jobs 4 --timeout 600
    aigov-corpus batch laws.csv --out archive --dask tcp://10.0.0.1:8786
    aigov-corpus batch s3://bucket/laws.csv --out s3://bucket/archive

    MANIFEST is a CSV, TSV, JSON Lines or TOML file with the columns id, zh and en: a name, and two
    files or two URLs of fetched pages. Other columns are kept as metadata.

    The archive has a directory for each document, one table of all pairs in Parquet, and
    documents.csv, which says what came of each document. A run that was interrupted goes on where
    it ended. Every command that takes a corpus takes an archive. docs/scale.md has the details.

    The exit code is 0 if every document is done; otherwise it is the one for the first failure.
    """
    from aigov_corpus.batching import batch

    require_name_of(out, FOLDER)
    reached = ""

    def show_and_keep(what: str, share: float | None = None) -> None:
        nonlocal reached
        reached = what if share else reached
        told(what, share)

    def tell_kept() -> str:
        if not reached:
            return "stopped before the first document; the same command begins again"
        return (
            f"stopped at {reached}; what is done stays in {out}, and the same command goes on there"
        )

    with telling_how_to_go_on(tell_kept), progress_line() as show, _plain_lines(show) as told:
        report = batch(
            manifest,
            out,
            jobs=jobs,
            dask=dask,
            encoder=encoder,
            raw=raw,
            taxonomy=taxonomy,
            timeout=timeout,
            memory=memory,
            max_failures=max_failures,
            retry_failed=retry_failed,
            force=force,
            progress=show_and_keep,
        )
    _tell_failures(report)
    if others := len(report.others):
        documents = counted(others, "document")
        stay = "stays as it is" if others == 1 else "stay as they are"
        tell(f"{documents} of the archive, not in this manifest, {stay}")
    if as_json:
        values = {"states": report.states, "pairs": report.pairs, "seconds": report.seconds}
        echo_json({**values, "documents": [asdict(found) for found in report.outcomes]}, indent=1)
    else:
        echo(_line(report))
    click.get_current_context().exit(report.exit_code)


@contextmanager
def _plain_lines(show: ShowProgress) -> Iterator[ShowProgress]:
    """Return a function that shows the progress with the time that is left.

    Where stderr is no terminal, it prints a line now and then.
    """
    started = told = time.monotonic()

    def tell_progress(what: str, share: float | None = None) -> None:
        nonlocal told
        now = time.monotonic()
        left = (now - started) * (1 - share) / share if share else 0.0
        line = f"{what}, about {say_duration(left)} left" if left else what
        show(line, share)
        if not sys.stderr.isatty() and now - told > _EVERY:
            told = now
            tell(line)

    yield tell_progress


def _tell_failures(report: BatchReport) -> None:
    """Print on stderr why documents failed."""
    failed = [found for found in report.outcomes if found.reason]
    for found in failed[:_NAMED]:
        tell(found.reason, severity="error", source=found.id)
    if len(failed) > _NAMED:
        tell(f"{len(failed) - _NAMED:,} more failed; {report.path}/documents.csv names all")
    if skipped := report.states.get("skipped"):
        tell(
            f"skipped: {counted(skipped, 'document')} that failed in an earlier run, with the same "
            "files; to try them again, also with other limits, add --retry-failed"
        )


def _line(report: BatchReport) -> str:
    """Return a line about a run."""
    states = ", ".join(f"{count:,} {state}" for state, count in report.states.items())
    built = sum(found.pairs for found in report.outcomes if found.state == "built")
    speed = f", {built / report.seconds:,.0f} pairs/s" if built and report.seconds else ""
    columns = [
        f"{counted(len(report.outcomes), 'document')} ({states})",
        counted(report.pairs, "pair"),
        f"{report.seconds:.1f} s{speed}",
        report.path,
    ]
    return "\t".join(columns)
