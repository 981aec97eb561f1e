"""The paragraphs that the readers of all formats return, with what the source says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aigov_corpus.records import BlockKind, LeftOut

HEADING_BY_LOOKS = 6
"""Level of a heading that no markup gives a level: a short line in bold."""


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph of a file or page, before its section is known."""

    text: str
    lang: str = ""
    """`zh` or `en`; empty until the languages of the file are known."""
    kind: BlockKind | None = None
    """Kind by the markup of the source, such as a table row or list item; None if it gives none."""
    heading: int = 0
    """Level of a heading by markup (`<h2>` and `##` are 2); 0 if it is not marked as a heading."""
    cells: tuple[str, ...] = ()
    """Cells of a table row, which `text` joins with ` | `; empty for other paragraphs."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a reader found in one file or page."""

    paras: list[Para]
    known: dict[str, str] = field(default_factory=dict)
    """Values for the fields of the `Document` that the file states: title, url, published, …"""
    meta: dict[str, Any] = field(default_factory=dict)
    """Values for `Document.meta`; always `format` and `warnings`."""
    title_added: bool = False
    """Whether the first paragraph is a title that is not in the text of the page."""
    layout: str | None = None
    """Layout that the lines of the file show; None if they show none (`bilingual.arrange`)."""
    left_out: list[LeftOut] = field(default_factory=list)
    """What the reader left out."""
    visible: str | None = None
    """All visible text of the file, by which it is checked that none is lost; None if unknown."""
