"""Join the lines of a text that was broken at a fixed width and has lists, tables or code as well.

The *wall* is the right edge at which the program that wrote the text broke its lines. It shows in
the lines themselves: many end just before it, few go beyond it, and the first word of the next line
had no room. Chinese and English may have walls of their own. Widths are in columns; a Chinese
character takes two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from aigov_corpus.extraction.hyphens import cuts_word, join_cut
from aigov_corpus.extraction.page_breaks import is_page_number
from aigov_corpus.extraction.running_heads import STOP
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import HAN, detect_language

BLANK = "\u3000 \t\xa0"
"""White space around the text of a line."""

_FIRST_WIDE_CHARACTER = "⺀"
"""The first of the characters that take two columns (U+2E80)."""

# What a program does not break: a word, or a Chinese character with the marks behind it.
_UNBROKEN = re.compile(
    r"[⺀-\U0003ffff][，。、；：？！）》」』】”’…]*|[^\s⺀-\U0003ffff]+", re.UNICODE
)
_BULLET = re.compile(r"[*•·●○◦▪■□◆–+-][ \t\u3000]+\S|o[ \t]{2,}\S")
# A chapter or an article; a reference to one has no blank behind it.
_HEAD = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,8}[编編章节節条條][ \u3000]")
_SPACED = re.compile(rf"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]")
_UNSPACED = re.compile(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")
_INNER_MARK = re.compile(r"[^\W\d_]{2}(?:[，。；、]|[,.;] )[^\W\d_]")
_CUT_ADDRESS = re.compile(r"[a-z]+://\S*[#?&=_%-]$|\S/$", re.IGNORECASE)

_NARROWEST = 40
"""Fewest columns before a wall; lists and headings are narrower."""

_WIDEST = 130
"""Most columns before a wall: terminals are 80 wide, some editors 120."""

_EDGE = 4
"""Columns before the wall in which most broken lines end, and beyond it in which few do.

Two Chinese characters, or a word of usual length.
"""

_FULL = 0.7
"""Smallest share of the columns before the wall that a line inside a paragraph fills."""

_LEAST_BROKEN = 10
"""Fewest lines that show a wall; in a shorter text they may be as long as each other by chance."""

_LEAST_BROKEN_SHARE = 0.5
"""Smallest share of the full lines without a stop that end at the wall.

In eleven manuals that programs broke it was .79 to .99, and in fifty texts with one paragraph or
heading on each line at most .27.
"""


_NARROWEST_COLUMN = 22
"""Fewest columns before the wall of a narrow column, copied out of a page with several."""

_INDENT = 4
"""Columns of the indent of a Chinese paragraph, which programs that copy text out of PDFs lose."""

_LEAST_CUT = 4
"""Fewest lines that a mark inside and none at the end show to be cut, in such a text."""

_LEAST_CUT_SHARE = 0.4
"""Smallest share of them among the full lines: those of verse, and of lists, have none."""

_LEAST_NARROW_SHARE = 0.8
"""Smallest share of the full lines without a stop that end at the wall, in such a text."""


def count_columns(line: str) -> int:
    """Return the width of a line in columns; a Chinese character takes two."""
    return sum(2 if char >= _FIRST_WIDE_CHARACTER else 1 for char in line)


def find_walls(chunks: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the wall of each language of a text, in columns; empty if the text has none.

    Args:
        chunks: the lines between two blank lines, without white space at their ends.
    """
    inner: dict[str, list[tuple[str, str]]] = {}
    for chunk in chunks:
        lines = [line for line in chunk if not is_page_number(line)]
        for line, below in pairwise(lines):
            inner.setdefault(detect_language(line) or "", []).append((line, below))
    walls = {lang: _find_wall(pairs) for lang, pairs in inner.items() if lang}
    return {lang: wall for lang, wall in walls.items() if wall is not None}


def _find_wall(pairs: Sequence[tuple[str, str]]) -> int | None:
    """Return the wall of lines, each given with the line below it; None if they have none."""
    wall, full, broken = _measure_wall(pairs, _NARROWEST, 0)
    if broken >= max(_LEAST_BROKEN, _LEAST_BROKEN_SHARE * len(full)):
        return wall
    wall, full, broken = _measure_wall(pairs, _NARROWEST_COLUMN, _INDENT)
    cut = sum(_INNER_MARK.search(line) is not None for line in full)
    enough = cut >= max(_LEAST_CUT, _LEAST_CUT_SHARE * len(full))
    return wall if enough and broken >= _LEAST_NARROW_SHARE * len(full) else None


def _measure_wall(
    pairs: Sequence[tuple[str, str]], narrowest: int, indent: int
) -> tuple[int, list[str], int]:
    """Return the likeliest wall, the full lines without a stop, and how many of them end at it.

    Args:
        pairs: lines, each with the line below it.
        narrowest: fewest columns before the wall.
        indent: columns that may be missing at the beginning of a line.
    """
    widths = Counter(count_columns(line) for line, _ in pairs)

    def count_edge(wall: int) -> int:
        before = sum(widths[wall - n] for n in range(_EDGE))
        beyond = sum(widths[wall + n] for n in range(1, _EDGE + 1))
        return before - beyond

    wall = max(range(narrowest, _WIDEST + 1), key=count_edge)
    full = [
        (line, below)
        for line, below in pairs
        if count_columns(line) >= _FULL * wall and not line.endswith(STOP)
    ]
    broken = sum(
        count_columns(line) <= wall + _EDGE and reaches_wall(line, below, wall - indent)
        for line, below in full
    )
    return wall, [line for line, _ in full], broken


def reaches_wall(line: str, below: str, wall: int) -> bool:
    """Tell whether the first word of the line below had no room in a line."""
    first = _UNBROKEN.match(below.strip(BLANK))
    return count_columns(line) + 1 + count_columns(first[0] if first else "") > wall


def join_at_walls(lines: Sequence[str], walls: dict[str, int], words: Counter[str]) -> list[str]:
    """Return the paragraphs of a chunk of a text with walls.

    Args:
        lines: the lines of the chunk.
        walls: what `find_walls` returned for the text; not empty.
        words: the words of the text (`hyphens.count_words`).
    """
    only = max(walls.values())
    text = "\n".join(lines)
    gap = " " if len(_SPACED.findall(text)) > len(_UNSPACED.findall(text)) else ""
    joined: list[str] = []
    first, above = "", ""
    for line in lines:
        wall = walls.get(detect_language(above) or "", only)
        if not joined or _starts_paragraph(first, above, line, wall):
            joined.append(line.strip(BLANK))
            first = line
        else:
            joined[-1] = _join(joined[-1], line.strip(BLANK), gap, words)
        above = line
    return joined


def _starts_paragraph(first: str, above: str, line: str, wall: int) -> bool:
    """Tell whether a line begins a new paragraph.

    Args:
        first: the first line of the paragraph above.
        above: the line above.
        line: the line.
        wall: the wall of the language of the line above.
    """
    text = line.strip(BLANK)
    ends = above.endswith(STOP)
    if _BULLET.match(text) and (ends or _indent(line) <= _indent(first)):
        return True
    if above is not first and _indent(line) > _indent(above):
        return True
    if count_columns(above) < _FULL * wall:
        return True
    if _HEAD.match(text):
        return True
    lang = detect_language(text)
    if ends and (find_marker(text, lang or "zh") is not None or lang != detect_language(above)):
        return True
    if reaches_wall(above, line, wall):
        return False
    return ends or not (text[:1].islower() or text[:1] >= _FIRST_WIDE_CHARACTER)


def _indent(line: str) -> int:
    """Return the number of columns before the text of a line."""
    return count_columns(line[: len(line) - len(line.lstrip(BLANK))])


def _join(above: str, below: str, gap: str, words: Counter[str]) -> str:
    """Return two pieces of a paragraph as one.

    Args:
        above: the text so far.
        below: the next line.
        gap: what stands in this text between a Chinese character and a word beside it.
        words: the words of the whole text.
    """
    wide_above, wide_below = above[-1:] >= _FIRST_WIDE_CHARACTER, below[:1] >= _FIRST_WIDE_CHARACTER
    if wide_above and wide_below:
        return above + below
    if wide_above or wide_below:
        plain = _UNSPACED.fullmatch(above[-1:] + below[:1]) is not None
        return above + (gap if plain else "") + below
    if _CUT_ADDRESS.search(above):
        return above + below
    return join_cut(above, below, words) if cuts_word(above, below) else f"{above} {below}"
