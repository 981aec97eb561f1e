"""The paragraphs that the readers of all formats return, with facts that the file states."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.records import BlockKind, LeftOut

MOST_PARAGRAPHS = 200_000
"""Maximum number of paragraphs of a file. Each takes a twentieth of a millisecond and a kilobyte of
memory; the longest books have some 20,000."""

HEADING_BY_LOOKS = 6
"""Level of a heading that has no level in the markup: a short line in bold."""


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph of a file or page, before its section is found."""

    text: str
    lang: str = ""
    """`zh` or `en`; empty before the languages of the file are found."""
    kind: BlockKind | None = None
    """Kind that the markup of the file gives, such as table row or list item; None if none."""
    heading: int = 0
    """Level of a heading in the markup (2 for `<h2>` and `##`); 0 if it is not a heading there."""
    cells: tuple[str, ...] = ()
    """Cells of a table row; `text` is these joined with ` | `. Empty for other paragraphs."""
    paragraph: int = 0
    """What the lines of one paragraph of the file have in common; 0 if the reader does not say.

    Once the languages are known, a number that counts in the order of the file, from 1.
    """
    listed: bool = False
    """Whether the file shows that it is a line of a table of contents, by the number of a page,
    which is not in `text`, or by its style."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything that a reader found in one file or page."""

    paras: list[Para]
    known: dict[str, str] = field(default_factory=dict)
    """Values that the file states for fields of `Document`: title, url, published, …"""
    meta: dict[str, Any] = field(default_factory=dict)
    """Values for `Document.meta`; `format` and `warnings` are always there."""
    title_added: bool = False
    """Whether the first paragraph is a title that was added, because the text has none."""
    layout: str | None = None
    """Layout that the lines of the file show (see `bilingual.arrange`); None if they show none."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Pieces of text that the reader left out."""
    visible: str = ""
    """All visible text of the file, to check that none is lost."""


def check_number(
    number: int, *, name: str, of: str = "paragraphs", most: int = MOST_PARAGRAPHS
) -> None:
    """Raise an `InvalidInputError` if a file has too many paragraphs, elements or lines.

    A small archive, or a few megabytes of tags, can hold millions.

    Args:
        number: how many it has.
        name: name of the file, for the message.
        of: what is counted, in the plural.
        most: how many it may have.
    """
    if number > most:
        raise InvalidInputError(
            f"it has {number:,} {of}, and it may have {most:,}",
            source=name,
            remedy="check that it is the right file, or divide it",
        )


def no_text(name: str, *, remedy: str | None = None) -> InvalidInputError:
    """Return the error for a file without any letter that counts as text.

    Args:
        name: name of the file.
        remedy: what to do next; None to give another file.
    """
    return InvalidInputError(
        "it holds no Chinese or English text",
        source=name,
        remedy=remedy or "give a file with Chinese or English text",
    )
