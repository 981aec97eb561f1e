"""Every failure the package reports, in one tree.

    AigovError                 1  something failed (base class; catch this one)
    ├── MissingExtraError      1  an optional package is not installed: names the extra
    ├── EncoderError           1  an encoder could not be loaded or gave no usable vectors
    ├── UsageError             2  the call itself is wrong
    │   └── UnknownNameError   2  no encoder, format, layout … of that name: lists what there is
    ├── InvalidInputError      3  a file, page or text cannot be used: names file, place, remedy
    │   ├── ConfigError        3  corpus.toml, a provenance file or a taxonomy is wrong
    │   └── MismatchError      3  two documents that do not belong together
    ├── NetworkError           4  a page could not be fetched
    │   ├── RefusedError       4  we must not fetch it: robots.txt, private address, scheme
    │   └── ResponseError      4  the server's answer cannot be used: status, type, size, length
    └── NothingToDoError       5  the request is valid and selects nothing

The number is the exit code the command line ends with. A message is one sentence that says what is
wrong, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable


class AigovError(Exception):
    """Something failed; the base class of every error of this package."""

    exit_code = 1


class MissingExtraError(AigovError):
    """An optional package is not installed."""

    def __init__(self, what: str, *, extra: str) -> None:
        """Say that `what` needs the extra `extra`."""
        super().__init__(
            f"{what} needs an optional package: install it with  pip install 'aigov-corpus[{extra}]'"
        )
        self.extra = extra


class EncoderError(AigovError):
    """An encoder could not be loaded, or gave no usable vectors."""


class UsageError(AigovError):
    """The call itself is wrong."""

    exit_code = 2


class UnknownNameError(UsageError):
    """There is nothing registered under that name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Say that no `kind` is called `name`, and list the `known` ones."""
        self.known = tuple(sorted(known))
        super().__init__(f"no {kind} is called '{name}'; there are: {', '.join(self.known)}")


class InvalidInputError(AigovError):
    """A file, page or text cannot be used."""

    exit_code = 3


class ConfigError(InvalidInputError):
    """A configuration, provenance or taxonomy file is wrong."""


class MismatchError(InvalidInputError):
    """Two documents that do not belong together."""


class NetworkError(AigovError):
    """A page could not be fetched."""

    exit_code = 4


class RefusedError(NetworkError):
    """The page must not be fetched: robots.txt, a private address, or a refused scheme."""


class ResponseError(NetworkError):
    """The server's answer cannot be used."""


class NothingToDoError(AigovError):
    """The request is valid and selects nothing."""

    exit_code = 5
