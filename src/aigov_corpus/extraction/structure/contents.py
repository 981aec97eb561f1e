"""Find the table of contents of a document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure.lines import (
    CONTENTS_LABEL,
    could_be_heading,
    heading_letters,
    without_spaces,
)
from aigov_corpus.text.markers import Marker, Rank

_LEAST_LINES = 3
"""Minimum number of lines of a table of contents.

With a label (目录), one line less is enough; the label counts as a line.
"""

_LISTED_LETTERS = 80
"""Maximum number of Chinese characters of a line; half as many words in English. The contents of a
collection list the titles of its laws, of which the longest of forty have 26 words."""

_MOST_LINES = 500
"""Maximum number of lines of a table of contents.

Without a limit, a document with only short lines would take quadratic time.
"""


_MOST_ADJACENT = 0.75
"""Largest share of the lines of a table without a label that stand one below the other where they
occur again. Headings have text below them; only parts, chapters and sections may lack it."""


_ITEM_ENDS = (".", ";", "。", "；")
"""Marks at the end of the items of a list, which headings behind 1. and (1) lack."""


def find_contents(paras: Sequence[Para], markers: Sequence[Marker | None]) -> frozenset[int]:
    """Return the indexes of the lines that belong to tables of contents.

    A table of contents is a run of lines that could be headings and that all occur again further
    down. It begins with a label (目录), or with a number in the first half of the document. Lines
    that the file shows to be listed are such lines too.
    """
    keys = [_heading_key(para, marker) for para, marker in zip(paras, markers, strict=True)]
    last = {key: n for n, key in enumerate(keys)}
    likely = [
        bool(key) and _could_be_listed(para, marker)
        for key, para, marker in zip(keys, paras, markers, strict=True)
    ]
    contents = {n for n, para in enumerate(paras) if para.listed}
    n = 0
    while n < len(paras):
        labelled = CONTENTS_LABEL.fullmatch(without_spaces(paras[n].text)) is not None
        if n > len(keys) // 2 and not labelled:
            n += 1
            continue
        start = n + 1 if labelled else n
        end = start
        most = min(len(keys), start + _MOST_LINES)
        while end < most and likely[end] and last[keys[end]] > end:
            end += 1
        end = _before_body(keys, n, start, end)
        least = _LEAST_LINES - 1 if labelled else _LEAST_LINES
        listed_again = not labelled and _are_listed_again([last[key] for key in keys[start:end]])
        if end - n >= least and (labelled or (markers[n] and not listed_again)):
            contents.update(range(n, end))
            n = end
        else:
            n += 1
    return frozenset(contents)


def _before_body(keys: Sequence[str], n: int, start: int, end: int) -> int:
    """Return the index at which a table of contents ends, if its lines run on into the body.

    It ends where its first line occurs again, because that line opens the body.

    Args:
        keys: the key of each paragraph.
        n: index of the first line of the run, which may be the label.
        start: index of the first line after the label.
        end: index after the last line of the run.
    """
    first = keys[start] if start < end else keys[n]
    repeated = (index for index in range(n + 2, end) if keys[index] == first)
    return next(repeated, end)


def _are_listed_again(places: Sequence[int]) -> bool:
    """Tell whether lines occur again one below the other: a list that comes twice, not headings."""
    below = sum(following == place + 1 for place, following in pairwise(places))
    return below > _MOST_ADJACENT * (len(places) - 1)


def _heading_key(para: Para, marker: Marker | None) -> str:
    """Return the letters of a line, without a marker such as 第一章.

    So the line is recognised in the text even if the text numbers its chapters wrongly.
    """
    titled = heading_letters(para.text[marker.end :]) if marker and not marker.plain else ""
    return titled or heading_letters(para.text)


def _could_be_listed(para: Para, marker: Marker | None) -> bool:
    """Tell whether a paragraph could be a line of a table of contents."""
    if para.kind in ("table_row", "provenance"):
        return False
    names_section = marker is not None and marker.family != "art"
    if marker is not None and marker.rank >= Rank.DIGIT and para.text.endswith(_ITEM_ENDS):
        return False
    return names_section or could_be_heading(para.text, para.lang, longest=_LISTED_LETTERS)
