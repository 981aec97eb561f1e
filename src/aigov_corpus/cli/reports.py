"""Reports that are read in a terminal, printed and sent, or worked on: `--format` and `--out`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.options import Decorator
from aigov_corpus.cli.output_names import choose_by_name
from aigov_corpus.cli.printing import echo_line, is_stdout, open_output
from aigov_corpus.errors import UsageError
from aigov_corpus.files.writing import replace_bytes

FORMATS = ("table", "html", "csv", "xlsx")
"""The usual formats of a report; `table` is lines of text."""


def report_format_option(formats: Sequence[str]) -> Decorator[Any]:
    """Return the option for the format of a report."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(formats),
        help="What to write: lines for reading, a page to print and send, or a table.  [default: "
        "by the suffix of --out; without --out, table]",
    )


def choose_report_format(name: str | None, out: Path | None, formats: Sequence[str]) -> str:
    """Return the format of a report: that of `--format`, or that of the name of the output.

    Raises:
        UsageError: the name promises something else, or a workbook would go to standard output.
    """
    by_suffix = {"txt" if form == "table" else form: form for form in formats}
    chosen = choose_by_name(name, out, by_suffix=by_suffix, default="table")
    if chosen == "xlsx" and is_stdout(out):
        raise UsageError("an xlsx file cannot go to stdout", remedy="add  --out FILE")
    return chosen


def write_report(
    form: str, out: Path | None, makers: Mapping[str, Callable[[], Iterable[str] | bytes]]
) -> None:
    """Print a report, or write it to a file.

    Args:
        form: the format that was chosen.
        out: the file; None for standard output.
        makers: for each format a function that returns the lines of a table, the pieces of a text,
            or the bytes of a workbook.
    """
    made = makers[form]()
    if isinstance(made, bytes):
        replace_bytes(Path(out or ""), made)
    elif form == "table" and is_stdout(out):
        for line in made:
            echo_line(line)
    else:
        with open_output(out) as write:
            for piece in made:
                write(f"{piece}\n" if form == "table" else piece)
