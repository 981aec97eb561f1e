"""aigov-corpus export: a corpus, or a part of it, in the format of some other program."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from aigov_corpus import registry
from aigov_corpus.corpus import store
from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.exporting.tally import WRITTEN, Tally

# One text file each, so that they may go to a pipe; the others are binary or several files.
_TEXT = ("csv", "jsonl", "tmx")
# What each of the options that belong to one format is called in Python.
_OPTIONS = {
    "csv": {"csv_dialect": "dialect"},
    "tmx": {
        "tmx_profile": "profile",
        "dedupe": "dedupe",
        "one_file": "one_file",
        "created": "created",
    },
}


@click.command("export")
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    required=True,
    type=click.Choice(registry.names("format")),
    help="What to write.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="File to write; for moses and xces the beginning of the files' names. "
    "Without it, csv, jsonl and tmx go to stdout.",
)
@click.option(
    "--section",
    multiple=True,
    metavar="PATH",
    help="Only this section and those in it; repeatable.",
)
@click.option(
    "--principle", multiple=True, metavar="ID", help="Only units with this principle; repeatable."
)
@click.option(
    "--status", multiple=True, metavar="STATUS", help="Only units of this status; repeatable."
)
@click.option(
    "--rendering", multiple=True, metavar="ID", help="Only this English rendering; repeatable."
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="0…1",
    help="Only aligned pairs at least this sure.",
)
@click.option(
    "--csv-dialect",
    type=click.Choice(["data", "excel"]),
    help="csv: for programs (the default), or for a double click.",
)
@click.option(
    "--tmx-profile",
    type=click.Choice(["generic", "omegat", "trados", "memoq"]),
    help="tmx: whose names the properties get.",
)
@click.option(
    "--dedupe",
    type=click.Choice(["none", "exact", "first"]),
    help="tmx: leave out repeated units (exact), or all but the first unit of one source (first).",
)
@click.option(
    "--one-file", is_flag=True, help="tmx: all renderings in one file, not one file a rendering."
)
@click.option(
    "--created", metavar="YYYYMMDDThhmmssZ", help="tmx: the creation date; none by default."
)
def command(
    corpus: Path,
    format_: str,
    out: Path | None,
    section: tuple[str, ...],
    principle: tuple[str, ...],
    status: tuple[str, ...],
    rendering: tuple[str, ...],
    min_score: float | None,
    **of_format: Any,
) -> None:
    r"""Write CORPUS, a directory of data/aligned or data/aligned itself, for another program.

    \b
    aigov-corpus export data/aligned --format tmx --out plan.tmx --min-score 0.5
    aigov-corpus export data/aligned/plan --format csv --section 3 --principle people | head
    aigov-corpus export data/aligned --format moses --out train      train.zh, train.en, train.ids
    """
    options = _options(format_, of_format)
    to_stdout = out is None or str(out) == "-"
    if to_stdout and format_ not in _TEXT:
        raise UsageError(f"{format_} is not one text file and cannot go to stdout; add  --out NAME")
    pairs = store.load_pairs(corpus)
    chosen = store.select(
        pairs,
        section=section,
        principle=principle,
        status=status,
        min_score=min_score,
        rendering=rendering,
    )
    if not chosen:
        raise NothingToDoError(
            f"none of the {len(pairs)} units of {corpus} passes the filters; nothing is written"
        )
    tally = Tally()
    export = registry.resolve("format", format_)
    if out is not None and not to_stdout:
        files = export(chosen, out, tally=tally, **options)
        _report(tally, of=len(pairs), chosen=len(chosen), where=", ".join(map(str, files)))
        return
    with tempfile.TemporaryDirectory() as folder:
        files = export(chosen, Path(folder, f"pairs.{format_}"), tally=tally, **options)
        if len(files) > 1:
            raise UsageError(
                f"there are {len(files)} renderings, a file for each; choose one with --rendering, "
                "or add  --out FILE  or  --one-file"
            )
        with files[0].open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
    _report(tally, of=len(pairs), chosen=len(chosen), where="stdout")


def _options(format_: str, of_format: dict[str, Any]) -> dict[str, Any]:
    """Return the options of this format under their Python names; refuse those of another one."""
    given = {name: value for name, value in of_format.items() if value}
    known = _OPTIONS.get(format_, {})
    for name in given:
        if name not in known:
            [owner] = [other for other, names in _OPTIONS.items() if name in names]
            raise UsageError(
                f"--{name.replace('_', '-')} goes with  --format {owner},  not {format_}"
            )
    return {known[name]: value for name, value in given.items()}


def _report(tally: Tally, *, of: int, chosen: int, where: str) -> None:
    click.echo(f"{tally[WRITTEN]} of {of} units written to {where}", err=True)
    if chosen < of:
        click.echo(f"  {of - chosen} left out by the filters", err=True)
    for reason, count in tally.items():
        if count and reason != WRITTEN:
            click.echo(f"  {count} {reason}", err=True)
