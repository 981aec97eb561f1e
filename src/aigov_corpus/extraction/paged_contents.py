"""Leave out tables of contents that name pages: dots or blanks, and the number of a page.

Such a list is about the paper: each of its lines stands again above the text that it names, and the
numbers mean nothing outside the pages. A list of contents without numbers stays in the text, in a
section of its own (`structure.contents`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from aigov_corpus.extraction.ledger import CONTENTS
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure.lines import heading_letters, without_spaces
from aigov_corpus.records import LeftOut

_LABEL = re.compile(
    r"(?:目[录錄次]|[图圖表]+目[录錄]|(?:tableof)?contents|listof(?:figures|tables|annexes|boxes))"
    r"(?:\(?(?:continued|cont\.|续|續)\)?)?[:：]?"
)
"""A line above a table of contents, in lower case and without spaces."""

_DOTTED = re.compile(
    r"(?P<text>.*?\S)[\s\u3000]*(?:(?:[.·․‥…⋯﹒．。][\s\u3000]?){3,}|_{5,}|-{5,}|—{3,})[\s\u3000]*"
    r"[-–—(（]?\s?(?:\d{1,4}|[ivxlcIVXLC]{1,7})\s?[-–—)）]?"
)
"""Words, dots that lead to the margin, and the number of a page: 第一章 总则 …… 3."""

_NUMBERED = re.compile(r"(?P<text>.*\S)[\s\u3000]+(?:\d{1,4}|[ivxlcIVXLC]{1,7})")
"""Words and a number behind a blank, which is that of a page if the words stand again below."""

_LEAST_ENTRIES = 3
"""Fewest lines of a table of contents without a label (目录)."""

_LEAST_LABELLED = 2
"""Fewest lines of one with a label."""

_MOST_BETWEEN = 3
"""Most lines in a row inside a table of contents, or below its label, that name no page.

They are headings of its parts, and lines that go on below.
"""

_LEAST_REPEATED = 0.5
"""Smallest share of its lines that stand again in the text, if no label shows what it is."""

_LONGEST_BETWEEN = 200
"""Characters of the longest such line."""

_STOPS = ("。", "；", ";", "！", "？", "?", "!")


def remove_contents(paras: Sequence[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Return the paragraphs without tables of contents that name pages, and these.

    A list of things with dots and numbers, such as prices, is none: it has no label, and its lines
    do not stand again in the text.
    """
    below = _find_headings(paras)
    entries = [_read_entry(para, n, below) for n, para in enumerate(paras)]
    out: set[int] = set()
    n = 0
    while n < len(paras):
        labelled = _is_label(paras[n])
        end = _find_end(paras, entries, n + 1 if labelled else n) if labelled or entries[n] else n
        if _is_table(entries[n:end], below, labelled=labelled):
            out.update(range(n, end))
            n = end
        else:
            n += 1
    kept = [replace(para, listed=False) for index, para in enumerate(paras) if index not in out]
    if not any(map(str.isalpha, "".join(para.text for para in kept))):
        return list(paras), []
    return kept, [LeftOut(paras[index].text, CONTENTS) for index in sorted(out)]


def _find_headings(paras: Sequence[Para]) -> dict[str, int]:
    """Return the letters of each line that names no page, with the index of the last such line.

    The letters of each two lines together are there too, because a heading may stand in two lines:
    its number, and its name.
    """
    found: dict[str, int] = {}
    before = ""
    for n, para in enumerate(paras):
        plain = not (para.listed or _DOTTED.fullmatch(para.text) or _NUMBERED.fullmatch(para.text))
        key = heading_letters(para.text) if plain else ""
        found |= {each: n for each in (key, before and key and before + key) if each}
        before = key
    return found


def _is_label(para: Para) -> bool:
    """Tell whether a line says that a table of contents follows."""
    return _LABEL.fullmatch(without_spaces(para.text)) is not None


def _read_entry(para: Para, n: int, below: Mapping[str, int]) -> str:
    """Return the letters of what a line says before the number of a page; empty if it names none.

    Args:
        para: the line.
        n: its index.
        below: the letters of other lines, with their last indexes.
    """
    if para.kind in ("table_row", "provenance"):
        return ""
    if para.listed:
        return heading_letters(para.text)
    if found := _DOTTED.fullmatch(para.text):
        return heading_letters(found["text"])
    found = _NUMBERED.fullmatch(para.text)
    key = heading_letters(found["text"]) if found else ""
    return key if below.get(key, -1) > n else ""


def _find_end(paras: Sequence[Para], entries: Sequence[str], start: int) -> int:
    """Return the index behind the last line of a table of contents.

    Args:
        paras: all paragraphs.
        entries: for each, the letters before the number of a page; empty if it names none.
        start: index of the first line that may be one of the table.
    """
    end = at = start
    while at < len(paras) and at - end <= _MOST_BETWEEN:
        if entries[at]:
            end = at + 1
        elif not _may_stand_between(paras[at]):
            break
        at += 1
    return end


def _may_stand_between(para: Para) -> bool:
    """Tell whether a line that names no page may stand in a table of contents."""
    long = len(para.text) > _LONGEST_BETWEEN
    return para.kind in (None, "item", "title") and not long and not para.text.endswith(_STOPS)


def _is_table(lines: Sequence[str], headings: Mapping[str, int], *, labelled: bool) -> bool:
    """Tell whether lines are a table of contents.

    Args:
        lines: the letters of those that name a page; the others are empty.
        headings: the letters of the lines of the text.
        labelled: whether a label stands above them.
    """
    named = list(filter(None, lines))
    if labelled:
        return len(named) >= _LEAST_LABELLED
    again = sum(key in headings for key in named)
    return len(named) >= _LEAST_ENTRIES and again >= _LEAST_REPEATED * len(named)
