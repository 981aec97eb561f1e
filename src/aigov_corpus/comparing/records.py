"""What a comparison finds: differences between two renderings, each with its places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["number", "doubt", "lacks", "adds", "moved", "merged", "term", "word"]
"""The kinds of differences.

- `number`: a number of one rendering is another in the other one, or is not there.
- `doubt`: a check doubts what one rendering says, and not what the other does.
- `lacks`: one rendering has something of the Chinese, and the other has nothing for it.
- `adds`: one rendering has something that neither the Chinese nor the other rendering has.
- `moved`: one rendering has it at another place of the text or of the sentence.
- `merged`: one rendering puts sentences together that the other keeps apart.
- `term`: a Chinese noun or name is rendered by other words.
- `word`: another Chinese word is rendered by other words.
"""
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds, the gravest first."""

Place = tuple[int, int]
"""Offsets in a text: of the first character, and after the last one."""
NOWHERE: Place = (0, 0)
"""The place of something that a text does not have."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the base and another rendering."""

    kind: Kind
    row: int
    """Number of the first row that it is about, counted from 0."""
    rendering: str
    """Id of the rendering that is compared with the base."""
    base: str
    """Id of the base."""
    message: str
    """What differs, in one clause, with both values."""
    zh: str = ""
    """The Chinese words that it is about; empty if unknown."""
    base_text: str = ""
    """The words of the base; empty if it has none."""
    text: str = ""
    """The words of the other rendering; empty if it has none."""
    base_row: int = 0
    """Number of the row whose cell of the base has `base_place`."""
    base_place: Place = NOWHERE
    """Place of the words in the cell of the base; twice the same offset if there are none."""
    other_row: int = 0
    """Number of the row whose cell of the rendering has `place`."""
    place: Place = NOWHERE
    """Place of the words in the cell of the rendering."""
