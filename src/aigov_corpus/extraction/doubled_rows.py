"""Rows of tables whose cells hold both languages with numbers that belong to both, and headings.

So do tables of statistics: `海水养殖 Marine farming | 2276 | 2.9`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import HAN_CHARACTER, detect_language

DoubledRows: TypeAlias = Mapping[int, tuple[Para, Para]]
"""The Chinese and the English half of each row or heading in both languages, by its index."""

_LEAST_ROWS = 2
"""Fewest such rows, or headings, in a file."""

_LEAST_SHARE = 0.5
"""Smallest share of the rows, or of the headings, that hold both languages, if any is read so."""

# words, and not only an abbreviation as in GDP 国内生产总值
_ENGLISH = rf"(?:(?!{HAN_CHARACTER.pattern}).)*[a-z]{{2}}(?:(?!{HAN_CHARACTER.pattern}).)*"
_CHINESE_FIRST = re.compile(rf"(.*{HAN_CHARACTER.pattern}[^\sA-Za-z(]*)\s*({_ENGLISH})")
_ENGLISH_FIRST = re.compile(rf"({_ENGLISH})\s+([^A-Za-z]*{HAN_CHARACTER.pattern}[^A-Za-z]*)")


def split_doubled_rows(paras: Sequence[Para]) -> DoubledRows:
    """Return the rows whose cells with letters all hold both languages, as two rows each.

    Cells without letters stand in both. Headings are taken apart in the same way. Nothing is
    returned if few rows, or few headings, of a file are so.
    """
    rows = [n for n, para in enumerate(paras) if para.cells and detect_language(para.text)]
    headings = [n for n, para in enumerate(paras) if para.heading and not para.cells]
    return {**_split_those(paras, rows), **_split_those(paras, headings)}


def _split_those(paras: Sequence[Para], places: Sequence[int]) -> dict[int, tuple[Para, Para]]:
    """Return those of some paragraphs that hold both languages; none if they are few."""
    found: dict[int, tuple[Para, Para]] = {}
    for n in places:
        para = paras[n]
        halves = [_split_cell(cell) for cell in para.cells or (para.text,) if cell]
        if all(halves):
            zh, en = zip(*(half for half in halves if half), strict=True)
            found[n] = _make_half(para, zh, "zh"), _make_half(para, en, "en")
    enough = len(found) >= max(_LEAST_ROWS, _LEAST_SHARE * len(places))
    return found if enough else {}


def shared_cells(para: Para) -> str:
    """Return the cells of such a row that stand in both of its halves."""
    return "".join(cell for cell in para.cells if not detect_language(cell))


def _make_half(para: Para, cells: Sequence[str], lang: str) -> Para:
    """Return one half of a row or heading."""
    if not para.cells:
        return replace(para, text=cells[0], lang=lang)
    row = replace(para, text=" | ".join(cells), lang=lang, kind=None, cells=())
    return replace(row, kind="table_row") if len(cells) > 1 else row


def _split_cell(cell: str) -> tuple[str, str] | None:
    """Return the Chinese and the English text of a cell; None if it has letters of one language."""
    if not detect_language(cell):
        return cell, cell
    if found := _CHINESE_FIRST.fullmatch(cell):
        return found[1].strip(), found[2].strip()
    if found := _ENGLISH_FIRST.fullmatch(cell):
        return found[2].strip(), found[1].strip()
    return None
