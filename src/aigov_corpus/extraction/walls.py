"""Join the lines of a text that was broken at a fixed width and has lists, tables or code as well.

The *wall* is the right edge at which the program that wrote the text broke its lines. It shows in
the lines themselves: many end just before it, few go beyond it, and the first word of the next line
had no room. Chinese and English may have walls of their own. Widths are in columns; a Chinese
character takes two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.hyphens import cuts_word, join_cut, last_word
from aigov_corpus.extraction.page_breaks import is_page_number
from aigov_corpus.extraction.running_heads import STOP, is_bare_number
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
# A mark inside a line, or a word at its end that no sentence or heading ends with.
_AMID_SENTENCE = re.compile(
    r"[^\W\d_]{2}[,.;] [^\W\d_]|\s(?:of|the|and|or|for|to|in|on|with|by|from|at|an?)$",
    re.IGNORECASE,
)
# The dots at the end of a line of a table of contents.
_LEADERS = re.compile(r"(?:[.·…．][ \t\u3000]?){6}\d{0,4}$")
# Marks that no paragraph begins with; some programs break a line before them. A stop by itself
# stands for a blank line where licences are quoted.
_GOES_ON = re.compile(r"[，。、；：？！）」』】》”]|[.,;:)\]](?=\s+\S)")
_CUT_ADDRESS = re.compile(r"[a-z]+://\S*[#?&=_%-]$|\S/$", re.IGNORECASE)

_NARROWEST = 40
"""Fewest columns before a wall; lists and headings are narrower."""

_WIDEST = 130
"""Most columns before a wall: terminals are 80 wide, some editors 120."""

EDGE = 4
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

_LEAST_AMID = 0.2
"""Smallest share of the lines of broken prose that begin in lower case or have a mark inside.

Titles and slogans do neither.
"""

_LEAST_CUT = 4
"""Fewest lines that a mark inside and none at the end show to be cut, in such a text."""

_LEAST_CUT_SHARE = 0.4
"""Smallest share of them among the full lines: those of verse, and of lists, have none."""

_LEAST_NARROW_SHARE = 0.8
"""Smallest share of the full lines without a stop that end at the wall, in such a text."""

_SLACK = 8
"""Columns before the wall in which lines end if letters have widths of their own, as in PDFs."""

_EXACT = 0.9
"""Smallest share of the full lines without a stop that end at the wall if letters are as wide as
each other."""

_LEAST_BEYOND = 0.03
_MOST_BEYOND = 0.25
"""Share of full lines beyond the wall, at least and at most, if letters have widths of their own.

In prose that was printed and read again it was .05 to .21; in twelve texts of terminals it was 0,
and in manual pages with indented parts .17 to .41.
"""

_LEAST_SLACK_SHARE = 0.85
"""Smallest share of the full lines without a stop that end at a wall with slack; it was .87 to .98
in such prose, and at most .84 in manual pages with lines beyond the wall."""

_HALF = 0.5
"""Smallest share of the wall that a line fills which the end of a column or page cuts."""


_MOST_NOTES = 4
"""Most notes at the foot of a page that are looked past."""

_LEAST_CHUNK = 2
"""Fewest lines of a piece of a paragraph that a page ends; a heading has one."""

_NOTE = re.compile(r"[\[(（]?(?:\d{1,3}|[*†‡])[\])）]?[ \t\u3000]*[^\W\d_]")


class Wall(NamedTuple):
    """The right edge at which the lines of a language are broken."""

    columns: int
    slack: int = 0
    """Columns by which lines may end before it; more than 0 where letters have widths of their own,
    as in text that was copied out of a PDF."""


def is_prose(lines: Sequence[str]) -> bool:
    """Tell whether lines are those of broken prose: many begin or have a mark amid a sentence."""
    amid = sum(line.strip()[:1].islower() or bool(_INNER_MARK.search(line)) for line in lines)
    return amid >= _LEAST_AMID * len(lines)


def count_columns(line: str) -> int:
    """Return the width of a line in columns; a Chinese character takes two."""
    if line.isascii():
        return len(line)
    return sum(2 if char >= _FIRST_WIDE_CHARACTER else 1 for char in line)


def find_walls(chunks: Sequence[Sequence[str]]) -> dict[str, Wall]:
    """Return the wall of each language of a text; empty if the text has none.

    Args:
        chunks: the lines between two blank lines, without white space at their ends.
    """
    inner: dict[str, list[tuple[str, str]]] = {}
    for chunk in chunks:
        lines = [line for line in chunk if not is_page_number(line)]
        for line, below in pairwise(lines):
            inner.setdefault(detect_language(line) or "", []).append((line, below))
    walls = {
        lang: _find_wall(pairs)
        for lang, pairs in inner.items()
        if lang and is_prose([line for line, _ in pairs])
    }
    return {lang: wall for lang, wall in walls.items() if wall is not None}


def _find_wall(pairs: Sequence[tuple[str, str]]) -> Wall | None:
    """Return the wall of lines, each given with the line below it; None if they have none."""
    wall, full, broken = _measure_wall(pairs, _NARROWEST, 0)
    is_clear = broken >= max(_LEAST_BROKEN, _LEAST_BROKEN_SHARE * len(full))
    if is_clear and broken >= _EXACT * len(full):
        return Wall(wall)
    for slack in (_INDENT, _SLACK):
        narrow, full, broken = _measure_wall(pairs, _NARROWEST_COLUMN, slack)
        cut = sum(_INNER_MARK.search(line) is not None for line in full)
        beyond = sum(count_columns(line) > narrow for line in full)
        if is_clear:
            shows = _LEAST_BEYOND * len(full) <= beyond <= _MOST_BEYOND * len(full)
        else:
            shows = cut >= max(_LEAST_CUT, _LEAST_CUT_SHARE * len(full))
        least = _LEAST_SLACK_SHARE if is_clear else _LEAST_NARROW_SHARE
        if shows and broken >= least * len(full):
            return Wall(narrow, slack)
    return Wall(wall) if is_clear else None


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
    counts = [widths[width] for width in range(_WIDEST + EDGE + 1)]

    def count_edge(wall: int) -> int:
        """Return how many more lines end at a wall than just beyond it."""
        before = sum(counts[wall - EDGE + 1 : wall + 1])
        return before - sum(counts[wall + 1 : wall + EDGE + 1])

    wall = max(range(narrowest, _WIDEST + 1), key=count_edge)
    full = [
        (line, below)
        for line, below in pairs
        if count_columns(line) >= _FULL * wall and not line.endswith(STOP)
    ]
    broken = sum(
        count_columns(line) <= wall + EDGE and reaches_wall(line, below, wall - indent)
        for line, below in full
    )
    return wall, [line for line, _ in full], broken


def reaches_wall(line: str, below: str, wall: int) -> bool:
    """Tell whether the first word of the line below had no room in a line."""
    first = _UNBROKEN.match(below.strip(BLANK))
    return count_columns(line) + 1 + count_columns(first[0] if first else "") > wall


def merge_cut(chunks: Sequence[Sequence[str]], walls: dict[str, Wall]) -> list[list[str]]:
    """Return the chunks of a text with those put together that a column or page ends between.

    Only text whose letters have widths of their own is looked at: programs that copy it out of PDFs
    put blank lines there. Notes at the foot of the page follow the paragraph that they stand in.
    """
    if not any(wall.slack for wall in walls.values()):
        return [list(chunk) for chunk in chunks]
    merged: list[list[str]] = []
    rest = [list(chunk) for chunk in chunks]
    while rest:
        chunk = rest.pop(0)
        notes = 0
        while notes < min(_MOST_NOTES, len(rest)) and _is_note(rest[notes]):
            notes += 1
        if merged and _goes_on(merged[-1], chunk, walls):
            merged[-1] += chunk
            continue
        merged.append(chunk)
        if 0 < notes < len(rest) and _goes_on(chunk, rest[notes], walls):
            chunk += rest.pop(notes)
    return merged


def _is_note(chunk: Sequence[str]) -> bool:
    """Tell whether lines are a note at the foot of a page: a number, its text, a full stop."""
    return _NOTE.match(chunk[0]) is not None and chunk[-1].endswith(STOP)


def _goes_on(chunk: Sequence[str], below: Sequence[str], walls: dict[str, Wall]) -> bool:
    """Tell whether a chunk ends inside a sentence with which the chunk below goes on."""
    above, line = chunk[-1], below[0].strip(BLANK)
    lang = detect_language(above) or ""
    wall = walls.get(lang)
    if wall is None or not wall.slack or len(chunk) < _LEAST_CHUNK or above.endswith(STOP):
        return False
    if detect_language(line) != lang or find_marker(line, lang) is not None:
        return False
    width = count_columns(above)
    if line[:1].islower():
        return width >= _HALF * wall.columns and (above[-1:].isalnum() or above.endswith(","))
    return line[:1] >= _FIRST_WIDE_CHARACTER and width >= wall.columns - wall.slack


def join_at_walls(lines: Sequence[str], walls: dict[str, Wall], words: Counter[str]) -> list[str]:
    """Return the paragraphs of a chunk of a text with walls.

    Args:
        lines: the lines of the chunk.
        walls: what `find_walls` returned for the text; not empty.
        words: the words of the text (`hyphens.count_words`).
    """
    return [text for _, text in join_numbered(lines, walls, words)]


def join_numbered(
    lines: Sequence[str], walls: dict[str, Wall], words: Counter[str]
) -> list[tuple[int, str]]:
    """Return what `join_at_walls` does, each paragraph with the index of its first line."""
    only = max(walls.values())
    text = "\n".join(lines)
    gap = " " if len(_SPACED.findall(text)) > len(_UNSPACED.findall(text)) else ""
    joined: list[tuple[int, str]] = []
    first, above = "", ""
    for number, line in enumerate(lines):
        wall = walls.get(detect_language(above) or "", only)
        if not joined or _starts_paragraph(first, above, line, wall):
            joined.append((number, line.strip(BLANK)))
            first = line
        else:
            begun, text = joined[-1]
            joined[-1] = begun, _join(text, line.strip(BLANK), gap, words)
        above = line
    return joined


def _starts_paragraph(first: str, above: str, line: str, wall: Wall) -> bool:
    """Tell whether a line begins a new paragraph.

    Args:
        first: the first line of the paragraph above.
        above: the line above.
        line: the line.
        wall: the wall of the language of the line above.
    """
    text = line.strip(BLANK)
    ends = above.endswith(STOP)
    if _GOES_ON.match(text):
        return False
    if _BULLET.match(text) and (ends or _indent(line) <= _indent(first)):
        return True
    if above is not first and _indent(line) > _indent(above):
        return True
    if _HEAD.match(text) or _LEADERS.search(above) or is_bare_number(text):
        return True
    width = count_columns(above)
    if width < _FULL * wall.columns:
        is_cut = wall.slack > 0 and above[-1:].isalnum() and text[:1].isalpha()
        inside = above is not first and width >= _HALF * wall.columns
        return not (is_cut and (inside or (above is not first and text[:1].islower())))
    lang = detect_language(text)
    if ends and (find_marker(text, lang or "zh") is not None or lang != detect_language(above)):
        return True
    slack = 0 if ends else wall.slack
    if reaches_wall(above, line, wall.columns - slack):
        return False
    is_wide = above[-1:] >= _FIRST_WIDE_CHARACTER
    amid = above is not first or is_wide or _AMID_SENTENCE.search(above) is not None
    if wall.slack and not ends and amid:
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
    if _CUT_ADDRESS.search(last_word(above)):
        return above + below
    return join_cut(above, below, words) if cuts_word(above, below) else f"{above} {below}"
