"""The paragraphs that the readers of all formats return, with what the markup says of them."""

from __future__ import annotations

from dataclasses import dataclass

from aigov_corpus.records import BlockKind

HEADING_BY_LOOKS = 6
"""Level of a heading that no markup gives a level: a short line in bold."""


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph as it stands in the source, before sections are known."""

    text: str
    lang: str = ""
    kind: BlockKind | None = None
    """Where the source itself says what it is: a table row, a title, a list item."""
    heading: int = 0
    """Level of a heading by markup (`<h2>`, `##`), 0 for none."""
    cells: tuple[str, ...] = ()
    """Of a table row or a line with columns; `text` joins them."""
