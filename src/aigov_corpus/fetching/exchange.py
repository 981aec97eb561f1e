"""A request with its answer (an exchange), and all exchanges that a URL led to (an answer)."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

Headers = tuple[tuple[str, str], ...]
"""Names and values of headers, in order; each character of a value is one byte (Latin-1)."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they were sent, but with the chunks of the body joined."""

    url: str
    at: datetime
    """When the answer began, in UTC."""
    address: str
    """Numeric address that was connected to."""
    request_headers: Headers
    http_version: str
    status: int
    reason: str
    """Phrase that the server sends behind the status: `Not Found`; may be empty."""
    headers: Headers
    packed: bytes = field(default=b"", repr=False)
    """Body as it was sent, in its Content-Encoding; empty if it was not read (redirects)."""
    body: bytes = field(default=b"", repr=False)
    """Body after decompression."""
    cut: bool = False
    """Whether we stopped reading before the end of the body."""

    def header(self, name: str) -> str:
        """Return the value of a header, several joined by `, `; empty if the answer has none."""
        return ", ".join(self._values(name))

    @property
    def media_type(self) -> str:
        """Media type of the answer, in lower case: `text/html`.

        It is the first if the server names several, and empty if it names none.
        """
        return re.split("[;,]", self.header("content-type"))[0].strip().lower()

    @property
    def location(self) -> str:
        """Target of a redirect, as the server writes it; the first if it names several."""
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
        """The exchange that is not a redirect."""
        return self.hops[-1]


def header_text(value: str) -> str:
    """Return a header's value as text.

    Its bytes are read as UTF-8, or as Latin-1 if they are not valid UTF-8.
    """
    with suppress(UnicodeError):
        return value.encode("latin-1").decode("utf-8")
    return value
