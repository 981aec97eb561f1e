"""The command line, `aigov-corpus`; no other package prints, and no other ends the process.

A command parses its arguments, calls one function of the library, and prints its result.
"""

from __future__ import annotations

import errno
import os
import shlex
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.printing import tell_replaced
from aigov_corpus.cli.streams import discard_output, prepare_streams
from aigov_corpus.errors import AigovError
from aigov_corpus.files.limits import SURROGATE
from aigov_corpus.files.names import readable_name
from aigov_corpus.files.reasons import GO_ELSEWHERE, explain, is_working_folder_gone

# Each command lives in a module of its own, which is imported when the command is asked for.
COMMANDS = {
    "align": "Align two texts sentence by sentence.",
    "build": "Build the corpus that corpus.toml describes.",
    "batch": "Align many documents, into an archive.",
    "changes": "List what changed from one edition of a text to the next.",
    "check": "List what may be wrong in a translation, or in the renderings of a corpus.",
    "compare": "Show the renderings of a text side by side, with what differs.",
    "concordance": "Show a word or phrase in its contexts, with its counterparts.",
    "evaluate": "Score the aligner against hand-made alignments, or fit its weights to them.",
    "export": "Write a corpus as TMX, XLIFF, CSV, XLSX and more.",
    "extract": "Turn a page or file into a clean document.",
    "fetch": "Download the pages of corpus.toml, or given URLs, into data/raw.",
    "info": "Show versions, the names that options take, and the cache.",
    "match": "Find which texts of two directories belong together.",
    "review": "Check and correct pairs in the browser.",
    "sample": "Draw pairs of a corpus so that each group has its share.",
    "search": "Find texts of a corpus by their meaning, in either language.",
    "segment": "Split a text into sentences.",
    "stats": "Count what a corpus holds.",
    "terms": "List the terms of a corpus, or the renderings of a phrase.",
    "validate": "Say what is wrong with a TMX file or a corpus.",
}
_MAY_BE_PATHS = frozenset({"encoder", "sources", "manifests", "given"})
"""Names of arguments and options that may be a path; `given` is the output of `export`."""


COMPLETES = "_AIGOV_CORPUS_COMPLETE"
"""Environment variable by which a shell asks click which words may follow."""


def _first_words(word: str) -> str:
    """Return what may be meant by a word that is no command: help, or a file; else nothing."""
    if word in ("help", "man"):
        return "Help is shown with --help, that of a command with  aigov-corpus COMMAND --help."
    if Path(word).suffix and Path(word).exists():
        return "A command stands before the files:  aigov-corpus align SRC TGT"
    return ""


def _is_file(name: str) -> bool:
    """Tell whether there is a file or directory of this name."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long a name, or one that no file can have
        return False


def _keep_lines(command: click.Command) -> click.Command:
    r"""Make click print the examples in a command's help unchanged, one per line.

    Click's mark for text that must not be wrapped is the character `\b`. Docstrings here are raw,
    as ruff's rule D301 requires, so the mark arrives as a backslash and the letter b.
    """
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    return command


def _json_hint(command: click.Command, error: click.BadParameter) -> str:
    """Return how a command writes JSON, if somebody asked for it by a name that it does not know.

    A list of records is JSON Lines, one for each line; a report is one JSON value.
    """
    wanted = error.message.split("'")[1:2]
    choice = error.param.type if error.param else None
    if not isinstance(choice, click.Choice) or wanted not in (["json"], ["jsonl"]):
        return ""
    if any("--json" in param.opts for param in command.params):
        return "For JSON write --json."
    other = "jsonl" if wanted == ["json"] else "json"
    return f"For JSON write --format {other}." if other in choice.choices else ""


def _range_reason(error: click.BadParameter) -> str:
    """Return what is wrong with a number in plain words; nothing if no number was asked for.

    Click says that it is "not a valid integer range", or not in the range "x>=1".
    """
    kind = error.param.type if error.param else None
    if not isinstance(kind, click.IntRange | click.FloatRange):
        return ""
    given = error.message.partition(" is not ")[0].strip("'") or "an empty text"
    number = "a whole number" if isinstance(kind, click.IntRange) else "a number"
    least = f"above {kind.min}" if kind.min_open else f"of {kind.min} or more"
    limits = least if kind.max is None else f"from {kind.min} to {kind.max}"
    return f"{given} is not {number} {limits}."


def _order_arguments(command: click.Command, ctx: click.Context, given: tuple[str, ...]) -> str:
    """Return how a file and another word are given to a command; empty if that is not in doubt.

    The word may be the name of the output (`export data out.tmx`), a phrase (`terms 包容 data`), or
    a number that stands behind the file (`sample 3 data`).
    """
    found, more, _ = command.make_parser(ctx).parse_args(list(given))
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    words = [
        word for each in arguments if isinstance(word := found.get(str(each.name)), str)
    ] + more
    files = [word for word in words if _is_file(word)]
    if len(words) != 2 or len(files) != 1:
        return ""
    (file,) = files
    (word,) = (each for each in words if each != file)
    options = [option for param in command.params for option in param.opts]
    named = [each for each in ("--out" if Path(word).suffix else "--phrase",) if each in options]
    is_size_first = word == words[0] and word.isdecimal() and len(arguments) == len(words)
    if not named and not is_size_first:
        return ""
    return f"Write  {shlex.join(['aigov-corpus', str(ctx.info_name), file, *named, word])}"


def _refuse_option_as_value(
    command: click.Command, ctx: click.Context, given: tuple[str, ...]
) -> None:
    """Raise a usage error if an option lacks its value, so that the next option would be taken."""
    options = [each for each in command.params if isinstance(each, click.Option)]
    names = {name for each in options for name in (*each.opts, *each.secondary_opts)}
    valued = {name for each in options if not each.is_flag for name in each.opts}
    for option, value in pairwise(given):
        if option in valued and value in names:
            reason = f"Option '{option}' requires a value, and '{value}' is an option."
            raise click.UsageError(reason, ctx)


def _check_arguments(command: click.Command) -> click.Command:
    """Make a command refuse a second `--out`, and say what to do about arguments too many.

    Click would take the last `--out` in silence.
    """
    parse = command.parse_args

    def parse_args(ctx: click.Context, args: list[str]) -> list[str]:
        if sum(each.partition("=")[0] == "--out" for each in args) > 1:
            reason = "--out is given more than once; run the command once for each output"
            raise click.UsageError(reason, ctx)
        given = tuple(args)  # click empties the list
        _refuse_option_as_value(command, ctx, given)
        try:
            return parse(ctx, args)
        except click.BadParameter as error:
            hint = _json_hint(command, error)
            said = f"{error.message} {hint}" if hint else _range_reason(error)
            if not said:
                raise
            said = f"{said} {_order_arguments(command, ctx, given)}".rstrip()
            raise click.BadParameter(said, ctx, error.param, error.param_hint) from error
        except click.NoSuchOption as error:
            named = next((each for each in given if each.startswith("-") and _is_file(each)), "")
            if not named:
                raise
            said = f"{error.message.rstrip('.')}. For the file of that name write ./{named}"
            raise click.UsageError(said, ctx) from error
        except click.UsageError as error:
            if "unexpected extra argument" not in error.message:
                raise
            arguments = [each for each in command.params if isinstance(each, click.Argument)]
            taken = " ".join(each.make_metavar(ctx) for each in arguments)
            remedy = _order_arguments(command, ctx, given) or (
                f"{ctx.info_name} takes {taken}: put a name with spaces into quotation marks, and "
                "run the command once for each file."
                if taken
                else f"{ctx.info_name} takes options alone."
            )
            raise click.UsageError(f"{error.message}. {remedy}", ctx) from error

    command.parse_args = parse_args  # type: ignore[method-assign]
    return command


def _hint_at_lists(command: click.Command) -> click.Command:
    """Make an error about a value with commas say how several values are given to its option."""
    invoke = command.invoke

    def invoke_and_hint(ctx: click.Context) -> Any:
        try:
            return invoke(ctx)
        except AigovError as error:
            if words := _find_list(ctx, error.reason):
                remedy = f"name each by itself:  {shlex.join(words)}"
                raise error.with_fields(remedy=remedy) from error
            raise

    command.invoke = invoke_and_hint  # type: ignore[method-assign]
    return command


def _find_list(ctx: click.Context, reason: str) -> list[str]:
    """Return the words that give a list, which an error quotes, one by one; none without a list."""
    for param in ctx.command.params:
        values = ctx.params.get(param.name or "") if param.multiple else ()
        for value in map(str, values or ()):
            if "," in value and f"'{value}'" in reason:
                return [word for name in value.split(",") for word in (param.opts[0], name.strip())]
    return []


class _Text(click.ParamType[str]):
    """A text that is no path: bytes that are not in the encoding of the system are decoded.

    Where that encoding is ASCII (PYTHONUTF8=0 with LC_ALL=POSIX), a Chinese phrase arrives as such
    bytes. A path must keep them, so that its file is found.
    """

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text: str = click.STRING.convert(value, param, ctx)
        return readable_name(text) if SURROGATE.search(text) else text


def _read_texts(command: click.Command) -> click.Command:
    """Make the arguments and options of a command that are texts arrive as they were written."""
    for param in command.params:
        if param.type is click.STRING and param.name not in _MAY_BE_PATHS:
            param.type = _Text()
    return command


class _Group(click.Group):
    """Loads a command when it is called; if it fails, prints one line and sets the exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"aigov_corpus.cli.{cmd_name}").command
        return _read_texts(_hint_at_lists(_check_arguments(_keep_lines(command))))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; the error about a wrong name says which one may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            word = args[0].lower()
            near = [each for each in COMMANDS if each.startswith(word)]
            near = near or get_close_matches(word, COMMANDS, n=1)
            hint = f"Did you mean '{near[0]}'?" if near else _first_words(args[0])
            if "Did you mean" in error.message or not hint:
                raise
            raise click.UsageError(f"{error.message} {hint}", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; an error of the operating system ends it with one line and exit code 1.

        Such an error is a full disk, or a file that the user may not read or write.
        """
        if COMPLETES in os.environ:  # a shell asks, and takes bytes as click writes them
            return super().main(*args, **kwargs)
        with prepare_streams():
            try:
                return super().main(*args, **kwargs)
            except OSError as error:
                failure = _failure(error)
                tell(failure, severity="error")
                discard_output()
                sys.exit(failure.exit_code)
            except MemoryError:
                tell(
                    AigovError(
                        "there is not enough memory",
                        remedy="close other programs, raise the limit of this process, or cut the "
                        "file into smaller ones",
                    ),
                    severity="error",
                )
                discard_output()
                sys.exit(AigovError.exit_code)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error of this package ends it with one line and its exit code."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
                tell_replaced()
        except AigovError as error:
            tell(error, severity="error")
            ctx.exit(error.exit_code)


def _failure(error: OSError) -> AigovError:
    """Return the error of this package that reports an error of the operating system."""
    if error.errno == errno.EBADF:
        return AigovError(
            "it is closed",
            source=error.filename or "",
            remedy="leave it open, or send it to a file",
        )
    if error.errno == errno.ENOENT and is_working_folder_gone():
        return AigovError("the current directory was deleted", remedy=GO_ELSEWHERE)
    has_space = error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if not error.filename:
        remedy = "free some space where you write and in the directory for temporary files"
        return AigovError(
            f"a file cannot be read or written ({explain(error)})",
            remedy="check what you read and where you write" if has_space else remedy,
        )
    return AigovError(
        explain(error),
        source=error.filename,
        remedy="check its name and its permissions" if has_space else "free some space",
    )


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "AIGOV"},
)
@click.version_option(package_name="aigov-corpus")
def main() -> None:
    r"""Align Chinese government texts with their English renderings, and use the result.

    \b
    aigov-corpus align zh.txt en.txt --out law.tmx     two files of your own, also Word, PDF, …
    aigov-corpus check zh.txt en.txt                   what may be wrong in the translation
    aigov-corpus review                                the same in the browser
    aigov-corpus build                                 from ./corpus.toml into data/aligned
    aigov-corpus export data/aligned --out corpus.tmx

    Data goes to stdout, messages go to stderr. Exit codes: 0 done, 1 failed, 2 wrong call,
    3 wrong input or findings, 4 network, 5 nothing to do.
    """


_keep_lines(main)
