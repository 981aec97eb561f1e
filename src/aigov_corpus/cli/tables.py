"""Print rows of a table as text, CSV, JSON Lines or HTML; commands about a corpus share this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from aigov_corpus.cli.printing import echo, echo_line, to_json
from aigov_corpus.display import html_page

FORMATS = ("table", "csv", "jsonl", "html")
"""Names of the forms in which a table is printed."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def table_option(command: Decorated) -> Decorated:
    """Add the option `--format` to a command, which gets it as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default=FORMATS[0],
        show_default=True,
        help="How to print: as text for the terminal, CSV, JSON Lines, or a page in HTML.",
    )(command)


def print_table(
    rows: Sequence[Mapping[str, Any]],
    form: str,
    *,
    lines: Sequence[str],
    html: Callable[[], str],
    title: str,
) -> None:
    """Print rows in one of `FORMATS`.

    Args:
        rows: the rows; all have the same keys.
        form: the format.
        lines: the rows as lines of text, for `table`.
        html: a function that returns the table as HTML.
        title: title of the page, for `html`.
    """
    if form == "html":
        echo(html_page(html(), title=title))
    elif form == "jsonl":
        for row in rows:
            echo(to_json(row))
    elif form == "csv":
        _print_csv(rows)
    else:
        for line in lines:
            echo_line(line)


def _print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows as CSV; lists are joined with `;`."""
    from aigov_corpus.exporting.csv import format_line

    if rows:
        echo(format_line(rows[0], excel=False), end="")
    for row in rows:
        echo(format_line(map(_to_cell, row.values()), excel=False), end="")


def _to_cell(value: object) -> str:
    """Return a value as the text of a cell."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)
