"""What the name of an output says about its format, so that no file lies about what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.options import Decorator
from aigov_corpus.cli.printing import is_stdout
from aigov_corpus.errors import UsageError
from aigov_corpus.files.writing import refuse_input

_JSON = (".json", ".jsonl")
_OTHERS = frozenset(
    [
        *(".tmx", ".xliff", ".xlf", ".xlsx", ".xls", ".docx", ".doc", ".parquet", ".csv", ".tsv"),
        *(".html", ".htm", ".xml", ".pdf", ".epub", ".srt", ".vtt"),
    ]
)
"""Suffixes of formats that are neither text nor JSON."""


def page_format_option(formats: Sequence[str]) -> Decorator[Any]:
    """Return the option for the format of what is read in a terminal, printed, or worked on."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(formats),
        help="What to write: lines for reading, a page to print and send, or a table.  [default: "
        "by the suffix of --out; without --out, table]",
    )


def choose_by_name(
    form: str | None, out: Path | None, *, by_suffix: Mapping[str, str], default: str
) -> str:
    """Return the format of an output: that of `--format`, or that of its name.

    Args:
        form: name of a format; None if none was given.
        out: the output; None for standard output.
        by_suffix: the format of each suffix, `csv`.
        default: the format of standard output, and of a device or FIFO.

    Raises:
        UsageError: the name has no suffix, or that of no format.
    """
    if form is not None:
        return form
    if out is None or is_stream(out):
        return default
    suffix = out.suffix.removeprefix(".").lower()
    if suffix not in by_suffix:
        refuse_input(out)
        listed = ", ".join(f".{each}" for each in by_suffix)
        raise UsageError(
            f"no format has the suffix .{suffix}"
            if suffix
            else "its name does not say what to write",
            source=out,
            remedy=f"give it one of the suffixes {listed}, or add --format",
        )
    return by_suffix[suffix]


def require_text_name(out: Path | None, *, as_json: bool) -> None:
    """Raise a `UsageError` if the name of an output promises something else than it gets.

    Args:
        out: the output; None for standard output.
        as_json: whether JSON is written, and not text.
    """
    if out is None or is_stream(out):
        return
    suffix = out.suffix.lower()
    if suffix in _OTHERS or (suffix in _JSON and not as_json):
        refuse_input(out)
        raise UsageError(
            f"what is written is {'JSON' if as_json else 'text'}, and no {suffix}",
            source=out,
            remedy="add  --json" if suffix in _JSON else "name it  .txt,  or  .json  with  --json",
        )


def is_stream(path: Path) -> bool:
    """Tell whether a path is a device or a FIFO, such as /dev/stdout, whose name says nothing."""
    return is_stdout(path) or (path.exists() and not path.is_file())
