"""A paragraph of a Word file or an OpenDocument text while it is read, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.plain import as_provenance
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import BlockKind, LeftOut


@dataclass
class OpenParagraph:
    """A paragraph that is being read."""

    kind: BlockKind | None
    heading: int
    """Level of the heading; 0 if it is none."""
    number: str
    """The number that the program shows before it; empty if it is not numbered."""
    shows_number: bool = False
    """Whether the number is read even if no text follows it, as in the first cell of a row."""
    goes_on: bool = False
    """Whether the next paragraph goes on with it: its end was deleted, or it is an initial."""
    is_listed: bool = False
    """Whether it is a line of the table of contents."""
    texts: list[str] = field(default_factory=list)
    unshown: dict[str, list[str]] = field(default_factory=dict)
    """Pieces of its text that are not shown, by the reason."""
    inner: list[Para] = field(default_factory=list)
    """The paragraphs of its text boxes."""

    def leave_out(self, text: str, reason: str) -> None:
        """Add a piece of text that is not shown."""
        self.unshown.setdefault(reason, []).append(text)

    def close(self, *, line_end: str) -> tuple[list[Para], list[LeftOut], list[str]]:
        """Return what came of the paragraph, after it was read to its end.

        Args:
            line_end: the character that stands in `texts` where a line ends.

        Returns:
            The paragraphs that its lines and its text boxes make, the pieces that are not shown,
            and its number, if it is shown, since the text does not contain it.
        """
        written = "".join(self.texts).split(line_end)
        lines = [line for each in written if (line := collapse_whitespace(each))]
        is_numbered = self.number != "" and (bool(lines) or self.shows_number)
        added = [self.number] if is_numbered else []
        if is_numbered:
            first = lines[0] if lines else ""
            lines[:1] = [f"{self.number}{first}".strip()]
        paras = [
            as_provenance(line)
            or Para(line, kind=self.kind, heading=self.heading, listed=self.is_listed)
            for line in lines
        ]
        left_out = [
            LeftOut(text, reason)
            for reason, pieces in self.unshown.items()
            if (text := collapse_whitespace("".join(pieces)))
        ]
        return paras + self.inner, left_out, added
