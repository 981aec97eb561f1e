"""The errors that the package raises. `AigovError` is the base class of all.

    AigovError                 1  something failed (catch this one to catch all)
    ├── MissingExtraError      1  an optional package is not installed; the error names the extra
    ├── EncoderError           1  an encoder cannot be loaded, or its vectors cannot be used
    ├── UsageError             2  a function or command was called with wrong arguments
    │   └── UnknownNameError   2  no encoder, format, layout … has this name; the error lists all
    ├── InvalidInputError      3  a file, page or text cannot be used
    │   ├── ConfigError        3  corpus.toml, a provenance, taxonomy or weights file is wrong
    │   └── MismatchError      3  two texts do not seem to be versions of the same document
    ├── NetworkError           4  a page could not be fetched
    │   ├── RefusedError       4  the page must not be fetched: robots.txt, private address, scheme
    │   └── ResponseError      4  the server's answer cannot be used: status, type, size, length
    └── NothingToDoError       5  the arguments are valid, and no text, pair or document fits them

The number is the exit code with which the command line ends.

An error has fields: the `source` (a file or URL), the `place` in it, the `reason` and the `remedy`.
`str(error)` makes one sentence of them. Code that knows more about an error adds it with
`with_fields`; it does not take the sentence apart.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from copy import copy
from typing import Self

from aigov_corpus.terminal import safe_line, safe_text

_LONGEST_QUOTE = 40
"""Characters of a wrong value that a message shows."""


def show_value(value: object) -> str:
    """Return the beginning of a value as Python writes it, and its type: `3 (int)`.

    It never fails, whatever the class of the value.
    """
    try:
        text = " ".join(reprlib.repr(value).split())
    except ValueError:  # an integer with more digits than Python writes
        return f"a number of more than 4,000 digits ({type(value).__name__})"
    if len(text) > _LONGEST_QUOTE:
        text = f"{text[:_LONGEST_QUOTE]}…"
    return f"{text} ({type(value).__name__})"


class AigovError(Exception):
    """Something failed; the base class of every error of this package.

    Args:
        reason: what is wrong, as a clause without a full stop: `it is not UTF-8 (byte 17)`.
        source: the file or URL that the error is about; empty if there is none.
        place: place in the source, such as `line 3` or `document[1].zh.file`; empty if not known.
        remedy: what to do next, as an imperative: `save it as UTF-8`; empty if nothing is known.
    """

    exit_code = 1

    def __init__(
        self, reason: str, *, source: object = "", place: str = "", remedy: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason = str(reason)
        self.source = str(source)
        self.place = str(place)
        self.remedy = str(remedy)

    def __str__(self) -> str:
        """Return one sentence: `<source>, <place>: <reason>; <remedy>`.

        The fields may hold what a stranger wrote, such as a file name or the answer of a server.
        Characters that steer a terminal are replaced in the sentence (see `terminal`).
        """
        where = ", ".join(safe_line(part) for part in (self.source, self.place) if part)
        what = "; ".join(safe_text(part) for part in (self.reason, self.remedy) if part)
        return f"{where}: {what}" if where else what

    def with_fields(
        self,
        *,
        reason: str | None = None,
        source: object | None = None,
        place: str | None = None,
        remedy: str | None = None,
    ) -> Self:
        """Return a copy of this error with other fields; a field given as None stays the same."""
        changed = copy(self)
        changed.reason = self.reason if reason is None else reason
        changed.source = self.source if source is None else str(source)
        changed.place = self.place if place is None else place
        changed.remedy = self.remedy if remedy is None else remedy
        changed.args = (changed.reason,)
        return changed

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickle needs, so that an error keeps its fields in another process."""
        return _restore, (type(self), self.args, self.__dict__.copy())


def _restore(
    kind: type[AigovError], args: tuple[object, ...], fields: dict[str, object]
) -> AigovError:
    """Return an error of class `kind`, as it was in the process that raised it."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(fields)
    return error


class MissingExtraError(AigovError):
    """An optional package is not installed."""

    def __init__(self, what: str, *, extra: str) -> None:
        """Make the error.

        Args:
            what: subject of the sentence: the function or option that needs the package, `--fit`.
            extra: the extra of aigov-corpus that installs the package.
        """
        super().__init__(
            f"{what} needs an optional package",
            remedy=f"install it with  pip install 'aigov-corpus[{extra}]'",
        )
        self.extra = extra


class EncoderError(AigovError):
    """An encoder cannot be loaded, or its vectors cannot be used."""


class UsageError(AigovError):
    """A function or command was called with wrong arguments."""

    exit_code = 2


class UnknownNameError(UsageError):
    """There is no encoder, segmenter, format, layout … of a given name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Make the error.

        Args:
            kind: kind of thing that the name should stand for, such as `encoder`.
            name: the unknown name.
            known: all names of that kind.
        """
        self.known = tuple(sorted(known))
        super().__init__(
            f"no {kind} is called '{name}'",
            remedy=f"{_hint(name, self.known)}choose one of: {', '.join(self.known)}",
        )


def _hint(name: str, known: Iterable[str]) -> str:
    """Return the name that somebody who wrote another may have meant; empty if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"did you mean '{near[0]}'? If not, " if near else ""


class InvalidInputError(AigovError):
    """A file, page or text cannot be used."""

    exit_code = 3


class ConfigError(InvalidInputError):
    """A configuration, provenance, taxonomy or weights file is wrong."""


class MismatchError(InvalidInputError):
    """Two texts do not seem to be versions of the same document."""


class NetworkError(AigovError):
    """A page could not be fetched."""

    exit_code = 4


class RefusedError(NetworkError):
    """The page must not be fetched: robots.txt, a private address, or a refused scheme."""


class ResponseError(NetworkError):
    """The server's answer cannot be used."""


class NothingToDoError(AigovError):
    """The arguments are valid, but no text, pair or document fits them."""

    exit_code = 5
