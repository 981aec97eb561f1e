"""The check of one TMX file, from its bytes to findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.limits import naming_input
from aigov_corpus.files.reading import require_unchanged, telling_of_wait
from aigov_corpus.records import Finding
from aigov_corpus.text.counting import counted
from aigov_corpus.tmx_validation.decoding import TmxText
from aigov_corpus.tmx_validation.findings import Findings, StopChecking
from aigov_corpus.tmx_validation.messages import CAUSES
from aigov_corpus.tmx_validation.reader import TmxReader

_LONGEST_MARKUP = 1 << 20
"""Bytes of the longest tag, comment or instruction that is read; real ones have less than 1,000."""


class TmxCheck:
    """The check of one file; iterating over it reads the file and yields the findings."""

    def __init__(self, source: Path | BinaryIO, *, name: str = "") -> None:
        """Remember the file; nothing is read yet.

        Args:
            source: a path, or an open stream of bytes.
            name: name of the file in the findings; if empty, the path, or `-` for a stream.
        """
        self._source = source
        self.name = name or str(source if isinstance(source, Path) else "-")
        self.units = 0
        """Number of units begun so far."""

    def __iter__(self) -> Iterator[Finding]:
        """Read the file in pieces of 64 KiB, and yield the findings of each piece by line.

        A finding about a unit as a whole has the number of the line where the unit begins, and is
        yielded with the piece in which the unit ends. It may therefore follow findings of later
        lines.

        Raises:
            InvalidInputError: the path is a folder, or the file cannot be read.
        """
        if not isinstance(self._source, Path):
            with naming_input("standard input", remedy="name a file, or leave it open"):
                yield from self._check(self._source)
            return
        remedy = "check that the file exists and that you may read it"
        with naming_input(self.name, remedy=remedy):
            if self._source.is_dir():
                raise InvalidInputError(
                    "it is a folder", source=self.name, remedy="name a TMX file in it"
                )
            with telling_of_wait(self._source):
                file = self._source.open("rb")
            with file as stream, require_unchanged(stream, name=self.name):
                yield from self._check(stream)

    def _check(self, stream: BinaryIO) -> Iterator[Finding]:
        findings = Findings(self.name)
        parser = _Parser(findings)
        try:
            for text in TmxText(stream, findings):
                # behind broken XML, the characters are still checked
                parser.parse(text)
                self.units = parser.reader.units
                yield from findings.take()
            parser.end()
        except StopChecking:
            pass  # the finding that says why was added before
        self.units = parser.reader.units
        yield from findings.take()


class _Parser:
    """The XML parser of one file, which stops at the first place that is no XML."""

    def __init__(self, findings: Findings) -> None:
        """Add what is found to `findings`."""
        self._findings = findings
        self._parser = expat.ParserCreate()
        self.reader = TmxReader(findings, self._parser)
        self._is_broken = False
        self._bytes = 0
        """Bytes that the parser has got, in UTF-8, as it counts them."""

    def parse(self, text: str) -> None:
        """Parse a piece of the file.

        Raises:
            StopChecking: a tag or comment is too long. The parser would read it anew with each
                piece, in a time that grows with the square of its length.
        """
        self._parse(text, is_last=False)
        self._bytes += len(text.encode())
        if not self._is_broken and self._bytes - self._parser.CurrentByteIndex > _LONGEST_MARKUP:
            line = self._parser.CurrentLineNumber
            self._findings.add("long-markup", line, limit=_LONGEST_MARKUP)
            raise StopChecking

    def end(self) -> None:
        """End the file, and report what it lacks."""
        self._parse("", is_last=True)
        if not self._is_broken:
            self.reader.end()

    def _parse(self, text: str, *, is_last: bool) -> None:
        if self._is_broken:
            return
        try:
            self._parser.Parse(text, is_last)
        except expat.ExpatError as error:
            self._is_broken = True
            self.reader.report_text()
            reason = expat.ErrorString(error.code)
            cause = CAUSES.get(reason, f"{reason}; correct this place or export the file again")
            units = counted(self.reader.units, "unit")
            self._findings.add("not-well-formed", error.lineno, cause=cause, units=units)
