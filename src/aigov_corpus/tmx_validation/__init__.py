"""What is wrong with a TMX file, anybody's, in sentences that a translator can act on.

The file is read as a stream: findings come while it is read, and of each unit only hashes are kept (for
duplicates, up to a limit). Nothing outside the file is ever opened, and a file that declares entities is
not read on, so neither external entities nor entity bombs do anything.

An `error` breaks TMX 1.4, or some program in use refuses the file or the unit for it; a `warning` is legal
and yet does something that its owner hardly wants. Which program does what was tried with OmegaT 3.6, the
schema of OmegaT 6.1, translate-toolkit 3.20 and OpusTools 1.9; of Trados, memoQ and Maxprograms'
TMXValidator it is what their documentation says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.records import Finding
from aigov_corpus.tmx_validation.characters import Characters
from aigov_corpus.tmx_validation.document import Document
from aigov_corpus.tmx_validation.messages import CAUSES, Findings, StopChecking

__all__ = ["TmxCheck"]


class TmxCheck:
    """One file's check: iterate over it for the findings; `units` counts while it runs."""

    def __init__(self, source: Path | BinaryIO, *, name: str = "") -> None:
        self._source = source
        self.name = name or str(source if isinstance(source, Path) else "-")
        self.units = 0

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings, in the order of lines but for what only shows at a unit's end.

        Raises:
            InvalidInputError: it is a folder.
            AigovError: it cannot be read.
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
            raise AigovError(
                f"it cannot be read ({error.strerror or error})",
                source=self.name,
                remedy="check that the file exists and that you may read it",
            ) from error

    def _check(self, stream: BinaryIO) -> Iterator[Finding]:
        findings = Findings(self.name)
        parser = expat.ParserCreate()
        document = Document(findings, parser)
        try:
            for text in Characters(stream, findings):
                parser.Parse(text, False)
                self.units = document.units
                yield from findings.take()
            parser.Parse("", True)
            document.end()
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            cause = CAUSES.get(reason, f"{reason}; correct this place or export the file again")
            findings.add("not-well-formed", error.lineno, cause=cause, units=document.units)
        except StopChecking:
            pass  # the finding that says why is there
        self.units = document.units
        yield from findings.take()
