"""Print the output of commands, on standard output or into the file of `--out`."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.streams import ANY_TEXT, CleanStream
from aigov_corpus.errors import UsageError
from aigov_corpus.files.limits import SURROGATE
from aigov_corpus.terminal import safe_text
from aigov_corpus.text.characters import escape_line_ends

_STDOUT = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
"""Values of --out that mean standard output."""


def echo(text: str = "", *, end: str = "\n") -> None:
    """Print a text unchanged; `click.echo` would remove colour codes from it."""
    sys.stdout.write(text + end)


def echo_line(text: str) -> None:
    """Print a line of a report, without characters that steer a terminal.

    They are replaced even in a file, because it may be shown on a terminal later.
    """
    echo(safe_text(text))


def echo_json(value: object, *, indent: int | None = None) -> None:
    """Print a value as JSON."""
    echo(to_json(value, indent=indent))


def to_json(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON that UTF-8 can encode; half a character becomes an escape."""
    text = escape_line_ends(json.dumps(value, ensure_ascii=False, indent=indent))
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def is_stdout(out: Path | None) -> bool:
    """Tell whether the value of --out means standard output; None does."""
    return out is None or str(out) in _STDOUT


@contextmanager
def open_output(out: Path | None) -> Iterator[Callable[[str], object]]:
    """Yield a function that writes a text to the file `out`, or prints it.

    The file is written at the end of the `with` block, if the block has succeeded.

    Raises:
        UsageError: `out` is an input of the command, or a file of a corpus.
        AigovError: the file cannot be written.
    """
    if out is None or is_stdout(out):
        yield sys.stdout.write
        return
    from aigov_corpus.files.writing import Replacing, cannot_write

    with Replacing() as files:
        path = files.beside(out)
        with path.open("w", encoding="utf-8", newline="\n", errors=ANY_TEXT) as file:

            def write(text: str) -> None:
                try:
                    file.write(text)
                except OSError as error:  # told here: the block may read as well, and fail
                    raise cannot_write(out, error) from error

            yield write


def echo_file(path: Path, *, is_text: bool) -> None:
    """Print the content of a file.

    Raises:
        UsageError: the file is not text, and standard output is a terminal.
    """
    if not sys.stdout.isatty():
        _copy(path)
    elif is_text:
        echo(path.read_text(encoding="utf-8-sig"), end="")
    else:
        raise UsageError("this format is not for a terminal", remedy="add  --out FILE")


def _copy(path: Path) -> None:
    """Print the bytes of a file unchanged."""
    with path.open("rb") as file:
        while piece := file.read(shutil.COPY_BUFSIZE):  # type: ignore[attr-defined]
            if isinstance(sys.stdout, CleanStream):
                sys.stdout.write_bytes(piece)
            else:
                sys.stdout.buffer.write(piece)


def tell_replaced() -> None:
    """Tell the user, once, how many characters were replaced on the terminal."""
    stream = sys.stdout
    if not isinstance(stream, CleanStream) or not stream.replaced:
        return
    noun = "1 character was" if stream.replaced == 1 else f"{stream.replaced} characters were"
    tell(
        f"{noun} replaced, because this terminal cannot or must not show them; "
        "a file or pipe gets the text as it is:  aigov-corpus ... > FILE"
    )
    stream.replaced = 0
