"""The files that a user names on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from aigov_corpus.cli.messages import tell_notes
from aigov_corpus.cli.streams import OUTPUT
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.files.addresses import require_local
from aigov_corpus.files.given import GivenFile
from aigov_corpus.files.limits import LARGEST_TEXT, check_size, remedy_of_reading
from aigov_corpus.files.names import readable_name
from aigov_corpus.files.reading import require_unchanged, telling_of_wait
from aigov_corpus.files.reasons import explain
from aigov_corpus.files.stores import is_in_store

if TYPE_CHECKING:
    from aigov_corpus.corpus.opening import StoredCorpus

SLASHES = ("/", "\\")
"""What the name of a folder may end with, so that it is known before there is one."""
STDIN = "-"
"""The argument that means standard input."""


def refuse_empty(name: object) -> None:
    """Raise a `UsageError` for an empty name, which Python takes for the current folder."""
    if name == "":
        raise UsageError(
            "the name of a file or folder is empty",
            remedy="name one; in a script, look whether the variable with the name has a value",
        )


def refuse_slash(name: str) -> None:
    """Raise a `UsageError` if the name of a file that is written ends as that of a folder."""
    if name.endswith(SLASHES):
        raise UsageError(
            "the slash at its end makes it a directory, and this command writes a file",
            source=name,
            remedy=f"name a file in it, or leave out the slash: {name.rstrip('/')}",
        )


class InputPath(click.Path):
    """The type of a parameter that names a file or folder to read.

    Click does not check it. If a file cannot be read, the error comes when it is read, and is the
    same in all commands.
    """

    def __init__(self, *, takes_stores: bool = False) -> None:
        """Make the type; a path in a store (`s3://…`) may be taken too, and stays a text."""
        super().__init__(readable=False, path_type=Path)
        self._takes_stores = takes_stores

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, also of a `file://` URL; raise a `UsageError` for another address."""
        if self._takes_stores and is_in_store(str(value)):
            return value
        refuse_empty(value)
        local = require_local(value) if isinstance(value, str) else value
        return super().convert(local, param, ctx)


class OutputPath(click.Path):
    """The type of an option that names a file or folder to write."""

    def __init__(self, *, is_folder: bool = False, takes_stores: bool = False) -> None:
        """Make the type.

        Args:
            is_folder: whether the command writes a folder. If not, a name with a slash at its end,
                which means a folder, is an error.
            takes_stores: whether a path in a store (`s3://…`) is taken too; it stays a text.
        """
        super().__init__(readable=False, path_type=Path)
        self._is_folder = is_folder
        self._takes_stores = takes_stores

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; raise a `UsageError` for a folder where a file is written."""
        if self._takes_stores and is_in_store(str(value)):
            return value
        refuse_empty(value)
        if not self._is_folder:
            refuse_slash(str(value))
        local = require_local(value, writes=True) if isinstance(value, str) else value
        return super().convert(local, param, ctx)


class ReadingCommand(click.Command):
    """A command that never overwrites a file that it reads.

    The files that it reads are those in parameters of the type `InputPath`.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; if an output is also an input, raise a `UsageError`."""
        from aigov_corpus.files.writing import protect_inputs

        with protect_inputs(*self._inputs(ctx)):
            return super().invoke(ctx)

    def _inputs(self, ctx: click.Context) -> Iterator[Path | int]:
        """Yield the paths that the command reads, and 0 if it reads standard input."""
        for parameter in self.params:
            value = ctx.params.get(parameter.name or "")
            if isinstance(parameter.type, InputPath) and value:
                for path in value if isinstance(value, tuple) else (value,):
                    yield 0 if str(path) == STDIN else Path(path)


def read_input(file: Path) -> GivenFile:
    """Return the bytes of a file, or of standard input if `file` is `-`.

    Raises:
        InvalidInputError: the file cannot be read, or is too large.
    """
    with open_input(file) as stream:
        data = stream.read(LARGEST_TEXT + 1)
    check_size(data, name=input_name(file))
    return GivenFile(input_name(file), data)


def input_name(file: Path) -> str:
    """Return the name that messages use for an input file; for `-`, `standard input`."""
    return "standard input" if str(file) == STDIN else readable_name(file)


@contextmanager
def open_input(file: Path) -> Iterator[IO[bytes]]:
    """Open a file, or standard input if `file` is `-`, for the time of a `with` block.

    Raises:
        InvalidInputError: the file cannot be opened, or cannot be read inside the block, or is
            changed there by another program.
    """
    try:
        if str(file) == STDIN:
            with require_unchanged(sys.stdin.buffer, name=input_name(file)):
                yield sys.stdin.buffer
        else:
            with telling_of_wait(file):
                stream = file.open("rb")
            with stream, require_unchanged(stream, name=input_name(file)):
                yield stream
    except OSError as error:
        if error.filename == OUTPUT:  # the block prints what it reads
            raise
        raise InvalidInputError(
            f"it cannot be read: {explain(error, file)}",
            source=input_name(file),
            remedy=remedy_of_reading(error, otherwise="name a file, or - for standard input"),
        ) from error


def open_corpus(
    path: Path,
    *,
    unchecked: bool,
    src_lang: str | None,
    tgt_lang: str | None,
    having: str = "",
    lazily: bool = False,
) -> StoredCorpus:
    """Return the corpus that a user names, and print what there is to say about a file.

    Args:
        path: a directory of a build, or a file of aligned texts.
        unchecked: whether tables that were changed on purpose are read.
        src_lang: for a file, language code of the source; None to find it.
        tgt_lang: the same for the translation.
        having: a phrase; pairs that cannot have it may be left out. Empty for all pairs.
        lazily: whether the pairs of a built corpus are read whenever they are iterated over, so
            that they are not all in memory.

    Raises:
        InvalidInputError: there is no corpus, or it cannot be read.
        UsageError: the languages are not Chinese and English, or the file has none of that code.
    """
    from aigov_corpus.corpus import opening
    from aigov_corpus.importing.given import read_languages

    wanted = read_languages(src_lang, tgt_lang)
    stored = opening.open_corpus(
        path, unchecked=unchecked, wanted=wanted, having=having, lazily=lazily
    )
    tell_notes(stored.notes, stored.warnings, source=path)
    return stored
