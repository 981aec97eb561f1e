"""A request with its answer (an exchange), and all exchanges that a URL led to (an answer)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from aigov_corpus import patterns as re

Headers = tuple[tuple[str, str], ...]
"""Pairs `(name, value)` in order; each character of a value stands for one byte (Latin-1)."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they were sent, except that chunks of the body are joined.

    The body is read only if the status is 200; otherwise it is empty.
    """

    url: str
    at: datetime
    """Time at which the answer began, in UTC."""
    address: str
    """Numeric address of the server."""
    request_headers: Headers
    http_version: str
    status: int
    reason: str
    """Phrase that the server sends after the status, such as `Not Found`; may be empty."""
    headers: Headers
    packed: bytes = field(default=b"", repr=False)
    """Body as it was sent, in its Content-Encoding; empty if it was not read."""
    body: bytes = field(default=b"", repr=False)
    """Body after decompression."""
    cut: bool = False
    """Whether the body was not read, or not to its end."""

    def header(self, name: str) -> str:
        """Return the values of a header of the answer, joined by `, `; empty if it has none."""
        return ", ".join(self._values(name))

    @property
    def media_type(self) -> str:
        """Media type of the answer, in lower case: `text/html`.

        It is the first if the server names several, and empty if it names none.
        """
        return re.split("[;,]", self.header("content-type"))[0].strip().lower()

    @property
    def location(self) -> str:
        """Target of a redirect, as the server writes it.

        It is the first if the server names several, and empty if it names none.
        """
        return next(iter(self._values("location")), "")

    def _values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


@dataclass(frozen=True, slots=True)
class Answer:
    """The exchanges that a URL led to: its redirects, and the last answer."""

    url: str
    """URL that was asked for."""
    hops: tuple[Exchange, ...]
    """All exchanges, in order; all but the last are redirects."""

    @property
    def last(self) -> Exchange:
        """The last exchange, which is not a redirect."""
        return self.hops[-1]


def header_text(value: str) -> str:
    """Return a header's value as text.

    Its bytes are read as UTF-8, or as Latin-1 if they are not valid UTF-8.
    """
    with suppress(UnicodeError):
        return value.encode("latin-1").decode("utf-8")
    return value
