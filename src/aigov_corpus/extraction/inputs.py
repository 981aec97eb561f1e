"""Read what a caller passes to be extracted: bytes, a text, a path or an open file."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BufferedIOBase, RawIOBase, TextIOBase
from pathlib import Path
from typing import IO

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.files.limits import LARGEST_TEXT, check_size, naming_input, read_limited
from aigov_corpus.files.names import readable_name
from aigov_corpus.files.reading import require_unchanged
from aigov_corpus.text.values import require_text

Data = bytes | bytearray | memoryview | str | os.PathLike[str] | IO[bytes] | IO[str]
"""What can be extracted: the content of a file as bytes or text, its path, or the open file."""

_URL = re.compile(r"(?:https?|ftp|file)://\S+", re.IGNORECASE)
_ENDING = (
    r"\.(?:txt|text|md|markdown|adoc|asciidoc|html?|xhtml|mht|docx?|odt|rtf|pdf|epub|srt|vtt"
    r"|pptx?|xlsx?|tmx|xml|csv|tsv|jsonl?|zip)"
)
_PATH = re.compile(
    rf"(?:(?:[A-Za-z]:|~)?[\\/.][^<>\n]*|(?:(?!(?<!\d)[.!?;:]\s)[^<>\n。！？；：])*){_ENDING}",
    re.IGNORECASE,
)
"""One line that is the name of a file: it begins as paths do, or no sentence ends in it."""
_LONGEST_PATH = 1024
"""Characters of the longest text that is taken for a path."""
_UNNAMED = "the text"
"""What messages call a content of which no name is known."""


def read_data(data: Data, name: str) -> tuple[bytes, str]:
    """Return the bytes of what a caller passed, and its name for messages.

    Args:
        data: what to read. An open file is read from where it is.
        name: name that the caller gave; if empty, that of the file.

    Raises:
        InvalidInputError: the file cannot be read.
        UsageError: a text is the name of a file or a URL, or the data is nothing of that kind.
    """
    require_text(name, name="name")
    if isinstance(data, str):
        _refuse_names(data)
        return require_text(data, name=name or _UNNAMED).encode(), name or _UNNAMED
    if isinstance(data, (bytes, bytearray, memoryview)):
        check_size(bytes(data), name=name or _UNNAMED)
        return bytes(data), name or _UNNAMED
    if isinstance(data, os.PathLike):
        return _read_file(Path(data), name)
    if isinstance(data, (BufferedIOBase, RawIOBase, TextIOBase)) or hasattr(data, "read"):
        return _read_open_file(data, name)
    raise UsageError(
        f"the data is a {type(data).__name__}",
        remedy="pass bytes, a text, the path of a file (pathlib.Path), or an open file",
    )


def _refuse_names(text: str) -> None:
    """Raise a `UsageError` if a text is the URL of a page or the name of a file."""
    line = text.strip()
    if not line or len(line) > _LONGEST_PATH or "\n" in line:
        return
    if _URL.fullmatch(line):
        raise UsageError(
            f"'{line}' is a URL, and not the text of a page",
            remedy="fetch it with  aigov_corpus.fetch,  and pass the file or its bytes",
        )
    if _PATH.fullmatch(line) or _names(line, Path.is_file):
        raise UsageError(
            f"'{line}' is the name of a file, and not a text",
            remedy="pass  pathlib.Path(…)  to read the file; a text that ends so, as bytes",
        )
    if _names(line, Path.is_dir):
        raise UsageError(
            f"'{line}' is the name of a folder, and not a text",
            remedy="pass  pathlib.Path(…)  of a file in it, or the text itself",
        )


def _names(line: str, is_there: Callable[[Path], bool]) -> bool:
    """Return whether a line is the name of a file or folder, as `is_there` finds out."""
    try:
        return is_there(Path(line))
    except (OSError, ValueError):
        return False


def _read_file(path: Path, name: str) -> tuple[bytes, str]:
    """Return the bytes and the name of a file."""
    with naming_input(path):
        return read_limited(path, limit=LARGEST_TEXT), name or readable_name(path.name)


def _read_open_file(file: IO[bytes] | IO[str], name: str) -> tuple[bytes, str]:
    """Return the rest of the bytes or text of an open file, and its name."""
    known = getattr(file, "name", "")
    own = Path(known).name if isinstance(known, str) and known else "the file"
    name = name or readable_name(own)
    try:
        with require_unchanged(file, name=name):
            content = file.read(LARGEST_TEXT + 1)
    except (OSError, ValueError) as error:  # closed, open for writing, or decoded wrongly
        raise InvalidInputError(
            f"it cannot be read ({error})", source=name, remedy="open it with  open(path, 'rb')"
        ) from error
    if isinstance(content, str):
        return require_text(content, name=name).encode(), name
    if isinstance(content, (bytes, bytearray, memoryview)):
        check_size(bytes(content), name=name)
        return bytes(content), name
    raise UsageError(
        f"read() returned {type(content).__name__}",
        remedy="pass a file that is open for reading, in the mode 'rb'",
    )
