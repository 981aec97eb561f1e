"""Join lines of a page that became paragraphs of their own, and part paragraphs that became one.

Programs that turn PDFs into Word files or pages make a paragraph of each line, and texts that are
copied with a blank line behind each line look the same. The lines end at a wall (`walls`), and go
on below it. Other programs lose the ends of paragraphs; then the indents of Chinese ones show where
they began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from aigov_corpus import patterns as re
from aigov_corpus.extraction.hyphens import count_words
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.running_heads import STOP
from aigov_corpus.extraction.walls import (
    EDGE,
    Wall,
    count_columns,
    find_walls,
    join_numbered,
    reaches_wall,
)
from aigov_corpus.text.markers import find_marker
from aigov_corpus.text.scripts import HAN_CHARACTER, detect_language

_LEAST_GOING_ON = 0.6
"""Smallest share of the lines that end at the wall, without a stop, and go on below it.

A line goes on if the next one begins in lower case, or with a Chinese character that is no number;
items of a list in English begin with a capital.
"""

_MOST_BEYOND = 0.1
"""Largest share of the lines that are longer than the wall, as whole paragraphs are."""

_INDENT = re.compile(r"[ \t\xa0]*\u3000{2,}[ \t\u3000\xa0]*")

_LETTERED = re.compile(r"[(（]?(?:[a-z]|[ivx]{2,5})[)）.．、]")
"""Beginning of an item with a letter or a small Roman number: a), iv."""

_LEAST_INDENTS = 3
"""Fewest indents inside a line that part paragraphs."""

_LEAST_ENDED = 0.6
"""Smallest share of them that stand behind the end of a sentence; behind headings they do not."""


def part_at_indents(paras: Sequence[Para]) -> list[Para]:
    """Return paragraphs, divided at each indent (two wide spaces) inside them."""
    parted: list[Para] = []
    for para in paras:
        parts = [part for part in _INDENT.split(para.text) if part]
        ended = sum(part.endswith(STOP) and part[-1] not in "：:" for part in parts[:-1])
        many = len(parts) > _LEAST_INDENTS and ended >= _LEAST_ENDED * (len(parts) - 1)
        if many and _may_be_line(para):
            parted += [replace(para, text=part) for part in parts]
        else:
            parted.append(para)
    return parted


def join_lines(paras: Sequence[Para]) -> list[Para]:
    """Return the paragraphs of a file; those that are the lines of a page are joined.

    Headings, items, rows of tables and lines about the file stay as they are.
    """
    runs = [(is_line, list(run)) for is_line, run in groupby(paras, key=_may_be_line)]
    chunks = [[para.text for para in run] for is_line, run in runs if is_line]
    walls = {lang: wall for lang, wall in find_walls(chunks).items() if _go_on(chunks, lang, wall)}
    if not walls:
        return list(paras)
    words = count_words(para.text for para in paras)
    joined: list[Para] = []
    for is_line, run in runs:
        if not is_line:
            joined += run
            continue
        # A text in two languages may be broken in one of them only.
        for has_wall, group in groupby(run, key=lambda para: _has_wall(para, walls)):
            part = list(group)
            if not has_wall:
                joined += part
                continue
            texts = join_numbered([para.text for para in part], walls, words)
            joined += [replace(part[first], text=text) for first, text in texts]
    return joined


def _may_be_line(para: Para) -> bool:
    """Tell whether a paragraph may be the line of a page."""
    is_plain = para.kind in (None, "paragraph") and not para.heading
    return is_plain and not para.cells and not para.listed


def _has_wall(para: Para, walls: dict[str, Wall]) -> bool:
    """Tell whether the language of a paragraph has a wall; one without letters may be anything."""
    lang = detect_language(para.text)
    return not lang or lang in walls


def _begins_item(text: str) -> bool:
    """Tell whether a line begins with a number, of either language, or a letter of a list."""
    is_numbered = any(find_marker(text, lang) is not None for lang in ("zh", "en"))
    return is_numbered or _LETTERED.match(text) is not None


def _go_on(chunks: Sequence[Sequence[str]], lang: str, wall: Wall) -> bool:
    """Tell whether the lines of a language are no paragraphs: those at its wall go on below."""
    lines = [line for chunk in chunks for line in chunk if detect_language(line) == lang]
    most = wall.columns + max(wall.slack, EDGE)
    if sum(count_columns(line) > most for line in lines) > _MOST_BEYOND * len(lines):
        return False
    going_on = [
        not _begins_item(below) and (below[:1].islower() or HAN_CHARACTER.match(below) is not None)
        for chunk in chunks
        for line, below in pairwise(chunk)
        if detect_language(line) == lang
        and not line.endswith(STOP)
        and reaches_wall(line, below, wall.columns - wall.slack)
    ]
    return sum(going_on) >= _LEAST_GOING_ON * len(going_on)
