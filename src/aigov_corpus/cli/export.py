"""`aigov-corpus export`: a corpus, or a part of it, in the format of another program.

Which formats there are, and which options each has, the command reads from the formats themselves; so those
of a plug-in are offered like the built-in ones.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from aigov_corpus import registry
from aigov_corpus.corpus import store
from aigov_corpus.errors import AigovError, NothingToDoError, UsageError
from aigov_corpus.exporting.formats import Exported, export_pairs, get_format
from aigov_corpus.protocols import ExportOption, Format
from aigov_corpus.records import Pair

Command = TypeVar("Command", bound=Any)


def _loaded_formats() -> Iterator[tuple[str, Format | None]]:
    """Yield each format with its name; None for a plug-in's that cannot be imported."""
    for name in registry.names("format"):
        try:
            yield name, get_format(name)
        except AigovError:  # using the format tells why
            yield name, None


FORMATS = dict(_loaded_formats())


def _flag(format_name: str, option: ExportOption) -> str:
    """Return what the command calls an option of a format: `--tmx-one-file`."""
    return f"--{format_name}-{option.name}".replace("_", "-")


def _parameter(format_name: str, option: ExportOption) -> str:
    """Return the name under which click gives the value of an option of a format: `tmx_one_file`."""
    return _flag(format_name, option).removeprefix("--").replace("-", "_")


def _with_format_options(command: Command) -> Command:
    """Add the options of every format to the command."""
    for name, format_ in reversed(FORMATS.items()):
        for option in reversed(format_.options if format_ else ()):
            choices = click.Choice(option.choices) if option.choices else None
            add = click.option(
                _flag(name, option),
                type=choices,
                is_flag=option.is_switch,
                metavar=option.metavar or None,
                help=option.help,
            )
            command = add(command)
    return command


class _ExportCommand(click.Command):
    """The command, whose help lists the formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Formats"):
            formatter.write_dl([(name, _described(found)) for name, found in FORMATS.items()])


def _described(format_: Format | None) -> str:
    """Return what the help says of a format."""
    if format_ is None:
        return "(cannot be loaded)"
    return f"For {format_.summary}." if format_.summary else format_.title


@click.command("export", cls=_ExportCommand)
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    required=True,
    type=click.Choice(list(FORMATS)),
    metavar="FORMAT",
    help="Format to write; they are listed below.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="File to write; for a format of several files, the beginning of their names. "
    "Without it, a format that is one text file is written to standard output.",
)
@click.option(
    "--section",
    multiple=True,
    metavar="PATH",
    help="Only units of this section and of the sections in it; repeatable.",
)
@click.option(
    "--principle",
    multiple=True,
    metavar="ID",
    help="Only units tagged with this governance principle; repeatable.",
)
@click.option(
    "--status",
    multiple=True,
    metavar="STATUS",
    help="Only units of this status (auto, missing, omitted, added, …); repeatable.",
)
@click.option(
    "--rendering", multiple=True, metavar="ID", help="Only this English rendering; repeatable."
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="0…1",
    help="Only units with at least this score; units with one empty side have none.",
)
@_with_format_options
def command(
    corpus: Path,
    format_name: str,
    out: Path | None,
    section: tuple[str, ...],
    principle: tuple[str, ...],
    status: tuple[str, ...],
    rendering: tuple[str, ...],
    min_score: float | None,
    **format_options: Any,
) -> None:
    r"""Write CORPUS, a directory of data/aligned or data/aligned itself, for another program.

    \b
    aigov-corpus export data/aligned --format tmx --out plan.tmx --min-score 0.5
    aigov-corpus export data/aligned/plan --format csv --section 3 --principle people | head
    aigov-corpus export data/aligned --format moses --out train      train.zh, train.en, train.ids
    """
    options = _chosen_options(format_name, format_options)
    to_stdout = out is None or str(out) == "-"
    if to_stdout and not get_format(format_name).is_text:
        raise UsageError(
            f"the format {format_name} is binary or several files, and cannot go to standard output",
            remedy="add  --out NAME",
        )
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
            f"none of the {len(pairs)} units passes the filters, so nothing is written",
            source=corpus,
            remedy="loosen the filters",
        )
    if to_stdout:
        exported = _export_to_stdout(chosen, format_name, options)
        place = "stdout"
    else:
        assert out is not None
        exported = export_pairs(chosen, out, format=format_name, **options)
        place = ", ".join(str(file) for file in exported.files)
    _report(exported, total=len(pairs), filtered_out=len(pairs) - len(chosen), place=place)


def _export_to_stdout(pairs: Sequence[Pair], format_name: str, options: dict[str, Any]) -> Exported:
    """Write the pairs to a temporary file and that file to standard output."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, f"pairs.{format_name}")
        exported = export_pairs(pairs, out, format=format_name, **options)
        if len(exported.files) > 1:
            raise UsageError(
                f"the export is {len(exported.files)} files, and standard output takes one",
                remedy="choose one rendering with  --rendering ID,  or add  --out FILE",
            )
        with exported.files[0].open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
    return exported


def _chosen_options(format_name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given, by the names of the exporter's arguments.

    Raises:
        UsageError: an option of another format was given.
    """
    options = {}
    for name, format_ in FORMATS.items():
        for option in format_.options if format_ else ():
            value = values[_parameter(name, option)]
            if not value:
                continue
            if name != format_name:
                raise UsageError(
                    f"{_flag(name, option)} is an option of another format than {format_name}",
                    remedy=f"leave it out, or write  --format {name}",
                )
            options[option.name] = value
    return options


def _report(exported: Exported, *, total: int, filtered_out: int, place: str) -> None:
    """Say on stderr how many units were written, and how many were left out and why."""
    tally = exported.tally
    click.echo(f"{tally.written} of {total} units written to {place}", err=True)
    if filtered_out:
        click.echo(f"  {filtered_out} left out by the filters", err=True)
    for reason, count in (*tally.left_out.items(), *tally.remarks.items()):
        click.echo(f"  {count} {reason}", err=True)
