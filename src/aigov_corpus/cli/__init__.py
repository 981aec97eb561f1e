"""The command `aigov-corpus`: parses, calls one library function, prints; the only place that exits."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from aigov_corpus.errors import AigovError

# Each command lives in a module of its own and is imported when it is asked for.
COMMANDS = {
    "align": "Align two texts sentence by sentence.",
    "build": "Build the corpus that corpus.toml describes.",
    "evaluate": "Score the aligner against hand-made alignments, or fit its weights to them.",
    "export": "Write a corpus as TMX, CSV, XLSX, JSONL, Parquet, XCES or Moses.",
    "extract": "Turn a page or file into a clean document.",
    "fetch": "Bring the pages of corpus.toml, or given URLs, into data/raw.",
    "info": "Show versions, encoders, formats and where things are kept.",
    "segment": "Split a text into sentences.",
    "stats": "Count what a corpus holds.",
    "validate": "Say what is wrong with a TMX file.",
}


def _with_lines(command: click.Command) -> click.Command:
    """Keep the examples of the help a line each.

    Docstrings are raw (ruff D301), so click's mark for "do not wrap" arrives as two characters.
    """
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    return command


class _Group(click.Group):
    """Loads commands lazily, suggests near names, and turns our errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"aigov_corpus.cli.{cmd_name}").command
        return _with_lines(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; a full disk or a file out of reach is one line, whichever command met it."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            where = error.filename or "standard output"
            click.echo(
                f"aigov-corpus: {where}: {error.strerror or error}; make room or check its rights",
                err=True,
            )
            _discard_output()
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AigovError as error:
            click.echo(f"aigov-corpus: {error}", err=True)
            ctx.exit(error.exit_code)


def _discard_output() -> None:
    """Let what is still in stdout's buffer go nowhere: Python would fail to write it once more at its end."""
    with suppress(OSError):  # not a file at all, in tests
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "AIGOV"},
)
@click.version_option(package_name="aigov-corpus")
def main() -> None:
    r"""Lay a Chinese government text and its English rendering side by side, sentence by sentence.

    \b
    aigov-corpus build                                 the corpus of ./corpus.toml, into data/aligned
    aigov-corpus export data/aligned --format tmx --out corpus.tmx
    aigov-corpus align zh.txt en.txt --format tsv      two files of your own
    """


_with_lines(main)
