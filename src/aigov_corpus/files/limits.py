"""Limits of files that are read: of the bytes of any file, and of what JSON and TOML may hold.

Each kind has limits of size, depth and digits. They are checked in one pass over the bytes before
any parser runs, so that no file takes much time or memory, and no parser fails in a way of its own.
What the parser then says becomes an error of this package, with the file and the place.
"""

from __future__ import annotations

import errno
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from importlib.resources.abc import Traversable
from itertools import accumulate
from pathlib import Path
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import ConfigError, InvalidInputError
from aigov_corpus.files.reading import refuse_pipe, require_unchanged, telling_of_wait
from aigov_corpus.files.reasons import explain

MIB = 1 << 20
"""Bytes of a mebibyte."""
LARGEST_TEXT = 256 * MIB
"""Bytes of the largest text or page; a book of 1,000 pages has two mebibytes."""
DIRECTORY = "name a file in it; to pair the files of directories:  aigov-corpus match"
"""What to do where a directory is named and a file is read."""
PERMISSION = "give yourself the permission to read it"
"""What to do where a file or folder is there and may not be read."""
LARGEST_TABLE = 2 * MIB
"""Bytes of the largest TOML or JSON file of settings; a corpus.toml of 5,000 documents has one."""
LARGEST_PACKAGE = 64 * MIB
"""Bytes of the largest JSON file that a build or a fetch wrote; those of a document have some
10,000."""
_DEEPEST = 60
"""Brackets that may be open at once; real files have up to about 6."""
_LONGEST_KEY = 20
"""Parts of a dotted key of TOML; real ones have up to 4. The parser needs a time that grows with
the square of this number."""
_MOST_DIGITS = 400
"""Digits of the longest number; a number of 8 bytes has up to 309 before its point."""

_LONG_NUMBER = re.compile(rb"(?<![0-9])[0-9]{%d}" % (_MOST_DIGITS + 1))
_JSON_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_NO_BRACKET = bytes(byte for byte in range(256) if byte not in b"[]{}")
_TOML_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|[\[{]|[\]}]|[0-9](?:_?[0-9])*+"
    r"|\.",
    re.DOTALL,
)
_OPENING = ("[", "{")
_CLOSING = ("]", "}")
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
"""How each bracket of JSON changes the depth."""
_NAMES = re.compile(r"[\w \t-]*")
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which UTF-8 cannot encode."""


def read_limited(file: Traversable, *, limit: int, may_grow: bool = False) -> bytes:
    """Return the bytes of a file that is not too large.

    Args:
        file: the file.
        limit: bytes of the largest one.
        may_grow: whether it may be written to while it is read, as a log may, to which whole lines
            are appended.

    Raises:
        OSError: the file cannot be read.
        InvalidInputError: the file is larger than `limit` bytes, or is changed while it is read, or
            no file can have this name.
    """
    try:
        with telling_of_wait(file):
            stream = file.open("rb")
        with stream, nullcontext() if may_grow else require_unchanged(stream, name=file):
            data = stream.read(limit + 1)
    except ValueError as error:
        raise InvalidInputError(
            f"no file can have this name ({error})", source=file, remedy="correct the name"
        ) from error
    check_size(data, name=file, limit=limit)
    return data


def read_record(file: Path, *, limit: int = LARGEST_PACKAGE, may_grow: bool = False) -> bytes:
    """Return the bytes of a file that this program wrote; a pipe in its place is refused.

    Args:
        file: the file.
        limit: bytes of the largest one.
        may_grow: as in `read_limited`.

    Raises:
        OSError: the file cannot be read.
        InvalidInputError: there is a pipe or device in its place, or as in `read_limited`.
    """
    refuse_pipe(file)
    return read_limited(file, limit=limit, may_grow=may_grow)


@contextmanager
def naming_input(
    source: object, *, remedy: str = "check its name", directory: str = DIRECTORY
) -> Iterator[None]:
    """Make each error of the operating system in a `with` block the error of an input.

    Args:
        source: the file or folder that the block looks for or reads.
        remedy: what to do, as an imperative.
        directory: what to do if a folder is in place of a file.

    Raises:
        InvalidInputError: the block has raised an `OSError`, for instance for a name that is too
            long or a folder that may not be read.
    """
    try:
        yield
    except OSError as error:
        raise InvalidInputError(
            f"it cannot be read ({explain(error, source)})",
            source=source,
            remedy=remedy_of_reading(error, otherwise=remedy, directory=directory),
        ) from error


def remedy_of_reading(error: OSError, *, otherwise: str, directory: str = DIRECTORY) -> str:
    """Return what to do about a file or folder that cannot be read.

    Args:
        error: what the system says.
        otherwise: what to do if neither a permission is lacking nor a folder is named for a file.
        directory: what to do if a folder is in place of a file.
    """
    if isinstance(error, PermissionError):
        return PERMISSION
    return directory if error.errno == errno.EISDIR else otherwise


def check_size(data: bytes, *, name: object, limit: int = LARGEST_TEXT) -> None:
    """Raise an `InvalidInputError` if the content of the file `name` is larger than `limit`."""
    if len(data) > limit:
        raise InvalidInputError(
            f"it is larger than {limit // MIB} MiB",
            source=name,
            remedy="check that it is the right file, or divide it",
        )


def parse_json(data: bytes, *, source: object, remedy: str, place: str = "") -> Any:
    """Return the value that JSON in UTF-8 stands for.

    Args:
        data: the bytes.
        source: the file, for the error.
        remedy: what to do if it cannot be read.
        place: the place in the file, for the error.

    Raises:
        InvalidInputError: it is no JSON, is nested too deeply, or has a number with too many
            digits, half of a surrogate pair, or a key twice in one object.
    """
    reason = _find_json_excess(data)
    try:
        if not reason:
            value = json.loads(
                data, parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeated
            )
            if rb"\u" not in data or not SURROGATE.search(json.dumps(value, ensure_ascii=False)):
                return value
            reason = "it has half of a surrogate pair, which is no character"
    except InvalidInputError as error:
        reason = error.reason
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 (byte {error.start})"
    except (ValueError, RecursionError) as error:
        reason = f"it is not JSON ({error})"
    raise InvalidInputError(reason, source=source, place=place, remedy=remedy)


def parse_toml(data: bytes, *, source: object) -> dict[str, Any]:
    """Return the tables of TOML in UTF-8; a byte-order mark is no mistake.

    Raises:
        ConfigError: it is no TOML, is too large or nested too deeply, or has a key of too many
            parts or a number with too many digits.
    """
    remedy = "correct it there"
    try:
        if len(data) > LARGEST_TABLE:
            reason = f"it is larger than {LARGEST_TABLE // MIB} MiB"
            remedy = "check that it is the file, or divide it"
        else:
            text = data.decode("utf-8-sig")
            reason = _find_long_key(text)
            reason = reason or _find_excess(token.group() for token in _TOML_TOKEN.finditer(text))
            if not reason:
                return tomllib.loads(text)
    except UnicodeDecodeError as error:
        reason, remedy = f"it is not UTF-8 (byte {error.start})", "save it as UTF-8"
    except (ValueError, RecursionError) as error:  # also for a date or number that cannot be
        reason = f"it is not valid TOML ({error})"
    raise ConfigError(reason, source=source, remedy=remedy)


def _refuse_constant(name: str) -> None:
    """Raise a `ValueError` for NaN and Infinity, which Python would read and JSON does not have."""
    raise ValueError(f"{name} is no number")


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object that has these keys and values.

    Raises:
        InvalidInputError: a key stands there twice, of which Python would keep the last one.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        key = next(key for key in counts if counts[key] > 1)
        raise InvalidInputError(f"the key '{key}' stands twice in one object")
    return found


def _find_json_excess(data: bytes) -> str:
    """Return what JSON has too much of, depth or digits; an empty text if all is well."""
    # most lines have too few brackets for that, wherever they stand; to count them is fast
    if data.count(b"[") + data.count(b"{") <= _DEEPEST and not _LONG_NUMBER.search(data):
        return ""
    bare = _JSON_TEXT.sub(b'"', data)
    if _LONG_NUMBER.search(bare):
        return f"it has a number of more than {_MOST_DIGITS} digits"
    depths = accumulate(map(_STEPS.__getitem__, bare.translate(None, _NO_BRACKET)))
    if max(depths, default=0) > _DEEPEST:
        return f"it is nested more than {_DEEPEST} deep"
    return ""


def _find_excess(tokens: Iterable[str]) -> str:
    """Return what tokens of TOML have too much of, depth or digits; or an empty text."""
    depth = 0
    for token in tokens:
        first = token[:1]
        if first in _OPENING:
            depth += 1
            if depth > _DEEPEST:
                return f"it is nested more than {_DEEPEST} deep"
        elif first in _CLOSING:
            depth -= 1
        elif first.isdigit() and len(token) > _MOST_DIGITS:
            return f"it has a number of more than {_MOST_DIGITS} digits"
    return ""


def _find_long_key(text: str) -> str:
    """Return what is wrong with the first dotted key of TOML that has too many parts, or nothing.

    A key goes on as long as there are only names, quoted or not, between its dots.
    """
    dots = end = 0
    for token in _TOML_TOKEN.finditer(text):
        is_dot = token.group() == "."
        is_part = is_dot or token.group()[:1] in "\"'0123456789"
        if not is_part or not _NAMES.fullmatch(text, end, token.start()):
            dots = 0
        dots += is_dot
        if dots >= _LONGEST_KEY:
            line = text.count("\n", 0, token.start()) + 1
            return f"line {line} has a key of more than {_LONGEST_KEY} parts"
        end = token.end()
    return ""
