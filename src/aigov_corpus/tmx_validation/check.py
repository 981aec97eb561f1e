"""The check of one TMX file, from its bytes to findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import Finding
from aigov_corpus.tmx_validation.decoding import TmxText
from aigov_corpus.tmx_validation.findings import Findings, StopChecking
from aigov_corpus.tmx_validation.messages import CAUSES
from aigov_corpus.tmx_validation.reader import TmxReader


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
            yield from self._check(self._source)
            return
        if self._source.is_dir():
            raise InvalidInputError(
                "it is a folder", source=self.name, remedy="name a TMX file in it"
            )
        try:
            with self._source.open("rb") as stream:
                yield from self._check(stream)
        except OSError as error:
            raise InvalidInputError(
                f"it cannot be read ({error.strerror or error})",
                source=self.name,
                remedy="check that the file exists and that you may read it",
            ) from error

    def _check(self, stream: BinaryIO) -> Iterator[Finding]:
        findings = Findings(self.name)
        parser = expat.ParserCreate()
        reader = TmxReader(findings, parser)
        try:
            for text in TmxText(stream, findings):
                parser.Parse(text, False)
                self.units = reader.units
                yield from findings.take()
            parser.Parse("", True)
            reader.end()
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            cause = CAUSES.get(reason, f"{reason}; correct this place or export the file again")
            findings.add("not-well-formed", error.lineno, cause=cause, units=reader.units)
        except StopChecking:
            pass  # the finding that says why was added before
        self.units = reader.units
        yield from findings.take()
