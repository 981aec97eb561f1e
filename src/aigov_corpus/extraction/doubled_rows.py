"""Rows of tables whose cells hold both languages with numbers that belong to both, and headings.

So do tables of statistics: `海水养殖 Marine farming | 2276 | 2.9`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import HAN_CHARACTER, detect_language

DoubledRows: TypeAlias = Mapping[int, tuple[Para, ...]]
"""The Chinese and the English half of each row or heading in both languages, by its index; a
Chinese one that ends in a name is whole."""

_LEAST_ROWS = 2
"""Fewest such rows, or headings, in a file; a title may be its only heading."""

_SHARE = 0.5
"""Share of the rows, or of the headings, more of which hold both languages, if any is read so.

A text that has a heading in each language for each section may name Docker in all Chinese ones.
"""

# a word, and not only an abbreviation or a unit as in GDP 国内生产总值 and 面积 km2
_WORD = re.compile(r"[A-Za-z][a-z]{2}")
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9.+]*[A-Za-z0-9+](?: [A-Z][A-Za-z0-9+]*)?")
_LETTER = re.compile(r"[A-Za-z]")
_END_OF_CHINESE = re.compile(r"[^\sA-Za-z(（]*")
_START_OF_CHINESE = re.compile(r"\s[^\sA-Za-z]*$")
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_BETWEEN = " /|｜／-–—"
"""Marks that part both languages."""


def split_doubled_rows(paras: Sequence[Para]) -> DoubledRows:
    """Return the rows whose cells with letters all hold both languages, as two rows each.

    Cells without letters stand in both. Headings are taken apart in the same way. Nothing is
    returned if few rows, or few headings, of a file are so.
    """
    rows = [n for n, para in enumerate(paras) if para.cells and detect_language(para.text)]
    headings = [n for n, para in enumerate(paras) if para.heading and not para.cells]
    least = min(_LEAST_ROWS, len(headings))
    return {**_split_those(paras, rows, _LEAST_ROWS), **_split_those(paras, headings, least)}


def _split_those(
    paras: Sequence[Para], places: Sequence[int], least: int
) -> dict[int, tuple[Para, ...]]:
    """Return those of some paragraphs that hold both languages; none if they are few."""
    found: dict[int, tuple[Para, Para]] = {}
    for n in places:
        para = paras[n]
        halves = [_split_cell(cell) for cell in para.cells or (para.text,) if cell]
        if all(halves):
            zh, en = zip(*(half for half in halves if half), strict=True)
            found[n] = _make_half(para, zh, "zh"), _make_half(para, en, "en")
    names = _find_names(paras) if found else frozenset()
    named = {n: (replace(paras[n], lang="zh"),) for n in found if found[n][1].text in names}
    count = len(found) - len(named)
    return {**found, **named} if count >= least and count > _SHARE * len(places) else {}


def _find_names(paras: Sequence[Para]) -> frozenset[str]:
    """Return the Latin names in Chinese sentences; they are no renderings of headings."""
    sentences = (para.text for para in paras if not para.heading and not para.cells)
    return frozenset(
        name for text in sentences if detect_language(text) == "zh" for name in _NAME.findall(text)
    )


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
    places = [found.start() for found in HAN_CHARACTER.finditer(cell)]
    if not places:
        return None
    end = _END_OF_CHINESE.search(cell, places[-1])
    if end and _WORD.search(cell, end.end()):
        return _part(cell, end.end())
    start = _START_OF_CHINESE.search(cell[: places[0]])
    if start and _WORD.search(cell, 0, start.start()) and not _LETTER.search(cell, places[0]):
        en, zh = _part(cell, start.start())
        return zh, en
    return None


def _part(cell: str, cut: int) -> tuple[str, str]:
    """Return both halves of a cell without the mark between them, or brackets about the second."""
    first, second = cell[:cut].strip().rstrip(_BETWEEN), cell[cut:].strip().lstrip(_BETWEEN)
    bracketed = _BRACKETED.fullmatch(second)
    return first, bracketed[1].strip() if bracketed else second
