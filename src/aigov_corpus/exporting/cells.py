"""What a cell of a spreadsheet holds, and what happens to a text that is longer."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.text.characters import xml_text

MAX_CELL = 32_767
"""UTF-16 code units that a cell holds (Excel's limit)."""
CUT = "with a text cut to the 32,767 characters of a cell"
"""Remark on a pair one of whose texts is too long for a cell."""
_LINE_ENDS = re.compile("\r\n?")


def cell_text(text: str) -> str:
    """Return a text without what the cell of a workbook cannot hold.

    Characters that XML forbids become spaces. A carriage return becomes a line feed: it would be
    written as _x000D_, which other programs show.
    """
    return xml_text(_LINE_ENDS.sub("\n", text))


def cut_to_cell(text: str) -> str:
    """Return as much of a text as a cell holds; a character of two UTF-16 units is not halved."""
    if 2 * len(text) <= MAX_CELL:
        return text
    units = text.encode("utf-16-le")[: 2 * MAX_CELL]
    return units.decode("utf-16-le", "ignore")
