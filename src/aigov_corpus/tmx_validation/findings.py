"""Findings on their way from a check to whoever prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Protocol

from aigov_corpus.records import FileLine, Finding
from aigov_corpus.text.quoting import printable
from aigov_corpus.tmx_validation.messages import ERRORS, WARNINGS

LONGEST_VALUE = 100
"""Maximum number of characters of one value from the file that a message quotes."""


class StopChecking(Exception):
    """Raised, after a finding that says why, if the rest of the file cannot be checked."""


class Report(Protocol):
    """A function that adds a finding about the place where the parser is, or about a line."""

    def __call__(self, code: str, line: int = 0, /, **values: object) -> None:
        """Add the finding `code` on a line, or on the parser's line if it is 0."""


class Findings:
    """Collects findings until they are taken."""

    def __init__(self, file: str) -> None:
        """Collect findings about the file whose name is `file`."""
        self._file = file
        self._collected: list[tuple[int, Finding]] = []
        """Pairs of the number of a line and a finding about it."""

    def add(self, code: str, line: int, /, *, where: str = "", **values: object) -> None:
        """Add a finding.

        Args:
            code: its code, which is a key of `ERRORS` or `WARNINGS`.
            line: number of the line, from 1; 0 for the file as a whole.
            where: name of the unit that the finding is about; empty if it is about none.
            values: the values that replace the names in braces in the sentence of that code.
        """
        quoted = {
            name: printable(value, longest=LONGEST_VALUE) if isinstance(value, str) else value
            for name, value in values.items()
        }
        places = [FileLine(self._file, line, where)]
        other_line = values.get("line")
        if isinstance(other_line, int):
            places.append(FileLine(self._file, other_line))
        is_error = code in ERRORS
        severity: Literal["error", "warning"] = "error" if is_error else "warning"
        message = (ERRORS if is_error else WARNINGS)[code].format(**quoted)
        self._collected.append((line, Finding(severity, code, message, tuple(places))))

    def take(self) -> Iterator[Finding]:
        """Yield the findings collected so far, in the order of their lines, and forget them."""
        collected = sorted(self._collected, key=lambda item: item[0])
        self._collected = []
        for _, finding in collected:
            yield finding
