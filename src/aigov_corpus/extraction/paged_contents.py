"""Leave out tables of contents that name pages: dots or blanks, and the number of a page.

Such a list is about the paper: each of its lines stands again above the text that it names, and the
numbers mean nothing outside the pages. A list of contents without numbers stays in the text, in a
section of its own (`structure.contents`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.ledger import CONTENTS
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure.lines import (
    CONTENTS_LABEL,
    heading_letters,
    without_spaces,
)
from aigov_corpus.records import LeftOut
from aigov_corpus.text.letters import keep_letters
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import detect_language

_DOTTED = re.compile(
    r"(?P<text>.*?[^\s.·․‥…⋯﹒．。_—-])[\s\u3000]*+"
    r"(?:(?:[.·․‥…⋯﹒．。][\s\u3000]?){3,}+|[…⋯]{2}[\s\u3000]?+|_{5,}+|-{5,}+|—{3,}+)[\s\u3000]*+"
    r"[-–—(（]?\s?(?:\d{1,4}|[ivxlcIVXLC]{1,7})\s?[-–—)）]?"
)
"""Words, dots that lead to the margin, and the number of a page: 第一章 总则 …… 3."""

_LED = re.compile(r"(?P<text>.*?[^\s.·․‥…⋯﹒．。])[\s\u3000]*+(?:[.·․‥…⋯﹒．。][\s\u3000]?){8,}+")
"""Words and dots that lead to a number which a program that copied a PDF put elsewhere."""

_NUMBERED = re.compile(r"(?P<text>.*\S)[\s\u3000]+(?P<page>\d{1,4})")
"""Words and a number behind a blank, which is that of a page if the words stand again below."""

_LONGEST_ENTRY = 400
"""Characters of the longest line that is looked at; the search takes their square."""

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

_STOPS = ("。", "；", ";", "！", "？", "?", "!", ".")

_LEAST_KEY = {"zh": 2, "en": 4}
"""Fewest letters of a line that is known by its words, besides its number."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line that names a page."""

    key: str
    """Its words without the number of the page, as `keep_letters` gives them."""
    page: int = 0
    """The number behind a blank, if nothing but that and its words show what it is; else 0."""


def remove_contents(paras: Sequence[Para]) -> tuple[list[Para], list[LeftOut]]:
    """Take tables of contents that name pages out of the paragraphs; return both.

    A list of things with dots and numbers, such as prices, is none: it has no label, and its lines
    do not stand again in the text.
    """
    below = _find_headings(paras)
    entries = [_read_entry(para, n, below) for n, para in enumerate(paras)]
    out: set[int] = set()
    n = 0
    while n < len(paras):
        labelled = _is_label(paras[n])
        named = labelled or entries[n] is not None
        end = _find_end(paras, entries, n + 1 if labelled else n) if named else n
        if _is_table(entries[n:end], below, labelled=labelled):
            out.update(range(n, end))
        n = n + 1 if labelled and n not in out else max(end, n + 1)
    kept = [replace(para, listed=False) for index, para in enumerate(paras) if index not in out]
    if not any(map(str.isalpha, "".join(para.text for para in kept))):
        return list(paras), []
    return kept, [LeftOut(paras[index].text, CONTENTS) for index in sorted(out)]


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the match of a whole line with a pattern; None if it is long, as no entry is."""
    return pattern.fullmatch(text) if len(text) <= _LONGEST_ENTRY else None


def _match_dots(text: str) -> re.Match[str] | None:
    """Return the match of a whole line that ends in dots, and mostly the number of a page."""
    return _match(_DOTTED, text) or _match(_LED, text)


def _find_headings(paras: Sequence[Para]) -> dict[str, int]:
    """Return the key of each line that names no page, with the index of the last such line.

    The keys of each two lines together are there too, because a heading may stand in two lines: its
    number, and its name.
    """
    found: dict[str, int] = {}
    before = ""
    for n, para in enumerate(paras):
        plain = not (para.listed or _match_dots(para.text))
        key = keep_letters(para.text) if plain else ""
        found |= {each: n for each in (key, before and key and before + key) if each}
        before = key
    return found


def _is_label(para: Para) -> bool:
    """Tell whether a line says that a table of contents follows."""
    return CONTENTS_LABEL.fullmatch(without_spaces(para.text)) is not None


def _read_entry(para: Para, n: int, below: Mapping[str, int]) -> _Entry | None:
    """Return what a line that names a page says; None for other lines.

    Args:
        para: the line.
        n: its index.
        below: the keys of other lines, with their last indexes.
    """
    if para.kind in ("table_row", "provenance") or not heading_letters(para.text):
        return None
    if para.listed:
        return _Entry(keep_letters(para.text))
    if found := _match_dots(para.text):
        return _Entry(keep_letters(found["text"])) if heading_letters(found["text"]) else None
    found = _match(_NUMBERED, para.text)
    if found is None or not _has_words(found["text"]):
        return None
    key = keep_letters(found["text"])
    return _Entry(key, int(found["page"])) if below.get(key, -1) > n else None


def _has_words(text: str) -> bool:
    """Tell whether a line has words besides a number such as 第三条 or `Article`."""
    lang = detect_language(text) or "en"
    marker = find_marker(text, lang)
    words = heading_letters(text[marker.end :] if marker else text)
    return len(words) >= _LEAST_KEY[lang]


def _find_end(paras: Sequence[Para], entries: Sequence[_Entry | None], start: int) -> int:
    """Return the index behind the last line of a table of contents.

    Args:
        paras: all paragraphs.
        entries: for each, what it says if it names a page.
        start: index of the first line that may be one of the table.
    """
    end = at = start
    while at < len(paras) and at - end <= _MOST_BETWEEN:
        if entries[at] is not None:
            end = at + 1
        elif not _may_stand_between(paras[at]):
            break
        at += 1
    return end


def _may_stand_between(para: Para) -> bool:
    """Tell whether a line that names no page may stand in a table of contents."""
    long = len(para.text) > _LONGEST_BETWEEN
    return para.kind in (None, "item", "title") and not long and not para.text.endswith(_STOPS)


def _is_table(
    lines: Sequence[_Entry | None], headings: Mapping[str, int], *, labelled: bool
) -> bool:
    """Tell whether lines are a table of contents.

    Numbers behind a blank are those of pages only if they do not fall.

    Args:
        lines: what those say that name a page; None for the others.
        headings: the keys of the lines of the text.
        labelled: whether a label stands above them.
    """
    named = [entry for entry in lines if entry is not None]
    pages = [entry.page for entry in named if entry.page]
    if any(page > following for page, following in pairwise(pages)):
        named = [entry for entry in named if not entry.page]
    if labelled:
        return len(named) >= _LEAST_LABELLED
    again = sum(entry.key in headings for entry in named)
    return len(named) >= _LEAST_ENTRIES and again >= _LEAST_REPEATED * len(named)
