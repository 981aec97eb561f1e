"""The formats of `export`, and the options that each of them declares.

So the commands offer the formats of plug-ins with their options, like the built-in ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import click

from aigov_corpus import registry
from aigov_corpus.cli.printing import echo_file
from aigov_corpus.errors import AigovError, NothingToDoError, UsageError
from aigov_corpus.exporting.formats import Exported, export_pairs, get_format
from aigov_corpus.files.temporary_folders import temporary_folder
from aigov_corpus.protocols import ExportOption, Format
from aigov_corpus.records import Pair

Command = TypeVar("Command", bound=Any)


def _loaded_formats() -> Iterator[tuple[str, Format | None]]:
    """Yield each format with its name; None for a format of a plug-in that cannot be imported."""
    for name in registry.names("format"):
        try:
            yield name, get_format(name)
        except AigovError:  # the message comes when the format is used
            yield name, None


FORMATS = dict(_loaded_formats())


_OF_SENTENCES = frozenset({"xces", "tei", "vertical", "corpus"})
"""Formats that write a table of sentences beside the units."""


def _flag(format_name: str, option: ExportOption) -> str:
    """Return the command-line name of a format's option: `--tmx-one-file`."""
    return f"--{format_name}-{option.name}".replace("_", "-")


def _parameter(format_name: str, option: ExportOption) -> str:
    """Return the name of the parameter that gets the value of this option: `tmx_one_file`."""
    return _flag(format_name, option).removeprefix("--").replace("-", "_")


def with_format_options(command: Command) -> Command:
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


def chosen_options(format_name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the format's options that the user gave, by the names of the exporter's arguments.

    Raises:
        UsageError: an option belongs to another format.
    """
    options = {}
    for name, format_ in FORMATS.items():
        for option in format_.options if format_ else ():
            value = values[_parameter(name, option)]
            if not value:
                continue
            if name != format_name:
                raise UsageError(
                    f"{_flag(name, option)} is an option of {name}, not of {format_name}",
                    remedy=f"leave it out, or write  --format {name}",
                )
            options[option.name] = value
    return options


def check_granularity(granularity: str, format_name: str) -> None:
    """Raise a `UsageError` if clauses are asked for in a format that holds whole sentences.

    Args:
        granularity: `sentence` or `clause`.
        format_name: name of the format; of one that no exporter has, such as `tsv`, too.
    """
    if granularity == "clause" and (format_name in _OF_SENTENCES or format_name not in FORMATS):
        raise UsageError(
            f"{format_name} holds whole sentences",
            remedy="leave out --granularity clause, or write tmx, xlsx, csv, …",
        )


def holds_sentences(format_name: str) -> bool:
    """Tell whether a format writes a table of sentences that are whole in any corpus."""
    return format_name in _OF_SENTENCES and format_name != "corpus"


def given_options(values: dict[str, Any]) -> list[str]:
    """Return the names of the options of all formats that the user gave, such as `tmx-profile`."""
    return [
        _flag(name, option).removeprefix("--")
        for name, format_ in FORMATS.items()
        for option in (format_.options if format_ else ())
        if values[_parameter(name, option)]
    ]


def export_to_stdout(pairs: Sequence[Pair], format_name: str, **options: Any) -> Exported:
    """Write the pairs to a temporary file, and print that file.

    Raises:
        UsageError: the export has several files.
        NothingToDoError: the format can hold none of the pairs.
    """
    with temporary_folder() as folder:
        out = folder / f"pairs.{format_name}"
        try:
            exported = export_pairs(pairs, out, format=format_name, **options)
        except NothingToDoError as error:  # nobody knows the temporary file
            raise error.with_fields(source="") from error
        if len(exported.files) > 1:
            raise UsageError(
                f"the export is {len(exported.files)} files; only one can go to stdout",
                remedy="choose one rendering with  --rendering ID,  or add  --out FILE",
            )
        echo_file(exported.files[0], is_text=get_format(format_name).is_text)
    return exported
